import Foundation

/// The text files of minisign and signify: lines of comment, each followed by a line of base64.
struct SignedText {
  static let commentPrefix = "untrusted comment: "
  static let trustedCommentPrefix = "trusted comment: "
  /// minisign reads comments into a buffer of so many bytes, with the prefix, the line's end and a NUL.
  static let longestComment = 1024 - commentPrefix.utf8.count - 2
  static let longestTrustedComment = 8192 - trustedCommentPrefix.utf8.count - 2

  /// Its lines without their ends, which may be those of another system.
  let lines: [[UInt8]]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Array(line.last == 0x0D ? line.dropLast() : line)
    }
  }

  /// The text of a line after a prefix; nil where the line does not begin so, or is no text for people.
  func comment(_ index: Int, prefix: String) -> String? {
    guard index < lines.count, lines[index].starts(with: prefix.utf8),
      let text = String(validating: lines[index].dropFirst(prefix.utf8.count), as: UTF8.self),
      SignedText.isPrintable(text)
    else { return nil }
    return text
  }

  /// The bytes that a line of base64 stands for; nil where it is anything else than the one way to write so many.
  func bytes(_ index: Int, count: Int) -> [UInt8]? {
    guard index < lines.count, let text = String(validating: lines[index], as: UTF8.self),
      let data = Data(base64Encoded: text), data.count == count, data.base64EncodedString() == text
    else { return nil }
    return [UInt8](data)
  }

  /// Whether nothing stands on a line and those after it.
  func ends(at index: Int) -> Bool { lines.dropFirst(index).allSatisfy(\.isEmpty) }

  /// Whether a text has no control characters but tabs: it will be shown on terminals.
  static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\t" || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
    }
  }

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
