import ArgumentParser
import Publishing
import Registry
import Signatures

/// Verifies an evidence pack.
struct VerifyPackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-pack",
    abstract: "Verify an evidence pack: every file, the proof, the signature; and judge its reports again.",
    discussion: """
      PACK is the archive or the folder that it was unpacked to. Where the pack holds its reports, they are judged by its \
      definition, and must come to its determination to the last byte. No registry is needed. The public key must come \
      from a place that you trust; the one in the pack proves nothing.

      EXAMPLES
        proofmark verify-pack al-iia-100.zip
        proofmark verify-pack al-iia-100.zip --public-key registry.key.pub --format json

      \(ProofmarkExit.help)
      Here 0 says that everything fits, 1 that something does not, and 3 that the file is no pack.
      """)

  @Argument(help: "The archive, or the folder.", completion: .file(extensions: ["zip"]))
  var pack: String

  @OptionGroup var publicKey: RegistryKeyOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let key = try publicKey.key()
    let found: PackVerification
    do throws(PackVerifier.NoPack) {
      var verifier = try PackVerifier(path: pack, key: key)
      found = verifier.run()
    } catch {
      Terminal.complain("error: \(error)")
      throw ProofmarkExit.refused
    }
    switch format {
    case .json: try JSONOutput.print(PackReport(found, pack: pack))
    case .text: show(found)
    }
    if !found.isSound { throw ProofmarkExit.notMet }
  }

  private func show(_ found: PackVerification) {
    var lines = ["Pack        \(pack)", "Sums        \(found.files) files"]
    switch found.signer {
    case .notAsked: lines.append("Signature   not checked: name the registry's key with --public-key")
    case .unknown: lines.append("Signature   NOT that of the key named")
    case .key(let number, _): lines.append("Signature   holds, by key \(number)")
    }
    if let checkpoint = found.checkpoint {
      lines.append(
        "Checkpoint  holds: event \(checkpoint.head.size), \(checkpoint.head.hash), of \(checkpoint.made)")
    }
    lines.append("Documents   \(found.documents.count) of the proof are here, \(found.absent.count) are not")
    switch found.derivation {
    case .same(let reports):
      lines.append(
        "Judged      again from \(reports) \(reports == 1 ? "report" : "reports"): the same determination, to the last byte"
      )
    case .other: lines.append("Judged      again: ANOTHER determination")
    case .notPossible(let reason): lines.append("Judged      not again: \(reason)")
    }
    for problem in found.problems {
      let detail = problem.detail.isEmpty ? "" : ": \(problem.detail)"
      lines.append("  \(problem.kind.rawValue.uppercased())  \(problem.path)\(detail)")
    }
    if !found.isSound {
      lines.append("This is NOT the pack as it was made.")
    } else if case .key = found.signer {
      lines.append("This is the pack that the registry made, to the last byte.")
    } else {
      lines.append("Everything in the pack fits. Who made it was not checked.")
    }
    Terminal.write(lines.joined(separator: "\n") + "\n")
  }
}

/// A verification, in JSON as it stands.
private struct PackReport: Encodable {
  var pack: String
  var isSound: Bool
  var files: Int
  /// The documents of the proof that are in the pack, and those that are not.
  var documents: [String]
  var absent: [String]
  /// `holds`, `does not hold` or `not checked`.
  var signature: String
  var key: String?
  var checkpoint: ChainHead?
  /// `same`, `other` or `not judged`.
  var determination: String
  var reason: String?
  var problems: [Problem]

  struct Problem: Encodable {
    var kind: String
    var path: String
    var detail: String
  }

  init(_ found: PackVerification, pack: String) {
    self.pack = pack
    isSound = found.isSound
    files = found.files
    (documents, absent) = (found.documents, found.absent)
    switch found.signer {
    case .notAsked: signature = "not checked"
    case .unknown: signature = "does not hold"
    case .key(let number, _): (signature, key) = ("holds", number)
    }
    checkpoint = found.checkpoint?.head
    switch found.derivation {
    case .same: determination = "same"
    case .other: determination = "other"
    case .notPossible(let words): (determination, reason) = ("not judged", words)
    }
    problems = found.problems.map { Problem(kind: $0.kind.rawValue, path: $0.path, detail: $0.detail) }
  }
}
