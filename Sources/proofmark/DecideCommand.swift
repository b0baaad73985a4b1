import ArgumentParser
import Foundation
import Quantities
import Registry
import XMLDocuments

/// A decision or a change of status, made at the command line.
struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide on a model: list or decline it, or change the status of a listed one.",
    discussion: """
      The decision becomes a document and enters the registry at once, if the programme's rules and the evidence \
      allow it; otherwise every reason is said and nothing is stored. With --output the document is written and \
      nothing decided, for somebody else to read and import.

      EXAMPLES
        proofmark decide list AL-IIA-100 --by "D. Person" --role "programme manager" --reason "All requirements met."
        proofmark decide suspended AL-IIA-100 --day 2026-11-20 --by "D. Person" --role "programme manager" \\
          --reviewed-by "R. Person" --reviewer-role "technical reviewer" --reason "A field failure is looked into."
      """)

  @Argument(help: "\(Action.allCases.map(\.rawValue).joined(separator: ", ")).")
  var action: Action

  @OptionGroup var model: ModelArgument

  @Option(parsing: .singleValue, help: "Why, in a sentence; may be given several times.")
  var reason: [String]

  @OptionGroup var persons: SignatoryOptions

  @Option(help: "The day from which it holds; otherwise today.")
  var day: Day?

  @Option(name: .shortAndLong, help: "Write the document and decide nothing; - is standard output.")
  var output: String?

  @OptionGroup var registry: RegistryOption

  enum Action: String, ExpressibleByArgument, CaseIterable {
    case list, decline, inactive, suspended, removed, reinstated
  }

  func validate() throws {
    if reason.isEmpty || reason.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw ValidationError("A decision says why: --reason \"All requirements are met.\"")
    }
  }

  func run() throws {
    let database = try RegistryAccess.open(registry.resolved, mode: .readWrite)
    let listing = try model.listing(in: RegistryAccess.reporting { try database.snapshot() })
    let day = try day ?? Day.today()
    let document = document(of: listing, day: day)
    if let output {
      try write(document, to: output)
      return
    }
    let name = "\(action.rawValue) \(listing.key)"
    let outcome = try RegistryAccess.reporting {
      var outcome: ImportOutcome?
      _ = try Importer(into: database, moment: RegistryAccess.now)
        .run([ImportSource(path: name, bytes: document)]) { outcome = $0 }
      try database.close()
      return outcome
    }
    for problem in outcome?.diagnostics ?? [] { Terminal.complain(problem.description) }
    switch outcome?.result {
    case .imported?:
      Terminal.write("\(listing.key): \(action.rawValue) from \(day). Document \(outcome?.sha256 ?? "").\n")
    case .unchanged?: Terminal.write("\(listing.key): the same was decided before; nothing changed.\n")
    case .refused?, nil: throw ProofmarkExit.refused
    }
  }

  private func document(of listing: Listing, day: Day) -> [UInt8] {
    switch action {
    case .list, .decline:
      DocumentWriter.write(
        Decision(
          isExample: listing.isExample, model: listing.key, outcome: action == .list ? .list : .decline,
          day: day,
          reasons: reason, signatories: persons.signatories))
    case .inactive: change(.inactive, listing, day)
    case .suspended: change(.suspended, listing, day)
    case .removed: change(.removed, listing, day)
    case .reinstated: change(.reinstated, listing, day)
    }
  }

  private func change(_ change: StatusChange.Change, _ listing: Listing, _ day: Day) -> [UInt8] {
    DocumentWriter.write(
      StatusChange(
        isExample: listing.isExample, model: listing.key, change: change, day: day, reasons: reason,
        signatories: persons.signatories))
  }

  private func write(_ document: [UInt8], to place: String) throws {
    if place == "-" {
      Terminal.write(String(decoding: document, as: UTF8.self))
      return
    }
    do {
      try Data(document).write(to: URL(fileURLWithPath: place), options: [.atomic])
    } catch {
      Terminal.complain("\(place): error: The file cannot be written: \(SystemReason.of(error)).")
      throw ProofmarkExit.refused
    }
    Terminal.write("written to \(place); nothing is decided until it is imported\n")
  }
}
