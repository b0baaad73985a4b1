import Registry
import Signatures

/// What the registry's key signs of a site: its sums, and how far the chain of events reached.
struct SiteSeal {
  /// The public half of the key, beside the site's pages. Whoever verifies needs it from another place as well.
  static let keyFile = "registry.key.pub"
  static let checkpointFile = "checkpoint.txt"

  /// Files by their path on the site.
  let files: [(path: String, bytes: [UInt8])]
  /// The public key in one word, as `minisign -P` takes it.
  let encodedKey: String
  private let key: SecretKey
  private let comment: String

  /// - Parameter checkpoint: nil where the registry is empty.
  init(_ key: SecretKey, checkpoint: Checkpoint?) throws(SignatureProblem) {
    self.key = key
    encodedKey = key.publicKey.encoded
    comment = "events:\(checkpoint?.head.size ?? 0)"
    var files = [(SiteSeal.keyFile, Array(key.publicKey.text.utf8))]
    if let checkpoint {
      let text = Array(checkpoint.text.utf8)
      let signature = try key.sign(
        text, comment: "signature of a proofmark checkpoint",
        trustedComment: "proofmark checkpoint\tsize:\(checkpoint.head.size)\tmade:\(checkpoint.made)")
      files.append((SiteSeal.checkpointFile, text))
      files.append((SiteSeal.checkpointFile + ".minisig", Array(signature.text.utf8)))
    }
    self.files = files
  }

  /// The signature of the site's sums, as a file. The same sums give the same signature.
  func signature(of sums: [UInt8]) throws(PublicationProblem) -> [UInt8] {
    try signature(
      of: sums, comment: "signature of a proofmark site", trustedComment: "proofmark site\t\(comment)")
  }

  /// - Parameters:
  ///   - comment: what anybody may change.
  ///   - trustedComment: what is signed as well.
  func signature(
    of bytes: [UInt8], comment: String, trustedComment: String
  ) throws(PublicationProblem) -> [UInt8] {
    do throws(SignatureProblem) {
      let signature = try key.sign(bytes, comment: comment, trustedComment: trustedComment)
      return Array(signature.text.utf8)
    } catch {
      throw .page(error.message)
    }
  }
}
