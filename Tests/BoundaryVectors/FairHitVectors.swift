import Evidence
import Foundation
import Quantities
import Standards

// Vectors for what makes an observation count.

extension Derivation {
  mutating func add(_ rule: FairHitRule, of method: TestMethod) {
    let place = "\(method.id), fair hit \(rule.id)"
    switch rule.test {
    case .conditioned: return
    case .nearReference(let quantity, let tolerance, let exceptions):
      window(rule, method, quantity, tolerance, exceptions, place)
    case .nearPlanned(let quantity, let planned, let tolerance):
      planning(rule, method, quantity, planned, tolerance, place)
    case .atLeast(let quantity, let limit, let roles, let first):
      distance(rule, method, quantity, limit, roles, first, place)
    case .calibrated(_, let count): calibrations(rule, method, count, place)
    }
  }

  /// A requirement on the method's fair hits, preferably one that forbids an outcome.
  private func witness(_ method: TestMethod, _ pair: (level: String, kind: String)) -> Requirement? {
    let candidates = standard.requirements.filter {
      $0.selection.method == method.id && $0.selection.fairOnly && $0.selection.role == nil
        && $0.applies(kind: pair.kind, level: pair.level)
    }
    return candidates.first { forbidden($0) != nil } ?? candidates.first
  }

  private func forbidden(_ requirement: Requirement) -> String? {
    guard case .none(let rule) = requirement.rule, rule.filter == nil else { return nil }
    return rule.outcome
  }

  /// The vectors of one value: an observation that is left out leaves its group short of the plan.
  private func vectors(
    _ name: String, _ rule: FairHitRule, _ scene: Scene, _ requirement: Requirement, restating: String?,
    isFair: Bool, isBad: Bool = false, _ change: @escaping @Sendable (inout Report) -> Void
  ) -> [Vector] {
    let base = knowledge(scene).expected(requirement)
    return vectors(
      name, scene, requirement, restating: restating,
      finding: isFair ? (isBad ? .notMet : base) : .notDetermined, witness: .leftOut(rule.id, !isFair), change
    )
  }

  // MARK: - Windows around references

  private mutating func window(
    _ rule: FairHitRule, _ method: TestMethod, _ quantity: String, _ tolerance: Figure?,
    _ exceptions: [FairHitRule.Exception], _ place: String
  ) {
    var seen: Set<Int> = []
    for pair in pairs {
      guard let requirement = witness(method, pair) else { continue }
      let scene = scene(pair.level, pair.kind, method.id)
      for series in selected(by: requirement, in: scene) {
        guard let reference = reference(of: series, in: scene),
          let width = reference.tolerance ?? tolerance, seen.insert(reference.value.line).inserted
        else { continue }
        let bounds = Sides(around: reference.value, width)
        let good = scene.report.series[series].observations.first?.outcome
        let outcomes = [good, forbidden(requirement)].compactMap(\.self)
        for side in bounds.sides {
          var limit = Limit(
            place: "\(place) \(side.direction) \(side.limit) \(bounds.unit), \(scene.level)")
          for (name, value) in side.positions {
            let unit = bounds.unit
            for outcome in outcomes.isEmpty ? [nil] : outcomes.map(Optional.some) {
              let isExcepted = exceptions.contains {
                $0.outcome == outcome && ($0.side == .above) == (side.direction == .upper)
              }
              limit.vectors += vectors(
                outcome.map { "\(name), \($0)" } ?? name, rule, scene, requirement, restating: quantity,
                isFair: side.holds(value) || isExcepted,
                isBad: outcome != nil && outcome == forbidden(requirement)
              ) { report in
                report.series[series].observations[0].outcome = outcome
                report.set(quantity, value, unit: unit, series: series, observation: 0)
              }
            }
          }
          add(limit)
        }
      }
    }
    if seen.isEmpty { add(Limit(place: place, untested: "no level states a reference for it")) }
  }

  // MARK: - Angles, distances, calibrations

  /// The first level that has observations of the method which can count, and the series to use.
  private mutating func stage(
    _ method: TestMethod, where suits: (Scene, Int) -> Bool
  ) -> (scene: Scene, requirement: Requirement, series: Int)? {
    for pair in pairs {
      guard let requirement = witness(method, pair) else { continue }
      let scene = scene(pair.level, pair.kind, method.id)
      if let series = selected(by: requirement, in: scene).first(where: { suits(scene, $0) }) {
        return (scene, requirement, series)
      }
    }
    return nil
  }

  private mutating func planning(
    _ rule: FairHitRule, _ method: TestMethod, _ quantity: String, _ planned: String, _ tolerance: Figure,
    _ place: String
  ) {
    guard let (scene, requirement, series) = stage(method, where: { _, _ in true }) else {
      add(Limit(place: place, untested: "no requirement looks at fair hits of the method"))
      return
    }
    let width = Written(tolerance)
    let angle =
      scene.report.values(of: planned, in: [series], unit: width.unit).first ?? 0
    for sign in [Decimal(-1), Decimal(1)] {
      var limit = Limit(place: "\(place) \(sign * width.value) \(width.unit)")
      for (name, distance) in [
        ("at", width.value), ("inside", width.value - width.step), ("outside", width.value + width.step),
      ] {
        limit.vectors += vectors(
          name, rule, scene, requirement, restating: quantity, isFair: distance <= width.value
        ) { report in
          report.set(
            quantity, angle + sign * distance, unit: width.unit, series: series, observation: 0)
        }
      }
      add(limit)
    }
  }

  private mutating func distance(
    _ rule: FairHitRule, _ method: TestMethod, _ quantity: String, _ figure: Figure, _ roles: [String],
    _ first: Int, _ place: String
  ) {
    let standard = standard
    let staged = stage(method) { scene, index in
      let series = scene.report.series[index]
      guard case .listed(let threats) = standard.level(scene.level)?.threats else { return false }
      let role = threats.first { $0.threat == series.threat }?.role
      return series.observations.count >= first && (roles.isEmpty || role.map(roles.contains) == true)
    }
    guard let (scene, requirement, series) = staged else {
      add(Limit(place: place, untested: "no series of the method is long enough or made with such a threat"))
      return
    }
    let written = Written(figure)
    let side = Side(direction: .lower, isInclusive: true, limit: written.value, step: written.step)
    var limit = Limit(place: "\(place) \(side.limit) \(written.unit)")
    for (name, value) in side.positions {
      limit.vectors += vectors(
        name, rule, scene, requirement, restating: quantity, isFair: side.holds(value)
      ) { report in
        report.set(quantity, value, unit: written.unit, series: series, observation: first - 1)
      }
    }
    add(limit)
  }

  private mutating func calibrations(
    _ rule: FairHitRule, _ method: TestMethod, _ count: Figure, _ place: String
  ) {
    guard let (scene, requirement, series) = stage(method, where: { _, _ in true }),
      let wanted = count.wholeNumber
    else {
      add(Limit(place: place, untested: "no requirement looks at fair hits of the method"))
      return
    }
    let known = scene.report.series.filter { $0.role == .calibration }.compactMap(\.id)
    var limit = Limit(place: "\(place) \(wanted) records")
    for (name, number) in [("at", wanted), ("inside", wanted + 1), ("outside", wanted - 1)] {
      limit.vectors += vectors(
        name, rule, scene, requirement, restating: nil, isFair: number >= wanted
      ) { report in
        report.series[series].calibrations = Array(known.prefix(number))
      }
    }
    add(limit)
  }
}
