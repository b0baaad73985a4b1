/// The one place that prints computed numbers: no locale, the same text for the same number on every machine.
public enum NumberFormat {
  /// With exactly so many digits after the point (0 to 9), ties away from zero.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return words(value) }
    let decimals = min(max(decimals, 0), 9)
    let scaled = (value.magnitude * power(decimals)).rounded(.toNearestOrAwayFromZero)
    // Beyond 2^53 a Double has no digits after the point to print.
    guard scaled < 9_007_199_254_740_992 else { return "\(value)" }
    let text = ExactDecimal(coefficient: Int64(scaled), scale: decimals).description
    return value < 0 && scaled > 0 ? "-" + text : text
  }

  /// With so many significant digits (1 to 15), without an exponent between 1e-7 and 1e15.
  public static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return words(value) }
    guard value != 0 else { return "0" }
    let digits = min(max(digits, 1), 15)
    var exponent = 0
    var magnitude = value.magnitude
    // Bring the number to one digit before the point by powers of ten; the loop is short for measured numbers.
    while magnitude >= 10, exponent < 400 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 1, exponent > -400 {
      magnitude *= 10
      exponent -= 1
    }
    let decimals = digits - 1 - exponent
    if exponent > 15 || exponent < -7 {
      return (value < 0 ? "-" : "") + fixed(magnitude, decimals: min(digits - 1, 9)) + "e\(exponent)"
    }
    let sign = value < 0 ? "-" : ""
    if decimals >= 0, decimals <= 18 {
      let scaled = (value.magnitude * power(decimals)).rounded(.toNearestOrAwayFromZero)
      guard scaled < 9_007_199_254_740_992 else { return "\(value)" }
      return sign + ExactDecimal(coefficient: Int64(scaled), scale: decimals).description
    }
    if decimals > 18 { return sign + fixed(magnitude, decimals: min(digits - 1, 9)) + "e\(exponent)" }
    let unit = power(-decimals)
    let scaled = (value.magnitude / unit).rounded(.toNearestOrAwayFromZero) * unit
    return sign + ExactDecimal(coefficient: Int64(scaled), scale: 0).description
  }

  private static func power(_ n: Int) -> Double {
    var result = 1.0
    for _ in 0..<n { result *= 10 }
    return result
  }

  private static func words(_ value: Double) -> String {
    value.isNaN ? "not a number" : value < 0 ? "minus infinity" : "infinity"
  }
}
