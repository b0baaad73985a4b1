/// The legend below a picture: marks and lines with their words, as many on a line as fit.
struct Key {
  private var x = 14.0
  private var y: Double
  private let width: Double

  init(top: Double, width: Double) {
    y = top + 12
    self.width = width
  }

  /// Where the legend ends.
  var bottom: Double { y + 10 }

  mutating func mark(_ marker: Marker, _ words: String, _ svg: inout SVG) {
    place(words)
    svg.mark(marker, x: x + 6, y: y - 4)
    finish(words, &svg)
  }

  mutating func rule(_ name: String, _ words: String, _ svg: inout SVG) {
    place(words)
    svg.line(x + 6, y - 11, x + 6, y + 3, class: name)
    finish(words, &svg)
  }

  private mutating func place(_ words: String) {
    if x > 14, x + extent(words) > width {
      x = 14
      y += 18
    }
  }

  private mutating func finish(_ words: String, _ svg: inout SVG) {
    svg.text(words, x: x + 16, y: y, class: "key")
    x += extent(words)
  }

  /// A generous estimate: nothing here can measure the reader's font.
  private func extent(_ words: String) -> Double { 16 + Double(words.count) * 6.3 + 18 }
}

/// A text cut to so many characters, with an ellipsis where something was cut.
func shortened(_ text: String, to count: Int) -> String {
  guard text.unicodeScalars.count > count else { return text }
  // Characters of many scalars (stacked accents) count by scalars, so that a hostile name cannot grow.
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(count - 1) { result.append(scalar) }
  return String(result) + "…"
}
