/// The mark of one thing in a picture, such as an observation by its value or a hit at its place. What it tells it tells by its
/// shape; the page's style gives it colours as well.
struct Marker: Hashable {
  /// What the page's style knows it by.
  private let look: Look
  let shape: MarkShape
  /// How far its middle is from the ends of arms that stick out on four sides, in its radius; nil: there are none.
  let arms: Double?

  private enum Look: Hashable {
    case circle, triangle, square, cross
    case hit(isOblique: Bool, isEvent: Bool, isLeftOut: Bool)
  }

  private init(_ look: Look, _ shape: MarkShape, arms: Double? = nil) {
    (self.look, self.shape, self.arms) = (look, shape, arms)
  }

  /// An open circle: inside every limit, or a stop.
  static let circle = Marker(.circle, .circle)
  /// A filled triangle: over the first limit.
  static let triangle = Marker(.triangle, .triangle)
  /// A filled square: over the last limit.
  static let square = Marker(.square, .square)
  /// A cross: a perforation.
  static let cross = Marker(.cross, .cross)

  /// The place of a hit on a panel.
  ///
  /// - Parameters:
  ///   - isOblique: a square in place of a circle.
  ///   - isEvent: with arms: a perforation, or whatever else should not be.
  ///   - isLeftOut: with a dashed line: it does not count.
  static func hit(isOblique: Bool = false, isEvent: Bool = false, isLeftOut: Bool = false) -> Marker {
    // The corners of a square would cover shorter ones.
    Marker(
      .hit(isOblique: isOblique, isEvent: isEvent, isLeftOut: isLeftOut), isOblique ? .square : .circle,
      arms: isEvent ? (isOblique ? 1.6 : 1.35) : nil)
  }

  /// Half the width of the mark of a value, in the picture's units.
  static let radius = 3.6

  /// The classes of its element.
  var className: String {
    switch look {
    case .circle: "mark circle"
    case .triangle: "mark triangle"
    case .square: "mark square"
    case .cross: "mark cross"
    case .hit(let isOblique, let isEvent, let isLeftOut):
      "hit" + (isOblique ? " oblique" : "") + (isEvent ? " event" : "") + (isLeftOut ? " left-out" : "")
    }
  }
}
