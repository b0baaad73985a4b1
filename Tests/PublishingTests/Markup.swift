import Foundation

/// Checks of markup that need no browser.
enum Markup {
  private static let void: Set<String> = ["meta", "link", "br", "img", "hr", "input", "!DOCTYPE"]

  /// What is wrong first; nil where every tag is closed in order and every attribute quoted.
  static func fault(in html: String) -> String? {
    var open: [String] = []
    for tag in tags(in: html) {
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return "<\(tag)> closes nothing" }
        continue
      }
      if let fault = attributeFault(in: tag) { return fault }
      let name = String(tag.prefix { $0 != " " && $0 != "/" })
      if !tag.hasSuffix("/"), !void.contains(name) { open.append(name) }
    }
    return open.last.map { "<\($0)> is not closed" }
  }

  /// What stands between `<` and `>`, tag by tag.
  static func tags(in html: String) -> [String] {
    html.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst().map { piece in
      String(decoding: piece.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
    }
  }

  /// Every quotation mark of a tag opens or closes a value: an odd number, or a space-less attribute, is a fault.
  private static func attributeFault(in tag: String) -> String? {
    guard let first = tag.utf8.first, first == UInt8(ascii: "!") || (0x41...0x7A).contains(first) else {
      return "<\(tag)>"
    }
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return "<\(tag)>" }
    // Outside the quotation marks only names, spaces and `=` can stand.
    for index in stride(from: 0, to: parts.count, by: 2) {
      let isPlain = parts[index].utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || " =-:/!".utf8.contains(byte)
      }
      if !isPlain || (index + 1 < parts.count && !parts[index].hasSuffix("=")) { return "<\(tag)>" }
    }
    return nil
  }

  /// Every number with decimals, as it is written.
  static func decimals(in text: String) -> Set<String> {
    let isPart = { (byte: UInt8) in (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") }
    var decimals: Set<String> = []
    for run in text.utf8.split(whereSeparator: { !isPart($0) }) {
      let digits = run.split(separator: UInt8(ascii: "."))
      if digits.count == 2 {
        decimals.insert(digits.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "."))
      }
    }
    return decimals
  }

  /// Whether a text holds the identifier of an example's specimen: a capital S and digits, as a word.
  static func namesSpecimen(_ text: String) -> Bool {
    let isWord = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) }
    return text.utf8.split(whereSeparator: { !isWord($0) }).contains { word in
      word.count > 1 && word.first == UInt8(ascii: "S")
        && word.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  /// Whether a text holds another, byte for byte.
  static func holds(_ text: Data, _ piece: String) -> Bool { text.range(of: Data(piece.utf8)) != nil }
}
