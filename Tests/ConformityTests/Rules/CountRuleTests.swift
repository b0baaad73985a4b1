import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// `<count>`: so many observations, of one outcome or of any.
@Suite("Rule: count")
struct CountRuleTests {
  @Test("too few observations are missing evidence while the plan is not fulfilled")
  func countWithGap() {
    let rule = Rule.count(CountRule(outcome: nil, bound: .limit(.atLeast, .figure(Toy.figure("12", "1")))))
    #expect(Toy.judge(rule) { $0.panels.removeLast() }?.outcome == .notDetermined)
  }

  @Test(
    "a count of observations is held exactly", arguments: [("12", Outcome.met), ("13", .notMet)])
  func count(least: String, outcome: Outcome) {
    let rule = Rule.count(CountRule(outcome: nil, bound: .limit(.atLeast, .figure(Toy.figure(least, "1")))))
    #expect(Toy.judge(rule)?.outcome == outcome)
  }
}
