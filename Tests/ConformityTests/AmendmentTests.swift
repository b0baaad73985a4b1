import Conformity
import Testing

/// Amendments count that were in force on the last day of testing.
@Suite("Amendments")
struct AmendmentTests {
  private func trial(since: String? = nil, until: String? = nil) -> Trial {
    var trial = Trial("<required-outcome outcome='good'/>")
    trial.amendments = """
      <amendment id='A1' title='First addendum' effective='2024-01-01' source='text' verified='yes'>
        <change clause='1'>Something changed.</change>
      </amendment>
      <amendment id='A2' title='Second addendum' effective='2025-01-01' source='text' verified='yes'>
        <change clause='1'>Something changed again.</change>
      </amendment>
      """
    trial.requirementAttributes =
      (since.map { "since='\($0)' " } ?? "") + (until.map { "until='\($0)'" } ?? "")
    trial.moreRequirements = """
      <requirement id='always' clause='1' title='Always' subject='equipment' verified='yes' source='text'>
        <summary>Never changed.</summary><select method='trial' fair-only='no'/>
        <rule><count><at-least {1 1}/></count></rule>
      </requirement>
      """
    return trial
  }

  private func requirements(_ trial: Trial, testedTo: String) throws -> [String] {
    var trial = trial
    trial.testedTo = testedTo
    trial.observe("outcome=good")
    return try trial.determination().findings.map(\.requirement)
  }

  @Test(
    "an amendment is in force from its day on, and the determination lists it",
    arguments: [("2024-12-31", ["A1"]), ("2025-01-01", ["A1", "A2"]), ("2026-05-01", ["A1", "A2"])])
  func listed(testedTo: String, amendments: [String]) throws {
    var trial = trial()
    trial.testedTo = testedTo
    trial.observe("outcome=good")
    let determination = try trial.determination()
    #expect(determination.amendments.map(\.id) == amendments)
    #expect(determination.amendments.first?.title == "First addendum")
  }

  @Test(
    "a requirement that an amendment brings in applies from that day on",
    arguments: [("2024-12-31", false), ("2025-01-01", true)])
  func since(testedTo: String, applies: Bool) throws {
    #expect(
      try requirements(trial(since: "A2"), testedTo: testedTo) == (applies ? ["rule", "always"] : ["always"]))
  }

  @Test(
    "a requirement that an amendment takes away applies until the day before",
    arguments: [("2024-12-31", true), ("2025-01-01", false)])
  func until(testedTo: String, applies: Bool) throws {
    #expect(
      try requirements(trial(until: "A2"), testedTo: testedTo) == (applies ? ["rule", "always"] : ["always"]))
  }

  @Test(
    "a line of the plan comes and goes in the same way",
    arguments: [("2024-12-31", Outcome.met), ("2025-01-01", .notDetermined)])
  func plan(testedTo: String, outcome: Outcome) throws {
    var trial = trial()
    trial.plan("<total {9 1}/>", for: "since='A2'")
    trial.testedTo = testedTo
    trial.observe("outcome=good")
    #expect(try trial.finding().outcome == outcome)
  }

  @Test("of several reports the last day of testing counts, but not that of a report about something else")
  func severalReports() throws {
    var early = trial(since: "A2")
    early.observe("outcome=good")
    var late = trial(since: "A2")
    late.testedTo = "2025-06-01"
    late.observe("outcome=good")
    #expect(try early.determination().amendments.map(\.id) == ["A1"])
    #expect(try early.determination(and: [late]).amendments.map(\.id) == ["A1", "A2"])
    late.level = "other"
    #expect(try early.determination(and: [late]).amendments.map(\.id) == ["A1"])
  }
}
