import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

@Suite("The judge")
struct JudgeTests {
  private func outcome(_ requirement: String, _ determination: Determination) -> Outcome? {
    determination.findings.first { $0.requirement == requirement }?.outcome
  }

  private func group(_ requirement: String, _ condition: String, _ determination: Determination)
    -> GroupResult?
  {
    determination.findings.first { $0.requirement == requirement }?.groups.first { group in
      group.keys.contains { $0.id == condition }
    }
  }

  @Test("a complete report within every limit is compliant")
  func complete() {
    let determination = Toy.determine(ToyReport().report)
    #expect(determination.verdict == .compliant)
    #expect(determination.findings.allSatisfy { $0.outcome == .met })
    #expect(determination.remarks.isEmpty)
  }

  @Test("the same inputs give an equal determination")
  func pure() {
    #expect(Toy.determine(ToyReport().report) == Toy.determine(ToyReport().report))
  }

  @Test("no report at all is not determined, never compliant")
  func noReports() {
    let judge = Judge(standard: Toy.standard(), reference: Toy.reference)
    let determination = judge.determine(subject: Toy.subject, reports: [])
    #expect(determination.verdict == .notDetermined)
    #expect(determination.findings.allSatisfy { $0.outcome == .notDetermined })
  }

  // MARK: - Perforations

  @Test("one perforation by a fair hit is not compliant, and the finding names the shot and its line")
  func perforation() throws {
    var toy = ToyReport()
    toy[1, 1].outcome = "perforation"
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notCompliant)
    let result = try #require(group("perforation", "new", determination)?.result)
    #expect(result.outcome == .notMet)
    #expect(result.observations.map(\.specimen) == ["new-2"])
    #expect(result.observations.map(\.number) == [2])
    #expect(result.observations.map(\.line) == [15])
    #expect(group("perforation", "conditioned", determination)?.outcome == .met)
  }

  @Test("a perforation decides although the plan is not fulfilled")
  func perforationInIncompleteEvidence() {
    var toy = ToyReport()
    toy.panels.removeLast()
    toy[2, 0].outcome = "perforation"
    #expect(Toy.determine(toy.report).verdict == .notCompliant)
  }

  @Test("a perforation by a slower shot counts")
  func slowPerforation() {
    var toy = ToyReport()
    toy[0, 0].velocity = "380.0"
    toy[0, 0].outcome = "perforation"
    #expect(Toy.determine(toy.report).verdict == .notCompliant)
  }

  @Test("a stop of a faster shot counts")
  func fastStop() {
    var toy = ToyReport()
    toy[0, 0].velocity = "420.0"
    #expect(Toy.determine(toy.report).verdict == .compliant)
  }

  @Test("a perforation by a shot that was too fast does not count, and leaves the plan short")
  func fastPerforation() throws {
    var toy = ToyReport()
    toy[0, 0].velocity = "407.2"
    toy[0, 0].outcome = "perforation"
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    let group = try #require(self.group("perforation", "new", determination))
    #expect(group.leftOut.map(\.rule) == ["velocity"])
    #expect(group.gaps.first?.contains("2 of 3 counted shots") == true)
  }

  @Test(
    "the velocity window includes its ends",
    arguments: [("388.9", true), ("407.1", true), ("388.8", false), ("407.2", false)])
  func window(velocity: String, counts: Bool) {
    var toy = ToyReport()
    // A stop that is too slow does not count; one that is too fast does. So each end is tried with the outcome for
    // which the end matters.
    toy[0, 0].velocity = velocity
    if velocity.hasPrefix("40") { toy[0, 0].outcome = "perforation" }
    let verdict = Toy.determine(toy.report).verdict
    if velocity.hasPrefix("40") {
      #expect(verdict == (counts ? .notCompliant : .notDetermined))
    } else {
      #expect(verdict == (counts ? .compliant : .notDetermined))
    }
  }

  // MARK: - Missing evidence

  @Test("a missing panel is not determined, and the gap says which")
  func missingPanel() throws {
    var toy = ToyReport()
    toy.panels.removeLast()
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(
      group("depth", "conditioned", determination)?.gaps == [
        "1 of 2 specimens complete: Conditioned, 9 mm FMJ (Shooting test)."
      ])
    #expect(group("depth", "new", determination)?.outcome == .met)
  }

  @Test("a condition that was not tested at all is not determined")
  func missingCondition() {
    var toy = ToyReport()
    toy.panels.removeAll { $0.condition == "conditioned" }
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(group("perforation", "conditioned", determination)?.outcome == .notDetermined)
  }

  @Test("a depth that was not reported is not determined")
  func missingDepth() throws {
    var toy = ToyReport()
    toy[0, 1].bfs = nil
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(outcome("perforation", determination) == .met)
  }

  @Test("an outcome that was not reported is not determined")
  func missingOutcome() {
    var toy = ToyReport()
    toy[0, 1].outcome = nil
    #expect(outcome("perforation", Toy.determine(toy.report)) == .notDetermined)
  }

  @Test("a velocity that was not reported makes no fair hit")
  func missingVelocity() {
    var toy = ToyReport()
    toy[0, 1].velocity = nil
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
  }

  @Test(
    "a shot too close to the edge does not count; exactly at the distance it does",
    arguments: ["50.9", "51", "51.0"])
  func edge(distance: String) {
    var toy = ToyReport()
    toy[0, 0].edge = distance
    #expect(Toy.determine(toy.report).verdict == (distance == "50.9" ? .notDetermined : .compliant))
  }

  @Test("an unfair shot made up for by another on the same panel leaves the plan fulfilled")
  func madeUp() {
    var toy = ToyReport()
    toy[0, 0].edge = "20"
    toy.panels[0].shots.append(ToyReport.Shot())
    #expect(Toy.determine(toy.report).verdict == .compliant)
  }

  @Test("every fair shot counts, also those beyond the plan")
  func beyondThePlan() {
    var toy = ToyReport()
    toy.panels[0].shots.append(ToyReport.Shot(outcome: "perforation"))
    #expect(Toy.determine(toy.report).verdict == .notCompliant)
  }

  @Test("too few shots at an angle leave the plan short")
  func angles() throws {
    var toy = ToyReport()
    toy[0, 2].angle = "0"
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(
      group("depth", "new", determination)?.gaps.first?.contains("0 of 1 counted shots at 30° or 45°")
        == true)
  }

  // MARK: - The laboratory's word

  @Test("a perforation that only the laboratory sets aside is not determined, and the reason says so")
  func setAside() throws {
    var toy = ToyReport()
    toy.panels[0].shots.append(ToyReport.Shot(outcome: "perforation", fair: false, remark: "clay slumped"))
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    let group = try #require(self.group("perforation", "new", determination))
    #expect(group.leftOut.map(\.reason) == ["The laboratory set it aside: clay slumped."])
    #expect(group.result.reason?.contains("set aside shot 4 of new-1") == true)
  }

  @Test("a stop that the laboratory sets aside changes nothing where the plan is fulfilled without it")
  func setAsideStop() {
    var toy = ToyReport()
    toy.panels[0].shots.append(ToyReport.Shot(fair: false))
    #expect(Toy.determine(toy.report).verdict == .compliant)
  }

  @Test("an unfair hit that the laboratory counted does not count")
  func countedUnfair() throws {
    var toy = ToyReport()
    toy[0, 0].edge = "20"
    toy[0, 0].fair = true
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(
      group("depth", "new", determination)?.leftOut.first?.reason
        == "edge 20 mm is less than 51 mm. The laboratory counted it.")
  }

  // MARK: - Depths

  @Test("a depth exactly at 44.0 mm meets the limit")
  func atTheLimit() {
    var toy = ToyReport()
    toy[0, 0].bfs = "44.0"
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .compliant)
  }

  @Test("44 mm written in inches meets the limit")
  func inches() {
    var toy = ToyReport()
    toy.bfsUnit = "[in_i]"
    toy.setDepths(["1.7322834645669292", "1.5", "1.4"])
    #expect(Toy.determine(toy.report).verdict == .compliant)
  }

  @Test("the explanation keeps both branches of the depth rule, also the one that was not needed")
  func bothBranches() throws {
    let within = Toy.determine(ToyReport().report)
    #expect(within.verdict == .compliant)
    let rule = try #require(group("depth", "new", within)).result
    #expect(rule.rule == "any of")
    #expect(rule.children.map(\.rule) == ["every", "all of"])
    #expect(rule.children[1].children.map(\.rule) == ["tolerance bound", "every"])
  }

  @Test("a depth between 44 and 50 mm is for the tolerance bound to save or not")
  func bound() throws {
    var toy = ToyReport()
    for panel in 0..<4 {
      while toy.panels[panel].shots.count < 24 { toy.panels[panel].shots.append(ToyReport.Shot()) }
    }
    for panel in 0..<4 where toy.panels[panel].condition == "conditioned" {
      for shot in toy.panels[panel].shots.indices { toy[panel, shot].velocity = "379" }
    }
    toy.setDepths(["35.0", "36.0", "34.0", "35.5"])
    toy[0, 0].bfs = "44.1"
    let saved = Toy.determine(toy.report)
    #expect(saved.verdict == .compliant)
    let first = try #require(group("depth", "new", saved)).result
    #expect(first.children[0].outcome == .notMet)
    #expect(first.children[1].outcome == .met)

    toy.setDepths(["40.0", "44.5", "36.0", "43.5"])
    let lost = Toy.determine(toy.report)
    #expect(lost.verdict == .notCompliant)
    #expect(group("depth", "new", lost)?.result.children[1].children[0].outcome == .notMet)
  }

  @Test(
    "one depth of 50.1 mm is not compliant, 50.0 mm is for the bound to judge", arguments: ["50.0", "50.1"])
  func cap(depth: String) throws {
    var toy = ToyReport()
    toy[0, 0].bfs = depth
    let result = try #require(group("depth", "new", Toy.determine(toy.report))).result
    #expect(result.outcome == .notMet)
    #expect(result.children[1].children[1].outcome == (depth == "50.1" ? .notMet : .met))
  }

  // MARK: - Units

  @Test("a unit of the wrong dimension is not determined, and the reason names the line")
  func wrongDimension() throws {
    var toy = ToyReport()
    toy.bfsUnit = "kg"
    let determination = Toy.determine(toy.report)
    #expect(outcome("depth", determination) == .notDetermined)
    #expect(outcome("perforation", determination) == .met)
    #expect(
      group("depth", "new", determination)?.result.children[0].reason?.contains("line 6") == true)
  }

  @Test("a unit that does not exist is not determined")
  func unknownUnit() {
    var toy = ToyReport()
    toy.bfsUnit = "furlongs"
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
  }

  @Test("velocities in feet per second are held against the window in metres per second")
  func feetPerSecond() {
    var toy = ToyReport()
    toy.velocityUnit = "[ft_i]/s"
    for panel in toy.panels.indices {
      for shot in toy.panels[panel].shots.indices {
        toy[panel, shot].velocity = toy.panels[panel].condition == "new" ? "1305" : "1245"
      }
    }
    #expect(Toy.determine(toy.report).verdict == .compliant)
  }

  // MARK: - Clay

  @Test("clay out of calibration makes its shots no evidence: not determined, never not compliant")
  func clay() throws {
    var toy = ToyReport()
    toy.drops = ["23.0", "19.0", "19.0"]
    toy[0, 0].outcome = "perforation"
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(outcome("clay", determination) == .notDetermined)
    #expect(group("perforation", "new", determination)?.counted == 0)
  }

  @Test(
    "the mean of the clay is compared exactly",
    arguments: [
      (["21.0", "21.0", "21.0"], Verdict.compliant), (["21.0", "21.0", "21.1"], .notDetermined),
      (["17.0", "17.0", "17.0"], .compliant), (["17.0", "17.0", "16.9"], .notDetermined),
    ])
  func clayMean(drops: [String], verdict: Verdict) {
    var toy = ToyReport()
    toy.drops = drops
    #expect(Toy.determine(toy.report).verdict == verdict)
  }

  @Test("shots without a calibration do not count")
  func noCalibration() {
    var toy = ToyReport()
    toy.panels[0].calibrations = []
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
  }

  // MARK: - Reports about something else

  @Test("a report to another edition is not used, and a remark says so")
  func otherEdition() {
    var toy = ToyReport()
    toy.standard = "TOY-0"
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(determination.remarks == ["Report R1 is not used: it was made to TOY-0, not to TOY-1."])
  }

  @Test("a report about another model or level is not used")
  func otherModel() {
    var toy = ToyReport()
    toy.designation = "M2"
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
    toy.designation = "M1"
    toy.level = "B"
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
  }

  @Test("a threat that the level does not have is not used")
  func otherThreat() {
    var toy = ToyReport()
    toy.panels[0].threat = "22lr"
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    #expect(determination.remarks.first?.contains("no threat 22lr") == true)
  }

  @Test("a violation in one of two reports decides, whatever the other says")
  func twoReports() {
    var bad = ToyReport()
    bad[0, 0].outcome = "perforation"
    let judge = Judge(standard: Toy.standard(), reference: Toy.reference)
    let determination = judge.determine(
      subject: Toy.subject,
      reports: [
        SubmittedReport(report: bad.report, sha256: "1"),
        SubmittedReport(report: ToyReport().report, sha256: "2"),
      ])
    #expect(determination.verdict == .notCompliant)
  }

  /// What two reports about the same specimens come to.
  private func together(_ first: ToyReport, _ second: ToyReport) -> Determination {
    Judge(standard: Toy.standard(), reference: Toy.reference).determine(
      subject: Toy.subject,
      reports: [
        SubmittedReport(report: first.report, sha256: "1"),
        SubmittedReport(report: second.report, sha256: "2"),
      ])
  }

  @Test("shots that two reports tell of count once")
  func repeatedShots() throws {
    let determination = together(ToyReport(), ToyReport())
    #expect(determination.verdict == .compliant)
    let group = try #require(self.group("depth", "new", determination))
    #expect(group.counted == 6)
    #expect(group.leftOut.count == 6)
    #expect(group.leftOut.first?.reason.contains("told of it before") == true)
  }

  @Test("half of the panels reported twice are half of the panels")
  func repeatedHalf() {
    var half = ToyReport()
    half.panels.removeAll { $0.id.hasSuffix("2") }
    #expect(together(half, half).verdict == .notDetermined)
  }

  @Test("a violation in the second of two reports about the same shots decides as much as one in the first")
  func repeatedViolation() {
    var bad = ToyReport()
    bad[0, 0].outcome = "perforation"
    #expect(together(ToyReport(), bad).verdict == .notCompliant)
    #expect(together(bad, ToyReport()).verdict == .notCompliant)
  }

  @Test("a shot that one report leaves unclear counts where another one tells of it in full")
  func supplementedShot() {
    var unclear = ToyReport()
    unclear[0, 0].edge = nil
    #expect(Toy.determine(unclear.report).verdict == .notDetermined)
    #expect(together(unclear, ToyReport()).verdict == .compliant)
  }

  @Test("a shot outside the window whose outcome is not reported may be one that counts all the same")
  func silentOutsideWindow() {
    var toy = ToyReport()
    toy.panels[0].shots.append(.init(velocity: "380.0", outcome: nil))
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
    toy.panels[0].shots[3].outcome = "stop"
    #expect(Toy.determine(toy.report).verdict == .compliant)
  }

  @Test(
    "a perforation of which nobody knows whether it was fair leaves the requirement open, enough others or not"
  )
  func openPerforation() throws {
    var toy = ToyReport()
    toy.panels[0].shots.append(.init(edge: nil, outcome: "perforation"))
    let determination = Toy.determine(toy.report)
    #expect(determination.verdict == .notDetermined)
    let group = try #require(self.group("perforation", "new", determination))
    #expect(group.gaps.isEmpty)
    #expect(group.result.reason?.contains("It is not known whether shot 4") == true)
  }

  @Test("a word that is no outcome of the method is not read as a stop")
  func unknownOutcome() {
    var toy = ToyReport()
    toy[0, 0].outcome = "perforatoin"
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
  }

  @Test("a requirement on one condition is not met while a perforation's condition is a word nobody knows")
  func unknownCondition() {
    var requirement = Toy.requirement(
      "new", method: "shooting", grouping: [.threat],
      rule: .none(NoneRule(outcome: "perforation", filter: nil)))
    requirement.selection.condition = "new"
    var toy = ToyReport()
    #expect(Toy.determine(toy.report, [requirement, Toy.clayRequirement]).findings.first?.outcome == .met)
    toy.panels.append(.init(id: "extra", condition: "nwe", shots: [.init(outcome: "perforation")]))
    #expect(
      Toy.determine(toy.report, [requirement, Toy.clayRequirement]).findings.first?.outcome == .notDetermined)
  }

  @Test("good shots of which nobody knows whether they were fair do not hide a bad one")
  func doubtsOneByOne() {
    // Among six depths of 43.5 mm one of 44.5 mm is too much for the bound, and among twelve more it is not.
    var toy = ToyReport()
    toy.setDepths(["43.5"])
    toy.panels[0].shots.append(.init(edge: nil, bfs: "44.5"))
    for _ in 0..<12 { toy.panels[0].shots.append(.init(edge: nil, bfs: "43.5")) }
    #expect(Toy.determine(toy.report).verdict == .notDetermined)
  }

  // MARK: - Unverified figures

  @Test("findings name the unconfirmed figures they rest on")
  func unverified() throws {
    let determination = Toy.determine(ToyReport().report)
    let finding = try #require(determination.findings.first { $0.requirement == "perforation" })
    let names = finding.unverified.map { determination.unverifiedFigures[$0].name }
    #expect(names == ["reference velocity of 9 mm FMJ, conditioned"])
    #expect(determination.findings.first { $0.requirement == "clay" }?.unverified == [])
  }

  @Test("a level that the standard does not have is not determined")
  func unknownLevel() {
    let judge = Judge(standard: Toy.standard(), reference: Toy.reference)
    var subject = Toy.subject
    subject.level = "Z"
    var toy = ToyReport()
    toy.level = "Z"
    let determination = judge.determine(
      subject: subject, reports: [SubmittedReport(report: toy.report, sha256: "1")])
    #expect(determination.verdict == .notDetermined)
    #expect(determination.remarks.contains("TOY-1 has no level Z."))
  }
}
