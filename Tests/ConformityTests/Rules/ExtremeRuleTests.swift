import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// `<minimum quantity="…">` and `<maximum quantity="…">`: the smallest or the largest value decides.
@Suite("Rules: minimum and maximum")
struct ExtremeRuleTests {
  @Test(
    "a minimum is held by the smallest value",
    arguments: [("31.5", Outcome.met), ("31.50", .met), ("31.6", .notMet)])
  func minimum(limit: String, outcome: Outcome) throws {
    let rule = Rule.minimum(
      MinimumRule(quantity: "bfs", bound: .limit(.atLeast, .figure(Toy.figure(limit, "mm")))))
    let group = try #require(Toy.judge(rule))
    #expect(group.outcome == outcome)
    #expect(group.result.measured == "31.5 mm")
    #expect(group.result.observations.first?.value == "31.5 mm")
  }

  @Test("a maximum is held by the largest value", arguments: [("33.5", Outcome.met), ("33.4", .notMet)])
  func maximum(limit: String, outcome: Outcome) {
    #expect(
      Toy.judge(.maximum(MaximumRule(quantity: "bfs", bound: Toy.atMost(limit, "mm"))))?.outcome == outcome)
  }

  @Test("a largest value below its limit is not determined while a value is missing")
  func maximumWithGap() {
    let rule = Rule.maximum(MaximumRule(quantity: "bfs", bound: Toy.atMost("44", "mm")))
    #expect(Toy.judge(rule) { $0[0, 0].bfs = nil }?.outcome == .notDetermined)
    #expect(
      Toy.judge(rule) {
        $0[0, 0].bfs = nil
        $0[1, 1].bfs = "44.1"
      }?.outcome == .notMet)
  }
}
