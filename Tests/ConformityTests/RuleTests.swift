import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// Each rule kind on its own, over shots that are all fair.
@Suite("Rules")
struct RuleTests {
  /// Judges one rule over the toy report's shots, all conditions together.
  private func judge(
    _ rule: Rule, grouping: [GroupingKey] = [], _ change: (inout ToyReport) -> Void = { _ in }
  )
    -> GroupResult?
  {
    var toy = ToyReport()
    change(&toy)
    let requirement = Toy.requirement("rule", method: "shooting", grouping: grouping, rule: rule)
    let determination = Toy.determine(toy.report, [requirement, Toy.clayRequirement])
    return determination.findings.first?.groups.first
  }

  @Test(
    "a minimum is held by the smallest value",
    arguments: [("31.5", Outcome.met), ("31.50", .met), ("31.6", .notMet)])
  func minimum(limit: String, outcome: Outcome) throws {
    let rule = Rule.minimum(
      MinimumRule(quantity: "bfs", bound: .limit(.atLeast, .figure(Toy.figure(limit, "mm")))))
    let group = try #require(judge(rule))
    #expect(group.outcome == outcome)
    #expect(group.result.measured == "31.5 mm")
    #expect(group.result.observations.first?.value == "31.5 mm")
  }

  @Test("a maximum is held by the largest value", arguments: [("33.5", Outcome.met), ("33.4", .notMet)])
  func maximum(limit: String, outcome: Outcome) {
    #expect(judge(.maximum(MaximumRule(quantity: "bfs", bound: Toy.atMost(limit, "mm"))))?.outcome == outcome)
  }

  @Test("a largest value below its limit is not determined while a value is missing")
  func maximumWithGap() {
    let rule = Rule.maximum(MaximumRule(quantity: "bfs", bound: Toy.atMost("44", "mm")))
    #expect(judge(rule) { $0[0, 0].bfs = nil }?.outcome == .notDetermined)
    #expect(
      judge(rule) {
        $0[0, 0].bfs = nil
        $0[1, 1].bfs = "44.1"
      }?.outcome == .notMet)
  }

  @Test("below and above exclude the limit itself")
  func strict() {
    let below = Rule.every(
      EveryRule(quantity: "bfs", bound: .limit(.below, .figure(Toy.figure("33.5", "mm"))), filter: nil))
    #expect(judge(below)?.outcome == .notMet)
    let above = Rule.every(
      EveryRule(quantity: "bfs", bound: .limit(.above, .figure(Toy.figure("31.5", "mm"))), filter: nil))
    #expect(judge(above)?.outcome == .notMet)
  }

  @Test("the margin is what lies between the worst value and the limit, with its sign")
  func margin() throws {
    let rule = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("44", "mm"), filter: nil))
    #expect(try #require(judge(rule)).result.margin == "10.5 mm")
    let broken = try #require(judge(rule) { $0[0, 0].bfs = "44.1" })
    #expect(broken.result.margin == "-0.1 mm")
    #expect(broken.result.measured == "44.1 mm")
  }

  @Test("violations are listed worst first, at most twelve of them, and counted in full")
  func manyViolations() throws {
    let rule = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("30", "mm"), filter: nil))
    let group = try #require(
      judge(rule) { toy in for _ in 0..<4 { toy.panels[0].shots.append(.init(bfs: "31.0")) } })
    #expect(group.result.decisiveCount == 16)
    #expect(group.result.observations.count == RuleResult.decisiveLimit)
    #expect(group.result.observations.first?.value == "33.5 mm")
  }

  @Test("a filter narrows what a rule looks at; none left is met, not missing")
  func filter() {
    let rule = Rule.every(
      EveryRule(
        quantity: "bfs", bound: Toy.atMost("33", "mm"),
        filter: Where(quantity: "angle", bound: .limit(.atLeast, .figure(Toy.figure("45", "deg"))))))
    #expect(judge(rule)?.outcome == .met)
    let angled = Rule.every(
      EveryRule(
        quantity: "bfs", bound: Toy.atMost("33", "mm"),
        filter: Where(quantity: "angle", bound: .limit(.atLeast, .figure(Toy.figure("30", "deg"))))))
    #expect(judge(angled)?.outcome == .notMet)
  }

  @Test(
    "no perforation at or below the reference velocity: one at the reference violates, one above does not")
  func noneAtReference() {
    let rule = Rule.none(
      NoneRule(
        outcome: "perforation", filter: Where(quantity: "velocity", bound: .limit(.atMost, .reference))))
    let grouping: [GroupingKey] = [.threat, .condition]
    #expect(judge(rule, grouping: grouping) { $0[0, 0].outcome = "perforation" }?.outcome == .notMet)
    #expect(
      judge(rule, grouping: grouping) { toy in
        toy[0, 0].outcome = "perforation"
        toy[0, 0].velocity = "398.1"
      }?.outcome == .met)
  }

  @Test("a reference that the group does not have is not determined")
  func noReference() {
    let rule = Rule.none(
      NoneRule(
        outcome: "perforation", filter: Where(quantity: "velocity", bound: .limit(.atMost, .reference))))
    #expect(judge(rule)?.outcome == .notDetermined)
  }

  @Test(
    "a count of observations is held exactly", arguments: [("12", Outcome.met), ("13", .notMet)])
  func count(least: String, outcome: Outcome) {
    let rule = Rule.count(CountRule(outcome: nil, bound: .limit(.atLeast, .figure(Toy.figure(least, "1")))))
    #expect(judge(rule)?.outcome == outcome)
  }

  @Test("too few observations are missing evidence while the plan is not fulfilled")
  func countWithGap() {
    let rule = Rule.count(CountRule(outcome: nil, bound: .limit(.atLeast, .figure(Toy.figure("12", "1")))))
    #expect(judge(rule) { $0.panels.removeLast() }?.outcome == .notDetermined)
  }

  @Test("all of and any of keep to three-valued logic")
  func combinations() {
    let met = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("44", "mm"), filter: nil))
    let notMet = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("1", "mm"), filter: nil))
    let open = Rule.every(EveryRule(quantity: "weight", bound: Toy.atMost("1", "mm"), filter: nil))
    #expect(judge(.allOf([met, met]))?.outcome == .met)
    #expect(judge(.allOf([met, open]))?.outcome == .notDetermined)
    #expect(judge(.allOf([open, notMet]))?.outcome == .notMet)
    #expect(judge(.anyOf([notMet, met, open]))?.outcome == .met)
    #expect(judge(.anyOf([notMet, open]))?.outcome == .notDetermined)
    #expect(judge(.anyOf([notMet, notMet]))?.outcome == .notMet)
    #expect(judge(.allOf([]))?.outcome == .notDetermined)
  }

  // MARK: - Fitted probability

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
    let result = try #require(judgeFit(RuleTests.fitted) { overlapping(&$0) }).result
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
      judgeFit(RuleTests.fitted) { toy in
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
    #expect(judgeFit(RuleTests.fitted) { _ in }?.outcome == .notDetermined)
  }

  // MARK: - Documented checks

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
