import Conformity
import Testing

/// `<mean quantity="…" over="observations | specimens | subjects">`.
@Suite("Rule: mean")
struct MeanRuleTests {
  private func trial(over: String = "observations", _ bound: String) -> Trial {
    Trial("<mean quantity='value' over='\(over)'>\(bound)</mean>")
  }

  @Test(
    "the mean of all observations is compared exactly",
    arguments: [
      ("at-most", "1.0", "1.0", "1.1", Outcome.notMet), ("at-most", "1.0", "1.0", "1.0", .met),
      ("at-most", "1.0", "0.9", "1.1", .met), ("below", "1.0", "0.9", "1.1", .notMet),
      ("at-least", "1.0", "0.9", "1.1", .met), ("above", "1.0", "0.9", "1.1", .notMet),
      ("at-least", "1.0", "0.99", "1.0", .notMet),
    ])
  func observations(side: String, limit: String, first: String, second: String, outcome: Outcome) throws {
    var trial = trial("<\(side) {\(limit) mm}/>")
    trial.observe("value=\(first)", "value=\(second)")
    #expect(try trial.outcome() == outcome)
  }

  @Test("each subject counts once, however many observations were made with it")
  func subjects() throws {
    var trial = trial(over: "subjects", "<at-most {2 mm}/>")
    trial.observe("value=1", "value=1", "value=1", "value=1", in: "subject='S1'")
    trial.observe("value=3", in: "subject='S2'")
    let result = try trial.result()
    #expect(result.measured == "2 mm")
    #expect(result.outcome == .met)
    // Over the observations it would be 7 / 5.
    trial.rule = "<mean quantity='value' over='observations'><at-least {2 mm}/></mean>"
    #expect(try trial.outcome() == .notMet)
  }

  @Test("each specimen counts once, also where it was tested in several series")
  func specimens() throws {
    var trial = trial(over: "specimens", "<at-most {2 mm}/>")
    trial.specimen("P1")
    trial.specimen("P2")
    trial.observe("value=1", "value=1", in: "specimen='P1'")
    trial.observe("value=1", in: "specimen='P1'")
    trial.observe("value=3", in: "specimen='P2'")
    #expect(try trial.outcome() == .met)
    #expect(try trial.result().measured == "2 mm")
  }

  @Test("means that are repeating fractions are added up without rounding: at the limit, the limit holds")
  func thirds() throws {
    // Three subjects with 31/3 each and one with 33: 64 in all, 16 each.
    for side in ["at-least", "at-most"] {
      var trial = trial(over: "subjects", "<\(side) {16 mm}/>")
      for subject in 1...3 {
        trial.observe("value=10", "value=10", "value=11", in: "subject='S\(subject)'")
      }
      trial.observe("value=33", in: "subject='S4'")
      #expect(try trial.outcome() == .met, "\(side)")
    }
  }

  @Test("subjects of two reports with the same name are two subjects")
  func reports() throws {
    var first = trial(over: "subjects", "<at-most {2 mm}/>")
    first.observe("value=1", "value=1", "value=1", in: "subject='S1'")
    var second = first
    second = trial(over: "subjects", "")
    second.observe("value=3", in: "subject='S1'")
    let result = try #require(try first.finding(and: [second]).groups.first?.result)
    #expect(result.measured == "2 mm")
  }

  @Test("values in other units are converted before they are averaged")
  func units() throws {
    var trial = trial("<at-most {25.4 mm}/>")
    trial.units["value"] = "[in_i]"
    trial.observe("value=1", "value=1")
    #expect(try trial.outcome() == .met)
  }

  @Test("not determined where an observation names no subject, and the reason says which")
  func nameless() throws {
    var trial = trial(over: "subjects", "<at-most {2 mm}/>")
    trial.observe("value=1", in: "subject='S1'")
    trial.observe("value=1")
    let result = try trial.result()
    #expect(result.outcome == .notDetermined)
    #expect(result.reason == "trial 1 of trial names no one that it counts for.")
  }

  @Test(
    "not determined where a value is missing, nothing was observed, or the plan asks for more",
    arguments: ["observations", "subjects"])
  func notDetermined(over: String) throws {
    var missing = trial(over: over, "<at-most {2 mm}/>")
    missing.observe("value=1", "outcome=good", in: "subject='S1'")
    #expect(try missing.result().reason == "value is not reported for trial 2 of trial.")
    #expect(try missing.outcome() == .notDetermined)
    let nothing = trial(over: over, "<at-most {2 mm}/>")
    #expect(try nothing.outcome() == .notDetermined)
    var short = trial(over: over, "<at-most {2 mm}/>")
    short.plan("<subjects {2 1}/>")
    short.observe("value=1", in: "subject='S1'")
    #expect(try short.outcome() == .notDetermined)
    #expect(try short.group().gaps == ["1 of 2 subjects: Trial."])
  }

  @Test("a mean beyond its limit is not determined while the plan asks for more: the rest may bring it back")
  func beyondWhileIncomplete() throws {
    var trial = trial("<at-most {2 mm}/>")
    trial.plan("<total {3 1}/>")
    trial.observe("value=3", "value=3")
    #expect(try trial.outcome() == .notDetermined)
  }

  @Test("a specimen that two reports tell of has one mean, and counts once")
  func specimenOfTwoReports() throws {
    var first = Trial("<mean quantity='value' over='specimens'><below {44 mm}/></mean>")
    first.specimen("P")
    first.specimen("Q")
    first.observe("value=40", in: "specimen='P'")
    first.observe("value=42", in: "specimen='Q'")
    var second = Trial("<mean quantity='value' over='specimens'><below {44 mm}/></mean>")
    second.specimen("P")
    second.observe("value=40", "value=50", in: "specimen='P'")
    // 45 and 42 mm; as three specimens they would come to 44 mm.
    #expect(try first.finding(and: [second]).outcome == .met)
    first.observe("value=47", in: "specimen='Q'")
    #expect(try first.finding(and: [second]).outcome == .notMet)
  }
}
