import ArgumentParser
import Foundation
import Publishing
import Registry
import Signatures

/// Verifies a copy of a published site.
struct VerifySiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-site",
    abstract: "Verify a copy of a published site: its signature, every file, none missing, none extra.",
    discussion: """
      The same can be done with other tools, as the site's own page “How to verify” says: sha256sum --check SHA256SUMS, \
      and minisign or signify for the signature. Neither of them names files that nobody published. No registry is \
      needed. The public key must come from a place that you trust; the one that the site itself has proves nothing.

      EXAMPLES
        proofmark verify-site site --public-key registry.key.pub
        proofmark verify-site site --format json

      \(ProofmarkExit.help)
      Here 0 says that everything fits, 1 that something does not, and 3 that the folder is no site.
      """)

  @Argument(help: "The folder of the copy.", completion: .directory)
  var folder: String

  @OptionGroup var publicKey: RegistryKeyOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let key = try publicKey.key()
    var verifier = SiteVerifier(folder: folder, key: key)
    var bar = ProgressBar("Verifying", total: 1)
    let found: SiteVerification
    do throws(SiteVerifier.NoSite) {
      found = try verifier.run { done, total in bar.update(done, of: total) }
      bar.finish()
    } catch {
      bar.finish()
      Terminal.complain("error: \(error)")
      throw ProofmarkExit.refused
    }
    switch format {
    case .json: try JSONOutput.print(SiteReport(found, folder: folder))
    case .text: Terminal.write(SiteVerificationText(found, of: folder).text)
    }
    if !found.isSound { throw ProofmarkExit.notMet }
  }
}

/// A verification for people, on one screen unless very much is wrong.
struct SiteVerificationText {
  private let found: SiteVerification
  private let folder: String
  /// So many problems are named; the others are counted.
  private static let limit = 100

  init(_ found: SiteVerification, of folder: String) {
    self.found = found
    self.folder = folder
  }

  var text: String {
    var lines = ["Site        \(folder)", "Sums        \(found.files) files, SHA256SUMS \(found.sums)"]
    switch found.signer {
    case .notAsked: lines.append("Signature   not checked: name the registry's key with --public-key")
    case .unknown: lines.append("Signature   NOT that of the key named")
    case .key(let number, let comment):
      lines.append("Signature   holds, by key \(number) (\(comment.replacing("\t", with: ", ")))")
    }
    if let checkpoint = found.checkpoint {
      lines.append(
        "Checkpoint  holds: event \(checkpoint.head.size), \(checkpoint.head.hash), of \(checkpoint.made)")
    }
    for kind in SiteVerification.Problem.Kind.allCases {
      let number = found.problems.count { $0.kind == kind }
      lines.append(
        "\(heading(kind).padding(toLength: 12, withPad: " ", startingAt: 0))\(number == 0 ? "none" : "\(number)")"
      )
    }
    for problem in found.problems.prefix(SiteVerificationText.limit) {
      let detail = problem.detail.isEmpty ? "" : ": \(problem.detail)"
      lines.append("  \(problem.kind.rawValue.uppercased())  \(problem.path)\(detail)")
    }
    if found.problems.count > SiteVerificationText.limit {
      lines.append("  and \(found.problems.count - SiteVerificationText.limit) more")
    }
    lines.append(conclusion)
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ kind: SiteVerification.Problem.Kind) -> String {
    switch kind {
    case .missing: "Missing"
    case .changed: "Changed"
    case .extra: "Extra"
    case .wrong: "Wrong"
    }
  }

  private var conclusion: String {
    guard found.isSound else { return "This is NOT what was published." }
    if case .key = found.signer { return "This is what the registry published, to the last byte." }
    return "The files are those that the sums name. Who published them was not checked."
  }
}

/// A verification, in JSON as it stands.
private struct SiteReport: Encodable {
  var folder: String
  var isSound: Bool
  var files: Int
  var bytes: Int
  var sumsSHA256: String
  /// `holds`, `does not hold` or `not checked`.
  var signature: String
  var key: String?
  var trustedComment: String?
  var checkpoint: ChainHead?
  var problems: [Problem]

  struct Problem: Encodable {
    var kind: String
    var path: String
    var detail: String
  }

  init(_ found: SiteVerification, folder: String) {
    self.folder = folder
    isSound = found.isSound
    files = found.files
    bytes = found.bytes
    sumsSHA256 = found.sums
    switch found.signer {
    case .notAsked: signature = "not checked"
    case .unknown: signature = "does not hold"
    case .key(let number, let comment): (signature, key, trustedComment) = ("holds", number, comment)
    }
    checkpoint = found.checkpoint?.head
    problems = found.problems.map { Problem(kind: $0.kind.rawValue, path: $0.path, detail: $0.detail) }
  }
}
