import Crypto

/// The public half of a key: whoever has it can verify what the secret half has signed.
public struct PublicKey: Sendable, Hashable {
  public let number: KeyNumber
  /// The Ed25519 key, 32 bytes (RFC 8032).
  let key: [UInt8]

  static let algorithm = Array("Ed".utf8)
  private static let size = 2 + KeyNumber.size + 32

  init(number: KeyNumber, key: [UInt8]) {
    self.number = number
    self.key = key
  }

  /// Reads the file of a public key, as minisign, signify and ``text`` write it.
  public init(file bytes: [UInt8]) throws(SignatureProblem) {
    let text = SignedText(bytes)
    guard text.comment(0, prefix: SignedText.commentPrefix) != nil else {
      throw PublicKey.problem(line: 1, "The file does not begin with \"\(SignedText.commentPrefix)\".")
    }
    if SecretKey.isSecret(text) {
      throw SignatureProblem(
        .keySecret, "This is a secret key; a public one is needed here.",
        cure: "Name the public key, as a rule the file beside it that ends in .pub.")
    }
    guard let packed = text.bytes(1, count: PublicKey.size), packed.starts(with: PublicKey.algorithm),
      text.ends(at: 2)
    else {
      throw PublicKey.problem(line: 2, "Here is no Ed25519 public key, which is 56 characters of base64.")
    }
    self.init(number: KeyNumber(packed[2..<10]), key: Array(packed[10...]))
  }

  /// The key in one word of base64, as `minisign -P` takes it.
  public var encoded: String { SignedText.base64(PublicKey.algorithm + number.bytes + key) }

  /// The file of the key, as minisign writes it.
  public var text: String { "\(SignedText.commentPrefix)minisign public key \(number)\n\(encoded)\n" }

  /// Whether this key's secret half signed a message.
  func hasSigned(_ message: [UInt8], _ signature: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(signature, for: message)
  }

  private static func problem(line: Int, _ message: String) -> SignatureProblem {
    SignatureProblem(
      .keyFormat, line: line, message, cure: "Name a key that proofmark key make or minisign -G wrote.")
  }
}
