import ArgumentParser
import Conformity
import Foundation
import Publishing
import Registry

/// One model, in short.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one model: what it is, its verdict, and the outcome of each requirement.",
    discussion: """
      MODEL is the model designation on the label; case, spaces and hyphens do not matter. Where two suppliers have \
      the same one, name the supplier, too.

      EXAMPLES
        proofmark show "AL-IIA-100"
        proofmark show aldermark/AL-IIA-100 --format json

      \(ProofmarkExit.help)
      """)

  @OptionGroup var question: ModelQuestion

  func run() throws {
    try question.answer { text, determination, files in text.summary(of: determination, files: files) }
  }
}

/// One model, down to the shots.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a model's verdict: the tree of findings down to the shots that decided.",
    discussion: """
      Each requirement with its clause and limit, what was measured, the margin, the structure of its rule, what was \
      left out and why, and the lines of the reports.

      EXAMPLES
        proofmark explain "DU-IIA-103 perforation"
        proofmark explain "CO-II-106 depths saved" --format json

      \(ProofmarkExit.help)
      """)

  @OptionGroup var question: ModelQuestion

  func run() throws {
    try question.answer { text, determination, files in text.explanation(of: determination, files: files) }
  }
}

/// What `show` and `explain` ask for.
struct ModelQuestion: ParsableArguments {
  @OptionGroup var model: ModelArgument
  @OptionGroup var time: VantageOptions
  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func answer(_ text: (DeterminationText, Determination, [String]) -> String) throws {
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: time.vantage(today: .today()))
    let listing = try model.listing(in: snapshot)
    let determination = try RegistryAccess.reporting { try snapshot.determination(of: listing) }
    switch format {
    case .json:
      let bytes = try RegistryAccess.reporting { try snapshot.determinationBytes(of: listing) }
      Terminal.write(String(decoding: bytes ?? Array("null".utf8), as: UTF8.self) + "\n")
    case .text:
      let reports = try RegistryAccess.reporting { try snapshot.reports(of: listing.key) }
      Terminal.write(facts(listing, reports: reports))
      if let determination {
        let files = reports.map(\.file)
        Terminal.write(
          text(DeterminationText(style: Terminal.usesColor ? .color : .plain), determination, files))
      } else {
        Terminal.write(
          "There is no determination: the definition of \(listing.standard) is not in the registry.\n")
      }
    }
    switch listing.verdict {
    case .compliant: return
    case .notCompliant: throw ProofmarkExit.notMet
    case .notDetermined: throw ProofmarkExit.notDetermined
    }
  }

  /// What the label says, where the model stands, and who signed its reports.
  private func facts(_ listing: Listing, reports: [StoredReport]) -> String {
    var lines = [
      "\(listing.designation), \(listing.supplierName)",
      "  level \(listing.level), \(listing.kind), \(listing.gender), \(listing.opening)",
      "  sizes \(listing.sizes.joined(separator: ", ")); warranty \(listing.warrantyMonths) months",
    ]
    let standing = listing.standing
    lines.append(
      "  \(standing.isOnList ? "on the list" : "NOT on the list"): \(standing.status.rawValue)"
        + (standing.since.map { " since \($0)" } ?? ""))
    for notice in standing.notices {
      lines.append("  \(notice.act.word) notice \(notice.number ?? "") of \(notice.day): \(notice.heading)")
    }
    if !standing.isEvidenceHeld {
      lines.append("  taken over from an earlier list; the evidence is not held here")
    }
    if standing.isOnList, standing.isEvidenceHeld, listing.verdict != .compliant {
      lines.append(
        "  The evidence known now does not show compliance; the programme has not decided on that yet.")
    }
    for report in reports {
      if let signer = report.signer { lines.append("  report \(report.id) is signed by \(signer)") }
    }
    if listing.isExample { lines.append("  An invented example: it says nothing about any armor.") }
    return lines.joined(separator: "\n") + "\n\n"
  }
}
