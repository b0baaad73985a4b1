import Conformity
import Testing

/// `<protection-factor outside="…" inside="…">`: what was outside, divided by what came inside.
@Suite("Rule: protection factor")
struct ProtectionFactorRuleTests {
  private func trial(_ bound: String = "<at-least {3 1}/>", _ observations: String...) -> Trial {
    var trial = Trial("<protection-factor outside='outside' inside='inside'>\(bound)</protection-factor>")
    for observation in observations { trial.observe(observation) }
    return trial
  }

  @Test(
    "the ratio is compared exactly, the limit included",
    arguments: [
      ("outside=1 inside=0.3333", Outcome.met), ("outside=1 inside=0.3334", .notMet),
      ("outside=3 inside=1", .met), ("outside=2.999999999 inside=1", .notMet),
    ])
  func limit(observation: String, outcome: Outcome) throws {
    #expect(try trial("<at-least {3 1}/>", observation).outcome() == outcome)
  }

  @Test("exactly at the limit is not above it")
  func above() throws {
    #expect(try trial("<above {3 1}/>", "outside=3 inside=1").outcome() == .notMet)
    #expect(try trial("<above {3 1}/>", "outside=3.001 inside=1").outcome() == .met)
  }

  @Test("the worst of several observations decides and is told")
  func worst() throws {
    let met = try trial("<at-least {3 1}/>", "outside=9 inside=1", "outside=4 inside=1").result()
    #expect(met.measured == "4.0000")
    #expect(met.outcome == .met)
    let notMet = try trial("<at-least {3 1}/>", "outside=9 inside=1", "outside=2 inside=1").result()
    #expect(notMet.outcome == .notMet)
    #expect(notMet.reason == "The factor of trial 1 of trial was 2.0000.")
  }

  @Test("nothing inside is an unlimited factor")
  func nothingInside() throws {
    let result = try trial("<at-least {1000000 1}/>", "outside=1 inside=0").result()
    #expect(result.outcome == .met)
    #expect(result.measured == "nothing inside")
    #expect(try trial("<at-most {5 1}/>", "outside=1 inside=0").outcome() == .notMet)
  }

  @Test("nothing outside and nothing inside, or a negative dose, is no ratio, and the reason says so")
  func noRatio() throws {
    for observation in ["outside=0 inside=0", "outside=-1 inside=1", "outside=1 inside=-0.1"] {
      let result = try trial("<at-least {3 1}/>", observation).result()
      #expect(result.outcome == .notDetermined, "\(observation)")
      #expect(result.reason?.hasPrefix("No ratio can be formed of") == true, "\(result.reason ?? "")")
    }
  }

  @Test("the two may be reported in different units")
  func units() throws {
    var trial = trial("<at-least {3 1}/>", "outside=3 inside=1000")
    trial.units["inside"] = "ug"
    #expect(try trial.outcome() == .met)
  }

  @Test("a violation decides although another observation lacks a value and the plan asks for more")
  func violationDecides() throws {
    var trial = trial("<at-least {3 1}/>", "outside=1 inside=1", "outside=1")
    trial.plan("<total {9 1}/>")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("not determined where either value is missing, nothing was observed, or the plan asks for more")
  func notDetermined() throws {
    #expect(
      try trial("<at-least {3 1}/>", "outside=1").result().reason
        == "inside is not reported for trial 1 of trial.")
    #expect(
      try trial("<at-least {3 1}/>", "inside=1").result().reason
        == "outside is not reported for trial 1 of trial.")
    #expect(try trial("<at-least {3 1}/>", "outside=9 inside=1", "inside=1").outcome() == .notDetermined)
    #expect(try trial().result().reason == "There is no counted trial.")
    var short = trial("<at-least {3 1}/>", "outside=9 inside=1")
    short.plan("<total {2 1}/>")
    #expect(try short.outcome() == .notDetermined)
  }

  @Test("by region of the body, each has its own answer")
  func regions() throws {
    var trial = trial()
    trial.select = "group-by='region'"
    trial.plan("<total {1 1}/>", for: "region='neck'")
    trial.plan("<total {1 1}/>", for: "region='hand'")
    trial.observe("outside=9 inside=1", in: "region='neck'")
    trial.observe("outside=2 inside=1", in: "region='hand'")
    let groups = try trial.finding().groups
    #expect(groups.map { $0.keys.map(\.title) } == [["Neck"], ["Hand"]])
    #expect(groups.map(\.outcome) == [.met, .notMet])
  }

  @Test("the bound may be stated in any unit of a number")
  func percent() throws {
    #expect(try trial("<at-least {200 %}/>", "outside=2 inside=1").outcome() == .met)
    #expect(try trial("<at-least {200 %}/>", "outside=1.9 inside=1").outcome() == .notMet)
  }
}
