/// A calendar day in the proleptic Gregorian calendar, without a time or a time zone (ISO 8601 `YYYY-MM-DD`).
///
/// Test days, decisions and listings are days on a calendar on the wall, not moments.
public struct Day: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Year, month and day beside each other, so that a day takes four bytes and later days have greater numbers: models are
  /// read and sorted by the ten thousand.
  private let code: UInt32

  /// Years 0001 to 9999.
  public var year: Int { Int(code >> 16) }
  /// 1 to 12.
  public var month: Int { Int(code >> 8 & 0xFF) }
  /// 1 to 31.
  public var day: Int { Int(code & 0xFF) }

  /// The day, or nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Day.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// A day that is known to be in the calendar.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    code = UInt32(truncatingIfNeeded: year << 16 | month << 8 | day)
  }

  /// Reads `YYYY-MM-DD`, nothing else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let day = bytes.withUnsafeBufferPointer({ Day(parsing: $0) }) else { return nil }
    self = day
  }

  /// Reads `YYYY-MM-DD`, nothing else, from UTF-8.
  public init?(parsing utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count == 10, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(utf8[index]) else { return nil }
        value = value * 10 + Int(utf8[index] - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public static func < (left: Day, right: Day) -> Bool { left.code < right.code }

  public var description: String {
    String(unsafeUninitializedCapacity: 10) { digits in
      func write(_ number: Int, upTo end: Int, _ count: Int) {
        var rest = number
        for place in 1...count {
          digits[end - place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
      }
      write(year, upTo: 4, 4)
      digits[4] = UInt8(ascii: "-")
      write(month, upTo: 7, 2)
      digits[7] = UInt8(ascii: "-")
      write(day, upTo: 10, 2)
      return 10
    }
  }

  /// Days since 0000-03-01, so that two days can be subtracted (Hinnant, "days from civil").
  public var ordinal: Int {
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not a day written YYYY-MM-DD"))
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
