/// An exact fraction of 128-bit integers, always reduced; for the factors between units.
struct Rational: Sendable, Hashable {
  let numerator: Int128
  /// Positive.
  let denominator: Int128

  /// Nil where the denominator is zero or a part cannot be negated.
  init?(_ numerator: Int128, _ denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let divisor = Rational.greatestCommonDivisor(numerator, denominator)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  init(_ integer: Int) {
    numerator = Int128(integer)
    denominator = 1
  }

  init?(_ decimal: ExactDecimal) {
    self.init(Int128(decimal.coefficient), ExactDecimal.power(decimal.scale))
  }

  /// Nil on overflow.
  func times(_ other: Rational) -> Rational? {
    // Reduced crosswise first, so that the products stay small.
    guard let a = Rational(numerator, other.denominator), let b = Rational(other.numerator, denominator)
    else {
      return nil
    }
    let (top, topOverflow) = a.numerator.multipliedReportingOverflow(by: b.numerator)
    let (bottom, bottomOverflow) = a.denominator.multipliedReportingOverflow(by: b.denominator)
    return topOverflow || bottomOverflow ? nil : Rational(top, bottom)
  }

  /// Nil on overflow.
  func plus(_ other: Rational) -> Rational? {
    let (left, a) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, b) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (top, c) = left.addingReportingOverflow(right)
    let (bottom, d) = denominator.multipliedReportingOverflow(by: other.denominator)
    return a || b || c || d ? nil : Rational(top, bottom)
  }

  /// Nil for zero.
  var inverse: Rational? { Rational(denominator, numerator) }

  var negated: Rational? { Rational(-numerator, denominator) }

  /// The n-th power, n of either sign.
  func power(_ n: Int) -> Rational? {
    var result = Rational(1)
    guard let base = n < 0 ? inverse : self else { return nil }
    for _ in 0..<abs(n) {
      guard let next = result.times(base) else { return nil }
      result = next
    }
    return result
  }

  /// As a decimal, rounded half to even; nil where it does not fit one.
  func rounded(toSignificantDigits digits: Int) -> ExactDecimal? {
    if numerator == 0 { return ExactDecimal(0) }
    var places = 0
    var scaled = numerator
    // As many places as give more digits than asked for, the division's remainder deciding the last one.
    let floor = ExactDecimal.power(digits)
    while (scaled / denominator).magnitude < floor.magnitude, places < ExactDecimal.maximumDigits {
      let (next, overflow) = scaled.multipliedReportingOverflow(by: 10)
      if overflow { break }
      scaled = next
      places += 1
    }
    // One rounding only: to exactly the digits wanted.
    var divisor = denominator
    while (scaled / divisor).magnitude >= floor.magnitude {
      let (next, overflow) = divisor.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      divisor = next
      places -= 1
    }
    let quotient = ExactDecimal.dividedHalfToEven(scaled, by: divisor)
    if places >= 0 { return ExactDecimal(exactly: quotient, scale: places)?.withoutTrailingZeros(keeping: 0) }
    let (whole, overflow) = quotient.multipliedReportingOverflow(by: ExactDecimal.power(-places))
    return overflow ? nil : ExactDecimal(exactly: whole, scale: 0)
  }

  private static func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
    var a = abs(a)
    var b = abs(b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}
