import Registry
import Signatures

/// What the registry's key signs of a site and of its packs: their sums, and how far the chain of events reached.
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
  /// The public key, as a file.
  private let keyBytes: [UInt8]

  /// - Parameter checkpoint: nil where the registry is empty.
  init(_ key: SecretKey, checkpoint: Checkpoint?) throws(SignatureProblem) {
    self.key = key
    encodedKey = key.publicKey.encoded
    comment = "events:\(checkpoint?.head.size ?? 0)"
    keyBytes = Array(key.publicKey.text.utf8)
    let signed = try checkpoint.map { (one) throws(SignatureProblem) in try SiteSeal.files(of: one, by: key) }
    files = [(SiteSeal.keyFile, keyBytes)] + (signed ?? [])
  }

  /// What a pack has of it: the public key, and a checkpoint with its signature.
  ///
  /// - Parameter checkpoint: nil where nothing in the pack is known by its event.
  func files(ofPackWith checkpoint: Checkpoint?) throws(PublicationProblem) -> [(
    path: String, bytes: [UInt8]
  )] {
    do throws(SignatureProblem) {
      let signed = try checkpoint.map { (one) throws(SignatureProblem) in
        try SiteSeal.files(of: one, by: key)
      }
      return [(SiteSeal.keyFile, keyBytes)] + (signed ?? [])
    } catch {
      throw .page(error.message)
    }
  }

  /// A checkpoint and its signature, which bears the checkpoint's own moment: the same checkpoint gives the same files.
  private static func files(
    of checkpoint: Checkpoint, by key: SecretKey
  ) throws(SignatureProblem) -> [(path: String, bytes: [UInt8])] {
    let text = Array(checkpoint.text.utf8)
    let signature = try key.sign(
      text, comment: "signature of a proofmark checkpoint",
      trustedComment: "proofmark checkpoint\tsize:\(checkpoint.head.size)\tmade:\(checkpoint.made)")
    return [(checkpointFile, text), (checkpointFile + ".minisig", Array(signature.text.utf8))]
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
