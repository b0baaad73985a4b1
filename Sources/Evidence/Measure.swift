import Quantities

/// A quantity that a report's observations carry, with its unit and uncertainty stated once.
public struct Measure: Sendable, Hashable {
  /// The quantity's identifier in the standard's test methods, such as `velocity` or `bfs`.
  public var quantity: String
  /// The unit's UCUM code as written.
  public var unitCode: String
  /// The unit; nil where the code is not a unit, in which case no value of the quantity can be read.
  public var unit: Unit?
  /// Expanded uncertainty in the same unit, if stated.
  public var uncertainty: ExactDecimal?
  public var line: Int

  public init(quantity: String, unitCode: String, unit: Unit?, uncertainty: ExactDecimal?, line: Int) {
    self.quantity = quantity
    self.unitCode = unitCode
    self.unit = unit
    self.uncertainty = uncertainty
    self.line = line
  }
}

/// One measured value: a quantity, a value and, through its measure, a unit and an uncertainty.
public struct Measurement: Sendable, Hashable {
  /// Index into ``Report/measures``.
  public var measure: Int
  public var value: ExactDecimal

  public init(measure: Int, value: ExactDecimal) {
    self.measure = measure
    self.value = value
  }
}
