import Testing

@testable import Publishing

@Suite("Long lists")
struct FoldedListTests {
  private func lines(_ count: Int) -> [String] { (0..<count).map { "line \($0)" } }

  @Test("up to four lines stand open", arguments: [1, 3, 4])
  func open(count: Int) throws {
    let context = try #require(FoldedList(lines(count)).context)
    #expect(context["lines"] as? [String] == lines(count))
    #expect(context["fold"] == nil)
  }

  @Test("of more, three stand open and the fold says how many it holds")
  func folded() throws {
    let context = try #require(FoldedList(lines(24)).context)
    let fold = try #require(context["fold"] as? Context)
    #expect(context["lines"] as? [String] == lines(3))
    #expect(fold["summary"] as? String == "And 21 more")
    #expect(fold["lines"] as? [String] == Array(lines(24).dropFirst(3)))
  }

  @Test("an empty list is nothing")
  func empty() {
    #expect(FoldedList([]).context == nil)
  }
}
