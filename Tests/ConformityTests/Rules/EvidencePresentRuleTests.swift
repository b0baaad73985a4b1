import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// `<evidence-present item="…" outcome="…"/>`: a documented check exists.
@Suite("Rule: evidence present")
struct EvidencePresentRuleTests {
  private func judgeLabel(_ checks: [(item: String, outcome: String?)]) -> GroupResult? {
    var report = ToyReport().report
    report.series.append(
      Series(
        role: .test, id: nil, method: "label-check", specimen: nil, threat: nil, calibrations: [], day: nil,
        remark: nil,
        observations: checks.enumerated().map { index, check in
          Observation(
            number: index + 1, outcome: check.outcome, item: check.item, claimedFair: nil, measurements: [],
            remark: nil, line: 50 + index)
        }, line: 49))
    let requirement = Toy.requirement(
      "label", method: "label-check", grouping: [],
      rule: .evidencePresent(
        EvidencePresentRule(item: "strike-face", title: "Strike face marked", outcome: "conforms")))
    return Toy.determine(report, [requirement]).findings.first?.groups.first
  }

  @Test("a documented check is met by its outcome, not met by another, and missing without one")
  func label() {
    #expect(judgeLabel([("strike-face", "conforms")])?.outcome == .met)
    #expect(judgeLabel([("strike-face", "does-not-conform")])?.outcome == .notMet)
    #expect(
      judgeLabel([("strike-face", "conforms"), ("strike-face", "does-not-conform")])?.outcome == .notMet)
    #expect(judgeLabel([("strike-face", nil)])?.outcome == .notDetermined)
    #expect(judgeLabel([("size", "conforms")])?.outcome == .notDetermined)
    #expect(judgeLabel([])?.outcome == .notDetermined)
  }
}
