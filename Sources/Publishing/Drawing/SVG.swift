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
  mutating func mark(_ shape: Marker, x: Double, y: Double) {
    body.raw("<")
    body.raw(shape.element)
    body.raw(" class=\"")
    body.raw(shape.className)
    body.raw("\"")
    shape.place(x: x, y: y, &body)
    body.raw("/>\n")
  }

  /// Marks of one shape, of which there can be hundreds: what they look like is said once. `draw` adds each of them.
  mutating func marks(_ shape: Marker, _ draw: (inout SVG) -> Void) {
    body.raw("<g class=\"")
    body.raw(shape.className)
    body.raw("\">\n")
    draw(&self)
    body.raw("</g>\n")
  }

  /// One of ``marks(_:_:)``, with a title, which `title` writes.
  mutating func mark(_ shape: Marker, x: Double, y: Double, title: (inout MarkupWriter) -> Void) {
    body.raw("<")
    body.raw(shape.element)
    shape.place(x: x, y: y, &body)
    body.raw("><title>")
    title(&body)
    body.raw("</title></")
    body.raw(shape.element)
    body.raw(">\n")
  }

  /// The place of a hit, told apart by its shape from others.
  mutating func hit(_ mark: HitMark, x: Double, y: Double, radius: Double) {
    if mark.isEvent {
      path("arms")
      arms(of: mark, x: x, y: y, radius: radius)
      body.raw("\"/>\n")
    }
    body.raw(mark.isOblique ? "<rect class=\"" : "<circle class=\"")
    look(of: mark)
    body.raw("\"")
    place(mark, x: x, y: y, radius: radius)
  }

  /// The places of hits, of which there can be hundreds: what each kind looks like is said once.
  mutating func hits(_ hits: [(mark: HitMark, x: Double, y: Double)], radius: Double) {
    var kinds: [HitMark] = []
    for hit in hits where !kinds.contains(hit.mark) { kinds.append(hit.mark) }
    if kinds.contains(where: \.isEvent) {
      path("arms")
      for hit in hits where hit.mark.isEvent { arms(of: hit.mark, x: hit.x, y: hit.y, radius: radius) }
      body.raw("\"/>\n")
    }
    for kind in kinds {
      body.raw("<g class=\"")
      look(of: kind)
      body.raw("\">\n")
      for hit in hits where hit.mark == kind {
        guard !kind.isOblique else {
          // The shortest square.
          body.raw("<path d=\"")
          point("M", hit.x - radius, hit.y - radius)
          body.raw(UInt8(ascii: "h"))
          body.coordinate(2 * radius)
          body.raw(UInt8(ascii: "v"))
          body.coordinate(2 * radius)
          body.raw(UInt8(ascii: "h"))
          body.coordinate(-2 * radius)
          body.raw("Z\"/>\n")
          continue
        }
        body.raw("<circle")
        place(kind, x: hit.x, y: hit.y, radius: radius)
      }
      body.raw("</g>\n")
    }
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

  private mutating func look(of mark: HitMark) {
    body.raw(mark.isOblique ? "hit oblique" : "hit")
    if mark.isEvent { body.raw(" event") }
    if mark.isLeftOut { body.raw(" left-out") }
  }

  /// The arms of a cross whose middle the mark covers.
  private mutating func arms(of mark: HitMark, x: Double, y: Double, radius: Double) {
    let arm = radius * (mark.isOblique ? 1.6 : 1.35)
    point("M", x - arm, y - arm)
    point("l", 2 * arm, 2 * arm)
    point("m", -2 * arm, 0)
    point("l", 2 * arm, -2 * arm)
  }

  /// Ends an element with the attributes that say where a hit is.
  private mutating func place(_ mark: HitMark, x: Double, y: Double, radius: Double) {
    body.raw(mark.isOblique ? " x=\"" : " cx=\"")
    body.coordinate(mark.isOblique ? x - radius : x)
    attribute(mark.isOblique ? "y" : "cy", mark.isOblique ? y - radius : y)
    if mark.isOblique {
      attribute("width", 2 * radius)
      attribute("height", 2 * radius)
    } else {
      attribute("r", radius)
    }
    body.raw("\"/>\n")
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
