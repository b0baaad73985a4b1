import Quantities
import Testing

@Suite("Days later and earlier")
struct DayArithmeticTests {
  @Test(
    "months end where a month is too short",
    arguments: [
      ("2024-04-30", 10, "2025-02-28"), ("2023-04-30", 10, "2024-02-29"), ("2024-01-31", 1, "2024-02-29"),
      ("2024-02-29", 12, "2025-02-28"), ("2024-03-31", -1, "2024-02-29"), ("2024-12-15", 1, "2025-01-15"),
      ("2024-01-15", -1, "2023-12-15"), ("2024-05-31", 0, "2024-05-31"), ("9999-12-01", 1, "9999-12-31"),
      ("0001-01-02", -1, "0001-01-01"),
    ])
  func months(day: String, months: Int, expected: String) throws {
    #expect(try #require(Day(day)).adding(months: months).description == expected)
  }

  @Test("every day is written as ten characters that are read as the same day, and later ones are greater")
  func written() {
    var (previous, written) = (Day.first, "")
    for year in 1...9999 {
      for (month, last) in [(1, 31), (2, 28), (4, 30), (9, 30), (10, 31), (12, 31)] {
        for number in [1, 9, 10, last] {
          guard let day = Day(year: year, month: month, day: number) else {
            Issue.record("\(year) \(month) \(number)")
            return
          }
          let text = day.description
          guard text.utf8.count == 10, Day(text) == day,
            (day.year, day.month, day.day) == (year, month, number),
            written.isEmpty || text > written && day > previous && !(day < previous)
          else {
            Issue.record("\(year) \(month) \(number): \(text) after \(written)")
            return
          }
          (previous, written) = (day, text)
        }
      }
    }
    #expect(written == "9999-12-31")
  }

  @Test("a day later and back again, over four hundred years")
  func days() throws {
    let first = try #require(Day("1899-12-30"))
    var day = first
    for count in 1...150_000 {
      let next = day.adding(days: 1)
      #expect(next > day)
      #expect(next.ordinal == day.ordinal + 1)
      if count % 1000 == 0 { #expect(next.adding(days: -count) == first) }
      day = next
    }
    #expect(Day.last.adding(days: 1) == .last)
    #expect(Day.first.adding(days: -1) == .first)
  }
}
