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

  @Test("nothing observed is not few observed")
  func nothing() throws {
    var trial = Trial("<count outcome='poor'><at-most {1 1}/></count>")
    #expect(try trial.result().reason == "There is no counted trial.")
    #expect(try trial.outcome() == .notDetermined)
    trial.observe("outcome=good")
    #expect(try trial.outcome() == .met)
  }

  @Test(
    "an observation of unknown outcome may have the one that is counted, and the reason says which word it was"
  )
  func unknown() throws {
    var trial = Trial("<count outcome='poor'><at-most {1 1}/></count>")
    trial.observe("outcome=good", "outcome=porr")
    #expect(
      try trial.result().reason
        == "The outcome of trial 2 of trial is porr, which trial does not know.")
    trial.observe("outcome=poor", "outcome=poor")
    #expect(try trial.outcome() == .notMet)
  }
}
