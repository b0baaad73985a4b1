import Conformity
import Quantities

@testable import Evidence
@testable import Standards

/// A small standard for tests: two panels in each of two conditions, three shots each, one threat.
enum Toy {
  static func number(_ text: String) -> ExactDecimal {
    (try? ExactDecimal(text)) ?? ExactDecimal(0)
  }

  static func unit(_ code: String) -> Unit {
    (try? Unit(ucum: code)) ?? .one
  }

  static func figure(_ text: String, _ code: String, clause: String = "1", verified: Bool = true) -> Figure {
    Figure(
      amount: Amount(number(text), unit(code)), clause: clause, isVerified: verified, source: "text", line: 1)
  }

  static func atMost(_ text: String, _ code: String) -> Bound { .limit(.atMost, .figure(figure(text, code))) }

  static let shooting = TestMethod(
    id: "shooting", title: "Shooting test", clause: "7", observation: "shot",
    quantities: [
      QuantityTerm(id: "velocity", title: "velocity", unit: unit("m/s"), isRequired: true),
      QuantityTerm(id: "angle", title: "planned angle", unit: .degree, isRequired: false),
      QuantityTerm(id: "edge", title: "distance to the edge", unit: .millimetre, isRequired: true),
      QuantityTerm(id: "bfs", title: "backface signature", unit: .millimetre, isRequired: false),
    ],
    outcomes: [Term(id: "stop", title: "stop"), Term(id: "perforation", title: "perforation")],
    fairHit: [
      FairHitRule(
        id: "velocity", clause: "7.6.1", summary: "The velocity is within 9.1 m/s of the reference.",
        test: .nearReference(
          quantity: "velocity", tolerance: figure("9.1", "m/s"),
          exceptions: [
            .init(outcome: "perforation", side: .below), .init(outcome: "stop", side: .above),
          ])),
      FairHitRule(
        id: "edge", clause: "7.6.2", summary: "The shot is at least 51 mm from the edge.",
        test: .atLeast(quantity: "edge", limit: figure("51", "mm"), roles: [], fromObservation: 1)),
      FairHitRule(
        id: "clay", clause: "7.5", summary: "The clay was calibrated.",
        test: .calibrated(requirement: "clay", count: figure("1", "1"))),
    ])

  static let clay = TestMethod(
    id: "clay-drop", title: "Clay calibration", clause: "7.5", observation: "drop",
    quantities: [QuantityTerm(id: "depth", title: "depth", unit: .millimetre, isRequired: true)],
    outcomes: [], fairHit: [])

  static let checks = TestMethod(
    id: "label-check", title: "Label check", clause: "4", observation: "check", quantities: [],
    outcomes: [
      Term(id: "conforms", title: "conforms"), Term(id: "does-not-conform", title: "does not conform"),
    ], fairHit: [])

  static func requirement(
    _ id: String, method: String, subject: Requirement.Subject = .equipment, grouping: [GroupingKey],
    rule: Rule
  ) -> Requirement {
    Requirement(
      id: id, clause: "7.8", title: id, summary: "", subject: subject, kinds: [], levels: [],
      selection: Selection(method: method, condition: nil, size: nil, role: nil, fairOnly: true),
      grouping: grouping, rule: rule, standing: .init(isVerified: true, source: "text"), line: 1)
  }

  static let depthRule = Rule.anyOf([
    .every(EveryRule(quantity: "bfs", bound: atMost("44", "mm"), filter: nil)),
    .allOf([
      .toleranceBound(
        ToleranceBoundRule(
          quantity: "bfs", coverage: figure("80", "%"), confidence: figure("95", "%"),
          limit: figure("44", "mm"))),
      .every(EveryRule(quantity: "bfs", bound: atMost("50", "mm"), filter: nil)),
    ]),
  ])

  static let noPerforation = requirement(
    "perforation", method: "shooting", grouping: [.threat, .condition],
    rule: .none(NoneRule(outcome: "perforation", filter: nil)))

  static let depth = requirement(
    "depth", method: "shooting", grouping: [.threat, .condition], rule: depthRule)

  static let clayRequirement = requirement(
    "clay", method: "clay-drop", subject: .evidence, grouping: [.record],
    rule: .allOf([
      .count(CountRule(outcome: nil, bound: .limit(.atLeast, .figure(figure("3", "1"))))),
      .mean(
        MeanRule(quantity: "depth", bound: .within(nominal: figure("19", "mm"), tolerance: figure("2", "mm")))
      ),
      .every(
        EveryRule(
          quantity: "depth", bound: .between(low: figure("16", "mm"), high: figure("22", "mm")), filter: nil)),
    ]))

  static func standard(_ requirements: [Requirement] = [noPerforation, depth, clayRequirement]) -> Standard {
    Standard(
      id: "TOY-1", title: "Toy standard", edition: "1", publisher: "Test", published: day("2020-01-01"),
      supersedes: nil, supersededBy: nil,
      encoding: .init(by: "Test", on: day("2020-01-01"), note: ""),
      sources: [Source(id: "text", title: "The text", address: "", kind: .text)], amendments: [],
      kinds: [Term(id: "flexible", title: "Flexible armor")], sizes: [Term(id: "large", title: "Large")],
      conditions: [Term(id: "new", title: "New"), Term(id: "conditioned", title: "Conditioned")],
      threats: [Threat(id: "9mm", title: "9 mm FMJ", mass: nil)],
      levels: [
        Level(
          id: "A", title: "A", summary: "", kinds: ["flexible"],
          threats: .listed([
            LevelThreat(
              threat: "9mm", role: "only",
              references: [
                Reference(condition: "new", value: figure("398", "m/s")),
                Reference(condition: "conditioned", value: figure("379", "m/s", verified: false)),
              ])
          ]))
      ],
      methods: [shooting, clay, checks],
      plan: ["new", "conditioned"].map { (condition: String) in
        PlanEntry(
          id: "plan.\(condition)", clause: "table 4", method: "shooting", kinds: [], levels: [],
          perThreat: true,
          condition: condition, size: nil, specimens: figure("2", "1"),
          observationsPerSpecimen: figure("3", "1"),
          total: nil,
          angles: [PlannedAngle(angles: [figure("30", "deg"), figure("45", "deg")], count: figure("1", "1"))])
      },
      requirements: requirements)
  }

  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is not a day") }
    return day
  }

  static let reference = StandardReference(id: "TOY-1", title: "Toy standard", sha256: "00", adoption: nil)
  static let subject = Subject(designation: "M1", supplier: "acme", level: "A", kind: "flexible")

  static func determine(_ report: Report, _ requirements: [Requirement]? = nil) -> Determination {
    let standard = requirements.map { self.standard($0) } ?? self.standard()
    return Judge(standard: standard, reference: reference)
      .determine(subject: subject, reports: [SubmittedReport(report: report, sha256: "11")])
  }

  /// Judges one rule over the toy report's shots, which are all fair, all conditions together.
  static func judge(
    _ rule: Rule, grouping: [GroupingKey] = [], _ change: (inout ToyReport) -> Void = { _ in }
  ) -> GroupResult? {
    var toy = ToyReport()
    change(&toy)
    let requirement = requirement("rule", method: "shooting", grouping: grouping, rule: rule)
    return determine(toy.report, [requirement, clayRequirement]).findings.first?.groups.first
  }
}
