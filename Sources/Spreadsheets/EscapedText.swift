/// Text of cells, in which `_xHHHH_` stands for a character by its number (ECMA-376 Part 1, 22.9.2.19).
enum EscapedText {
  /// Text in which what looks like such a sequence stands for itself.
  static func escaped(_ text: String) -> String {
    // Most texts have no such character: looking for it is quicker than looking for two.
    text.utf8.contains(UInt8(ascii: "_")) && text.contains("_x")
      ? text.replacing(#/_x(?=[0-9A-Fa-f]{4}_)/#, with: "_x005F_x") : text
  }

  /// Text with the characters that such sequences stand for.
  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(#/_x([0-9A-Fa-f]{4})_/#) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
    }
  }
}
