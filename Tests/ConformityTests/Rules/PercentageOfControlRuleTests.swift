import Conformity
import Testing

/// `<percentage-of-control quantity="…" control="…">`: each subject is its own control.
@Suite("Rule: percentage of control")
struct PercentageOfControlRuleTests {
  /// Each subject's times with the equipment, and without.
  private func trial(
    _ bound: String = "<at-most {150 %}/>", _ times: [(with: [String], without: [String])] = []
  ) -> Trial {
    var trial = Trial(
      "<percentage-of-control quantity='duration' control='control'>\(bound)</percentage-of-control>")
    for (index, times) in times.enumerated() {
      for time in times.with { trial.observe("duration=\(time)", in: "subject='S\(index)'") }
      for time in times.without {
        trial.observe("duration=\(time)", in: "subject='S\(index)'", method: "control")
      }
    }
    return trial
  }

  @Test(
    "the mean of the subjects' percentages is held against the limit, the limit included",
    arguments: [("30", Outcome.met), ("30.1", .notMet), ("29.9", .met)])
  func limit(time: String, outcome: Outcome) throws {
    #expect(try trial("<at-most {150 %}/>", [([time], ["20"]), (["15"], ["10"])]).outcome() == outcome)
  }

  @Test("a percentage that exceeds the limit in its seventh digit exceeds it")
  func seventhDigit() throws {
    #expect(try trial("<at-most {150 %}/>", [(["300.0006"], ["200"])]).outcome() == .notMet)
    #expect(try trial("<below {150 %}/>", [(["299.9998"], ["200"])]).outcome() == .met)
    #expect(try trial("<below {150 %}/>", [(["300"], ["200"])]).outcome() == .notMet)
  }

  @Test(
    "control means that are repeating fractions decide nothing by their rounding",
    arguments: ["at-most", "at-least"])
  func thirds(side: String) throws {
    // 9.5 in percent of 19/3, and 10 in percent of 20/3: 150 % both.
    let times = [(with: ["9.5"], without: ["6", "6", "7"]), (["10"], ["7", "7", "6"])]
    #expect(try trial("<\(side) {150 %}/>", times).outcome() == .met)
  }

  @Test("percentages are averaged, not times: a slow subject counts no more than a quick one")
  func averaged() throws {
    // 100 % and 200 %; by the sums it would be 120 s in percent of 110 s.
    let result = try trial("<at-most {150 %}/>", [(["100"], ["100"]), (["20"], ["10"])]).result()
    #expect(result.measured == "150 %")
    #expect(result.outcome == .met)
    #expect(result.observations.map(\.value) == ["100 %", "200 %"])
  }

  @Test("several trials of a subject are averaged, in any unit of time; the limit may be a pure number")
  func units() throws {
    var trial = trial("<at-most {1.5 1}/>", [(["0.25", "0.75"], ["0.3", "0.36666666666666667"])])
    trial.units["duration"] = "min"
    #expect(try trial.outcome() == .met)
    #expect(try trial.result().measured == "150 %")
  }

  @Test("not determined where a subject has no control value, or one of zero")
  func noControl() throws {
    let reason = "Subject S0 has no control value of time taken."
    #expect(try trial("<at-most {150 %}/>", [(["10"], [])]).result().reason == reason)
    #expect(try trial("<at-most {150 %}/>", [(["10"], [])]).outcome() == .notDetermined)
    #expect(try trial("<at-most {150 %}/>", [(["10"], ["0"])]).result().reason == reason)
  }

  @Test("a control of somebody else is no control")
  func otherControl() throws {
    var trial = trial("<at-most {150 %}/>", [(["10"], [])])
    trial.observe("duration=10", in: "subject='S9'", method: "control")
    #expect(try trial.outcome() == .notDetermined)
  }

  @Test("not determined without a subject's name, a value, an observation, or what the plan asks for")
  func notDetermined() throws {
    var nameless = trial()
    nameless.observe("duration=10")
    #expect(try nameless.outcome() == .notDetermined)
    var missing = trial("<at-most {150 %}/>", [(["10"], ["10"])])
    missing.observe("value=1", in: "subject='S0'")
    #expect(try missing.outcome() == .notDetermined)
    #expect(try trial().result().reason == "There is no counted trial.")
    var short = trial("<at-most {150 %}/>", [(["10"], ["10"])])
    short.plan("<subjects {2 1}/>")
    #expect(try short.outcome() == .notDetermined)
  }

  @Test("what the plan asks for of the control is evidence as well")
  func planOfControl() throws {
    var trial = trial("<at-most {150 %}/>", [(["10"], ["10"])])
    trial.plan("<total {1 1}/>", for: "method='control'")
    #expect(try trial.outcome() == .met)
    trial.plan("<total {2 1}/>", for: "method='control'")
    #expect(try trial.group().gaps == ["1 of 2 counted trials: Control."])
    #expect(try trial.outcome() == .notDetermined)
  }

  @Test("what the plan asks for of a control concerns no requirement that has none")
  func planOfAnotherControl() throws {
    var trial = Trial("<every quantity='value'><at-most {44 mm}/></every>")
    trial.plan("<total {2 1}/>", for: "method='control'")
    trial.observe("value=44")
    #expect(try trial.outcome() == .met)
  }
}
