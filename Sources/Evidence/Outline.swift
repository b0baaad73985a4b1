import Quantities

/// The least rectangle around a specimen, seen from its strike face, the specimen upright as it is worn.
///
/// Positions of hits are measured from its left lower corner: x to the right, y upward.
public struct Outline: Sendable, Hashable {
  public var width: ExactDecimal
  public var height: ExactDecimal
  /// The unit's UCUM code as written.
  public var unitCode: String
  /// The unit; nil where the code is none of a length, in which case nothing can be placed.
  public var unit: Unit?
  public var line: Int

  public init(width: ExactDecimal, height: ExactDecimal, unitCode: String, line: Int) {
    self.width = width
    self.height = height
    self.unitCode = unitCode
    unit = (try? Unit(ucum: unitCode)).flatMap { $0.isConvertible(to: .millimetre) ? $0 : nil }
    self.line = line
  }

  /// Width and height in millimetres; nil where the unit is none of a length.
  public var size: (width: Double, height: Double)? {
    guard let unit, let width = width.millimetres(from: unit), let height = height.millimetres(from: unit)
    else { return nil }
    return (width, height)
  }
}

extension ExactDecimal {
  /// The length in millimetres, for geometry; nil where the unit is none of a length.
  func millimetres(from unit: Unit) -> Double? {
    try? Amount(self, unit).converted(to: .millimetre).value.doubleValue
  }
}
