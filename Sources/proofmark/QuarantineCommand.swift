import ArgumentParser
import Foundation
import Registry
import XMLDocuments

/// The refused documents that a registry keeps.
struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "See, retry and discard refused documents, which are kept with what was wrong.",
    discussion: """
      What an import refuses is kept byte for byte if it is recognisably one of a registry's documents, until it gets in \
      or somebody discards it. Nothing in quarantine is evidence: it is never judged, listed or published.

      At most \(Quarantine.Limits.standard.documentBytes >> 20) MiB of a document are kept, and of all together \
      \(Quarantine.Limits.standard.totalBytes >> 20) MiB and \(Quarantine.Limits.standard.documents) documents. Beyond \
      that a document is refused all the same, and the import says that it is not kept.
      """,
    subcommands: [
      QuarantineListCommand.self, QuarantineShowCommand.self, QuarantineRetryCommand.self,
      QuarantineDiscardCommand.self,
    ])
}

/// What is in quarantine.
struct QuarantineListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what is in quarantine, each document with its first problem.",
    discussion: """
      EXAMPLES
        proofmark quarantine list
        proofmark quarantine list --format json
        proofmark quarantine list --discarded
      """)

  @Flag(help: "List what was discarded, by whom and why.")
  var discarded = false

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let quarantine = try RegistryAccess.open(registry.resolved, mode: .readOnly).quarantine
    if discarded {
      let lines = try RegistryAccess.reporting { try quarantine.discarded() }
      switch format {
      case .json: try JSONOutput.print(lines)
      case .text:
        for line in lines {
          Terminal.write(
            "\(line.sha256.prefix(12))  \(line.file), \(line.kind.words), \(line.size) bytes: discarded "
              + "\(line.discarded) by \(line.discardedBy): \(line.reason)\n")
        }
        if lines.isEmpty { Terminal.write("Nothing was discarded.\n") }
      }
      return
    }
    let documents = try RegistryAccess.reporting { try quarantine.documents() }
    switch format {
    case .json: try JSONOutput.print(documents)
    case .text:
      for document in documents { Terminal.write(document.line) }
      Terminal.write(
        documents.isEmpty
          ? "The quarantine is empty.\n"
          : "\(documents.count) in quarantine. Why, and what to do: proofmark quarantine show "
            + "\(documents[0].sha256.prefix(12))\n")
    }
  }
}

/// One document in quarantine.
struct QuarantineShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a document in quarantine: when it was refused, by whom it was delivered, every problem.",
    discussion: """
      With --output its bytes are written to a file as they came.

      EXAMPLES
        proofmark quarantine show 6c1e5b0e4f
        proofmark quarantine show inbox/report.xml --format json
        proofmark quarantine show 6c1e5b0e4f --output refused.xml
      """)

  @Argument(help: "The beginning of its SHA-256, at least six digits, or its path as it was delivered.")
  var document: String

  @Option(
    name: .shortAndLong, help: "A file to write the document to; - is standard output.", completion: .file())
  var output: String?

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let quarantine = try RegistryAccess.open(registry.resolved, mode: .readOnly).quarantine
    let found = try QuarantineAccess.document(named: document, in: quarantine)
    if let output {
      try OutputFile.write(
        try RegistryAccess.reporting { try quarantine.bytes(of: found.sha256) }, to: output)
      if output == "-" { return }
    }
    switch format {
    case .json: try JSONOutput.print(found)
    case .text: Terminal.write(found.text)
    }
  }
}

/// Another attempt at the door.
struct QuarantineRetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Import documents in quarantine again, such as after the supplier that they name has come.",
    discussion: """
      They pass the same door as any other document. What gets in leaves the quarantine; what is refused again stays, \
      with the problems that it has now.

      EXAMPLES
        proofmark quarantine retry 6c1e5b0e4f
        proofmark quarantine retry --all

      \(ProofmarkExit.help)
      Here 3 says that at least one document was refused again.
      """)

  @Argument(help: "The beginning of a SHA-256, at least six digits, or a path as it was delivered.")
  var documents: [String] = []

  @Flag(help: "Retry everything that is in quarantine.")
  var all = false

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if all == !documents.isEmpty {
      throw ValidationError("Name the documents to retry, or --all for everything in quarantine.")
    }
  }

  func run() throws {
    let begin = DispatchTime.now()
    let database = try RegistryAccess.open(registry.resolved, mode: .readWrite)
    let quarantine = database.quarantine
    let chosen =
      all
      ? try RegistryAccess.reporting { try quarantine.documents() }
      : try documents.map { try QuarantineAccess.document(named: $0, in: quarantine) }
    var account = ImportAccount([])
    let summary = try RegistryAccess.reporting {
      try quarantine.retry(chosen, moment: RegistryAccess.now) { account.note($0) }
    }
    account.close(summary)
    try RegistryAccess.reporting { try database.close() }
    try account.print(format, since: begin)
    if account.report.refused > 0 { throw ProofmarkExit.refused }
  }
}

/// The end of a document that nobody wants.
struct QuarantineDiscardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Discard a document in quarantine for good, with a name and a reason.",
    discussion: """
      Its bytes are overwritten in the registry's file. A line stays: what it was, when it was refused, who discarded it \
      and why. Backups made before still hold it.

      EXAMPLES
        proofmark quarantine discard 6c1e5b0e4f --by "D. Person" --reason "Sent to the wrong registry."
        proofmark quarantine list --discarded
      """)

  @Argument(help: "The beginning of its SHA-256, at least six digits, or its path as it was delivered.")
  var document: String

  @Option(name: .customLong("by"), help: "The name of the person who discards it.")
  var person: String

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if person.allSatisfy(\.isWhitespace) || reason.allSatisfy(\.isWhitespace) {
      throw ValidationError("Discarding takes a name and a reason: --by \"A. Person\" --reason \"…\".")
    }
  }

  func run() throws {
    let database = try RegistryAccess.open(registry.resolved, mode: .readWrite)
    let quarantine = database.quarantine
    let found = try QuarantineAccess.document(named: document, in: quarantine)
    let line = try RegistryAccess.reporting {
      try quarantine.discard(found.sha256, by: person, reason: reason, at: RegistryAccess.now())
    }
    try RegistryAccess.reporting { try database.close() }
    switch format {
    case .json: try JSONOutput.print(line)
    case .text:
      Terminal.write("\(line.file): discarded. The line that stays: proofmark quarantine list --discarded\n")
    }
  }
}

/// Finding a document in quarantine from the command line.
private enum QuarantineAccess {
  /// The document that a name means; the command ends as refused where none or several are meant.
  static func document(named name: String, in quarantine: Quarantine) throws -> QuarantinedDocument {
    let (found, problems) = try RegistryAccess.reporting { try quarantine.document(named: name) }
    for problem in problems { Terminal.complain(problem.description) }
    if let found { return found }
    throw ProofmarkExit.refused
  }
}

extension QuarantinedDocument {
  /// For a list.
  fileprivate var line: String {
    let more = diagnostics.count > 1 ? " and \(diagnostics.count - 1) more" : ""
    let problem = diagnostics.first.map { ": \($0.message) [\($0.code)]\(more)" } ?? ""
    return "\(sha256.prefix(12))  \(last)  \(file), \(kind.words)\(problem)\n"
  }

  /// For itself.
  fileprivate var text: String {
    let often = times == 1 ? "once" : "\(times) times, first \(first)"
    let who = deliveredBy.map { "\nDelivered by  \($0)" } ?? ""
    return """
      File          \(file)
      Document      \(kind.words), \(size) bytes, SHA-256 \(sha256)
      Refused       \(last) (\(often))\(who)

      \(diagnostics.map(\.description).joined(separator: "\n"))

      When that is put right elsewhere:  proofmark quarantine retry \(sha256.prefix(12))
      Otherwise send a corrected document, and:  proofmark quarantine discard \(sha256.prefix(12)) --by … --reason …

      """
  }
}
