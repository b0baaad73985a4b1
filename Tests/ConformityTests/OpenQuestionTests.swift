import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// Missing evidence never reads as a pass, and a violation is never hidden: cases in which two judges, written apart,
/// did not agree at first.
@Suite("Open questions")
struct OpenQuestionTests {
  private func determine(
    _ standard: Standard, _ reports: [Report], acceptance: Acceptance? = nil
  ) -> Determination {
    Judge(standard: standard, reference: Toy.reference, acceptance: acceptance).determine(
      subject: Toy.subject,
      reports: reports.enumerated().map { SubmittedReport(report: $1, sha256: "\($0)") })
  }

  /// Judges one rule over the shots of a report.
  private func outcome(
    _ rule: Rule, grouping: [GroupingKey] = [], in toy: ToyReport = ToyReport(),
    _ change: (inout Standard) -> Void = { _ in }
  ) -> Outcome? {
    outcome(rule, grouping: grouping, reports: [toy.report], change)
  }

  private func outcome(
    _ rule: Rule, grouping: [GroupingKey] = [], reports: [Report], acceptance: Acceptance? = nil,
    _ change: (inout Standard) -> Void = { _ in }
  ) -> Outcome? {
    let requirement = Toy.requirement("rule", method: "shooting", grouping: grouping, rule: rule)
    var standard = Toy.standard([requirement, Toy.clayRequirement])
    change(&standard)
    return determine(standard, reports, acceptance: acceptance).findings.first?.outcome
  }

  private static let noPerforation = Rule.none(NoneRule(outcome: "perforation", filter: nil))

  private static func mean(_ bound: Bound, over: MeanRule.Over = .observations) -> Rule {
    .mean(MeanRule(quantity: "bfs", bound: bound, over: over))
  }

  // MARK: - What an observation must say

  @Test("an observation without what each one must carry is incomplete")
  func requiredQuantity() {
    var toy = ToyReport()
    for panel in toy.panels.indices { for shot in 0..<3 { toy[panel, shot].edge = nil } }
    #expect(outcome(Self.noPerforation, in: toy) { $0.methods[0].fairHit = [] } == .notDetermined)
  }

  // MARK: - What is left out

  @Test("a shot that breaks a fair-hit rule does not count, whatever is unknown about the others")
  func unfairForCertain() {
    var toy = ToyReport()
    toy.panels[0].shots.append(.init(edge: "10", outcome: "perforation"))
    #expect(outcome(Self.noPerforation, in: toy) == .met)
    toy.panels[0].shots[3].velocity = nil
    #expect(outcome(Self.noPerforation, in: toy) == .met)
    toy.panels[0].shots[3].edge = nil
    #expect(outcome(Self.noPerforation, in: toy) == .notDetermined)
  }

  @Test("the first shot of a second series on the same panel has neighbours")
  func neighbours() {
    let rule = FairHitRule(
      id: "spacing", clause: "7.6.3", summary: "",
      test: .atLeast(quantity: "edge", limit: Toy.figure("90", "mm"), roles: [], fromObservation: 4))
    var report = ToyReport().report
    var second = report.series[1]
    second.observations = [second.observations[0]]
    second.observations[0].outcome = "perforation"
    report.series.append(second)
    #expect(outcome(Self.noPerforation, reports: [report]) == .notMet)
    #expect(
      outcome(Self.noPerforation, reports: [report]) { $0.methods[0].fairHit.append(rule) } == .met)
  }

  @Test("a calibration drop that the laboratory sets aside is none")
  func setAsideDrop() {
    var report = ToyReport().report
    #expect(outcome(Self.noPerforation, reports: [report]) == .met)
    report.series[0].observations[2].claimedFair = false
    #expect(outcome(Self.noPerforation, reports: [report]) == .notDetermined)
  }

  @Test("without a threat, nobody knows whether a distance for some threats had to be kept")
  func rolesWithoutThreat() {
    var toy = ToyReport()
    for panel in toy.panels.indices {
      toy.panels[panel].threat = nil
      for shot in 0..<3 { toy[panel, shot].edge = "10" }
    }
    func result(_ role: String) -> Outcome? {
      outcome(Self.noPerforation, in: toy) { standard in
        standard.methods[0].fairHit = [
          FairHitRule(
            id: "edge", clause: "7.6", summary: "",
            test: .atLeast(
              quantity: "edge", limit: Toy.figure("51", "mm"), roles: [role], fromObservation: 1))
        ]
        standard.plan[0].perThreat = false
        standard.plan = [standard.plan[0]]
      }
    }
    #expect(result("heavier") == .notDetermined)
  }

  @Test("a report that is given twice is used once")
  func twice() {
    var report = ToyReport().report
    report.series.removeLast()
    let judge = Judge(standard: Toy.standard(), reference: Toy.reference)
    let submitted = SubmittedReport(report: report, sha256: "11")
    let determination = judge.determine(subject: Toy.subject, reports: [submitted, submitted])
    #expect(determination.verdict == .notDetermined)
    #expect(determination.remarks == ["Report R1 is given twice; it is used once."])
  }

  @Test("what two reports tell of is not added up, and the later one's word counts as a whole")
  func toldTwice() {
    let few = Rule.count(CountRule(outcome: "perforation", bound: Toy.atMost("1", "1")))
    var toy = ToyReport()
    toy[0, 0].outcome = "perforation"
    func twice(_ rule: Rule, _ first: ToyReport, _ second: ToyReport) -> Outcome? {
      var later = second.report
      later.id = "R2"
      return outcome(rule, reports: [first.report, later])
    }
    #expect(twice(few, toy, toy) == .met)
    toy[0, 1].outcome = "perforation"
    #expect(twice(few, ToyReport(), toy) == .notMet)
    // 32.5 mm in one report and 33.0 mm in the other, where no depth alone takes the mean beyond the limit.
    var deeper = ToyReport()
    deeper.setDepths(["32.0", "33.0", "34.0"])
    #expect(twice(Self.mean(Toy.atMost("32.9", "mm")), ToyReport(), deeper) == .notMet)
    #expect(twice(Self.mean(Toy.atMost("33", "mm")), ToyReport(), deeper) == .met)
  }

  // MARK: - Where it belongs

  @Test(
    "a series without its threat is no evidence, and what breaks a limit in it leaves the requirement open")
  func withoutThreat() {
    var toy = ToyReport()
    toy.panels.append(
      .init(id: "extra", condition: "new", threat: nil, shots: [.init(outcome: "perforation")]))
    let grouping: [GroupingKey] = [.threat, .condition]
    #expect(
      outcome(Self.noPerforation, grouping: grouping, in: toy) { $0.methods[0].fairHit = [] }
        == .notDetermined)
    toy.panels[4].shots[0].outcome = "stop"
    #expect(outcome(Self.noPerforation, grouping: grouping, in: toy) { $0.methods[0].fairHit = [] } == .met)
  }

  @Test("a condition that the standard does not know may be any")
  func unknownCondition() {
    var toy = ToyReport()
    toy.panels.append(.init(id: "extra", condition: "nwe", shots: [.init(outcome: "perforation")]))
    let grouping: [GroupingKey] = [.threat, .condition]
    #expect(
      outcome(Self.noPerforation, grouping: grouping, in: toy) { $0.methods[0].fairHit = [] }
        == .notDetermined)
  }

  // MARK: - The plan

  private func planned(
    _ reports: [Report]? = nil, _ change: (inout PlanEntry) -> Void
  ) -> Outcome? {
    outcome(Self.noPerforation, reports: reports ?? [ToyReport().report]) { standard in
      var entry = standard.plan[0]
      entry.specimens = nil
      entry.observationsPerSpecimen = nil
      entry.angles = []
      change(&entry)
      standard.plan = [entry]
    }
  }

  @Test("a line that speaks of each specimen, or gives no number at all, asks for one")
  func linesWithoutSpecimens() {
    var toy = ToyReport()
    toy.panels.removeAll { $0.condition == "new" }
    #expect(planned([toy.report]) { _ in } == .notDetermined)
    #expect(planned([toy.report]) { $0.observationsPerSpecimen = Toy.figure("3", "1") } == .notDetermined)
    #expect(planned { _ in } == .met)
    #expect(planned { $0.observationsPerSpecimen = Toy.figure("3", "1") } == .met)
  }

  @Test("a specimen on which nothing counts is none of those that the plan asks for")
  func unfairSpecimen() {
    var toy = ToyReport()
    let ask: (inout PlanEntry) -> Void = { $0.specimens = Toy.figure("2", "1") }
    #expect(planned([toy.report], ask) == .met)
    for shot in 0..<3 { toy[0, shot].edge = "10" }
    #expect(planned([toy.report], ask) == .notDetermined)
  }

  @Test("observations that name no specimen are none")
  func unnamedSpecimen() {
    var report = ToyReport().report
    for index in report.series.indices { report.series[index].specimen = nil }
    let requirement = Toy.requirement(
      "rule", method: "shooting", grouping: [], rule: Self.noPerforation)
    var standard = Toy.standard([requirement])
    standard.methods[0].fairHit = []
    var entry = standard.plan[0]
    (entry.condition, entry.observationsPerSpecimen, entry.angles) = (nil, nil, [])
    entry.specimens = Toy.figure("1", "1")
    standard.plan = [entry]
    #expect(determine(standard, [report]).findings.first?.outcome == .notDetermined)
  }

  @Test("a threat without a reference in a condition is due in it as well")
  func withoutReference() {
    var toy = ToyReport()
    toy.panels.removeAll { $0.condition == "conditioned" }
    #expect(
      outcome(Self.noPerforation, in: toy) { standard in
        guard case .listed(var threats) = standard.levels[0].threats else { return }
        threats[0].references.removeLast()
        standard.levels[0].threats = .listed(threats)
      } == .notDetermined)
  }

  @Test("threats that nobody declared are due")
  func undeclared() {
    var toy = ToyReport()
    for panel in toy.panels.indices { toy.panels[panel].threat = nil }
    #expect(
      outcome(Self.noPerforation, in: toy) { standard in
        standard.levels[0].threats = .declaredInReport
        standard.methods[0].fairHit = []
      } == .notDetermined)
  }
}
