import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// `<none outcome="…">`: nothing has the outcome.
@Suite("Rule: none")
struct NoneRuleTests {
  @Test(
    "no perforation at or below the reference velocity: one at the reference violates, one above does not")
  func noneAtReference() {
    let rule = Rule.none(
      NoneRule(
        outcome: "perforation", filter: Where(quantity: "velocity", bound: .limit(.atMost, .reference))))
    let grouping: [GroupingKey] = [.threat, .condition]
    #expect(Toy.judge(rule, grouping: grouping) { $0[0, 0].outcome = "perforation" }?.outcome == .notMet)
    #expect(
      Toy.judge(rule, grouping: grouping) { toy in
        toy[0, 0].outcome = "perforation"
        toy[0, 0].velocity = "398.1"
      }?.outcome == .met)
  }

  @Test("a reference that the group does not have is not determined")
  func noReference() {
    let rule = Rule.none(
      NoneRule(
        outcome: "perforation", filter: Where(quantity: "velocity", bound: .limit(.atMost, .reference))))
    #expect(Toy.judge(rule)?.outcome == .notDetermined)
  }
}
