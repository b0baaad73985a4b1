import ArgumentParser
import Foundation
import Registry
import Signatures
import XMLDocuments

/// Signs how far the chain of events reaches.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract:
      "Sign how far the chain of events reaches, so that others can prove later that nothing was rewritten.",
    discussion: """
      The checkpoint is four lines of text: the size of the chain, the hash of its head, the moment. It is given away, \
      with its signature beside it (.minisig), to whoever is to hold the registry to it. Debian's minisign verifies the \
      signature, and so does signify. Documents and chain are verified before anything is signed, and no file is \
      overwritten.

      EXAMPLES
        proofmark checkpoint --key registry.key
        proofmark checkpoint --key registry.key --output 2026-11-24.txt
        minisign -V -p registry.key.pub -m 2026-11-24.txt
        proofmark verify --checkpoint 2026-11-24.txt --public-key registry.key.pub
      """)

  @Option(help: "The secret key: proofmark key make, or minisign -G -W.", completion: .file())
  var key: String

  @Option(
    name: .shortAndLong, help: "The file to write; otherwise checkpoint-SIZE.txt.", completion: .file())
  var output: String?

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let secret = try KeyAccess.reporting(key) { () throws(SignatureProblem) in try KeyFiles.secretKey(at: key)
    }
    let bar = VerificationBar()
    defer { bar.finish() }
    let verification = try RegistryAccess.reporting {
      try Verifier.ofChain(path: registry.resolved).run(progress: bar.update)
    }
    bar.finish()
    guard verification.isSound, let head = verification.head else {
      Terminal.complain(VerificationText(verification, of: registry.resolved).text)
      Terminal.complain("error: A chain that does not fit is not signed.")
      throw ProofmarkExit.notMet
    }
    let checkpoint = Checkpoint(head: head, made: RegistryAccess.now())
    let place = output ?? "checkpoint-\(head.size).txt"
    try SignedFile.create(
      place, Array(checkpoint.text.utf8), by: secret, what: "checkpoint",
      trusted: "size:\(head.size)\tmade:\(checkpoint.made)")
    switch format {
    case .json:
      try JSONOutput.print(
        CheckpointReport(
          file: place, signature: SignedFile.signaturePath(of: place), head: head,
          made: checkpoint.made, key: secret.publicKey.number.description))
    case .text:
      Terminal.write(
        """
        Checkpoint  \(place)
        Signature   \(SignedFile.signaturePath(of: place)), by key \(secret.publicKey.number)
        Head        event \(head.size), \(head.hash)
        To verify   minisign -V -P \(secret.publicKey.encoded) -m \(place)

        """)
    }
  }
}

/// A checkpoint that was signed, in JSON as it stands.
private struct CheckpointReport: Encodable {
  var file: String
  var signature: String
  var head: ChainHead
  var made: Moment
  /// The number of the key.
  var key: String
}
