import Standards

extension Group {
  /// A single observation with the outcome decides; otherwise every counted observation must state its outcome, and
  /// the plan must be fulfilled.
  func judge(_ rule: NoneRule) -> RuleResult {
    let outcomeTitle = method?.outcomes.first { $0.id == rule.outcome }?.title ?? rule.outcome
    var result = RuleResult(
      rule: "none", statement: "no \(noun)\(words(rule.filter)): \(outcomeTitle)", outcome: .notDetermined)
    if let filter = rule.filter {
      guard let yardstick = Yardstick(filter.bound, reference: reference) else {
        return .withoutReference(rule: "none", statement: result.statement)
      }
      result.limit = yardstick.limitText
      result.clause = yardstick.clause
      result.isVerified = yardstick.isVerified
    }
    let hits = counted.filter { $0.observation.outcome == rule.outcome }
    let (violations, unclear) = matching(rule.filter, hits)
    let silent = counted.filter { $0.observation.outcome == nil }
    let described = { (sightings: [Sighting]) -> [ObservationReference] in
      guard let filter = rule.filter, let yardstick = Yardstick(filter.bound, reference: reference) else {
        return sightings.map { $0.reference(outcomeTitle) }
      }
      let gauge = Gauge(filter.quantity, in: yardstick.unit, reports: reports)
      return sightings.map { sighting in
        guard case .value(let value) = gauge.read(sighting) else { return sighting.reference(outcomeTitle) }
        return sighting.reference("\(outcomeTitle), \(filter.quantity) \(value) \(gauge.unit.symbol)")
      }
    }
    if let first = violations.first {
      result.outcome = .notMet
      result.measured = "\(violations.count) of \(counted.count)"
      result.decide(by: described(violations))
      result.reason =
        "\(name(first)): \(outcomeTitle)"
        + (violations.count > 1 ? ", and \(violations.count - 1) more." : ".")
    } else if let first = silent.first ?? unclear.first {
      result.decide(by: (silent + unclear).map { $0.reference("not reported") })
      result.reason =
        silent.isEmpty
        ? "Whether \(name(first)) is concerned cannot be told: \(rule.filter?.quantity ?? "a value") is not reported."
        : "The outcome of \(name(first)) is not reported."
    } else if counted.isEmpty {
      result.reason = "There is no counted \(noun)."
    } else if !isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = .met
      result.measured = "0 of \(counted.count)"
      result.decisiveCount = counted.count
    }
    return result
  }
}
