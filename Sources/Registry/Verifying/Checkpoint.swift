import XMLDocuments

/// How far a chain of events reaches: enough to tell whether anything in it was changed since.
public struct ChainHead: Sendable, Hashable, Codable {
  /// How many events there are, which is the number of the last.
  public var size: Int
  /// The hash of the last event, lower-case hexadecimal; 64 zeros where there is none.
  public var hash: String

  public init(size: Int, hash: String) {
    self.size = size
    self.hash = hash
  }
}

/// A statement of how far a registry's chain reached at a moment, made to be signed and kept elsewhere.
///
/// Whoever keeps one can prove later that nothing that was recorded by then was changed, left out or put in. Its file is
/// exactly this, in ASCII, each line ended by a line feed:
///
///     proofmark checkpoint 1
///     size 137
///     head 6c1e5b0e4f…            (64 digits, lower-case hexadecimal)
///     made 2026-11-24T02:17:05.123Z
public struct Checkpoint: Sendable, Hashable {
  public var head: ChainHead
  /// When it was made.
  public var made: Moment

  private static let title = "proofmark checkpoint 1"

  public init(head: ChainHead, made: Moment) {
    self.head = head
    self.made = made
  }

  /// The file.
  public var text: String {
    "\(Checkpoint.title)\nsize \(head.size)\nhead \(head.hash)\nmade \(made)\n"
  }

  /// Reads a checkpoint's file.
  ///
  /// - Returns: the checkpoint, or what is wrong with the file.
  public static func read(_ bytes: [UInt8], file: String) -> (
    checkpoint: Checkpoint?, diagnostics: [Diagnostic]
  ) {
    if let checkpoint = Checkpoint(file: bytes) { return (checkpoint, []) }
    let problem = Diagnostic(
      .registryCheckpointFormat, file: file, "The file is no checkpoint.",
      expected: "four lines: proofmark checkpoint 1, size, head, made",
      cure: "Name a file that proofmark checkpoint wrote.")
    return (nil, [problem])
  }

  /// Reads what ``text`` writes, nothing else.
  init?(file bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 5, lines[1].hasPrefix("size "), lines[2].hasPrefix("head "),
      lines[3].hasPrefix("made "),
      let size = Int(lines[1].dropFirst(5)), size >= 0, let made = Moment(lines[3].dropFirst(5))
    else { return nil }
    let hash = lines[2].dropFirst(5)
    guard hash.utf8.count == 64,
      hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.init(head: ChainHead(size: size, hash: String(hash)), made: made)
    guard Array(text.utf8) == bytes else { return nil }
  }
}
