import Quantities

/// Decimal numbers as spreadsheets keep them: binary numbers, of which 15 digits are a decimal's own.
enum SheetNumber {
  /// The digits that a decimal number can have to come back from a binary one as it was.
  static let digits = 15

  /// The binary number for a cell; nil where it would not come back as it was.
  static func double(_ number: ExactDecimal) -> Double? {
    number.coefficient.magnitude < 1_000_000_000_000_000 ? number.doubleValue : nil
  }

  /// The format that shows a number as it was written: `0.00` for two digits after the point.
  static func format(scale: Int) -> String {
    scale == 0 ? "0" : "0." + String(repeating: "0", count: scale)
  }

  /// The shortest decimal number that is nearest to a binary one, with at least so many digits after the point; nil where
  /// it is none, or has more digits than a measured value.
  ///
  /// Programs write 0.1 as 0.1 or as 0.10000000000000001; both are the same binary number, whose shortest decimal is 0.1.
  static func decimal(_ text: String, places: Int) -> ExactDecimal? {
    guard let value = Double(text), value.isFinite else { return nil }
    // "4.12e+20", "412.5", "44.0": Swift prints the shortest decimal that reads back as the same binary number.
    let parts = "\(value.magnitude)".split(separator: "e", omittingEmptySubsequences: false)
    guard let mantissa = try? ExactDecimal(String(parts[0])),
      let exponent = parts.count > 1 ? Int(parts[1]) : 0
    else { return nil }
    var (coefficient, scale) = (mantissa.coefficient, mantissa.scale)
    while scale > 0, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    scale -= exponent
    let wanted = max(0, min(places, ExactDecimal.maximumDigits))
    while scale < wanted {
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
      // A number as large as that needs no zeros behind the point.
      guard !overflow, product < 1_000_000_000_000_000_000 else {
        if scale >= 0 { break }
        return nil
      }
      coefficient = product
      scale += 1
    }
    guard scale <= ExactDecimal.maximumDigits else { return nil }
    return ExactDecimal(coefficient: value < 0 ? -coefficient : coefficient, scale: scale)
  }
}

/// Days as spreadsheets count them.
enum SheetDate {
  /// 1899-12-30: day 0 of the calendar that takes 1900 for a leap year, for every day that it has right.
  private static let base = Day(year: 1899, month: 12, day: 30)
  /// 1904-01-01, day 0 of the other calendar.
  private static let base1904 = Day(year: 1904, month: 1, day: 1)
  /// 1900-03-01: before it programs disagree.
  private static let first = 61

  /// The number of a day; nil where programs do not agree on one.
  static func serial(of day: Day) -> Int? {
    guard let base else { return nil }
    let serial = day.ordinal - base.ordinal
    return serial >= first ? serial : nil
  }

  /// The day of a number; nil where programs do not agree on one, or the calendar has none.
  static func day(_ serial: Int, since1904: Bool) -> Day? {
    guard let base = since1904 ? base1904 : base, serial >= (since1904 ? 0 : first), serial < 3_000_000 else {
      return nil
    }
    return base.adding(days: serial)
  }
}
