import Crypto

/// The secret half of a key, with which files are signed. Nothing prints it: only ``file`` has its bytes.
public struct SecretKey: Sendable {
  public let publicKey: PublicKey
  /// The first line of its file, without the prefix.
  public let comment: String
  private let key: Curve25519.Signing.PrivateKey
  /// The rest of the file where it is not ours: a former password's salt, a checksum.
  private let frame: Frame

  /// What surrounds the key in its file: `kdf salt, ops limit, mem limit` before it, a checksum behind it.
  private struct Frame: Hashable {
    var derivation = [UInt8](repeating: 0, count: 48)
    var checksum = [UInt8](repeating: 0, count: 32)
  }

  // minisign's SeckeyStruct: algorithm, key derivation, checksum's algorithm, 48 bytes for the derivation, and, which a
  // password would encrypt: key number, seed and public key, checksum.
  private static let size = 2 + 2 + 2 + 48 + KeyNumber.size + 64 + 32
  private static let checksumAlgorithm = Array("B2".utf8)
  private static let isNotEncrypted: [UInt8] = [0, 0]
  private static let isEncrypted = Array("Sc".utf8)

  /// A key that nobody had before, from the operating system's random numbers.
  public static func generate() -> SecretKey {
    var random = SystemRandomNumberGenerator()
    let number = KeyNumber((0..<KeyNumber.size).map { _ in UInt8.random(in: 0...255, using: &random) })
    let key = Curve25519.Signing.PrivateKey()
    return SecretKey(
      number: number, comment: "minisign secret key \(number), not encrypted", key: key, frame: Frame())
  }

  private init(
    number: KeyNumber, comment: String, key: Curve25519.Signing.PrivateKey, frame: Frame
  ) {
    publicKey = PublicKey(number: number, key: [UInt8](key.publicKey.rawRepresentation))
    self.comment = comment
    self.key = key
    self.frame = frame
  }

  /// Reads the file of a secret key, as ``file`` or `minisign -G -W` writes it.
  ///
  /// - Throws: ``SignatureProblem/Code/keyEncrypted`` where a password protects it.
  public init(file bytes: [UInt8]) throws(SignatureProblem) {
    let text = SignedText(bytes)
    guard let comment = text.comment(0, prefix: SignedText.commentPrefix) else {
      throw SecretKey.problem(line: 1, "The file does not begin with \"\(SignedText.commentPrefix)\".")
    }
    guard let packed = text.bytes(1, count: SecretKey.size), packed.starts(with: PublicKey.algorithm),
      Array(packed[4..<6]) == SecretKey.checksumAlgorithm, text.ends(at: 2)
    else {
      if (try? PublicKey(file: bytes)) != nil {
        throw SignatureProblem(
          .keyPublic, "This is a public key; signing needs the secret one.",
          cure: "Name the file that proofmark key make wrote, without .pub.")
      }
      throw SecretKey.problem(line: 2, "Here is no secret key in minisign's format.")
    }
    let derivation = Array(packed[2..<4])
    if derivation == SecretKey.isEncrypted {
      throw SignatureProblem(
        .keyEncrypted, line: 2,
        "The secret key is encrypted with a password, which proofmark does not ask for.",
        cure: "Sign with minisign -S, which asks for it, or make a key without one: proofmark key make FILE.")
    }
    guard derivation == SecretKey.isNotEncrypted else {
      throw SecretKey.problem(line: 2, "The secret key is protected in a way that is not known.")
    }
    let (number, seed, half) = (packed[54..<62], packed[62..<94], packed[94..<126])
    let frame = Frame(derivation: Array(packed[6..<54]), checksum: Array(packed[126...]))
    // minisign leaves the checksum empty in a key that never had a password.
    let isSound =
      frame.checksum == Frame().checksum
      || frame.checksum == BLAKE2b.hash(PublicKey.algorithm + packed[54..<126], size: 32)
    guard isSound, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
      key.publicKey.rawRepresentation.elementsEqual(half)
    else {
      throw SignatureProblem(
        .keyDamaged, line: 2, "The secret key is damaged: its parts do not belong together.",
        cure: "Restore it from a copy.")
    }
    self.init(number: KeyNumber(number), comment: comment, key: key, frame: frame)
  }

  /// The file of the key, unencrypted, as `minisign -G -W` writes it. It is secret.
  public var file: [UInt8] {
    let packed =
      PublicKey.algorithm + SecretKey.isNotEncrypted + SecretKey.checksumAlgorithm + frame.derivation
      + publicKey.number.bytes + [UInt8](key.rawRepresentation) + publicKey.key + frame.checksum
    return Array("\(SignedText.commentPrefix)\(comment)\n\(SignedText.base64(packed))\n".utf8)
  }

  /// Signs a message as `minisign -S -l` does. The same message and comments always give the same signature.
  ///
  /// - Parameters:
  ///   - comment: what everybody may change; at most 1,003 bytes, without control characters but tabs.
  ///   - trustedComment: what is signed with the message; at most 8,173 bytes, likewise.
  public func sign(
    _ message: [UInt8], comment: String, trustedComment: String
  ) throws(SignatureProblem) -> Signature {
    for (text, limit) in [
      (comment, SignedText.longestComment), (trustedComment, SignedText.longestTrustedComment),
    ] where text.utf8.count > limit || !SignedText.isPrintable(text) {
      throw SignatureProblem(
        .signatureUnsignable, "A comment cannot be signed: it has control characters or over \(limit) bytes.",
        cure: "Shorten the comment, or leave those characters out.")
    }
    let bytes = try raw(message)
    return Signature(
      algorithm: .message, number: publicKey.number, bytes: bytes, comment: comment,
      trustedComment: trustedComment, commentBytes: try raw(bytes + trustedComment.utf8))
  }

  private func raw(_ message: [UInt8]) throws(SignatureProblem) -> [UInt8] {
    do {
      return [UInt8](try key.signature(for: message))
    } catch {
      // BoringSSL signs whatever it is given; only memory can be short.
      throw SignatureProblem(
        .signatureUnsignable, "The message could not be signed.", cure: "Free some memory and try again.")
    }
  }

  /// Whether a file looks like a secret key, whatever its state.
  static func isSecret(_ text: SignedText) -> Bool { text.bytes(1, count: size) != nil }

  private static func problem(line: Int, _ message: String) -> SignatureProblem {
    SignatureProblem(
      .keyFormat, line: line, message, cure: "Name a key that proofmark key make or minisign -G -W wrote.")
  }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Its number, which is no secret.
  public var description: String { "secret key \(publicKey.number)" }
  public var debugDescription: String { description }
  /// Nothing: a value that is dumped into a log keeps its secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
