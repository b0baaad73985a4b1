import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// `<fitted-probability quantity="…" outcome="…">`: by a logistic curve.
@Suite("Rule: fitted probability")
struct FittedProbabilityRuleTests {
  private static let fitted = Rule.fittedProbability(
    FittedProbabilityRule(
      quantity: "velocity", outcome: "perforation", at: .figure(Toy.figure("398", "m/s")),
      below: Toy.figure("5", "%")))

  /// Twelve shots: stops from 430 m/s, perforations up to 480, with an overlap.
  private func overlapping(_ toy: inout ToyReport) {
    let shots: [(String, Bool)] = [
      ("440", false), ("445", false), ("450", false), ("452", true), ("455", false), ("458", true),
      ("460", false),
      ("462", true), ("466", true), ("470", true), ("448", false), ("475", true),
    ]
    for (index, shot) in shots.enumerated() {
      toy[index / 3, index % 3].velocity = shot.0
      toy[index / 3, index % 3].outcome = shot.1 ? "perforation" : "stop"
    }
  }

  /// The toy's velocity window would leave these shots out.
  private func judgeFit(_ rule: Rule, _ change: (inout ToyReport) -> Void) -> GroupResult? {
    var toy = ToyReport()
    change(&toy)
    var requirement = Toy.requirement("fit", method: "shooting", grouping: [], rule: rule)
    requirement.selection.fairOnly = false
    var standard = Toy.standard([requirement, Toy.clayRequirement])
    standard.plan = []
    return Judge(standard: standard, reference: Toy.reference)
      .determine(subject: Toy.subject, reports: [SubmittedReport(report: toy.report, sha256: "1")])
      .findings.first?.groups.first
  }

  @Test("a fit whose curve is low at the reference velocity is met, and states its statistics")
  func fitMet() throws {
    let result = try #require(judgeFit(FittedProbabilityRuleTests.fitted) { overlapping(&$0) }).result
    #expect(result.outcome == .met)
    let statistics = Dictionary(
      result.statistics.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    #expect(statistics["n"] == "12")
    #expect(statistics["perforations"] == "6")
    #expect(Double(statistics["v50"] ?? "").map { (452.0...462.0).contains($0) } == true)
  }

  @Test("a fit whose curve is too high at the velocity asked about is not met")
  func fitNotMet() {
    let near = Rule.fittedProbability(
      FittedProbabilityRule(
        quantity: "velocity", outcome: "perforation", at: .figure(Toy.figure("455", "m/s")),
        below: Toy.figure("5", "%")))
    #expect(judgeFit(near) { overlapping(&$0) }?.outcome == .notMet)
  }

  @Test("separated shots have no fit and are not determined, however good they look")
  func separated() throws {
    let group = try #require(
      judgeFit(FittedProbabilityRuleTests.fitted) { toy in
        for index in 0..<12 {
          toy[index / 3, index % 3].velocity = String(440 + index)
          toy[index / 3, index % 3].outcome = index < 6 ? "stop" : "perforation"
        }
      })
    #expect(group.outcome == .notDetermined)
    #expect(group.result.reason?.contains("no finite maximum likelihood estimate") == true)
  }

  @Test("stops alone have no fit")
  func allStops() {
    #expect(judgeFit(FittedProbabilityRuleTests.fitted) { _ in }?.outcome == .notDetermined)
  }
}
