/// The mark of one observation: shapes differ, so that a picture can be read without its colours.
enum Marker {
  /// An open circle: inside every limit, or a stop.
  case circle
  /// A filled triangle: over the first limit.
  case triangle
  /// A filled square: over the last limit.
  case square
  /// A cross: a perforation.
  case cross

  var className: StaticString {
    switch self {
    case .circle: "mark circle"
    case .triangle: "mark triangle"
    case .square: "mark square"
    case .cross: "mark cross"
    }
  }

  /// Half the width of a mark, in the picture's units.
  static let radius = 3.6

  /// The element that draws it.
  var element: StaticString { self == .circle ? "circle" : "path" }

  /// Writes the attributes of its element that say where it is.
  func place(x: Double, y: Double, _ out: inout MarkupWriter) {
    let r = Marker.radius
    func point(_ command: StaticString, _ x: Double, _ y: Double, _ out: inout MarkupWriter) {
      out.raw(command)
      out.coordinate(x)
      out.raw(UInt8(ascii: " "))
      out.coordinate(y)
    }
    switch self {
    case .circle:
      out.raw(" cx=\"")
      out.coordinate(x)
      out.raw("\" cy=\"")
      out.coordinate(y)
      out.raw("\" r=\"3.6\"")
    case .triangle:
      point(" d=\"M", x, y - r - 0.6, &out)
      point("L", x + r + 0.6, y + r, &out)
      point("L", x - r - 0.6, y + r, &out)
      out.raw("Z\"")
    case .square:
      point(" d=\"M", x - r, y - r, &out)
      out.raw("h7.2v7.2h-7.2Z\"")
    case .cross:
      // From one end of its first line to the other, then the second one.
      point(" d=\"M", x - r, y - r, &out)
      out.raw("l7.2 7.2m-7.2 0l7.2 -7.2\"")
    }
  }
}
