import Evidence
import Quantities
import Standards

/// The observations that one rule is judged on, with what is known about their completeness.
struct Group {
  /// The method whose words are used; nil where the definition lacks it.
  let method: TestMethod?
  let reports: [Report]
  /// The reference velocity of the group's threat and condition.
  let reference: Figure?
  let counted: [Sighting]
  /// Whether the plan is fulfilled. A violation decides without it; nothing is met without it.
  let isComplete: Bool

  /// What one observation is called.
  var noun: String { method?.observation ?? "observation" }

  /// What a quantity is called.
  func title(of quantity: String) -> String { method?.quantity(quantity)?.title ?? quantity }

  func judge(_ rule: Rule) -> RuleResult {
    switch rule {
    case .every(let rule): judge(rule)
    case .none(let rule): judge(rule)
    case .count(let rule): judge(rule)
    case .minimum(let rule): judge(rule)
    case .maximum(let rule): judge(rule)
    case .mean(let rule): judge(rule)
    case .toleranceBound(let rule): judge(rule)
    case .fittedProbability(let rule): judge(rule)
    case .evidencePresent(let rule): judge(rule)
    case .allOf(let rules): judgeAllOf(rules)
    case .anyOf(let rules): judgeAnyOf(rules)
    }
  }
}

// MARK: - What the rule kinds share

extension Group {
  /// Why a rule that would be met is not determined: the plan is not fulfilled.
  static let incompleteReason = "The evidence does not fulfil the test plan."

  /// Something measured on an observation.
  struct Measured {
    let sighting: Sighting
    let value: ExactDecimal
  }

  /// The values of a quantity, in document order, and the observations that lack it with the first reason.
  func measured(_ gauge: Gauge, in sightings: [Sighting]) -> (
    values: [Measured], lacking: [Sighting], reason: String?
  ) {
    var values: [Measured] = []
    values.reserveCapacity(sightings.count)
    var lacking: [Sighting] = []
    var reason: String?
    for sighting in sightings {
      switch gauge.read(sighting) {
      case .value(let value):
        values.append(Measured(sighting: sighting, value: value))
      case .missing(let why):
        lacking.append(sighting)
        if reason == nil { reason = why }
      }
    }
    return (values, lacking, reason)
  }

  /// The observations for which a condition holds, and those for which it cannot be told.
  func matching(_ filter: Where?, _ sightings: [Sighting]) -> (matching: [Sighting], unclear: [Sighting]) {
    guard let filter else { return (sightings, []) }
    guard let yardstick = Yardstick(filter.bound, reference: reference) else { return ([], sightings) }
    let gauge = Gauge(filter.quantity, in: yardstick.unit, reports: reports)
    var matching: [Sighting] = []
    var unclear: [Sighting] = []
    for sighting in sightings {
      switch gauge.read(sighting) {
      case .value(let value): if yardstick.holds(value) { matching.append(sighting) }
      case .missing: unclear.append(sighting)
      }
    }
    return (matching, unclear)
  }

  /// A filter in words, such as ` with velocity at most 373 m/s`.
  func words(_ filter: Where?) -> String {
    guard let filter else { return "" }
    let bound = Yardstick(filter.bound, reference: reference)?.text ?? "at the reference velocity"
    return " with \(title(of: filter.quantity)) \(bound)"
  }

  /// `shot 3 of L-N-02`, for sentences.
  func name(_ sighting: Sighting) -> String {
    "\(noun) \(sighting.observation.number) of \(sighting.place.label)"
  }
}

extension RuleResult {
  /// A result with what every kind states; the rest starts empty.
  init(rule: String, statement: String, outcome: Outcome, yardstick: Yardstick? = nil) {
    self.init(
      rule: rule, statement: statement, outcome: outcome, limit: yardstick?.limitText,
      clause: yardstick?.clause,
      isVerified: yardstick?.isVerified ?? true, measured: nil, margin: nil, observations: [],
      decisiveCount: 0,
      reason: nil, statistics: [], children: [])
  }

  /// Lists the observations that decided, at most ``decisiveLimit``.
  mutating func decide(by observations: [ObservationReference]) {
    decisiveCount = observations.count
    self.observations = Array(observations.prefix(RuleResult.decisiveLimit))
  }

  /// The result for a bound that has no reference velocity to refer to.
  static func withoutReference(rule: String, statement: String) -> RuleResult {
    var result = RuleResult(rule: rule, statement: statement, outcome: .notDetermined)
    result.reason = "There is no reference velocity for this threat and condition."
    return result
  }
}
