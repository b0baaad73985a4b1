import Conformity
import Testing

/// What the test plan asks for, line by line, and what becomes of evidence that falls short of it.
@Suite("The test plan")
struct PlanTests {
  private func trial() -> Trial {
    var trial = Trial("<required-outcome outcome='good'/>")
    trial.levelThreats = "<level-threat threat='fog' role='only'/><level-threat threat='dust' role='dry'/>"
    return trial
  }

  // MARK: - Numbers that nobody knows

  @Test("a line whose numbers are not known is not fulfilled by any evidence, and the gap says so")
  func unknownCounts() throws {
    var trial = trial()
    trial.plan("", for: "counts-known='no'")
    for _ in 1...50 { trial.observe("outcome=good") }
    let group = try trial.group()
    #expect(group.outcome == .notDetermined)
    #expect(
      group.gaps
        == ["The definition does not know how many specimens and trials the plan asks for: Trial."])
  }

  @Test("a violation decides although the line's numbers are not known")
  func unknownCountsViolated() throws {
    var trial = trial()
    trial.plan("", for: "counts-known='no'")
    trial.observe("outcome=poor")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("what is known of such a line is held against the evidence as well")
  func partlyKnown() throws {
    var trial = trial()
    trial.plan("<specimens {2 1}/>", for: "counts-known='no'")
    trial.observe("outcome=good")
    #expect(try trial.group().gaps.count == 2)
  }

  // MARK: - Threats

  @Test("a line for each threat is due for each of the level's; for named ones only for those")
  func threats() throws {
    var trial = trial()
    trial.select = "group-by='threat'"
    trial.plan("<total {1 1}/>", for: "per-threat='yes'")
    trial.observe("outcome=good", in: "threat='fog'")
    #expect(try trial.finding().groups.map(\.outcome) == [.met, .notDetermined])
    trial.plan = ""
    trial.plan("<total {1 1}/>", for: "per-threat='yes' threats='fog'")
    #expect(try trial.finding().groups.map(\.outcome) == [.met])
    trial.plan = ""
    trial.plan("<total {1 1}/>", for: "per-threat='yes' threats='dust'")
    #expect(try trial.finding().outcome == .notDetermined)
  }

  @Test("a line for named threats that is due once counts what was tested with them, and nothing else")
  func threatsOnce() throws {
    var trial = trial()
    trial.plan("<total {2 1}/>", for: "threats='fog'")
    trial.observe("outcome=good", in: "threat='fog'")
    trial.observe("outcome=good", in: "threat='dust'")
    #expect(try trial.group().gaps == ["1 of 2 counted trials: Trial."])
    trial.observe("outcome=good", in: "threat='fog'")
    #expect(try trial.outcome() == .met)
  }

  @Test("a threat for some kinds of equipment only is no threat of the others")
  func kindsOfThreats() throws {
    var trial = trial()
    trial.select = "group-by='threat'"
    trial.levelThreats = """
      <level-threat threat='fog' role='only'/><level-threat threat='dust' role='dry' kinds='vest'/>
      """
    trial.plan("<total {1 1}/>", for: "per-threat='yes'")
    trial.observe("outcome=good", in: "threat='fog'")
    trial.observe("outcome=poor", in: "threat='dust'")
    let ensemble = try trial.determination()
    #expect(ensemble.verdict == .compliant)
    #expect(ensemble.remarks.first?.contains("has no threat dust; the series is not used") == true)
    trial.kind = "vest"
    #expect(try trial.determination().verdict == .notCompliant)
  }

  @Test("a selection by threat or by role looks at no other threat, and asks the plan for no other")
  func selection() throws {
    for select in ["threat='fog'", "role='only'"] {
      var trial = trial()
      trial.select = select
      trial.plan("<total {1 1}/>", for: "per-threat='yes'")
      trial.observe("outcome=good", in: "threat='fog'")
      trial.observe("outcome=poor", in: "threat='dust'")
      #expect(try trial.outcome() == .met, "\(select)")
    }
  }

  // MARK: - Levels

  @Test("a level that includes another has its requirements and its plan as well")
  func includedLevels() throws {
    var trial = trial()
    trial.requirementAttributes = "levels='basic'"
    trial.moreLevels = """
      <level id='high' title='High' kinds='ensemble' includes='basic'><summary>More.</summary></level>
      <level id='other' title='Other' kinds='ensemble'><summary>Other.</summary></level>
      """
    trial.plan("<total {2 1}/>", for: "levels='basic'")
    trial.level = "high"
    trial.observe("outcome=good")
    #expect(try trial.group().gaps == ["1 of 2 counted trials: Trial."])
    trial.observe("outcome=poor")
    #expect(try trial.outcome() == .notMet)
    trial.level = "other"
    #expect(try trial.finding().outcome == .notApplicable)
  }

  @Test("a level that includes one that includes a third has the third's requirements")
  func includedInTurn() throws {
    var trial = trial()
    trial.requirementAttributes = "levels='basic'"
    trial.moreLevels = """
      <level id='high' title='High' kinds='ensemble' includes='basic'><summary>More.</summary></level>
      <level id='highest' title='Highest' kinds='ensemble' includes='high'><summary>All.</summary></level>
      """
    trial.level = "highest"
    trial.observe("outcome=poor")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("requirements and lines for another kind of equipment are not looked at")
  func kinds() throws {
    var trial = trial()
    trial.plan("<total {9 1}/>", for: "kinds='vest'")
    trial.plan("<total {1 1}/>", for: "kinds='ensemble'")
    trial.observe("outcome=good")
    #expect(try trial.outcome() == .met)
    trial.requirementAttributes = "kinds='vest'"
    #expect(try trial.finding().outcome == .notApplicable)
    #expect(try trial.determination().verdict == .notDetermined)
  }
}
