import ArgumentParser
import Foundation
import Registry
import Signatures
import XMLDocuments

/// Proves that a registry is what its documents make it.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify the registry: re-hash, re-walk, re-judge and rebuild everything, and compare.",
    discussion: """
      Every document is hashed again, the chain of events is walked, every determination is judged again by the stored \
      definitions, and every table that follows from the documents is derived again and compared value by value. \
      Nothing is changed, and others may go on working.

      With a checkpoint it also proves that the present chain extends the one that was signed: that nothing recorded by \
      then was changed, left out or put in since. The public key must come from a place that you trust.

      EXAMPLES
        proofmark verify
        proofmark verify --checkpoint checkpoint.txt --public-key registry.key.pub
        proofmark verify --registry backup.sqlite --format json

      \(ProofmarkExit.help)
      Here 0 says that everything fits, 1 that something does not, and 3 that it cannot be looked at.
      """)

  @Option(help: "A checkpoint that the chain must extend.", completion: .file())
  var checkpoint: String?

  @Option(
    help: "The signature of the checkpoint; otherwise the file beside it that ends in .minisig.",
    completion: .file())
  var signature: String?

  @Option(help: "The public key that the checkpoint was signed with.", completion: .file(extensions: ["pub"]))
  var publicKey: String?

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if checkpoint != nil, publicKey == nil {
      throw ValidationError(
        "A checkpoint proves nothing without the key that it was signed with: --public-key registry.key.pub")
    }
    if checkpoint == nil, publicKey != nil || signature != nil {
      throw ValidationError("A key and a signature belong to a checkpoint: --checkpoint checkpoint.txt")
    }
  }

  func run() throws {
    let begin = DispatchTime.now()
    let signed = try checkpoint.map { path in
      try CheckpointFile.verified(path, signature: signature, publicKey: publicKey ?? "")
    }
    let bar = VerificationBar()
    defer { bar.finish() }
    let verification = try RegistryAccess.reporting {
      try Verifier(path: registry.resolved, checkpoint: signed).run(progress: bar.update)
    }
    bar.finish()
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
    switch format {
    case .json: try JSONOutput.print(VerificationReport(verification, registry: registry.resolved))
    case .text:
      var text = VerificationText(verification, of: registry.resolved).text
      if verification.isSound { text += "Took \(String(format: "%.2f", seconds)) s.\n" }
      Terminal.write(text)
    }
    if !verification.isSound { throw ProofmarkExit.notMet }
  }
}

/// A bar for each part of a verification.
final class VerificationBar {
  private var bar: ProgressBar?
  private var part: Verification.Part?

  func update(_ part: Verification.Part, _ done: Int, _ total: Int) {
    if part != self.part {
      bar?.finish()
      bar = ProgressBar("Verifying \(part.title.lowercased())", total: total)
      self.part = part
    }
    bar?.update(done, of: total)
  }

  func finish() { bar?.finish() }
}

extension Verification.Part {
  /// What stands before its line.
  var title: String {
    switch self {
    case .file: "File"
    case .documents: "Documents"
    case .chain: "Chain"
    case .determinations: "Determinations"
    case .projections: "Projections"
    case .quarantine: "Quarantine"
    case .checkpoint: "Checkpoint"
    }
  }

  /// What was done to so many.
  fileprivate func deed(_ count: Int) -> String {
    func counted(_ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
    switch self {
    case .file: return "\(counted("page", "pages")): structure and schema"
    case .documents: return "\(counted("document", "documents")) hashed again"
    case .chain: return "\(counted("event", "events")) walked"
    case .determinations: return "\(counted("determination", "determinations")) judged again"
    case .projections: return "\(counted("row", "rows")) derived again"
    case .quarantine: return "\(counted("document", "documents")) refused or discarded"
    case .checkpoint: return "\(counted("event", "events")) signed for"
    }
  }
}

/// What a verification did and found, on one screen.
struct VerificationText {
  private let verification: Verification
  private let path: String

  init(_ verification: Verification, of path: String) {
    self.verification = verification
    self.path = path
  }

  /// How many faults are shown one by one.
  private static let shown = 10

  var text: String {
    var lines = [URL(fileURLWithPath: path).path, ""]
    for outcome in verification.outcomes {
      let title = outcome.part.title.padding(toLength: 16, withPad: " ", startingAt: 0)
      let deed = outcome.omitted == nil ? outcome.part.deed(outcome.checked) : ""
      lines.append("  \(title)\(deed.padding(toLength: 48, withPad: " ", startingAt: 0))\(result(outcome))")
    }
    lines.append("")
    if let head = verification.head { lines.append("Head of the chain: event \(head.size), \(head.hash)") }
    lines += verification.remarks
    guard let first = verification.faults.first else {
      return (lines + ["Everything fits."]).joined(separator: "\n") + "\n"
    }
    lines += ["The first that does not fit:", "  \(first.place): \(first.message)"]
    let rest = verification.faults.dropFirst().prefix(VerificationText.shown - 1)
    if !rest.isEmpty { lines.append("Also:") }
    lines += rest.map { "  \($0.place): \($0.message)" }
    let hidden = verification.faultCount - rest.count - 1
    if hidden > 0 { lines.append("  and \(hidden) more") }
    lines += ["", cure]
    return lines.joined(separator: "\n") + "\n"
  }

  private func result(_ outcome: Verification.Outcome) -> String {
    if let reason = outcome.omitted { return "not verified: \(reason)" }
    return outcome.faults == 0 ? "fits" : "\(outcome.faults) \(outcome.faults == 1 ? "does" : "do") not fit"
  }

  private var cure: String {
    let parts = Set(verification.faults.map(\.part))
    if parts == [.checkpoint] {
      return "The past was rewritten, or this is another registry. Ask who keeps it, and keep the checkpoint."
    }
    return
      "Do not rely on this registry. Keep it as it is for whoever looks into it, and put a backup in its place:\n"
      + "  proofmark restore BACKUP"
  }
}

/// A verification, in JSON as it stands.
private struct VerificationReport: Encodable {
  var registry: String
  var isSound: Bool
  var head: ChainHead?
  var parts: [Verification.Outcome]
  var faultCount: Int
  var remarks: [String]
  /// Of each part the first few.
  var faults: [Verification.Fault]

  init(_ verification: Verification, registry: String) {
    self.registry = registry
    isSound = verification.isSound
    head = verification.head
    parts = verification.outcomes
    faultCount = verification.faultCount
    remarks = verification.remarks
    faults = verification.faults
  }
}
