/// The mark of one observation: shapes differ, so that a picture can be read without its colours.
enum Marker: String {
  /// An open circle: inside every limit, or a stop.
  case circle
  /// A filled triangle: over the first limit.
  case triangle
  /// A filled square: over the last limit.
  case square
  /// A cross: a perforation.
  case cross

  var className: String { "mark \(rawValue)" }

  /// Half the width of a mark, in the picture's units.
  static let radius = 3.6

  func path(x: Double, y: Double) -> String {
    let r = Marker.radius
    let n = SVG.number
    switch self {
    case .circle:
      return "M\(n(x - r)) \(n(y))a\(n(r)) \(n(r)) 0 1 0 \(n(2 * r)) 0a\(n(r)) \(n(r)) 0 1 0 \(n(-2 * r)) 0Z"
    case .triangle:
      return "M\(n(x)) \(n(y - r - 0.6))L\(n(x + r + 0.6)) \(n(y + r))L\(n(x - r - 0.6)) \(n(y + r))Z"
    case .square:
      return "M\(n(x - r)) \(n(y - r))h\(n(2 * r))v\(n(2 * r))h\(n(-2 * r))Z"
    case .cross:
      return
        "M\(n(x - r)) \(n(y - r))L\(n(x + r)) \(n(y + r))M\(n(x - r)) \(n(y + r))L\(n(x + r)) \(n(y - r))"
    }
  }
}
