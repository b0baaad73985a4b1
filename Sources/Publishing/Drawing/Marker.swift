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

  /// Writes the shape as the data of a path.
  func draw(x: Double, y: Double, _ out: inout MarkupWriter) {
    let r = Marker.radius
    func point(_ command: StaticString, _ x: Double, _ y: Double, _ out: inout MarkupWriter) {
      out.raw(command)
      out.coordinate(x)
      out.raw(UInt8(ascii: " "))
      out.coordinate(y)
    }
    switch self {
    case .circle:
      point("M", x - r, y, &out)
      // An arc to the right and one back, each half a circle.
      out.raw("a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0Z")
    case .triangle:
      point("M", x, y - r - 0.6, &out)
      point("L", x + r + 0.6, y + r, &out)
      point("L", x - r - 0.6, y + r, &out)
      out.raw("Z")
    case .square:
      point("M", x - r, y - r, &out)
      out.raw("h7.2v7.2h-7.2Z")
    case .cross:
      point("M", x - r, y - r, &out)
      point("L", x + r, y + r, &out)
      point("M", x - r, y + r, &out)
      point("L", x + r, y - r, &out)
    }
  }
}
