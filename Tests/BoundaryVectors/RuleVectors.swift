import Evidence
import Foundation
import Quantities
import Standards

// Vectors for the bounds of rules.

extension Derivation {
  mutating func add(_ requirement: Requirement) {
    add(requirement.rule, at: [], of: requirement)
  }

  private mutating func add(_ rule: Rule, at path: [Int], of requirement: Requirement) {
    func place(_ what: String) -> String { "\(requirement.id)\(path.map { "/\($0)" }.joined()): \(what)" }
    switch rule {
    case .allOf(let rules), .anyOf(let rules):
      for (index, rule) in rules.enumerated() { add(rule, at: path + [index], of: requirement) }
    case .every(let rule) where rule.filter == nil:
      single(requirement, path, rule.quantity, rule.bound, place("every \(rule.quantity)"), all: false)
    case .minimum(let rule):
      let isUpper = Sides(rule.bound, reference: nil)?.sides.first?.direction == .upper
      single(requirement, path, rule.quantity, rule.bound, place("minimum \(rule.quantity)"), all: isUpper)
    case .maximum(let rule):
      let isLower = Sides(rule.bound, reference: nil)?.sides.first?.direction == .lower
      single(requirement, path, rule.quantity, rule.bound, place("maximum \(rule.quantity)"), all: isLower)
    case .mean(let rule):
      single(requirement, path, rule.quantity, rule.bound, place("mean \(rule.quantity)"), all: true)
    case .toleranceBound(let rule):
      // The bound of equal values is their own value, whatever is covered with whatever confidence.
      let bound = Bound.limit(.atMost, .figure(rule.limit))
      single(requirement, path, rule.quantity, bound, place("tolerance bound of \(rule.quantity)"), all: true)
    case .count(let rule): count(requirement, path, rule, place("count"))
    case .none(let rule):
      guard let filter = rule.filter else { return }
      filtered(requirement, path, filter, rule.outcome, place("none with \(filter.quantity)"))
    case .fittedProbability(let rule): fitted(requirement, path, rule, place("fitted probability"))
    case .certificate: certificate(requirement, path, place("certificate"))
    case .requiredOutcome, .rating, .evidencePresent: return
    case .every, .percentageOfControl, .protectionFactor, .cumulative, .breakthrough, .peakWithDuration, .v50:
      if rule.unknownLimits.isEmpty {
        add(Limit(place: place("a rule over several values"), untested: "no vectors are made for its kind"))
      } else {
        for _ in rule.unknownLimits { unknown(requirement, path, place("unknown limit")) }
        for figure in rule.figures {
          add(
            Limit(
              place: place("\(figure.amount)"),
              untested: "it only matters for a limit that the definition does not know"))
        }
      }
    }
  }

  /// A limit that nobody knows: whatever is measured, nothing is determined by it.
  private mutating func unknown(_ requirement: Requirement, _ path: [Int], _ place: String) {
    guard let (scene, _) = stage(requirement) else {
      add(Limit(place: place, untested: "nothing of it counts in any report"))
      return
    }
    var limit = Limit(place: place)
    limit.vectors = vectors(
      "well inside", scene, requirement, restating: nil, finding: knowledge(scene).expected(requirement),
      witness: .rule(path, .notDetermined)
    ) { _ in }
    add(limit)
  }

  // MARK: - Values held against a bound

  /// One value, or all of a group, at the sides of a bound.
  private mutating func single(
    _ requirement: Requirement, _ path: [Int], _ quantity: String, _ bound: Bound, _ place: String, all: Bool
  ) {
    if bound.unknownLimit != nil {
      unknown(requirement, path, place + ", unknown")
      return
    }
    guard let (scene, group) = stage(requirement), let first = group.first,
      let bounds = Sides(bound, reference: reference(of: first, in: scene)?.value)
    else {
      add(Limit(place: place, untested: "nothing of it counts in any report"))
      return
    }
    for side in bounds.sides {
      var limit = Limit(place: "\(place) \(side.direction) \(side.limit) \(bounds.unit)")
      for (name, value) in side.positions {
        let unit = bounds.unit
        var report = scene.report
        let change: @Sendable (inout Report) -> Void = { report in
          for series in all ? group : [first] {
            for index in report.series[series].observations.indices.prefix(all ? .max : 1) {
              report.set(quantity, value, unit: unit, series: series, observation: index)
            }
          }
        }
        change(&report)
        let state = expected(requirement, report, group: group, scene: scene)
        limit.vectors += vectors(
          name, scene, requirement, restating: quantity, finding: state([]),
          witness: .rule(path, state(path)),
          change)
      }
      add(limit)
    }
  }

  /// What a requirement's rule, and the rules within it, must come to where one group was changed.
  private func expected(
    _ requirement: Requirement, _ report: Report, group: [Int], scene: Scene
  ) -> ([Int]) -> Expected {
    let knowledge = knowledge(scene)
    let complete: Expected = knowledge.isPlanKnown(for: requirement) ? .met : .notDetermined
    let base = knowledge.expected(requirement)
    let reference = group.first.flatMap { self.reference(of: $0, in: scene)?.value }
    func values(_ quantity: String, _ bounds: Sides) -> [Decimal] {
      report.values(of: quantity, in: group, unit: bounds.unit)
    }
    func leaf(_ rule: Rule) -> Expected {
      guard rule.unknownLimits.isEmpty else { return .notDetermined }
      let violated: Bool
      switch rule {
      case .every(let rule):
        violated =
          Sides(rule.bound, reference: reference).map { bounds in
            values(rule.quantity, bounds).contains { !bounds.hold($0) }
          } ?? false
      case .minimum(let rule):
        violated =
          Sides(rule.bound, reference: reference).map { bounds in
            values(rule.quantity, bounds).min().map { !bounds.hold($0) } ?? false
          } ?? false
      case .maximum(let rule):
        violated =
          Sides(rule.bound, reference: reference).map { bounds in
            values(rule.quantity, bounds).max().map { !bounds.hold($0) } ?? false
          } ?? false
      case .mean(let rule):
        // Of equal values, or held by a sum against so many times the limit.
        violated =
          Sides(rule.bound, reference: reference).map { bounds in
            let all = values(rule.quantity, bounds)
            let sum = all.reduce(Decimal(0), +)
            let count = Decimal(all.count)
            return bounds.sides.contains { side in
              sum == side.limit * count
                ? !side.isInclusive
                : side.direction == .upper ? sum > side.limit * count : sum < side.limit * count
            }
          } ?? false
      case .toleranceBound(let rule):
        // No tolerance bound lies below the mean, nor beyond four standard deviations for so many values.
        violated =
          Sides(.limit(.atMost, .figure(rule.limit)), reference: nil).map { bounds in
            let all = values(rule.quantity, bounds)
            return all.reduce(Decimal(0), +) > bounds.sides[0].limit * Decimal(all.count)
          } ?? false
      case .count(let rule):
        violated =
          Sides(rule.bound, reference: reference).map { bounds in
            !bounds.hold(Decimal(group.reduce(0) { $0 + report.series[$1].observations.count }))
          } ?? false
      default: violated = false
      }
      guard violated else { return complete }
      // What is derived from several values says nothing while some may be missing.
      return isDerived(rule) && complete != .met ? .notDetermined : .notMet
    }
    func tree(_ rule: Rule) -> Expected {
      switch rule {
      case .allOf(let rules): .all(rules.map(tree))
      case .anyOf(let rules): .any(rules.map(tree))
      default: leaf(rule)
      }
    }
    return { path in
      guard !path.isEmpty else { return .all([tree(requirement.rule), base]) }
      var rule = requirement.rule
      for index in path {
        guard case .allOf(let rules) = rule else {
          guard case .anyOf(let rules) = rule else { break }
          rule = rules[index]
          continue
        }
        rule = rules[index]
      }
      return tree(rule)
    }
  }

  private func isDerived(_ rule: Rule) -> Bool {
    switch rule {
    case .mean, .toleranceBound, .fittedProbability: true
    default: false
    }
  }

  // MARK: - Counts

  private mutating func count(_ requirement: Requirement, _ path: [Int], _ rule: CountRule, _ place: String) {
    guard let (scene, group) = stage(requirement), let series = group.first, rule.outcome == nil,
      let bounds = Sides(rule.bound, reference: nil)
    else {
      add(Limit(place: place, untested: "nothing of it is counted in any report"))
      return
    }
    let others = group.dropFirst().reduce(0) { $0 + scene.report.series[$1].observations.count }
    for side in bounds.sides {
      var limit = Limit(place: "\(place) \(side.direction) \(side.limit)")
      for (name, value) in side.positions {
        let wanted = NSDecimalNumber(decimal: value).intValue - others
        let before = scene.report.series[series].observations.count
        let change: @Sendable (inout Report) -> Void = { report in
          while report.series[series].observations.count < wanted { report.addObservation(to: series) }
          while report.series[series].observations.count > max(wanted, 1) {
            report.series[series].observations.removeLast()
          }
        }
        var report = scene.report
        change(&report)
        var state = expected(requirement, report, group: group, scene: scene)
        // Too few are a gap in the evidence before they are a fault of the equipment.
        if wanted < before, !knowledge(scene).entries(for: requirement).isEmpty {
          state = { _ in .notDetermined }
        }
        limit.vectors += vectors(
          name, scene, requirement, restating: nil, finding: state([]), witness: .rule(path, state(path)),
          change)
      }
      add(limit)
    }
  }

  // MARK: - References

  /// A forbidden outcome at the edge of what a filter lets through, for every reference of every level.
  private mutating func filtered(
    _ requirement: Requirement, _ path: [Int], _ filter: Where, _ outcome: String, _ place: String
  ) {
    var seen: Set<Int> = []
    for pair in pairs where requirement.applies(kind: pair.kind, level: pair.level) {
      let scene = scene(pair.level, pair.kind, requirement.selection.method)
      let base = knowledge(scene).expected(requirement)
      for series in selected(by: requirement, in: scene) {
        let reference = reference(of: series, in: scene)?.value
        if filter.bound.refersToReference, reference == nil { continue }
        guard let bounds = Sides(filter.bound, reference: reference),
          seen.insert(reference?.line ?? 0).inserted
        else { continue }
        for side in bounds.sides {
          var limit = Limit(place: "\(place) \(side.direction) \(side.limit) \(bounds.unit), \(scene.level)")
          for (name, value) in side.positions {
            let state: Expected = side.holds(value) ? .notMet : base
            let unit = bounds.unit
            limit.vectors += vectors(
              name, scene, requirement, restating: filter.quantity, finding: state,
              witness: .rule(path, state)
            ) { report in
              report.series[series].observations[0].outcome = outcome
              report.set(filter.quantity, value, unit: unit, series: series, observation: 0)
            }
          }
          add(limit)
        }
      }
    }
    if seen.isEmpty { add(Limit(place: place, untested: "nothing of it counts in any report")) }
  }

  // MARK: - Statistics

  /// Shots at two velocities only: the fitted curve then goes through the shares of perforations at both, exactly.
  private mutating func fitted(
    _ requirement: Requirement, _ path: [Int], _ rule: FittedProbabilityRule, _ place: String
  ) {
    guard let (scene, group) = stage(requirement), let last = group.last,
      let method = standard.method(requirement.selection.method),
      let stop = method.outcomes.first(where: { $0.id != rule.outcome })?.id
    else {
      add(Limit(place: place, untested: "nothing of it counts in any report"))
      return
    }
    let figure: Figure?
    switch rule.at {
    case .figure(let stated): figure = stated
    case .reference: figure = reference(of: last, in: scene)?.value
    }
    let below = Written(rule.below)
    guard let figure, let percent = Units.convert(below.value, from: below.unit, to: "%"), below.decimals == 0
    else {
      add(Limit(place: place, untested: "its place on the curve or its share is not a whole number"))
      return
    }
    let at = Written(figure)
    let base = knowledge(scene).expected(requirement)
    var limit = Limit(place: "\(place) below \(percent) %")
    // A share that is the limit itself is a binary fraction on either side of it: not a vector.
    for (name, share) in [("inside", percent - 1), ("outside", percent + 1)] {
      let isComplete = knowledge(scene).isPlanKnown(for: requirement)
      let state: Expected = share < percent ? base : isComplete ? .notMet : .notDetermined
      let few = NSDecimalNumber(decimal: share).intValue
      limit.vectors += vectors(
        name, scene, requirement, restating: rule.quantity, finding: state, witness: .rule(path, state)
      ) { report in
        var count = group.reduce(0) { $0 + report.series[$1].observations.count }
        while count < 120 {
          report.addObservation(to: last)
          count += 1
        }
        var shot = 0
        for series in group {
          for index in report.series[series].observations.indices {
            let isPerforation = shot < 100 ? shot < few : shot % 2 == 0
            report.series[series].observations[index].outcome = isPerforation ? rule.outcome : stop
            report.set(
              rule.quantity, at.value + (shot < 100 ? 0 : 50), unit: at.unit, series: series,
              observation: index)
            shot += 1
          }
        }
      }
    }
    add(limit)
    add(
      Limit(
        place: "\(place) at \(percent) % itself",
        untested: "a fitted probability is a binary number, near the limit on either side of it"))
  }

  // MARK: - Days

  private mutating func certificate(_ requirement: Requirement, _ path: [Int], _ place: String) {
    for pair in pairs where requirement.applies(kind: pair.kind, level: pair.level) {
      let scene = scene(pair.level, pair.kind, requirement.selection.method)
      let base = knowledge(scene).expected(requirement)
      let (from, to) = (scene.report.testedFrom, scene.report.testedTo)
      guard let late = Day(year: from.year, month: from.month, day: from.day + 1),
        let early = Day(year: to.year, month: to.month, day: to.day - 1),
        let before = Day(year: to.year, month: to.month, day: to.day + 1),
        let ago = Day(year: from.year - 1, month: 1, day: 1)
      else { continue }
      var limit = Limit(place: "\(place), first and last day")
      let days: [(String, Day, Day?, Expected)] = [
        ("at the first day", from, nil, base), ("inside the first day", ago, nil, base),
        ("outside the first day", late, nil, .notMet), ("at the last day", ago, to, base),
        ("inside the last day", ago, before, base), ("outside the last day", ago, early, .notMet),
      ]
      for (name, first, last, state) in days {
        limit.vectors += vectors(
          name, scene, requirement, restating: nil, finding: state, witness: .rule(path, state)
        ) { report in
          for index in report.certificates.indices {
            report.certificates[index].from = first
            report.certificates[index].until = last
          }
        }
      }
      add(limit)
      return
    }
  }
}
