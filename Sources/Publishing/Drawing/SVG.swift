/// Builds one inline SVG picture that has a title and a description, and takes its colours from the page's CSS.
///
/// Numbers are printed with at most one decimal so that the same data gives the same bytes on every machine.
struct SVG: ~Copyable {
  private var body = MarkupWriter(capacity: 16 << 10)

  /// The picture as markup; `id` must be unique on its page.
  func picture(
    id: String, width: Double, height: Double, title: String, description: String,
    class name: StaticString = "plot"
  ) -> MarkupBytes {
    var out = MarkupWriter(capacity: body.count + 1024)
    out.raw("<svg class=\"")
    out.raw(name)
    out.raw("\" role=\"img\" aria-labelledby=\"")
    out.raw(id)
    out.raw("-title ")
    out.raw(id)
    out.raw("-desc\" viewBox=\"0 0 ")
    out.coordinate(width)
    out.raw(" ")
    out.coordinate(height)
    // Within a page it needs no name of its language.
    out.raw("\">\n<title id=\"")
    out.raw(id)
    out.raw("-title\">")
    out.text(title)
    out.raw("</title>\n<desc id=\"")
    out.raw(id)
    out.raw("-desc\">")
    out.text(description)
    out.raw("</desc>\n")
    out.raw(body)
    out.raw("</svg>\n")
    return out.markup
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: StaticString) {
    path(name)
    point("M", x1, y1)
    point("L", x2, y2)
    body.raw("\"/>\n")
  }

  mutating func polyline(_ points: [(x: Double, y: Double)], class name: StaticString) {
    guard let first = points.first else { return }
    path(name)
    point("M", first.x, first.y)
    for next in points.dropFirst() { point("L", next.x, next.y) }
    body.raw("\"/>\n")
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, class name: StaticString) {
    body.raw("<rect class=\"")
    body.raw(name)
    attribute("x", x)
    attribute("y", y)
    attribute("width", width)
    attribute("height", height)
    body.raw("\"/>\n")
  }

  mutating func text(
    _ content: String, x: Double, y: Double, class name: StaticString, anchor: Anchor = .start
  ) {
    body.raw("<text class=\"")
    body.raw(name)
    attribute("x", x)
    attribute("y", y)
    switch anchor {
    case .start: break
    case .middle: body.raw("\" text-anchor=\"middle")
    case .end: body.raw("\" text-anchor=\"end")
    }
    body.raw("\">")
    body.text(content)
    body.raw("</text>\n")
  }

  /// A mark by itself.
  mutating func mark(_ marker: Marker, x: Double, y: Double, radius: Double = Marker.radius) {
    drawArms([(marker, x, y)], radius: radius)
    let shape = MarkShape.Sized(marker.shape, radius: radius)
    body.raw("<")
    body.raw(shape.element)
    body.raw(" class=\"")
    body.raw(marker.className)
    body.raw("\"")
    shape.write(x: x, y: y, to: &body)
    body.raw("/>\n")
  }

  /// Marks of one kind, of which there can be hundreds: what they look like is said once. `draw` adds each of them.
  mutating func marks(
    _ marker: Marker, radius: Double = Marker.radius, _ draw: (inout SVG, MarkShape.Sized) -> Void
  ) {
    body.raw("<g class=\"")
    body.raw(marker.className)
    body.raw("\">\n")
    draw(&self, MarkShape.Sized(marker.shape, radius: radius))
    body.raw("</g>\n")
  }

  /// One of ``marks(_:radius:_:)``.
  mutating func mark(_ shape: MarkShape.Sized, x: Double, y: Double) {
    body.raw("<")
    body.raw(shape.element)
    shape.write(x: x, y: y, to: &body)
    body.raw("/>\n")
  }

  /// One of ``marks(_:radius:_:)``, with a title, which `title` writes.
  mutating func mark(
    _ shape: MarkShape.Sized, x: Double, y: Double, title: (inout MarkupWriter) -> Void
  ) {
    body.raw("<")
    body.raw(shape.element)
    shape.write(x: x, y: y, to: &body)
    body.raw("><title>")
    title(&body)
    body.raw("</title></")
    body.raw(shape.element)
    body.raw(">\n")
  }

  /// Marks of several kinds, those of a kind together, with all arms below them.
  mutating func marks(_ marks: [(marker: Marker, x: Double, y: Double)], radius: Double) {
    drawArms(marks, radius: radius)
    var kinds: [Marker] = []
    for mark in marks where !kinds.contains(mark.marker) { kinds.append(mark.marker) }
    for kind in kinds {
      self.marks(kind, radius: radius) { svg, shape in
        for mark in marks where mark.marker == kind { svg.mark(shape, x: mark.x, y: mark.y) }
      }
    }
  }

  /// The arms of marks are a cross whose middle the mark covers.
  private mutating func drawArms(_ marks: [(marker: Marker, x: Double, y: Double)], radius: Double) {
    guard marks.contains(where: { $0.marker.arms != nil }) else { return }
    path("arms")
    for mark in marks {
      guard let arms = mark.marker.arms else { continue }
      let arm = radius * arms
      point("M", mark.x - arm, mark.y - arm)
      body.raw(MarkShape.cross(SVG.number(2 * arm)))
    }
    body.raw("\"/>\n")
  }

  /// Short texts of one look, each in the middle above its place.
  mutating func numbers(_ numbers: [(text: String, x: Double, y: Double)], class name: StaticString) {
    body.raw("<g class=\"")
    body.raw(name)
    body.raw("\" text-anchor=\"middle\">\n")
    for number in numbers {
      body.raw("<text x=\"")
      body.coordinate(number.x)
      attribute("y", number.y)
      body.raw("\">")
      body.text(number.text)
      body.raw("</text>\n")
    }
    body.raw("</g>\n")
  }

  enum Anchor {
    case start, middle, end
  }

  private mutating func path(_ name: StaticString) {
    body.raw("<path class=\"")
    body.raw(name)
    body.raw("\" d=\"")
  }

  private mutating func point(_ command: StaticString, _ x: Double, _ y: Double) {
    body.raw(command)
    body.coordinate(x)
    body.raw(UInt8(ascii: " "))
    body.coordinate(y)
  }

  /// An attribute behind another one, whose quotation mark is still to come.
  private mutating func attribute(_ name: StaticString, _ value: Double) {
    body.raw("\" ")
    body.raw(name)
    body.raw("=\"")
    body.coordinate(value)
  }

  /// A coordinate with at most one decimal.
  static func number(_ value: Double) -> String {
    var out = MarkupWriter(capacity: 24)
    out.coordinate(value)
    return out.text
  }
}
