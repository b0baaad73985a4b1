/// How names are compared, everywhere: by what is left when the way of writing is taken away.
public enum Folding {
  /// A name in lower case, without spaces, hyphens, dashes and underscores.
  public static func folded(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace && $0 != "_" && !dashes.contains($0) }
  }

  /// A folded name in which characters that look alike on a label are one: `o` and `0`, `i`, `l` and `1`.
  static func lookalike(_ folded: String) -> [UInt32] { folded.unicodeScalars.map { lookalike($0.value) } }

  static func lookalike(_ scalar: UInt32) -> UInt32 {
    scalar < 128 ? UInt32(lookalike(UInt8(scalar))) : scalar
  }

  static func lookalike(_ character: UInt8) -> UInt8 {
    switch character {
    case UInt8(ascii: "o"): UInt8(ascii: "0")
    case UInt8(ascii: "i"), UInt8(ascii: "l"): UInt8(ascii: "1")
    default: character
    }
  }

  private static let dashes: Set<Character> = [
    "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}",
  ]
}
