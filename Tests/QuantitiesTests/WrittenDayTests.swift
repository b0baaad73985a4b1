import Quantities
import Testing

@Suite("Days as people write them")
struct WrittenDayTests {
  private func problem(_ text: String, months: Bool = false) -> WrittenDay.Problem? {
    do {
      _ = try WrittenDay.read(text, months: months)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "ISO and the form of the United States",
    arguments: [
      ("2021-03-04", "2021-03-04"), ("3/4/2021", "2021-03-04"), ("03/04/2021", "2021-03-04"),
      ("12/31/1999", "1999-12-31"), ("2/29/2024", "2024-02-29"),
    ])
  func days(text: String, day: String) throws {
    let read = try WrittenDay.read(text)
    #expect(read.span.description == day)
    #expect(read.span.isDay)
  }

  @Test("it says whether day and month could be swapped")
  func orders() throws {
    #expect(try WrittenDay.read("3/4/2021").hasTwoOrders)
    #expect(try !WrittenDay.read("3/3/2021").hasTwoOrders, "both orders are the same day")
    #expect(try !WrittenDay.read("3/14/2021").hasTwoOrders)
    #expect(try !WrittenDay.read("2021-03-04").hasTwoOrders)
  }

  @Test(
    "a month, where one will do",
    arguments: [
      ("2021-03", "2021-03-01", "2021-03-31"), ("02/2024", "2024-02-01", "2024-02-29"),
      ("2/2023", "2023-02-01", "2023-02-28"), ("2023-11", "2023-11-01", "2023-11-30"),
    ])
  func months(text: String, first: String, last: String) throws {
    let span = try WrittenDay.read(text, months: true).span
    #expect(span.first == Day(first))
    #expect(span.last == Day(last))
    #expect(!span.isDay)
    #expect(problem(text) == .monthOnly)
  }

  @Test(
    "what is no day, and why",
    arguments: [
      ("", WrittenDay.Problem.unreadable), ("yesterday", .unreadable), ("20210304", .unreadable),
      ("2021-3-4", .unreadable), ("2021-03-04T10:00", .unreadable), ("3/4/20211", .unreadable),
      ("/3/2021", .unreadable), ("3//2021", .unreadable), ("-3-4", .unreadable), ("３/4/2021", .unreadable),
      ("1/2/3/2021", .unreadable), ("2021/03/04", .unreadable),
      ("2021-02-29", .impossible), ("2021-13-01", .impossible), ("2/30/2021", .impossible),
      ("0/4/2021", .impossible), ("13/13/2021", .impossible), ("0000-01-01", .impossible),
      ("13/4/2021", .dayFirst), ("31/12/2020", .dayFirst), ("3/4/21", .shortYear),
    ])
  func problems(text: String, expected: WrittenDay.Problem) {
    #expect(problem(text) == expected)
    #expect(problem(text, months: true) == expected)
    #expect(!expected.message.isEmpty && expected.cure.hasSuffix("."))
  }
}
