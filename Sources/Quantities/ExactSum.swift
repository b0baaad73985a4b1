/// An exact sum of decimals, or of means of decimals, so that a mean at a limit is judged without rounding.
public struct ExactSum: Sendable {
  private var total: Int128 = 0
  private var scale = 0
  /// What ``total`` is to be divided by: 1 unless means were added that are no decimals.
  private var divisor: Int128 = 1
  public private(set) var count = 0
  private var overflowed = false

  public init() {}

  /// Adds a number; false, now and from then on, once the sum has too many digits.
  public mutating func add(_ number: ExactDecimal) -> Bool {
    count += 1
    let common = max(scale, number.scale)
    let (left, leftOverflow) = total.multipliedReportingOverflow(by: ExactDecimal.power(common - scale))
    let right = Int128(number.coefficient) * ExactDecimal.power(common - number.scale)
    let (shared, rightOverflow) =
      divisor == 1 ? (right, false) : right.multipliedReportingOverflow(by: divisor)
    let (sum, overflow) = left.addingReportingOverflow(shared)
    if leftOverflow || rightOverflow || overflow { overflowed = true }
    total = sum
    scale = common
    return !overflowed
  }

  /// Adds the mean of other numbers as one number; false, now and from then on, once the sum has too many digits.
  public mutating func add(meanOf other: ExactSum) -> Bool {
    count += 1
    guard !overflowed, let own = fraction, let mean = other.mean, let sum = own.plus(mean) else {
      overflowed = true
      return false
    }
    total = sum.numerator
    divisor = sum.denominator
    scale = 0
    return true
  }

  /// The sum as a fraction; nil after an overflow.
  private var fraction: Rational? {
    let (denominator, overflow) = ExactDecimal.power(scale).multipliedReportingOverflow(by: divisor)
    return overflowed || overflow ? nil : Rational(total, denominator)
  }

  /// The mean as a fraction; nil without numbers or after an overflow.
  var mean: Rational? {
    count > 0 ? Rational(1, Int128(count)).flatMap { fraction?.times($0) } : nil
  }

  /// Negative, zero or positive as the mean is below, at or above a limit; nil without numbers or after an overflow.
  public func compareMean(to limit: ExactDecimal) -> Int? {
    guard count > 0, !overflowed else { return nil }
    let common = max(scale, limit.scale)
    let (left, leftOverflow) = total.multipliedReportingOverflow(by: ExactDecimal.power(common - scale))
    let (scaled, limitOverflow) = Int128(limit.coefficient)
      .multipliedReportingOverflow(by: ExactDecimal.power(common - limit.scale))
    let (each, divisorOverflow) = scaled.multipliedReportingOverflow(by: divisor)
    let (right, rightOverflow) = each.multipliedReportingOverflow(by: Int128(count))
    if divisorOverflow || leftOverflow || limitOverflow || rightOverflow { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// The mean for display, rounded half to even; nil without numbers or after an overflow.
  public func mean(significantDigits: Int) -> ExactDecimal? {
    guard count > 0, !overflowed else { return nil }
    if divisor != 1 { return mean?.rounded(toSignificantDigits: significantDigits) }
    // Twelve more places than written leave room for the rounding that follows.
    var places = min(ExactDecimal.maximumDigits, scale + 12)
    while places >= scale {
      let (shifted, overflow) = total.multipliedReportingOverflow(by: ExactDecimal.power(places - scale))
      if !overflow {
        let quotient = ExactDecimal.dividedHalfToEven(shifted, by: Int128(count))
        if let mean = ExactDecimal(exactly: quotient, scale: places) {
          return mean.rounded(toSignificantDigits: significantDigits).withoutTrailingZeros(keeping: scale)
        }
      }
      places -= 1
    }
    return nil
  }
}

extension ExactDecimal {
  /// The same number without zeros at its end, but with at least so many places.
  func withoutTrailingZeros(keeping places: Int) -> ExactDecimal {
    var coefficient = coefficient
    var scale = scale
    while scale > places, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    return ExactDecimal(coefficient: coefficient, scale: scale)
  }
}
