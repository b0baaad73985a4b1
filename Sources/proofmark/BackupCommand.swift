import ArgumentParser
import Foundation
import Registry

/// Copies the registry while others work on it.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write a copy of the registry to one file, while others read and write.",
    discussion: """
      The copy is one consistent state. It is written beside its place, its documents and chain are verified, and only \
      then is it put there; an earlier backup there is replaced, anything else is left alone. Nobody has to stop working.

      EXAMPLES
        proofmark backup /mnt/safe/registry-2026-11-24.sqlite
        proofmark verify --registry /mnt/safe/registry-2026-11-24.sqlite
      """)

  @Argument(help: "The file to write.", completion: .file(extensions: ["sqlite"]))
  var file: String

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let bar = SharedBar("Copying")
    defer { bar.finish() }
    let database = try RegistryAccess.open(registry.resolved, mode: .readOnly)
    let summary = try CopyAccess.reporting { () throws(CopyProblem) in
      try database.backup(to: file, progress: bar.update)
    }
    bar.finish()
    switch format {
    case .json: try JSONOutput.print(BackupReport(summary))
    case .text:
      Terminal.write(
        "\(summary.documents) documents (\(String(format: "%.1f MB", Double(summary.bytes) / 1_000_000))) "
          + "copied to \(summary.path); the copy's documents and chain are verified.\n")
    }
  }
}

/// Puts a backup into the registry's place.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup into the registry's place, once all of it is verified.",
    discussion: """
      The backup is copied beside the registry and verified as verify does it. Only if everything fits does it take the \
      registry's place, in one step; the registry that stood there is kept beside it. A registry that somebody has \
      open is not replaced.

      EXAMPLES
        proofmark restore /mnt/safe/registry-2026-11-24.sqlite
        proofmark restore backup.sqlite --registry elsewhere.sqlite --format json
      """)

  @Argument(help: "The backup.", completion: .file(extensions: ["sqlite"]))
  var file: String

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    try RegistryAccess.prepareFolder(of: registry.resolved)
    let bar = VerificationBar()
    defer { bar.finish() }
    let summary = try CopyAccess.reporting { () throws(CopyProblem) in
      try Restore(file, to: registry.resolved).run(now: RegistryAccess.now(), progress: bar.update)
    }
    bar.finish()
    switch format {
    case .json: try JSONOutput.print(RestoreReport(summary))
    case .text: Terminal.write(text(summary))
    }
  }

  private func text(_ summary: Restore.Summary) -> String {
    var lines = ["\(summary.path) is restored: \(summary.documents) documents, all verified."]
    if let replaced = summary.replaced {
      lines.append("The registry that stood there is kept as \(replaced).")
      switch summary.replacedDocuments {
      case .some(let count) where count > summary.documents:
        lines.append(
          "It holds \(count - summary.documents) more documents than the backup; import those again.")
      case .some: break
      case .none: lines.append("It is damaged. Keep it for whoever looks into what happened.")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A bar that several closures draw.
final class SharedBar {
  private var bar: ProgressBar

  init(_ label: String) { bar = ProgressBar(label, total: 0) }

  func update(_ done: Int, _ total: Int) { bar.update(done, of: total) }
  func finish() { bar.finish() }
}

/// Copying registries from the command line, with errors that say what to do next.
enum CopyAccess {
  /// Runs something and turns what kept a copy from its place into words and an exit code.
  static func reporting<Value>(_ body: () throws(CopyProblem) -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      switch error {
      case .registry(let problem): return try RegistryAccess.reporting { throw problem }
      case .unsound(let path, let verification):
        Terminal.complain(VerificationText(verification, of: path).text)
        Terminal.complain("error: The copy does not fit, and nothing was replaced.")
        throw ProofmarkExit.notMet
      }
    }
  }
}

/// A backup, in JSON as it stands.
private struct BackupReport: Encodable {
  var file: String
  var documents: Int
  var bytes: Int
  var head: ChainHead?

  init(_ summary: BackupSummary) {
    file = summary.path
    documents = summary.documents
    bytes = summary.bytes
    head = summary.head
  }
}

/// A restoration, in JSON as it stands.
private struct RestoreReport: Encodable {
  var registry: String
  var documents: Int
  var head: ChainHead?
  var replaced: String?
  var replacedDocuments: Int?

  init(_ summary: Restore.Summary) {
    registry = summary.path
    documents = summary.documents
    head = summary.head
    replaced = summary.replaced
    replacedDocuments = summary.replacedDocuments
  }
}
