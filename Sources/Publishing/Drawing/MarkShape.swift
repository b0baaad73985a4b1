/// The shapes of marks: they differ, so that a picture can be read without its colours.
enum MarkShape: Hashable {
  case circle, square, triangle, cross
}

extension MarkShape {
  /// A shape of one size: what is the same of it wherever it is drawn, said once for the hundreds that a picture can have.
  struct Sized {
    /// The element that draws it.
    let element: StaticString
    /// Where its outline begins, seen from its middle; of a circle its middle.
    private let start: (x: Double, y: Double)
    /// What stands before the two coordinates, between them and behind them.
    private let words: (StaticString, StaticString, String)

    /// - Parameter radius: half the width of a circle or a square; the others reach as far, a triangle a little further.
    init(_ shape: MarkShape, radius: Double) {
      let width = SVG.number(2 * radius)
      switch shape {
      case .circle:
        element = "circle"
        start = (0, 0)
        words = (" cx=\"", "\" cy=\"", "\" r=\"\(SVG.number(radius))\"")
        return
      case .square:
        start = (-radius, -radius)
        words = (" d=\"M", " ", "h\(width)v\(width)h-\(width)Z\"")
      case .triangle:
        let (half, height) = (radius + 0.6, 2 * radius + 0.6)
        start = (0, -half)
        words = (
          " d=\"M", " ", "l\(SVG.number(half)) \(SVG.number(height))h-\(SVG.number(2 * half))Z\""
        )
      case .cross:
        start = (-radius, -radius)
        words = (" d=\"M", " ", "\(MarkShape.cross(width))\"")
      }
      element = "path"
    }

    /// Writes the attributes of the element that say where it is.
    func write(x: Double, y: Double, to out: inout MarkupWriter) {
      out.raw(words.0)
      out.coordinate(x + start.x)
      out.raw(words.1)
      out.coordinate(y + start.y)
      out.raw(words.2)
    }
  }

  /// From one end of a cross's first line to the other, then the second one.
  static func cross(_ width: String) -> String { "l\(width) \(width)m-\(width) 0l\(width) -\(width)" }
}
