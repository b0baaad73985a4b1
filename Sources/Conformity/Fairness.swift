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
  private let noun: String

  /// One rule, prepared for the series.
  private enum Check {
    case window(FairHitRule, Gauge, Window, nominal: Figure, exceptions: [FairHitRule.Exception])
    case near(FairHitRule, Gauge, planned: Gauge, tolerance: Figure)
    case atLeast(FairHitRule, Gauge, limit: Figure, fromObservation: Int)
  }

  init(
    method: TestMethod, series: Series, specimen: Specimen?, reportIndex: Int, body: EvidenceBody,
    records: RecordOutcomes
  ) {
    self.reportIndex = reportIndex
    noun = method.observation
    for rule in method.fairHit {
      let exclude = { (reason: String) -> Sighting.Standing in
        .unfair(rule: rule.id, clause: rule.clause, reason: reason)
      }
      switch rule.test {
      case .nearReference(let quantity, let tolerance, let exceptions):
        guard let threat = series.threat.flatMap(body.threat), let specimen else {
          exclusion = exclude("The series names no threat or specimen, so it has no reference velocity.")
          return
        }
        guard let nominal = threat.reference(in: specimen.condition),
          let window = Window(around: nominal.amount, tolerance: tolerance.amount)
        else {
          exclusion = exclude("\(threat.threat) has no reference velocity for \(specimen.condition) armor.")
          return
        }
        checks.append(
          .window(
            rule, Gauge(quantity, in: nominal.amount.unit, reports: body.reports), window, nominal: nominal,
            exceptions: exceptions))
      case .nearPlanned(let quantity, let planned, let tolerance):
        let unit = tolerance.amount.unit
        checks.append(
          .near(
            rule, Gauge(quantity, in: unit, reports: body.reports),
            planned: Gauge(planned, in: unit, reports: body.reports), tolerance: tolerance))
      case .atLeast(let quantity, let limit, let roles, let fromObservation):
        if !roles.isEmpty {
          guard let threat = series.threat.flatMap(body.threat), roles.contains(threat.role) else { continue }
        }
        checks.append(
          .atLeast(
            rule, Gauge(quantity, in: limit.amount.unit, reports: body.reports), limit: limit,
            fromObservation: fromObservation))
      case .calibrated(let requirement, let count):
        if let reason = records.fault(
          of: series.calibrations, report: reportIndex, requirement: requirement, count: count)
        {
          exclusion = exclude(reason)
          return
        }
      case .conditioned(let requirement, let condition, let kind):
        guard let specimen, specimen.condition == condition, body.subject.kind == kind else { continue }
        if let reason = records.fault(
          of: specimen.conditioning, report: reportIndex, requirement: requirement, count: nil)
        {
          exclusion = exclude("Specimen \(specimen.id) is not shown to be \(condition): \(reason)")
          return
        }
      }
    }
  }

  func standing(of observation: Observation) -> Sighting.Standing {
    if let exclusion { return exclusion }
    for check in checks {
      if let standing = violation(of: check, by: observation) { return standing }
    }
    return observation.claimedFair == false ? .setAside : .fair
  }

  private func violation(of check: Check, by observation: Observation) -> Sighting.Standing? {
    switch check {
    case .window(let rule, let gauge, let window, let nominal, let exceptions):
      switch gauge.read(observation, report: reportIndex) {
      case .missing(let reason):
        return unfair(rule, "Whether the \(noun) was fair is unknown: \(reason).")
      case .value(let value):
        let side: FairHitRule.Exception.Side
        if value < window.low {
          side = .below
        } else if value > window.high {
          side = .above
        } else {
          return nil
        }
        if exceptions.contains(where: { $0.side == side && $0.outcome == observation.outcome }) { return nil }
        return unfair(
          rule,
          "\(gauge.quantity) \(Amount(value, gauge.unit)) lies \(side.rawValue) the window "
            + "\(window.low) to \(Amount(window.high, gauge.unit)) around \(nominal.amount).")
      }
    case .near(let rule, let gauge, let planned, let tolerance):
      switch (
        gauge.read(observation, report: reportIndex), planned.read(observation, report: reportIndex)
      ) {
      case (.missing(let reason), _), (_, .missing(let reason)):
        return unfair(rule, "Whether the \(noun) was fair is unknown: \(reason).")
      case (.value(let value), .value(let plan)):
        guard let window = Window(around: Amount(plan, gauge.unit), tolerance: tolerance.amount) else {
          return unfair(
            rule, "Whether the \(noun) was fair is unknown: \(gauge.quantity) cannot be compared.")
        }
        if value >= window.low && value <= window.high { return nil }
        return unfair(
          rule,
          "\(gauge.quantity) \(Amount(value, gauge.unit)) is more than \(tolerance.amount) from the planned "
            + "\(Amount(plan, gauge.unit)).")
      }
    case .atLeast(let rule, let gauge, let limit, let fromObservation):
      guard observation.number >= fromObservation else { return nil }
      switch gauge.read(observation, report: reportIndex) {
      case .missing(let reason):
        return unfair(rule, "Whether the \(noun) was fair is unknown: \(reason).")
      case .value(let value):
        if Comparison.atLeast.holds(value, limit.amount.value) { return nil }
        return unfair(
          rule, "\(gauge.quantity) \(Amount(value, gauge.unit)) is less than \(limit.amount).")
      }
    }
  }

  private func unfair(_ rule: FairHitRule, _ reason: String) -> Sighting.Standing {
    .unfair(rule: rule.id, clause: rule.clause, reason: reason)
  }
}
