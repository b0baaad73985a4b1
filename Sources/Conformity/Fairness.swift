import Evidence
import Quantities
import Standards

/// Decides which observations of one series count, by the fair-hit rules of its method.
///
/// What is the same for the whole series (its threat's window, its calibrations, its specimen's conditioning) is
/// settled once; what remains is looked at for each observation.
struct Fairness {
  private var checks: [Check] = []
  /// Why no observation of the series counts.
  private var exclusion: Sighting.Standing?
  private let reportIndex: Int
  private let method: TestMethod

  /// One rule, prepared for the series.
  private struct Check {
    /// Index into the method's fair-hit rules.
    let rule: Int
    let gauge: Gauge
    let demand: Demand
  }

  private enum Demand {
    case window(Window)
    case near(planned: Gauge, tolerance: ExactDecimal)
    case atLeast(ExactDecimal, fromObservation: Int)
  }

  init(
    method: TestMethod, series: Series, specimen: Specimen?, reportIndex: Int, body: EvidenceBody,
    records: RecordOutcomes
  ) {
    self.reportIndex = reportIndex
    self.method = method
    for (index, rule) in method.fairHit.enumerated() {
      switch rule.test {
      case .nearReference(let quantity, let tolerance, _):
        guard let threat = series.threat.flatMap(body.threat), let specimen else {
          exclude(rule, "The series names no threat or specimen, so it has no reference velocity.")
          return
        }
        guard let nominal = threat.reference(in: specimen.condition),
          let window = Window(around: nominal.amount, tolerance: tolerance.amount)
        else {
          exclude(rule, "\(threat.threat) has no reference velocity for \(specimen.condition) armor.")
          return
        }
        let gauge = Gauge(quantity, in: nominal.amount.unit, reports: body.reports)
        checks.append(Check(rule: index, gauge: gauge, demand: .window(window)))
      case .nearPlanned(let quantity, let planned, let tolerance):
        let unit = tolerance.amount.unit
        checks.append(
          Check(
            rule: index, gauge: Gauge(quantity, in: unit, reports: body.reports),
            demand: .near(
              planned: Gauge(planned, in: unit, reports: body.reports), tolerance: tolerance.amount.value)))
      case .atLeast(let quantity, let limit, let roles, let fromObservation):
        if !roles.isEmpty {
          guard let threat = series.threat.flatMap(body.threat), roles.contains(threat.role) else { continue }
        }
        checks.append(
          Check(
            rule: index, gauge: Gauge(quantity, in: limit.amount.unit, reports: body.reports),
            demand: .atLeast(limit.amount.value, fromObservation: fromObservation)))
      case .calibrated(let requirement, let count):
        if let reason = records.fault(
          of: series.calibrations, report: reportIndex, requirement: requirement, count: count)
        {
          exclude(rule, reason)
          return
        }
      case .conditioned(let requirement, let condition, let kind):
        guard let specimen, specimen.condition == condition, body.subject.kind == kind else { continue }
        if let reason = records.fault(
          of: specimen.conditioning, report: reportIndex, requirement: requirement, count: nil)
        {
          exclude(rule, "Specimen \(specimen.id) is not shown to be \(condition): \(reason)")
          return
        }
      }
    }
  }

  func standing(of observation: Observation) -> Sighting.Standing {
    if let exclusion { return exclusion }
    for index in checks.indices {
      if let reason = violation(of: checks[index], by: observation) {
        let rule = method.fairHit[checks[index].rule]
        return .unfair(rule: rule.id, clause: rule.clause, reason: reason)
      }
    }
    return observation.claimedFair == false ? .setAside : .fair
  }

  private mutating func exclude(_ rule: FairHitRule, _ reason: String) {
    exclusion = .unfair(rule: rule.id, clause: rule.clause, reason: reason)
  }

  /// Why an observation breaks a rule; nil where it does not.
  private func violation(of check: Check, by observation: Observation) -> String? {
    if case .atLeast(_, let first) = check.demand, observation.number < first { return nil }
    let gauge = check.gauge
    let value: ExactDecimal
    switch gauge.read(observation, report: reportIndex) {
    case .missing(let reason): return unknown(reason)
    case .value(let read): value = read
    }
    switch check.demand {
    case .window(let window):
      let side: FairHitRule.Exception.Side
      if value < window.low {
        side = .below
      } else if value > window.high {
        side = .above
      } else {
        return nil
      }
      if case .nearReference(_, _, let exceptions) = method.fairHit[check.rule].test,
        exceptions.contains(where: { $0.side == side && $0.outcome == observation.outcome })
      {
        return nil
      }
      return "\(gauge.quantity) \(Amount(value, gauge.unit)) lies \(side.rawValue) the window "
        + "\(window.low) to \(Amount(window.high, gauge.unit))."
    case .near(let planned, let tolerance):
      guard case .value(let plan) = planned.read(observation, report: reportIndex) else {
        return unknown("\(planned.quantity) is not reported")
      }
      guard let distance = value.subtracting(plan) else {
        return unknown("\(gauge.quantity) has too many digits")
      }
      if distance <= tolerance && distance.negated <= tolerance { return nil }
      return "\(gauge.quantity) \(Amount(value, gauge.unit)) is more than \(Amount(tolerance, gauge.unit)) from the "
        + "planned \(Amount(plan, gauge.unit))."
    case .atLeast(let limit, _):
      if Comparison.atLeast.holds(value, limit) { return nil }
      return "\(gauge.quantity) \(Amount(value, gauge.unit)) is less than \(Amount(limit, gauge.unit))."
    }
  }

  private func unknown(_ reason: String) -> String {
    "Whether the \(method.observation) was fair is unknown: \(reason)."
  }
}
