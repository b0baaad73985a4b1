import Quantities

/// Where the middle of a hit is on its specimen, in millimetres from the left lower corner of its ``Outline``.
public struct HitPosition: Sendable, Hashable {
  /// To the right.
  public var x: Double
  /// Upward.
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// How far the middles of two hits are apart.
  public func distance(to other: HitPosition) -> Double { (x - other.x).hypotenuse(y - other.y) }

  /// How far it is to the nearest side of an outline; negative outside of it.
  public func distance(toSideOf size: (width: Double, height: Double)) -> Double {
    min(x, y, size.width - x, size.height - y)
  }
}

/// The two measures of a report that say where hits are.
///
/// They are the vocabulary's own and not a standard's: no requirement is judged by them.
public struct HitPositions: Sendable {
  /// The quantities' names.
  public static let x = "hit-x"
  public static let y = "hit-y"

  /// Where the measures stand in the report.
  let across: Length
  let upward: Length

  /// - Returns: nil where the report does not declare both as lengths.
  public init?(_ measures: [Measure]) {
    guard let across = Length(HitPositions.x, measures), let upward = Length(HitPositions.y, measures) else {
      return nil
    }
    (self.across, self.upward) = (across, upward)
  }

  /// Where a hit is; nil where the observation does not say.
  public func position(of observation: Observation) -> HitPosition? {
    guard let x = across.value(of: observation), let y = upward.value(of: observation) else { return nil }
    return HitPosition(x: x, y: y)
  }

  /// The units in which positions are written.
  public var units: (x: Unit, y: Unit) { (across.unit, upward.unit) }

  /// The position as it is written, without its units.
  public func digits(of observation: Observation) -> (x: String, y: String)? {
    guard let x = observation.value(of: across.measure), let y = observation.value(of: upward.measure) else {
      return nil
    }
    return (x.description, y.description)
  }

  /// The position as it is written, with its units.
  func text(of observation: Observation) -> (x: String, y: String)? {
    guard let x = across.text(of: observation), let y = upward.text(of: observation) else { return nil }
    return (x, y)
  }

  /// A measure that is a length.
  struct Length: Sendable {
    /// Its place among the report's measures.
    let measure: Int
    let unit: Unit
    /// Its stated uncertainty in millimetres, if any.
    private let stated: Double?

    init?(_ quantity: String, _ measures: [Measure]) {
      guard let index = measures.firstIndex(where: { $0.quantity == quantity }),
        let unit = measures[index].unit,
        unit.isConvertible(to: .millimetre)
      else { return nil }
      measure = index
      self.unit = unit
      stated = measures[index].uncertainty?.millimetres(from: unit)
    }

    /// The value in millimetres.
    func value(of observation: Observation) -> Double? {
      observation.value(of: measure)?.millimetres(from: unit)
    }

    /// The value as it is written, with its unit.
    func text(of observation: Observation) -> String? {
      observation.value(of: measure)?.description(in: unit)
    }

    /// By how much the value may be off: what is stated, and at least half of its last digit.
    func uncertainty(of observation: Observation) -> Double {
      guard let value = observation.value(of: measure) else { return 0 }
      let half = ExactDecimal(coefficient: 5, scale: value.scale + 1).millimetres(from: unit) ?? 0
      return max(stated ?? 0, half)
    }
  }
}

extension Double {
  /// The length of the diagonal of a rectangle with these sides; a square root is the same on every machine.
  func hypotenuse(_ other: Double) -> Double { (self * self + other * other).squareRoot() }
}
