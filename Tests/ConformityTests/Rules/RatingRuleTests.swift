import Conformity
import Testing

/// `<rating at-least="…"/>`: every selected observation is rated at a step of the scale or at a better one.
@Suite("Rule: rating")
struct RatingRuleTests {
  private func trial(atLeast step: String, _ observations: String..., planned: Int? = nil) -> Trial {
    var trial = Trial("<rating at-least='\(step)'/>")
    if let planned { trial.plan("<total {\(planned) 1}/>") }
    for observation in observations { trial.observe(observation) }
    return trial
  }

  @Test(
    "the step itself and every better one are good enough, every worse one is a violation",
    arguments: [
      ("good", "good", Outcome.met), ("good", "fair", .notMet), ("good", "poor", .notMet),
      ("fair", "good", .met), ("fair", "fair", .met), ("fair", "poor", .notMet),
      ("poor", "good", .met), ("poor", "fair", .met), ("poor", "poor", .met),
    ])
  func steps(atLeast: String, rated: String, outcome: Outcome) throws {
    #expect(try trial(atLeast: atLeast, "outcome=\(rated)").outcome() == outcome)
  }

  @Test("one rating that is too bad decides, whatever the others are")
  func oneBad() throws {
    let result = try trial(atLeast: "fair", "outcome=good", "outcome=poor", planned: 9).result()
    #expect(result.outcome == .notMet)
    #expect(result.statement == "every trial rated at least fair")
    #expect(result.observations.map(\.value) == ["poor"])
  }

  @Test("not determined without a rating, without an observation, and while the plan asks for more")
  func notDetermined() throws {
    #expect(try trial(atLeast: "fair", "outcome=good", "value=1").outcome() == .notDetermined)
    #expect(try trial(atLeast: "fair").outcome() == .notDetermined)
    #expect(try trial(atLeast: "fair", "outcome=good", planned: 2).outcome() == .notDetermined)
  }
}
