/// A value with its unit.
public struct Amount: Sendable, Hashable, Codable, CustomStringConvertible {
  public var value: ExactDecimal
  public var unit: Unit

  public init(_ value: ExactDecimal, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// The value and the unit's symbol, such as `44.0 mm`, `30°` or `5 %`.
  public var description: String {
    value.description(in: unit)
  }
}

extension ExactDecimal {
  /// The number as an amount of a unit, such as `44.0 mm`.
  public func description(in unit: Unit) -> String {
    var text = description
    text += unit.suffix
    return text
  }
}

/// Why an amount has no value in another unit.
public enum ConversionProblem: Error, Sendable, Hashable {
  case differentDimensions(Unit, Unit)
  /// The result has more digits than a decimal holds.
  case outOfRange
}

extension Amount {
  /// Significant digits of a converted value.
  ///
  /// 1.7322834645669292 in is 44.00000000000000168 mm; nobody measured the last digits, they are what is left of 44
  /// after a division by 25.4. Twelve digits are far beyond any instrument and far from any rounding of a `Double`,
  /// so that neither a binary nor a repeating fraction decides at a limit.
  public static let conversionDigits = 12

  /// The amount in another unit: as written where the units are the same, otherwise rounded half to even to
  /// ``conversionDigits`` significant digits.
  public func converted(to target: Unit) throws(ConversionProblem) -> Amount {
    if unit == target { return self }
    guard unit.isConvertible(to: target) else { throw .differentDimensions(unit, target) }
    // value × factor + offset in base units, then the same backwards.
    guard let exact = Rational(value), let base = unit.toBase(exact), let result = target.fromBase(base),
      let rounded = result.rounded(toSignificantDigits: Amount.conversionDigits)
    else { throw .outOfRange }
    return Amount(rounded, target)
  }
}

extension Amount {
  /// The amount, taken as a difference between two values, in another unit: 2 °C are 3.6 °F wide.
  public func convertedAsDifference(to target: Unit) throws(ConversionProblem) -> Amount {
    if unit == target { return self }
    guard unit.isConvertible(to: target) else { throw .differentDimensions(unit, target) }
    guard let exact = Rational(value), let base = exact.times(unit.factor),
      let inverse = target.factor.inverse,
      let result = base.times(inverse),
      let rounded = result.rounded(toSignificantDigits: Amount.conversionDigits)
    else { throw .outOfRange }
    return Amount(rounded, target)
  }
}
