/// A signature that stands in a file of its own, in minisign's format.
///
/// What is written is minisign's older form, `Ed`, which signs the message itself: Debian 12's minisign 0.11 verifies
/// it, and so does signify, which knows no other. The newer form, `ED`, signs the message's BLAKE2b-512 so that large
/// files need not be held in memory; `minisign -S` writes it, and it is verified here as well.
public struct Signature: Sendable, Hashable {
  /// What the key has signed.
  public enum Algorithm: String, Sendable, Hashable {
    /// The message.
    case message = "Ed"
    /// The message's BLAKE2b-512.
    case hash = "ED"
  }

  public let algorithm: Algorithm
  /// The number of the key that it says it was made with.
  public let number: KeyNumber
  /// What anybody may have changed.
  public let comment: String
  /// What was signed together with the message.
  public let trustedComment: String
  private let bytes: [UInt8]
  /// The signature of `bytes` and the trusted comment.
  private let commentBytes: [UInt8]

  private static let size = 2 + KeyNumber.size + 64

  init(
    algorithm: Algorithm, number: KeyNumber, bytes: [UInt8], comment: String, trustedComment: String,
    commentBytes: [UInt8]
  ) {
    self.algorithm = algorithm
    self.number = number
    self.bytes = bytes
    self.comment = comment
    self.trustedComment = trustedComment
    self.commentBytes = commentBytes
  }

  /// Reads a signature's file.
  public init(file: [UInt8]) throws(SignatureProblem) {
    let text = SignedText(file)
    guard let comment = text.comment(0, prefix: SignedText.commentPrefix) else {
      throw Signature.problem(line: 1, "The file does not begin with \"\(SignedText.commentPrefix)\".")
    }
    guard let packed = text.bytes(1, count: Signature.size),
      let algorithm = Algorithm(rawValue: String(decoding: packed[..<2], as: UTF8.self))
    else {
      throw Signature.problem(line: 2, "Here is no Ed25519 signature, which is 100 characters of base64.")
    }
    guard let trustedComment = text.comment(2, prefix: SignedText.trustedCommentPrefix) else {
      throw Signature.problem(line: 3, "Here is no trusted comment, or one with control characters.")
    }
    guard let commentBytes = text.bytes(3, count: 64), text.ends(at: 4) else {
      throw Signature.problem(
        line: 4,
        "Here is no signature of the trusted comment, which is 88 characters of base64 and ends the file.")
    }
    self.init(
      algorithm: algorithm, number: KeyNumber(packed[2..<10]), bytes: Array(packed[10...]), comment: comment,
      trustedComment: trustedComment, commentBytes: commentBytes)
  }

  /// Its file, as minisign writes it.
  public var text: String {
    """
    \(SignedText.commentPrefix)\(comment)
    \(SignedText.base64(Array(algorithm.rawValue.utf8) + number.bytes + bytes))
    \(SignedText.trustedCommentPrefix)\(trustedComment)
    \(SignedText.base64(commentBytes))

    """
  }

  /// Verifies that a key signed a message and this signature's trusted comment.
  ///
  /// - Throws: what does not fit.
  public func verify(_ message: [UInt8], by key: PublicKey) throws(SignatureProblem) {
    guard number == key.number else {
      throw SignatureProblem(
        .signatureKey, "The signature was made with key \(number), and the key named is \(key.number).",
        cure: "Name the public key \(number), if you trust it.")
    }
    guard key.hasSigned(algorithm == .hash ? BLAKE2b.hash(message) : message, bytes) else {
      throw SignatureProblem(
        .signatureWrong, "The signature does not fit: the file or its signature was changed.",
        cure: "Do not trust the file; get it and its signature again from their source.")
    }
    guard key.hasSigned(bytes + trustedComment.utf8, commentBytes) else {
      throw SignatureProblem(
        .signatureComment, "The trusted comment was changed since it was signed.",
        cure: "Do not trust the comment; get the signature again from its source.")
    }
  }

  private static func problem(line: Int, _ message: String) -> SignatureProblem {
    SignatureProblem(
      .signatureFormat, line: line, message,
      cure: "Name the signature, as a rule the file beside what was signed that ends in .minisig.")
  }
}
