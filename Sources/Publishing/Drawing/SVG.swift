import Quantities

/// Builds one inline SVG picture that has a title and a description, and takes its colours from the page's CSS.
///
/// Numbers are printed with at most one decimal so that the same data gives the same bytes on every machine.
struct SVG {
  private(set) var body = ""

  /// The picture as markup; `id` must be unique on its page.
  func picture(
    id: String, width: Double, height: Double, title: String, description: String, class name: String = "plot"
  ) -> String {
    let w = SVG.number(width)
    let h = SVG.number(height)
    return """
      <svg class="\(name)" role="img" aria-labelledby="\(id)-title \(id)-desc" viewBox="0 0 \(w) \(h)" \
      xmlns="http://www.w3.org/2000/svg">
      <title id="\(id)-title">\(escapedHTML(title))</title>
      <desc id="\(id)-desc">\(escapedHTML(description))</desc>
      \(body)</svg>

      """
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String) {
    body +=
      "<path class=\"\(name)\" d=\"M\(SVG.number(x1)) \(SVG.number(y1))L\(SVG.number(x2)) \(SVG.number(y2))\"/>\n"
  }

  mutating func polyline(_ points: [(x: Double, y: Double)], class name: String) {
    guard let first = points.first else { return }
    var data = "M\(SVG.number(first.x)) \(SVG.number(first.y))"
    for point in points.dropFirst() { data += "L\(SVG.number(point.x)) \(SVG.number(point.y))" }
    body += "<path class=\"\(name)\" d=\"\(data)\"/>\n"
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, class name: String) {
    body +=
      "<rect class=\"\(name)\" x=\"\(SVG.number(x))\" y=\"\(SVG.number(y))\" width=\"\(SVG.number(width))\" "
      + "height=\"\(SVG.number(height))\"/>\n"
  }

  mutating func text(
    _ content: String, x: Double, y: Double, class name: String, anchor: Anchor = .start
  ) {
    body +=
      "<text class=\"\(name)\" x=\"\(SVG.number(x))\" y=\"\(SVG.number(y))\""
      + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"") + ">\(escapedHTML(content))</text>\n"
  }

  mutating func mark(_ shape: Marker, x: Double, y: Double, title: String? = nil) {
    let path = "<path class=\"\(shape.className)\" d=\"\(shape.path(x: x, y: y))\""
    body += title.map { "\(path)><title>\(escapedHTML($0))</title></path>\n" } ?? "\(path)/>\n"
  }

  /// The place of a hit on a panel: a circle, or a square for one that is oblique.
  mutating func hit(isOblique: Bool, x: Double, y: Double, radius: Double) {
    let n = SVG.number
    if isOblique {
      rectangle(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius, class: "hit oblique")
    } else {
      body += "<circle class=\"hit\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\"/>\n"
    }
  }

  enum Anchor: String {
    case start, middle, end
  }

  /// A coordinate with at most one decimal.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    // A page has thousands of them: what NumberFormat prints with one decimal, less one that is 0.
    let tenths = Int((value.magnitude * 10).rounded(.toNearestOrAwayFromZero))
    let whole = tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    return value < 0 && tenths > 0 ? "-" + whole : whole
  }
}
