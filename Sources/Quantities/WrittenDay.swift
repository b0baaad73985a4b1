/// Reads days as people and spreadsheets write them: `2021-03-04`, or month/day/year as in the United States.
///
/// What could mean two days is never guessed.
public enum WrittenDay {
  /// Why a text is no day.
  public enum Problem: Error, Sendable, Hashable {
    /// It is in none of the forms that are read.
    case unreadable
    /// It is in a form that is read, and the calendar has no such day.
    case impossible
    /// The year has two digits.
    case shortYear
    /// It makes sense only as day/month/year.
    case dayFirst
    /// It states a month without a day, where a day is needed.
    case monthOnly
    /// It has the form month/day/year among others that are day/month/year, and could be either.
    case eitherOrder

    /// What is wrong, in a sentence.
    public var message: String {
      switch self {
      case .unreadable: "The date cannot be read."
      case .impossible: "The calendar has no such day."
      case .shortYear: "The year has two digits, so that the century is not said."
      case .dayFirst: "The date has no such month; it seems to be written day/month/year."
      case .monthOnly: "The date names a month without a day."
      case .eitherOrder:
        "The date could be month/day/year or day/month/year: other dates in its column are day/month/year."
      }
    }

    /// What to do about it, in a sentence.
    public var cure: String {
      switch self {
      case .impossible: "Correct the date; write it YYYY-MM-DD."
      case .shortYear: "Write the year with four digits, best as YYYY-MM-DD."
      case .monthOnly: "Write the day, as YYYY-MM-DD."
      case .unreadable, .dayFirst, .eitherOrder: "Write the date as YYYY-MM-DD."
      }
    }
  }

  /// - Parameter months: whether a month alone will do, as `2021-03` or `03/2021`.
  /// - Returns: the day or month, and whether another order of day and month would give another day.
  public static func read(
    _ text: some StringProtocol, months: Bool = false
  ) throws(Problem) -> (span: DaySpan, hasTwoOrders: Bool) {
    let isSlashed = text.utf8.contains(UInt8(ascii: "/"))
    let parts = text.utf8.split(
      separator: isSlashed ? UInt8(ascii: "/") : UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { number($0) }
    guard numbers.count == parts.count, parts.count == 2 || parts.count == 3 else { throw .unreadable }
    if parts.count == 2 {
      let (year, month) = isSlashed ? (1, 0) : (0, 1)
      guard parts[year].count == 4, parts[month].count <= 2 else { throw .unreadable }
      guard let span = DaySpan(year: numbers[year], month: numbers[month]) else { throw .impossible }
      guard months else { throw .monthOnly }
      return (span, false)
    }
    guard isSlashed else {
      guard parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { throw .unreadable }
      guard let day = Day(year: numbers[0], month: numbers[1], day: numbers[2]) else { throw .impossible }
      return (DaySpan(day), false)
    }
    guard parts[0].count <= 2, parts[1].count <= 2 else { throw .unreadable }
    if parts[2].count == 2 { throw .shortYear }
    guard parts[2].count == 4 else { throw .unreadable }
    let dayFirst = Day(year: numbers[2], month: numbers[1], day: numbers[0])
    guard let day = Day(year: numbers[2], month: numbers[0], day: numbers[1]) else {
      throw dayFirst == nil ? .impossible : .dayFirst
    }
    return (DaySpan(day), dayFirst != nil && dayFirst != day)
  }

  /// One to four digits.
  private static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard (1...4).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
