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

  // MARK: - The plan

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
