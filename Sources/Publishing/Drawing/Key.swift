/// The legend below a picture: marks and lines with their words, as many on a line as fit.
struct Key {
  private var x = 14.0
  private var y: Double
  private let width: Double

  init(top: Double, width: Double) {
    y = top + 13
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
      y += 20
    }
  }

  private mutating func finish(_ words: String, _ svg: inout SVG) {
    svg.text(words, x: x + 16, y: y, class: "key")
    x += extent(words)
  }

  private func extent(_ words: String) -> Double { 16 + TextWidth.of(words) + 16 }
}
