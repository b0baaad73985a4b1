import Quantities
import Registry
import Testing

@testable import Publishing

@Suite("The timeline of a model")
struct TimelineTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func timeline() throws -> Timeline {
    Timeline(
      periods: [
        .init(status: .active, from: try day("2016-04-03"), through: try day("2025-02-10")),
        .init(status: .suspended, from: try day("2025-02-11"), through: try day("2025-05-05")),
        .init(status: .removed, from: try day("2025-05-06"), through: nil),
      ],
      marks: [
        .init(day: try day("2025-02-11"), isNotice: true), .init(day: try day("2024-11-18"), isNotice: false),
      ],
      title: "When X was on the list")
  }

  @Test("says in words what it shows")
  func words() throws {
    #expect(
      try timeline().summary == """
        2016-04-03 to 2025-02-10: active, on the list. 2025-02-11 to 2025-05-05: suspended, not on the list. \
        2025-05-06 and since: removed, not on the list.
        """)
  }

  @Test("what is off the list has a shape of its own, and nothing in the picture looks like a measured value")
  func shapes() throws {
    let picture = try timeline().picture(id: "timeline").text
    #expect(Markup.fault(in: picture) == nil)
    #expect(
      picture.contains("class=\"span on\"") && picture.contains("class=\"span off\"")
        && picture.contains("class=\"hatch\""))
    #expect(Markup.decimals(in: picture).isEmpty)
    #expect(picture.contains("<title id=\"timeline-title\">When X was on the list</title>"))
  }

  @Test("a single day is a picture, too")
  func single() throws {
    let one = Timeline(
      periods: [.init(status: .active, from: try day("2026-04-01"), through: try day("2026-04-01"))],
      marks: [], title: "X")
    #expect(Markup.fault(in: one.picture(id: "t").text) == nil)
  }
}
