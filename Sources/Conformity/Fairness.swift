import Evidence
import Quantities
import Standards

/// Decides which observations of a test method count, by its fair-hit rules.
///
/// What is the same for a whole series (its threat's window, its calibrations, its specimen's conditioning) is settled
/// first; what remains is looked at rule by rule, for the observations that no earlier rule leaves out.
struct Fairness {
  let table: ObservationTable
  let method: TestMethod
  let records: RecordOutcomes
  /// The kind of equipment.
  let kind: String

  /// A series that is not left out as a whole, and the threat it was made with.
  ///
  /// A class for the reason of ``SightedSeries``.
  private final class Eligible {
    let series: SightedSeries
    let threat: LevelThreat?
    /// What the threat's reference for the specimen is; nil where it has none.
    let reference: Reference?

    init(_ series: SightedSeries, threat: LevelThreat?, method: String) {
      self.series = series
      self.threat = threat
      reference = threat?.reference(in: series.condition, method: method)
    }
  }

  /// Writes into the table which of its observations count.
  func settle(threats: [LevelThreat]) {
    if !method.fairHit.isEmpty { leaveOutUnfair(threats) }
    leaveOutRepeats()
  }

  /// Leaves out what breaks a fair-hit rule.
  private func leaveOutUnfair(_ threats: [LevelThreat]) {
    var tests = table.series.map { series in
      Eligible(series, threat: threats.first { $0.threat == series.threat }, method: method.id)
    }
    for rule in method.fairHit {
      guard let objects = objections(of: rule) else { continue }
      tests.removeAll { test in
        guard let objection = objects(test) else { return false }
        table.exclude(test.series.rows, for: objection)
        return !objection.isOpen
      }
    }
    for rule in method.fairHit { hold(rule, tests) }
  }

  /// A shot that another report told of before does not count a second time; one that was left out there counts here.
  private func leaveOutRepeats() {
    guard table.series.contains(where: { $0.toldBefore != nil }) else { return }
    var told: [Shot: Int] = [:]
    for series in table.series {
      guard let specimen = series.specimen else { continue }
      for row in series.rows where table.standings[row].isFair {
        let shot = Shot(serial: specimen.serial, part: specimen.part, number: table.number(row))
        guard let first = told[shot] else {
          told[shot] = row
          continue
        }
        if let report = series.toldBefore {
          table.exclude(
            CollectionOfOne(row),
            for: Exclusion(
              repeating: first,
              "Report \(report) told of it before, on specimen \(specimen.serial); it counts once."))
        }
      }
    }
  }

  /// One observation on a specimen, whichever report tells of it.
  private struct Shot: Hashable {
    let serial: String
    let part: String
    let number: Int
  }

  // MARK: - The series as a whole

  /// Why no observation of a series can count by a rule, or nil where they can; nil in place of all that where the rule
  /// looks at observations only. What the rule says is taken out of it once, not for each series.
  private func objections(of rule: FairHitRule) -> ((Eligible) -> Exclusion?)? {
    switch rule.test {
    case .nearReference(_, let tolerance, _):
      { test in
        guard let threat = test.threat, let specimen = test.series.specimen else {
          return Exclusion(
            rule, "The series names no threat or specimen, so it has no reference.", isOpen: true)
        }
        guard window(of: test, tolerance: tolerance) == nil else { return nil }
        return Exclusion(
          rule, "\(threat.threat) has no reference for \(specimen.condition) specimens.", isOpen: true)
      }
    case .calibrated(let requirement, let count):
      { test in
        records.fault(
          of: test.series.series.calibrations, report: test.series.report, requirement: requirement,
          count: count
        ).map { Exclusion(rule, $0.reason, isOpen: $0.isOpen) }
      }
    case .conditioned(let requirement, let condition, let only):
      kind != only
        ? nil
        : { test in
          guard let specimen = test.series.specimen, specimen.condition == condition else { return nil }
          return records.fault(
            of: specimen.conditioning, report: test.series.report, requirement: requirement, count: nil
          ).map { fault in
            Exclusion(
              rule, "Specimen \(specimen.id) is not shown to be \(condition): \(fault.reason)",
              isOpen: fault.isOpen)
          }
        }
    case .nearPlanned, .atLeast: nil
    }
  }

  /// What lies near the threat's reference for the specimen; the reference's own tolerance goes before the rule's.
  private func window(of test: Eligible, tolerance: Figure?) -> (limits: Window, unit: Unit)? {
    guard let reference = test.reference, let width = reference.tolerance ?? tolerance
    else { return nil }
    let nominal = reference.value.amount
    return Window(around: nominal, tolerance: width.amount).map { ($0, nominal.unit) }
  }

  // MARK: - Each observation

  /// Leaves out what breaks a rule.
  private func hold(_ rule: FairHitRule, _ tests: [Eligible]) {
    switch rule.test {
    case .nearReference(let quantity, let tolerance, let exceptions):
      for test in tests {
        guard let window = window(of: test, tolerance: tolerance) else { continue }
        let column = table.column(quantity, in: window.unit)
        hold(rule, test.series, column) { row, value in
          violation(of: window.limits, by: value, on: row, exceptions, column).map {
            Exclusion(rule, $0.reason, isOpen: $0.isOpen)
          }
        }
      }
    case .nearPlanned(let quantity, let planned, let tolerance):
      let unit = tolerance.amount.unit
      let (column, plan) = (table.column(quantity, in: unit), table.column(planned, in: unit))
      for test in tests {
        hold(rule, test.series, column) { row, value in
          violation(of: rule, plan, tolerance: tolerance.amount.value, by: value, on: row, column)
        }
      }
    case .atLeast(let quantity, let limit, let roles, let first):
      let least = limit.amount.value
      let column = table.column(quantity, in: limit.amount.unit)
      for test in tests where roles.isEmpty || test.threat.map({ roles.contains($0.role) }) ?? true {
        // Without a threat, nobody knows whether the rule concerns it.
        let isOpen = rule.isDeclarable || (test.threat == nil && !roles.isEmpty)
        hold(rule, test.series, column, from: first) { _, value in
          guard !Comparison.atLeast.holds(value, least) else { return nil }
          return Exclusion(
            rule, "\(quantity) \(column.text(value)) is less than \(column.text(least)).",
            isOpen: isOpen)
        }
      }
    case .calibrated, .conditioned:
      return
    }
  }

  private func hold(
    _ rule: FairHitRule, _ series: SightedSeries, _ column: Column, from first: Int? = nil,
    _ exclusion: (_ row: Int, _ value: ExactDecimal) -> Exclusion?
  ) {
    for row in series.rows where !table.isUnfair(row) {
      if let first, table.ordinal(row) < first { continue }
      let found =
        if let value = column[row] { exclusion(row, value) } else {
          unknown(rule, table.reason(column, lacks: row))
        }
      if let found { table.exclude(CollectionOfOne(row), for: found) }
    }
  }

  private func violation(
    of window: Window, by value: ExactDecimal, on row: Int, _ exceptions: [FairHitRule.Exception],
    _ column: Column
  ) -> (reason: String, isOpen: Bool)? {
    let side: FairHitRule.Exception.Side
    if value < window.low {
      side = .below
    } else if value > window.high {
      side = .above
    } else {
      return nil
    }
    let excepted = exceptions.filter { $0.side == side }
    let outcome = table.outcome(row)
    if let outcome, excepted.contains(where: { $0.outcome == outcome }) { return nil }
    return (
      "\(column.quantity) \(column.text(value)) lies \(side.rawValue) the window "
        + "\(window.low) to \(column.text(window.high)).",
      // Without an outcome, nobody knows that it is none of those that count all the same.
      isOpen: outcome == nil && !excepted.isEmpty
    )
  }

  private func violation(
    of rule: FairHitRule, _ plan: Column, tolerance: ExactDecimal, by value: ExactDecimal, on row: Int,
    _ column: Column
  ) -> Exclusion? {
    guard let planned = plan[row] else { return unknown(rule, "\(plan.quantity) is not reported") }
    guard let distance = value.subtracting(planned) else {
      return unknown(rule, "\(column.quantity) has too many digits")
    }
    if distance <= tolerance && distance.negated <= tolerance { return nil }
    return Exclusion(
      rule,
      "\(column.quantity) \(column.text(value)) is more than \(column.text(tolerance)) from the "
        + "planned \(column.text(planned)).", isOpen: false)
  }

  private func unknown(_ rule: FairHitRule, _ reason: String) -> Exclusion {
    Exclusion(rule, "Whether the \(method.observation) was fair is unknown: \(reason).", isOpen: true)
  }
}
