import Conformity
import Testing

/// `<required-outcome outcome="…"/>`: every selected observation has the outcome.
@Suite("Rule: required outcome")
struct RequiredOutcomeRuleTests {
  private func trial(_ observations: String..., planned: Int? = nil) -> Trial {
    var trial = Trial("<required-outcome outcome='good'/>")
    if let planned { trial.plan("<total {\(planned) 1}/>") }
    for observation in observations { trial.observe(observation) }
    return trial
  }

  @Test("met where every observation has the outcome, and the number of them is told")
  func met() throws {
    let result = try trial("outcome=good", "outcome=good", planned: 2).result()
    #expect(result.outcome == .met)
    #expect(result.measured == "0 of 2")
    #expect(result.decisiveCount == 2)
    #expect(result.statement == "every trial: good")
  }

  @Test("one observation with another outcome is a violation, and is named")
  func notMet() throws {
    let result = try trial("outcome=good", "outcome=fair", "outcome=poor").result()
    #expect(result.outcome == .notMet)
    #expect(result.measured == "2 of 3")
    #expect(result.observations.map(\.value) == ["fair", "poor"])
    #expect(result.reason == "trial 1 of trial: fair, and 1 more.")
  }

  @Test("a violation decides although another outcome is not reported and the plan is not fulfilled")
  func violationDecides() throws {
    #expect(try trial("outcome=poor", "value=1", planned: 9).outcome() == .notMet)
  }

  @Test("not determined where an outcome is not reported")
  func silent() throws {
    let result = try trial("outcome=good", "value=1").result()
    #expect(result.outcome == .notDetermined)
    #expect(result.reason == "The outcome of trial 1 of trial is not reported.")
  }

  @Test("not determined where nothing was observed")
  func nothing() throws {
    let result = try trial().result()
    #expect(result.outcome == .notDetermined)
    #expect(result.reason == "There is no counted trial.")
  }

  @Test("not determined where the plan asks for more")
  func incomplete() throws {
    let group = try trial("outcome=good", planned: 2).group()
    #expect(group.outcome == .notDetermined)
    #expect(group.result.reason == "It is not shown that the test plan is fulfilled.")
    #expect(group.gaps == ["1 of 2 counted trials: Trial."])
  }
}
