/// An interval around a nominal value, both ends included, in the nominal value's unit.
public struct Window: Sendable, Hashable {
  public let low: ExactDecimal
  public let high: ExactDecimal

  /// Nil where the tolerance has no such dimension or the ends have too many digits.
  public init?(around nominal: Amount, tolerance: Amount) {
    // A tolerance in the nominal value's own unit is a difference and needs no conversion (2 K on 65 °C included).
    let width: ExactDecimal
    if tolerance.unit == nominal.unit {
      width = tolerance.value
    } else if let converted = try? tolerance.converted(to: nominal.unit) {
      width = converted.value
    } else {
      return nil
    }
    guard let low = nominal.value.subtracting(width), let high = nominal.value.adding(width) else {
      return nil
    }
    self.low = low
    self.high = high
  }
}
