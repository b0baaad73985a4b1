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

  mutating func mark(
    _ marker: Marker, radius: Double = Marker.radius, _ words: String, _ svg: inout SVG
  ) {
    place(words)
    svg.mark(marker, x: x + 6, y: y - 4, radius: radius)
    finish(words, &svg)
  }

  mutating func rule(_ name: StaticString, _ words: String, _ svg: inout SVG) {
    place(words)
    svg.line(x + 6, y - 11, x + 6, y + 3, class: name)
    finish(words, &svg)
  }

  mutating func swatch(_ name: StaticString, isCrossed: Bool = false, _ words: String, _ svg: inout SVG) {
    place(words)
    svg.rectangle(x: x, y: y - 10, width: 12, height: 12, class: name)
    if isCrossed { svg.line(x, y + 2, x + 12, y - 10, class: "hatch") }
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

  private func extent(_ words: String) -> Double { (16 + TextWidth.of(words) + 16).rounded(.up) }
}
