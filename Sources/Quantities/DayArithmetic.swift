extension Day {
  /// The day so many days later, or earlier where the number is negative; the calendar's first or last day where it
  /// would lie beyond.
  public func adding(days: Int) -> Day {
    // Hinnant, "civil from days", on days since 0000-03-01.
    let shifted = min(max(ordinal + days, Day.first.ordinal), Day.last.ordinal)
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return Day(year: year, month: month, day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1) ?? self
  }

  /// The same day so many months later, or earlier where the number is negative; the last day of a month that is too
  /// short for it, and the calendar's first or last day where it would lie beyond.
  public func adding(months: Int) -> Day {
    let count = year * 12 + month - 1 + months
    if count < 12 { return Day.first }
    let (year, month) = (count / 12, count % 12 + 1)
    if year > 9999 { return Day.last }
    for candidate in stride(from: day, through: 28, by: -1) {
      if let found = Day(year: year, month: month, day: candidate) { return found }
    }
    return Day(year: year, month: month, day: day) ?? self
  }

  /// 0001-01-01, the first day that a ``Day`` can be.
  public static let first = Day(unchecked: 1, 1, 1)
  /// 9999-12-31, the last day that a ``Day`` can be.
  public static let last = Day(unchecked: 9999, 12, 31)
}
