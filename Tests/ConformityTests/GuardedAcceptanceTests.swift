import Conformity
import Standards
import Testing

/// Simple acceptance holds values against limits as measured; guarded acceptance tightens each limit by the expanded
/// uncertainty that the report states. A finding says which was used, and what the other would have come to.
@Suite("Guarded acceptance")
struct GuardedAcceptanceTests {
  private static let every = "<every quantity='value'><at-most {44 mm}/></every>"

  private func trial(_ rule: String, uncertainty: String?, _ observations: String...) -> Trial {
    var trial = Trial(rule)
    trial.uncertainties["value"] = uncertainty
    for observation in observations { trial.observe(observation) }
    return trial
  }

  /// What each way of acceptance comes to; they must tell the same of each other.
  private func outcomes(of trial: Trial, and others: [Trial] = []) throws -> [Outcome] {
    let simple = try trial.finding(acceptance: .simple, and: others)
    let guarded = try trial.finding(acceptance: .guarded, and: others)
    #expect(simple.acceptance == .simple && guarded.acceptance == .guarded)
    #expect(simple.otherwise == guarded.outcome, "what simple says of guarded")
    #expect(guarded.otherwise == simple.outcome, "what guarded says of simple")
    return [simple.outcome, guarded.outcome]
  }

  // MARK: - One value

  @Test(
    "inside the limit by its uncertainty or more is met both ways; inside by less only under simple acceptance",
    arguments: [
      ("43.5", [Outcome.met, .met]), ("43.4", [.met, .met]), ("43.51", [.met, .notMet]),
      ("44", [.met, .notMet]), ("44.1", [.notMet, .notMet]),
    ])
  func upperLimit(value: String, expected: [Outcome]) throws {
    #expect(
      try outcomes(of: trial(GuardedAcceptanceTests.every, uncertainty: "0.5", "value=\(value)")) == expected)
  }

  @Test("without a stated uncertainty guarded acceptance is not determined, and the reason says so")
  func missing() throws {
    let trial = trial(GuardedAcceptanceTests.every, uncertainty: nil, "value=1")
    #expect(try outcomes(of: trial) == [.met, .notDetermined])
    let finding = try trial.finding(acceptance: .guarded)
    #expect(
      finding.groups.first?.result.reason
        == "The uncertainty of value is not reported for trial 1 of trial, and acceptance is guarded.")
  }

  @Test("a value beyond the limit as measured is a violation, whether an uncertainty is stated or not")
  func beyond() throws {
    #expect(
      try outcomes(of: trial(GuardedAcceptanceTests.every, uncertainty: nil, "value=44.1"))
        == [.notMet, .notMet])
  }

  @Test("a value that is too near to its limit is said to be so")
  func words() throws {
    let trial = trial(GuardedAcceptanceTests.every, uncertainty: "0.5", "value=43.9")
    #expect(
      try trial.finding(acceptance: .guarded).groups.first?.result.reason
        == "trial 1 of trial was 43.9 mm, nearer to the limit than its uncertainty.")
  }

  @Test(
    "each side of a bound is tightened",
    arguments: [
      ("<at-least {10 mm}/>", "10.5", [Outcome.met, .met]), ("<at-least {10 mm}/>", "10.4", [.met, .notMet]),
      ("<above {10 mm}/>", "10.5", [.met, .notMet]), ("<below {10 mm}/>", "9.5", [.met, .notMet]),
      ("<below {10 mm}/>", "9.4", [.met, .met]),
      ("<within><nominal {19 mm}/><tolerance {2 mm}/></within>", "17.5", [.met, .met]),
      ("<within><nominal {19 mm}/><tolerance {2 mm}/></within>", "20.6", [.met, .notMet]),
      ("<between><low {16 mm}/><high {22 mm}/></between>", "16.4", [.met, .notMet]),
      ("<between><low {16 mm}/><high {22 mm}/></between>", "21.5", [.met, .met]),
    ])
  func sides(bound: String, value: String, expected: [Outcome]) throws {
    let rule = "<every quantity='value'>\(bound)</every>"
    #expect(try outcomes(of: trial(rule, uncertainty: "0.5", "value=\(value)")) == expected)
  }

  @Test("an uncertainty in the report's unit is converted with its values")
  func units() throws {
    // 1.7 in ± 0.02 in: 43.18 mm ± 0.508 mm.
    var trial = trial(GuardedAcceptanceTests.every, uncertainty: "0.02", "value=1.7")
    trial.units["value"] = "[in_i]"
    #expect(try outcomes(of: trial) == [.met, .met])
    trial.uncertainties["value"] = "0.04"
    #expect(try outcomes(of: trial) == [.met, .notMet])
  }

  @Test(
    "an uncertainty of a temperature is a difference: 1.8 °F are 1 °C wide, not −17 °C",
    arguments: [
      ("Cel", "64", "1", [Outcome.met, .met]), ("Cel", "64.5", "1", [.met, .notMet]),
      ("[degF]", "147.2", "1.8", [.met, .met]), ("[degF]", "147.3", "1.8", [.met, .notMet]),
      ("K", "337.15", "1", [.met, .met]), ("K", "337.16", "1", [.met, .notMet]),
    ])
  func temperatures(unit: String, value: String, uncertainty: String, expected: [Outcome]) throws {
    var trial = Trial("<every quantity='temperature'><at-most {65 Cel}/></every>")
    trial.units["temperature"] = unit
    trial.uncertainties["temperature"] = uncertainty
    trial.observe("temperature=\(value)")
    #expect(try outcomes(of: trial) == expected)
  }

  // MARK: - Several values

  @Test(
    "the extreme that decides is guarded",
    arguments: [("43.5", [Outcome.met, .met]), ("43.6", [.met, .notMet])])
  func maximum(value: String, expected: [Outcome]) throws {
    let rule = "<maximum quantity='value'><at-most {44 mm}/></maximum>"
    #expect(try outcomes(of: trial(rule, uncertainty: "0.5", "value=\(value)", "value=10")) == expected)
  }

  @Test(
    "of reports with different uncertainties, a smaller value can be nearer to the limit than the extreme")
  func extremeOfReports() throws {
    let rule = "<maximum quantity='value'><at-most {44 mm}/></maximum>"
    let precise = trial(rule, uncertainty: "0", "value=43.9")
    #expect(
      try outcomes(of: precise, and: [trial(rule, uncertainty: "1", "value=43.5")]) == [.met, .notMet])
    #expect(
      try outcomes(of: precise, and: [trial(rule, uncertainty: "0.5", "value=43.5")]) == [.met, .met])
    #expect(
      try outcomes(of: precise, and: [trial(rule, uncertainty: nil, "value=1")]) == [.met, .notDetermined])
  }

  @Test("that is so on the extreme's side of a bound with two sides as well, and the reason names the value")
  func extremeWithinTwoSides() throws {
    let rule = "<maximum quantity='value'><between><low {10 mm}/><high {44 mm}/></between></maximum>"
    let precise = trial(rule, uncertainty: "0", "value=43.9")
    let vague = trial(rule, uncertainty: "1", "value=43.5")
    #expect(try outcomes(of: precise, and: [vague]) == [.met, .notMet])
    #expect(
      try precise.finding(acceptance: .guarded, and: [vague]).groups.first?.result.reason
        == "trial 1 of trial was 43.5 mm, nearer to the limit than its uncertainty.")
    // On the other side the extreme alone is held against the limit.
    #expect(
      try outcomes(of: precise, and: [trial(rule, uncertainty: "1", "value=10.5")]) == [.met, .met])
    #expect(
      try outcomes(of: precise, and: [trial(rule, uncertainty: nil, "value=10.5")]) == [.met, .notDetermined])
  }

  @Test("an uncertainty that is not stated makes nothing good that a stated one does not allow")
  func partlyStated() throws {
    let rule = "<mean quantity='value'><at-most {44 mm}/></mean>"
    let vague = trial(rule, uncertainty: "2", "value=43")
    #expect(try outcomes(of: vague, and: [trial(rule, uncertainty: nil, "value=43")]) == [.met, .notMet])
  }

  @Test(
    "a mean is as uncertain as the most uncertain of its values, never less",
    arguments: [("0.5", [Outcome.met, .met]), ("0.6", [.met, .notMet]), (nil, [.met, .notDetermined])])
  func mean(uncertainty: String?, expected: [Outcome]) throws {
    let rule = "<mean quantity='value'><at-most {44 mm}/></mean>"
    #expect(try outcomes(of: trial(rule, uncertainty: uncertainty, "value=43", "value=44")) == expected)
    #expect(
      try outcomes(
        of: trial(rule, uncertainty: "0", "value=43"),
        and: [trial(rule, uncertainty: uncertainty, "value=44")]) == expected)
  }

  @Test("a mean over subjects is guarded as any mean")
  func meanOverSubjects() throws {
    var trial = Trial("<mean quantity='value' over='subjects'><at-most {44 mm}/></mean>")
    trial.uncertainties["value"] = "0.6"
    trial.observe("value=43", in: "subject='S1'")
    trial.observe("value=44", in: "subject='S2'")
    #expect(try outcomes(of: trial) == [.met, .notMet])
  }

  @Test(
    "a tolerance bound is held below the limit by the largest uncertainty",
    arguments: [("0", [Outcome.met, .met]), ("5", [.met, .notMet]), (nil, [.met, .notDetermined])])
  func toleranceBound(uncertainty: String?, expected: [Outcome]) throws {
    let rule = """
      <tolerance-bound quantity='value'><coverage {80 %}/><confidence {95 %}/><limit {44 mm}/></tolerance-bound>
      """
    #expect(
      try outcomes(
        of: trial(rule, uncertainty: uncertainty, "value=38", "value=39", "value=40", "value=39"))
        == expected)
  }

  @Test(
    "a V50 is guarded by the uncertainty of the velocities",
    arguments: [("1", [Outcome.met, .met]), ("2.1", [.met, .notMet]), (nil, [.met, .notDetermined])])
  func v50(uncertainty: String?, expected: [Outcome]) throws {
    var trial = Trial(
      """
      <v50 quantity='velocity' outcome='poor'>
        <pairs><count {2 1}/><spread {18 m/s}/></pairs><at-least {448 m/s}/>
      </v50>
      """)
    trial.uncertainties["velocity"] = uncertainty
    trial.observe("velocity=445 outcome=good", "velocity=448 outcome=good")
    trial.observe("velocity=452 outcome=poor", "velocity=455 outcome=poor")
    #expect(try outcomes(of: trial) == expected)
  }

  // MARK: - Values derived from others

  @Test(
    "what is derived from several quantities has no known uncertainty: met under simple acceptance alone",
    arguments: [
      "<protection-factor outside='outside' inside='inside'><at-least {3 1}/></protection-factor>",
      "<cumulative quantity='mass' time='time'><period {60 min}/><at-most {6 ug/cm2}/></cumulative>",
      "<breakthrough quantity='mass' time='time'><threshold {0.1 ug/cm2}/><at-least {60 min}/></breakthrough>",
      "<percentage-of-control quantity='duration' control='control'><at-most {150 %}/></percentage-of-control>",
      "<peak-with-duration quantity='peak' duration='above'><limit {5 kN}/><threshold {2 kN}/>"
        + "<longest {3 ms}/></peak-with-duration>",
    ])
  func derived(rule: String) throws {
    var trial = Trial(rule)
    for quantity in trial.units.keys { trial.uncertainties[quantity] = "0.001" }
    let values = "outside=9 inside=1 time=60 mass=0 duration=10 peak=3 above=1"
    trial.observe(values, in: "subject='S1'")
    trial.observe("duration=10", in: "subject='S1'", method: "control")
    #expect(try outcomes(of: trial) == [.met, .notDetermined])
    #expect(
      try trial.finding(acceptance: .guarded).groups.first?.result.reason
        == "No uncertainty is known for what is derived from several values, and acceptance is guarded.")
  }

  @Test(
    "what has no measured limit is the same both ways",
    arguments: [
      "<required-outcome outcome='good'/>", "<rating at-least='fair'/>", "<none outcome='poor'/>",
      "<count><at-least {1 1}/></count>",
    ])
  func outcomesOnly(rule: String) throws {
    #expect(try outcomes(of: trial(rule, uncertainty: nil, "outcome=good")) == [.met, .met])
  }

  // MARK: - Which way is used

  @Test("the definition sets the way, simple where it says nothing, and a programme can prescribe another")
  func source() throws {
    var trial = trial(GuardedAcceptanceTests.every, uncertainty: "0.5", "value=43.9")
    #expect(try trial.determination().acceptance == .simple)
    #expect(try trial.determination().verdict == .compliant)
    trial.acceptance = .guarded
    #expect(try trial.determination().acceptance == .guarded)
    #expect(try trial.determination().verdict == .notCompliant)
    #expect(try trial.determination(acceptance: .simple).verdict == .compliant)
  }

  @Test("an alternative that holds by more than its uncertainty makes a requirement met both ways")
  func alternatives() throws {
    let rule = """
      <any-of>\(GuardedAcceptanceTests.every)<every quantity='value'><at-most {50 mm}/></every></any-of>
      """
    #expect(try outcomes(of: trial(rule, uncertainty: "0.5", "value=43.9")) == [.met, .met])
  }
}
