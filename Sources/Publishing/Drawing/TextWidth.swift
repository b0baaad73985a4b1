/// How much room text takes in a picture: a generous estimate, because nothing here can measure the reader's font.
///
/// The style sheet sets pictures in letters of 13 units, 14 on a narrow screen; titles are bold.
enum TextWidth {
  /// In the picture's units.
  static func of(_ text: String) -> Double { Double(text.unicodeScalars.count) * perCharacter }

  /// So many characters fit.
  static func characters(in width: Double) -> Int { max(Int(width / perCharacter), 1) }

  private static let perCharacter = 8.0
}

/// A text cut to so many characters, with an ellipsis where something was cut.
func shortened(_ text: String, to count: Int) -> String {
  guard text.unicodeScalars.count > count else { return text }
  // Characters of many scalars (stacked accents) count by scalars, so that a hostile name cannot grow.
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(count - 1) { result.append(scalar) }
  return String(result) + "…"
}
