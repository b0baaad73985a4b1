import Quantities

/// A point in time, to the millisecond, in UTC.
///
/// The registry has no clock of its own: whoever stores something says when it is.
public struct Moment: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Reads what ``description`` writes, nothing else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z"),
      let day = bytes[..<10].withUnsafeBufferPointer({ Day(parsing: $0) })
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let rest = number(20..<23), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = Int64(day.ordinal - Moment.epochOrdinal)
    self.init(milliseconds: (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + rest)
  }

  /// The calendar day in UTC; nil where no ``Day`` is so early or late.
  public var day: Day? { Day(description.prefix(10)) }

  /// The first millisecond of a day in UTC.
  public init(startOf day: Day) {
    self.init(milliseconds: Int64(day.ordinal - Moment.epochOrdinal) * 86_400_000)
  }

  /// The last millisecond of a day in UTC.
  public init(endOf day: Day) {
    self.init(milliseconds: (Int64(day.ordinal - Moment.epochOrdinal) + 1) * 86_400_000 - 1)
  }

  public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

  /// As RFC 3339 has it, such as `2026-11-24T02:17:05.123Z`.
  public var description: String {
    let (days, inDay) = milliseconds.quotientAndRemainder(dividingByFloor: 86_400_000)
    let date = Moment.civil(days)
    let (seconds, rest) = inDay.quotientAndRemainder(dividingBy: 1000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    return
      "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T\(clock).\(padded(rest, 3))Z"
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let moment = Moment(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not a moment in UTC"))
    }
    self = moment
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// `Day.ordinal` of 1970-01-01.
  private static let epochOrdinal = 719_468

  /// The calendar day that is so many days after 1970-01-01 (Hinnant, "civil from days").
  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + Int64(epochOrdinal)
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingByFloor: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity, so that the remainder is never negative.
  fileprivate func quotientAndRemainder(dividingByFloor divisor: Int64) -> (quotient: Int64, remainder: Int64)
  {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
