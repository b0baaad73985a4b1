import Conformity
import Testing

/// Which observations count, and what those leave open of which nobody knows whether they do.
@Suite("Which observations count")
struct FairnessTests {
  private static let declarable = """
    <at-least id='edge' clause='7.6' quantity='edge' declarable='yes'>
      <summary>Far enough from the edge; the supplier may declare less.</summary><limit {51 mm}/>
    </at-least>
    """

  private func trial(_ rule: String = "<none outcome='poor'/>", fairHit: String) -> Trial {
    var trial = Trial(rule)
    trial.fairHit = fairHit
    trial.plan("<total {2 1}/>")
    return trial
  }

  // MARK: - Limits that a supplier may declare

  @Test(
    "a perforation nearer to the edge than a declarable limit leaves open what enough other shots would meet")
  func declarable() throws {
    var trial = trial(fairHit: FairnessTests.declarable)
    trial.observe("edge=80 outcome=good", "edge=51 outcome=good", "edge=40 outcome=poor")
    let group = try trial.group()
    #expect(group.outcome == .notDetermined)
    #expect(group.gaps.isEmpty)
    #expect(
      group.result.reason
        == "It is not known whether trial 3 of trial was fair; with it the requirement would not be met.")
    #expect(group.leftOut.map(\.reason) == ["edge 40 mm is less than 51 mm."])
  }

  @Test("a stop nearer to the edge changes nothing, and makes up for nothing that the plan asks for")
  func declarableStop() throws {
    var trial = trial(fairHit: FairnessTests.declarable)
    trial.observe("edge=80 outcome=good", "edge=40 outcome=good")
    #expect(try trial.group().gaps == ["1 of 2 counted trials: Trial."])
    trial.observe("edge=60 outcome=good")
    #expect(try trial.outcome() == .met)
  }

  @Test("where the limit is the standard's own, a shot nearer to the edge is no evidence at all")
  func fixed() throws {
    var trial = trial(
      fairHit: FairnessTests.declarable.replacing("declarable='yes'", with: "declarable='no'"))
    trial.observe("edge=80 outcome=good", "edge=51 outcome=good", "edge=40 outcome=poor")
    #expect(try trial.outcome() == .met)
  }

  @Test(
    "a perforation whose distance to the edge is not reported leaves the requirement open, declarable or not",
    arguments: ["yes", "no"])
  func unreported(declarable: String) throws {
    var trial = trial(
      fairHit: FairnessTests.declarable.replacing("declarable='yes'", with: "declarable='\(declarable)'"))
    trial.observe("edge=80 outcome=good", "edge=80 outcome=good", "outcome=poor")
    let group = try trial.group()
    #expect(group.outcome == .notDetermined)
    #expect(
      group.leftOut.map(\.reason) == ["Whether the trial was fair is unknown: edge is not reported."])
  }

  @Test("a fair perforation decides, whatever is not known of the others")
  func fairPerforation() throws {
    var trial = trial(fairHit: FairnessTests.declarable)
    trial.observe("edge=80 outcome=poor", "outcome=poor")
    #expect(try trial.outcome() == .notMet)
  }

  @Test(
    "an observation of unknown fairness leaves every kind of rule open that it would break",
    arguments: [
      "<every quantity='value'><at-most {44 mm}/></every>",
      "<maximum quantity='value'><at-most {44 mm}/></maximum>",
      "<mean quantity='value'><at-most {44 mm}/></mean>", "<required-outcome outcome='good'/>",
      "<rating at-least='fair'/>", "<count outcome='poor'><at-most {0 1}/></count>",
    ])
  func kinds(rule: String) throws {
    var trial = trial(rule, fairHit: FairnessTests.declarable)
    trial.observe("edge=80 outcome=good value=40", "edge=80 outcome=good value=40")
    #expect(try trial.outcome() == .met)
    trial.observe("edge=40 outcome=poor value=90")
    #expect(try trial.outcome() == .notDetermined)
  }

  // MARK: - References

  private static let near = """
    <near-reference id='energy' clause='5' quantity='energy'>
      <summary>As hard as it should be.</summary>\u{20}
    </near-reference>
    """

  @Test(
    "a reference with its own tolerance goes before the tolerance of the rule, both ends included",
    arguments: [("24.6", true), ("23.4", true), ("24.7", false), ("23.3", false)])
  func ownTolerance(energy: String, counts: Bool) throws {
    var trial = trial(
      "<required-outcome outcome='good'/>",
      fairHit: FairnessTests.near.replacing("\u{20}\n", with: "<tolerance {5 J}/>\n"))
    trial.levelThreats = """
      <level-threat threat='fog' role='only'>
        <reference method='trial' {24 J}><tolerance {0.6 J}/></reference>
      </level-threat>
      """
    trial.specimen("P")
    trial.observe("energy=24 outcome=good", "energy=\(energy) outcome=good", in: "specimen='P' threat='fog'")
    #expect(try trial.group().counted == (counts ? 2 : 1))
  }

  @Test("a reference for another test method is none for this one: what nothing can be held against is open")
  func otherMethod() throws {
    var trial = trial(fairHit: FairnessTests.near.replacing("\u{20}\n", with: "<tolerance {5 J}/>\n"))
    trial.levelThreats = """
      <level-threat threat='fog' role='only'><reference method='control' {36 J}/></level-threat>
      """
    trial.specimen("P")
    trial.observe("energy=36 outcome=good", in: "specimen='P' threat='fog'")
    let group = try trial.group()
    #expect(group.counted == 0)
    #expect(group.leftOut.map(\.reason) == ["fog has no reference for new specimens."])
  }

  @Test("of two references, each test method has its own")
  func byMethod() throws {
    var trial = trial(fairHit: FairnessTests.near.replacing("\u{20}\n", with: "<tolerance {1 J}/>\n"))
    trial.levelThreats = """
      <level-threat threat='fog' role='only'>
        <reference method='control' {36 J}/><reference method='trial' {24 J}/>
      </level-threat>
      """
    trial.specimen("P")
    trial.observe("energy=24 outcome=good", "energy=36 outcome=poor", in: "specimen='P' threat='fog'")
    let group = try trial.group()
    #expect(group.counted == 1)
    #expect(group.leftOut.map(\.reason) == ["energy 36 J lies above the window 23 to 25 J."])
  }
}
