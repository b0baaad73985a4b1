import ArgumentParser
import Conformity
import Foundation
import Publishing
import Quantities
import Registry

/// What a registry holds, on half a screen.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what the registry holds: documents, models, verdicts, and where to look.",
    discussion: """
      EXAMPLES
        proofmark status
        proofmark status --site site --format json
      """)

  @OptionGroup var registry: RegistryOption

  @Option(help: "A published site to point to.", completion: .directory)
  var site: String?

  @Option(help: "When the work began, in seconds since 1970: the answer then says how long it took.")
  var began: Double?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: Vantage(asOf: .today()))
    let (counts, programme, listings) = try RegistryAccess.reporting {
      (try snapshot.counts(), try snapshot.programme(), try snapshot.listings())
    }
    if format == .json {
      try JSONOutput.print(StatusReport(counts))
      return
    }
    var lines = [programme?.title ?? "A registry without a programme"]
    if programme?.isExample == true {
      lines.append("Everything in it is invented and says nothing about any armor.")
    }
    lines.append("")
    let kinds = DocumentKind.allCases.compactMap { kind in
      counts.documentsByKind[kind].map { "\($0) \($0 == 1 ? kind.words : kind.plural)" }
    }
    lines.append(
      counts.documents == 0
        ? "Documents   none yet" : "Documents   \(counts.documents): \(kinds.joined(separator: ", "))")
    lines.append(
      "            \(megabytes(counts.originalBytes)) kept byte for byte in \(megabytes(counts.storedBytes))")
    let statuses = ListingStatus.allCases.compactMap { status in
      counts.statuses[status].map { "\($0) \(status.rawValue)" }
    }
    lines.append(
      "Models      \(counts.models)" + (statuses.isEmpty ? "" : ": \(statuses.joined(separator: ", "))"))
    lines.append("")
    var table = TableText(columns: [
      .init("Level"), .init("compliant", alignment: .right), .init("not compliant", alignment: .right),
      .init("not determined", alignment: .right),
    ])
    var levels: [String] = []
    for listing in listings where !levels.contains(listing.level) { levels.append(listing.level) }
    for level in levels.sorted() {
      table.append([level] + Verdict.allCases.map { number(listings, level: level, verdict: $0) })
    }
    table.append(["all"] + Verdict.allCases.map { number(listings, level: nil, verdict: $0) })
    Terminal.write(lines.joined(separator: "\n") + "\n")
    Terminal.write(table.printed(width: Terminal.width, style: Terminal.usesColor ? .color : .plain))
    var closing = [""]
    if let began {
      let seconds = Date().timeIntervalSince1970 - began
      closing.append("Took        \(String(format: "%.1f", seconds)) s")
    }
    closing.append("Registry    \(URL(fileURLWithPath: registry.resolved).path)")
    if let site { closing.append("Site        \(place(of: site))") }
    if let failing = listings.first(where: { $0.verdict == .notCompliant }) {
      closing.append("Try         \(command("explain \"\(failing.key)\""))")
    }
    if counts.outdated > 0 {
      closing.append("Note        \(counts.outdated) determinations were made by another engine version.")
    }
    Terminal.write(closing.joined(separator: "\n") + "\n")
  }

  /// The page to open, if it is there.
  private func place(of site: String) -> String {
    let page = URL(fileURLWithPath: site).appendingPathComponent("index.html").path
    return FileManager.default.fileExists(atPath: page)
      ? page : "not published yet: \(command("publish --output \(site)"))"
  }

  /// A command as it can be typed here: by the path of this program, on this registry.
  private func command(_ rest: String) -> String {
    let program = CommandLine.arguments.first ?? "proofmark"
    return "\(program) \(rest)" + (registry.path.map { " --registry \($0)" } ?? "")
  }

  private func number(_ listings: [Listing], level: String?, verdict: Verdict) -> String {
    String(listings.count { (level == nil || $0.level == level) && $0.verdict == verdict })
  }

  private func megabytes(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1_000_000) }
}

extension DocumentKind {
  fileprivate var plural: String {
    switch self {
    case .laboratory: "laboratories"
    case .statusChange: "changes of status"
    default: words + "s"
    }
  }
}

/// What a registry holds, in JSON as it stands.
private struct StatusReport: Encodable {
  var documents: Int
  var documentsByKind: [String: Int]
  var models: Int
  var verdicts: [String: Int]
  var statuses: [String: Int]
  var originalBytes: Int
  var storedBytes: Int

  init(_ counts: Counts) {
    documents = counts.documents
    documentsByKind = Dictionary(
      uniqueKeysWithValues: counts.documentsByKind.map { ($0.key.rawValue, $0.value) })
    models = counts.models
    verdicts = Dictionary(uniqueKeysWithValues: counts.verdicts.map { ($0.key.rawValue, $0.value) })
    statuses = Dictionary(uniqueKeysWithValues: counts.statuses.map { ($0.key.rawValue, $0.value) })
    originalBytes = counts.originalBytes
    storedBytes = counts.storedBytes
  }
}
