import Conformity
import Foundation
import Testing

/// Reports that say they are retests or follow-up.
@Suite("Several occasions of testing")
struct OccasionTests {
  private static let retestOfR1 = "<retest of='R1' reason='Wrong clay.'><test method='trial'/></retest>"
  private static let followUp = "<follow-up reason='Inspection 7'/>"
  private static let allowed = "<retest clause='9.1' verified='yes' source='text'/>"
  private static let good = "outcome=good"
  private static let poor = "outcome=poor"

  /// Two observations are planned; each must be good.
  private func trial(
    _ observations: [String], _ occasion: String = "", id: String = "R1",
    rule: String = "<required-outcome outcome='good'/>",
    allows retest: String = ""
  ) -> Trial {
    var trial = Trial(rule)
    trial.id = id
    trial.occasion = occasion
    trial.retestRule = retest
    trial.plan("<total {2 1}/>")
    for observation in observations { trial.observe(observation) }
    return trial
  }

  /// The verdict, and what each occasion came to by itself, where there are several.
  private func summary(_ first: Trial, _ others: Trial...) throws -> String {
    let determination = try first.determination(and: others)
    let occasions = determination.findings.first?.occasions ?? []
    return
      ([determination.verdict.rawValue]
      + occasions.map {
        "\($0.kind.rawValue) \($0.outcome.rawValue)\($0.decides ? " decides" : "")"
      }).joined(separator: "; ")
  }

  @Test("first evidence alone says nothing of occasions, and its determination has no trace of them")
  func plain() throws {
    let determination = try trial([Self.good, Self.good]).determination(and: [trial([Self.good], id: "R2")])
    #expect(determination.verdict == .compliant)
    #expect(determination.findings.allSatisfy { $0.occasions == nil })
    let json = String(decoding: determination.canonicalJSON(), as: UTF8.self)
    #expect(!json.contains("occasion") && !json.contains("repeats"))
  }

  @Test("a retest does not erase a failure")
  func failureStays() throws {
    let first = trial([Self.good, Self.poor])
    let retest = trial([Self.good, Self.good], Self.retestOfR1, id: "R2")
    #expect(try summary(first, retest) == "not compliant; initial not met decides; retest met")
    let finding = try first.finding(and: [retest])
    #expect(finding.occasions?[0].note.contains("no clause of the definition lets a retest decide") == true)
    #expect(finding.occasions?[0].reports == [0] && finding.occasions?[1].reports == [1])
    // Two good retests are no more than one.
    let third = trial([Self.good, Self.good], Self.retestOfR1, id: "R3")
    #expect(try first.determination(and: [retest, third]).verdict == .notCompliant)
  }

  @Test("where the definition says so, a complete retest decides, and the finding names both")
  func allowedRetest() throws {
    let first = trial([Self.good, Self.poor], allows: Self.allowed)
    let retest = trial([Self.good, Self.good], Self.retestOfR1, id: "R2")
    #expect(try summary(first, retest) == "compliant; initial not met; retest met decides")
    let occasions = try #require(try first.finding(and: [retest]).occasions)
    #expect(
      occasions[0].groups.first?.outcome == .notMet
        && occasions[0].groups.first?.result.observations.first?.report == 0)
    #expect(occasions[0].note.contains("clause 9.1"))
    #expect(occasions[1].note == "It decides in place of report R1 (clause 9.1).")
    let determination = try first.determination(and: [retest])
    #expect(determination.reports[1].occasion == .retest && determination.reports[1].repeats == "R1")
    #expect(determination.reports[0].occasion == nil)
  }

  @Test("a clause that nobody verified is named as unverified where it decides")
  func unverified() throws {
    let first = trial([Self.poor, Self.good], allows: "<retest clause='9.1' verified='no' source='text'/>")
    let determination = try first.determination(and: [
      trial([Self.good, Self.good], Self.retestOfR1, id: "R2")
    ])
    #expect(determination.verdict == .compliant)
    #expect(determination.unverifiedFigures.map(\.clause) == ["9.1"])
    #expect(determination.findings[0].unverified == [0])
    #expect(determination.findings[0].occasions?[1].note.contains("not verified") == true)
  }

  @Test(
    "a retest that is incomplete, fails, repeats another test, or is unmarked does not decide, whatever the definition says",
    arguments: [
      ([good], retestOfR1), ([good, poor], retestOfR1), ([], retestOfR1), ([good, good], ""),
      ([good, good], followUp),
      ([good, good], "<retest of='R1' reason='x'><test method='control'/></retest>"),
      ([good, good], "<retest of='R1' reason='x'><test method='trial' threat='fog'/></retest>"),
      ([good, good], "<retest of='R9' reason='x'><test method='trial'/></retest>"),
      ([good, good], "<retest of='R1' laboratory='other' reason='x'><test method='trial'/></retest>"),
      ([good, good], "<retest of='R2' reason='x'><test method='trial'/></retest>"),
    ])
  func undecided(observations: [String], occasion: String) throws {
    let first = trial([Self.good, Self.poor], allows: Self.allowed)
    var retest = trial(observations, occasion, id: "R2")
    if observations.isEmpty { retest.observe("outcome=good", method: "control") }
    #expect(try first.determination(and: [retest]).verdict == .notCompliant)
  }

  /// Two observations are planned in each of two conditions, each of which is judged on its own.
  private func conditions(
    _ seen: [(specimen: String, condition: String, second: String)], _ occasion: String = "",
    id: String = "R1"
  ) -> Trial {
    var trial = Trial("<required-outcome outcome='good'/>")
    trial.select = "group-by='condition'"
    trial.id = id
    trial.occasion = occasion
    trial.retestRule = Self.allowed
    for condition in ["new", "worn"] { trial.plan("<total {2 1}/>", for: "condition='\(condition)'") }
    for (specimen, condition, second) in seen {
      trial.specimen(specimen, "condition='\(condition)'")
      trial.observe(Self.good, second, in: "specimen='\(specimen)'")
    }
    return trial
  }

  @Test("a failure is made good whole or not at all: what else is open leaves it standing")
  func somethingElseOpen() throws {
    let new = (specimen: "S1", condition: "new", second: Self.poor)
    let worn = (specimen: "S2", condition: "worn", second: Self.good)
    let again = (specimen: "S3", condition: "new", second: Self.good)
    let wornAgain = (specimen: "S4", condition: "worn", second: Self.good)
    #expect(
      try summary(conditions([new]), conditions([again], Self.retestOfR1, id: "R2"))
        == "not compliant; initial not met decides; retest not determined")
    let note = try conditions([new]).finding(and: [conditions([again], Self.retestOfR1, id: "R2")])
      .occasions?[0].note
    #expect(
      note == "It is not met, and stays so: what clause 9.1 asks of a retest is not shown for all of it.")
    #expect(
      try conditions([new, worn]).determination(and: [conditions([again], Self.retestOfR1, id: "R2")]).verdict
        == .compliant)
    #expect(
      try conditions([new]).determination(and: [conditions([again, wornAgain], Self.retestOfR1, id: "R2")])
        .verdict == .compliant)
  }

  @Test("a certificate that a retest brings erases no failure of the first evidence")
  func certificate() throws {
    func certified(until: String, _ occasion: String = "", id: String = "R1") -> Trial {
      var trial = Trial("<certificate body='The Office' title='Mask'/>")
      (trial.id, trial.occasion) = (id, occasion)
      trial.certificate("7", by: "The Office", from: "2020-01-01", until: until)
      return trial
    }
    let lapsed = certified(until: "2023-12-31")
    #expect(try lapsed.determination().findings[0].outcome == .notMet)
    let valid = certified(until: "2030-12-31", Self.retestOfR1, id: "R2")
    let finding = try lapsed.finding(and: [valid])
    #expect(finding.outcome == .notMet)
    #expect(finding.occasions?[0].note.hasPrefix("It is not met, and stays so") == true)
    #expect(try certified(until: "2030-12-31").finding(and: [valid]).outcome == .met)
  }

  @Test("shots that the repeated report tells of are no retest of it")
  func toldAgain() throws {
    let worn = (specimen: "S2", condition: "worn", second: Self.good)
    let first = conditions([("S1", "new", Self.poor), worn])
    let told = conditions([("S1", "new", Self.good)], Self.retestOfR1, id: "R2")
    #expect(try first.determination(and: [told]).verdict == .notCompliant)
    let fresh = conditions([("S9", "new", Self.good)], Self.retestOfR1, id: "R2")
    #expect(try first.determination(and: [fresh]).verdict == .compliant)
  }

  @Test("every repetition counts: a good retest does not outweigh a bad one, before or after it")
  func severalRetests() throws {
    let first = trial([Self.good, Self.poor], allows: Self.allowed)
    let good = trial([Self.good, Self.good], Self.retestOfR1, id: "R2")
    let bad = trial([Self.poor, Self.good], Self.retestOfR1, id: "R3")
    let half = trial([Self.good], Self.retestOfR1, id: "R4")
    #expect(try first.determination(and: [good, bad]).verdict == .notCompliant)
    #expect(try first.determination(and: [bad, good]).verdict == .notCompliant)
    #expect(try first.determination(and: [good, half]).verdict == .notCompliant)
    let again = trial(
      [Self.good, Self.good], "<retest of='R2' reason='x'><test method='trial'/></retest>", id: "R5")
    #expect(try first.determination(and: [good, again]).verdict == .compliant)
  }

  @Test("a failure that only a second first report has is not repeated by a retest of the other")
  func otherFirst() throws {
    let first = trial([Self.good, Self.good], allows: Self.allowed)
    let second = trial([Self.poor], id: "R2")
    #expect(
      try first.determination(and: [second, trial([Self.good, Self.good], Self.retestOfR1, id: "R3")]).verdict
        == .notCompliant)
    let ofSecond = "<retest of='R2' reason='x'><test method='trial'/></retest>"
    #expect(
      try first.determination(and: [second, trial([Self.good, Self.good], ofSecond, id: "R3")]).verdict
        == .compliant)
  }

  @Test("a retest adds what the first evidence lacks, and a failure in it is one")
  func adding() throws {
    #expect(
      try summary(trial([Self.good]), trial([Self.good], Self.retestOfR1, id: "R2"))
        == "compliant; initial not determined decides; retest not determined decides")
    #expect(
      try summary(trial([Self.good, Self.good]), trial([Self.poor], Self.retestOfR1, id: "R2"))
        == "not compliant; initial met; retest not met decides")
  }

  @Test(
    "follow-up never makes good what the first evidence lacks, and speaks against the model where it fails")
  func afterwards() throws {
    #expect(
      try summary(trial([Self.good]), trial([Self.good, Self.good], Self.followUp, id: "R2"))
        == "not determined; initial not determined decides; follow-up met")
    #expect(
      try summary(trial([Self.good, Self.good]), trial([Self.good], Self.followUp, id: "R2"))
        == "compliant; initial met decides; follow-up not determined")
    #expect(
      try summary(trial([Self.good, Self.good]), trial([Self.poor], Self.followUp, id: "R2"))
        == "not compliant; initial met; follow-up not met decides")
    #expect(
      try trial([Self.good, Self.good], Self.followUp).determination().verdict == .notDetermined)
  }

  @Test("more values do not dilute a mean that failed, on whichever occasion")
  func dilution() throws {
    let mean = "<mean quantity='value'><at-most {44 mm}/></mean>"
    let many = (1...8).map { _ in "value=30" }
    let bad = trial(["value=45", "value=46"], rule: mean)
    #expect(
      try bad.determination(and: [trial(many, Self.retestOfR1, id: "R2", rule: mean)]).verdict
        == .notCompliant)
    let fine = trial(many, rule: mean)
    for occasion in [Self.retestOfR1, Self.followUp] {
      let later = trial(["value=45", "value=46"], occasion, id: "R2", rule: mean)
      #expect(try fine.determination(and: [later]).verdict == .notCompliant, "\(occasion)")
    }
    // Reports that are not told apart are one body of evidence, as ever.
    #expect(
      try fine.determination(and: [trial(["value=45", "value=46"], id: "R2", rule: mean)]).verdict
        == .compliant)
  }

  @Test("a retest without its first report can only speak against the model; made before it, it is none")
  func orphans() throws {
    let retest = trial([Self.good, Self.good], Self.retestOfR1, id: "R2", allows: Self.allowed)
    let alone = try retest.determination()
    #expect(alone.verdict == .notDetermined)
    #expect(alone.remarks.contains { $0.contains("which is not there") })
    var first = trial([Self.good, Self.poor], allows: Self.allowed)
    first.testedFrom = "2024-05-07"
    #expect(try first.determination(and: [retest]).verdict == .notCompliant)
    first.testedFrom = "2024-05-06"
    #expect(try first.determination(and: [retest]).verdict == .compliant)
  }

  @Test("amendments count that were in force when the first evidence was tested, whatever comes later")
  func amendments() throws {
    var first = trial([Self.good, Self.good])
    first.amendments = """
      <amendment id='A1' title='Later' effective='2025-01-01' source='text' verified='yes'>
        <change clause='1'>Something.</change>
      </amendment>
      """
    var later = trial([Self.good], Self.followUp, id: "R2")
    later.testedTo = "2026-01-01"
    #expect(try first.determination(and: [later]).amendments.isEmpty)
  }

  @Test("what is judged threat by threat is repeated threat by threat")
  func byThreat() throws {
    func trial(_ fog: String, _ dust: String?, _ occasion: String = "", id: String = "R1") -> Trial {
      var trial = Trial("<required-outcome outcome='good'/>")
      trial.id = id
      trial.occasion = occasion
      trial.retestRule = Self.allowed
      trial.select = "group-by='threat'"
      trial.levelThreats = """
        <level-threat threat='fog' role='lighter'><reference {36 m/s}/></level-threat>
        <level-threat threat='dust' role='heavier'><reference {36 m/s}/></level-threat>
        """
      trial.plan("<total {1 1}/>", for: "per-threat='yes'")
      trial.observe("outcome=\(fog)", in: "threat='fog'")
      if let dust { trial.observe("outcome=\(dust)", in: "threat='dust'") }
      return trial
    }
    let ofFog = "<retest of='R1' reason='x'><test method='trial' threat='fog'/></retest>"
    #expect(
      try trial("poor", "good").determination(and: [trial("good", nil, ofFog, id: "R2")]).verdict
        == .compliant)
    #expect(
      try trial("poor", "poor").determination(and: [trial("good", "good", ofFog, id: "R2")]).verdict
        == .notCompliant)
    #expect(
      try trial("poor", "good").determination(and: [trial("good", "poor", ofFog, id: "R2")]).verdict
        == .notCompliant)
    let finding = try trial("poor", "good").finding(and: [trial("good", nil, ofFog, id: "R2")])
    #expect(finding.groups.map(\.outcome) == [.met, .met])
    #expect(finding.groups[0].result.observations.allSatisfy { $0.report == 1 })
  }

  @Test("the canonical JSON has what the encoder has, and is read back")
  func writing() throws {
    let first = trial([Self.good, Self.poor], allows: Self.allowed)
    let determination = try first.determination(and: [
      trial([Self.good, Self.good], Self.retestOfR1, id: "R2"), trial([Self.good], Self.followUp, id: "R3"),
    ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = determination.canonicalJSON()
    #expect(bytes == Array(try encoder.encode(determination)))
    #expect(try JSONDecoder().decode(Determination.self, from: Data(bytes)) == determination)
  }
}
