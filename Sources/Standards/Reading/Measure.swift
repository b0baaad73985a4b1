import Quantities

/// What a figure is a measure of.
enum Measure {
  /// Not known, because what would tell was not readable.
  case any
  /// Something measured in units of the same dimension as this one.
  case like(Unit)
  /// A number of things: whole, not negative, in the unit 1.
  case count
  /// A probability or proportion: between 0 and 1, both excluded, as a pure number or in percent.
  case probability

  /// Reference velocities and whatever is held against them.
  static let velocity = Measure.like(.metrePerSecond)
  static let mass = Measure.like(.gram)
  static let angle = Measure.like(.degree)
  static let time = Measure.like(.second)

  /// The unit whose dimension a figure must have, if that is known.
  var unit: Unit? {
    switch self {
    case .any: nil
    case .like(let unit): unit
    case .count, .probability: .one
    }
  }
}
