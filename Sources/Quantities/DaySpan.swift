/// A day, or a month of which the day is not known: labels often state no more.
public struct DaySpan: Sendable, Hashable, Codable, CustomStringConvertible {
  public let first: Day
  /// Not before ``first``.
  public let last: Day

  public init(_ day: Day) {
    first = day
    last = day
  }

  /// A whole month; nil where the calendar has none such.
  public init?(year: Int, month: Int) {
    guard let first = Day(year: year, month: month, day: 1),
      let last = (28...31).reversed().lazy.compactMap({ Day(year: year, month: month, day: $0) }).first
    else { return nil }
    self.first = first
    self.last = last
  }

  /// Whether it is a single day.
  public var isDay: Bool { first == last }

  /// `2021-03-04`, or `2021-03` for a month.
  public var description: String { isDay ? first.description : String(first.description.dropLast(3)) }
}
