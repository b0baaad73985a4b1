import Quantities
import XMLDocuments

/// Whether what a definition demands can be met at all: each requirement by the evidence that the plan asks for, and
/// each bound beside those next to it.
extension Standard {
  func checkSatisfiability(_ reading: inout DefinitionReading) {
    for requirement in requirements {
      checkSelection(of: requirement, &reading)
      if let planned = leastPlanned(for: requirement) {
        checkNumbers(requirement.rule, planned: planned, requirement, &reading)
      }
      checkBounds(requirement.rule, requirement, &reading)
    }
  }

  // MARK: - What a requirement looks at

  /// A requirement that looks at specimens which no line of its method's plan asks for would never see any.
  private func checkSelection(of requirement: Requirement, _ reading: inout DefinitionReading) {
    let entries = plan.filter { $0.method == requirement.selection.method }
    guard !entries.isEmpty, !entries.contains(where: { $0.isSelected(by: requirement.selection) }) else {
      return
    }
    let selection = requirement.selection
    // A word that is not declared has been reported, and selects nothing by that.
    let isDeclared =
      selection.condition.map { condition($0) != nil } ?? true
      && selection.component.map { component($0) != nil } ?? true
      && selection.region.map { region($0) != nil } ?? true
    guard isDeclared else { return }
    let wanted = [selection.condition, selection.size, selection.component, selection.region].compactMap(
      \.self)
    reading.report.error(
      .standardRequirementIdle, line: requirement.line,
      "The requirement \(requirement.id) looks at observations that no line of the plan asks for.",
      found: wanted.joined(separator: ", "), expected: "what a plan entry of \(selection.method) asks for",
      cure: "Correct the selection, or add a plan entry.")
  }

  // MARK: - Numbers of observations

  /// The least number of observations in one of a requirement's groups, if the plan prescribes one.
  ///
  /// Groups of one specimen, record or subject hold what is planned on each; others all that their lines ask for.
  private func leastPlanned(for requirement: Requirement) -> Int? {
    let entries = plan.filter {
      $0.method == requirement.selection.method && $0.isSelected(by: requirement.selection)
    }
    guard !entries.isEmpty else { return nil }
    let single: Set<GroupingKey> = [.specimen, .record, .subject, .component, .region]
    guard single.isDisjoint(with: requirement.grouping) else { return nil }
    return entries.map { entry -> Int in
      let each = entry.observationsPerSpecimen?.wholeNumber ?? 1
      let specimens = entry.specimens?.wholeNumber ?? entry.subjects?.wholeNumber ?? 0
      return max(entry.total?.wholeNumber ?? 0, each * specimens)
    }.reduce(0, max)
  }

  private func checkNumbers(
    _ rule: Rule, planned: Int, _ requirement: Requirement, _ reading: inout DefinitionReading
  ) {
    var needed: (count: Int, why: String)?
    switch rule {
    case .toleranceBound: needed = (2, "a tolerance bound takes at least two values")
    case .fittedProbability: needed = (2, "a curve cannot be fitted to less than a stop and a perforation")
    case .v50(let rule):
      let least = rule.pairs.compactMap(\.count.wholeNumber).min() ?? 0
      needed = (2 * least, "the V50 takes \(least) stops and \(least) perforations")
    case .count(let rule):
      if rule.outcome == nil, case .limit(let comparison, .figure(let limit)) = rule.bound,
        comparison.isUpper,
        !comparison.holds(ExactDecimal(planned), limit.amount.value)
      {
        reading.report.error(
          .standardPlanUnsatisfiable, line: limit.line,
          "Evidence that fulfils the plan can never meet the requirement \(requirement.id).",
          found: "\(planned) planned", expected: "\(comparison.words) \(limit.amount.value)",
          cure: "Correct the plan or the count.")
      }
    case .allOf(let rules), .anyOf(let rules):
      for rule in rules { checkNumbers(rule, planned: planned, requirement, &reading) }
    default: break
    }
    guard let needed, planned > 0, planned < needed.count else { return }
    reading.report.error(
      .standardPlanUnsatisfiable, line: requirement.line,
      "Evidence that just fulfils the plan can never meet the requirement \(requirement.id): \(needed.why).",
      found: "\(planned) planned", expected: "at least \(needed.count)", cure: "Correct the plan or the rule."
    )
  }

  // MARK: - Bounds beside each other

  /// Where all of several rules must hold, what every value may be must leave room for what the mean or the
  /// tolerance bound of the same quantity may be.
  private func checkBounds(_ rule: Rule, _ requirement: Requirement, _ reading: inout DefinitionReading) {
    switch rule {
    case .anyOf(let rules):
      for rule in rules { checkBounds(rule, requirement, &reading) }
    case .allOf(let rules):
      for rule in rules { checkBounds(rule, requirement, &reading) }
      for case .every(let single) in rules where single.filter == nil {
        for other in rules {
          guard let (quantity, allowed) = other.aggregate, quantity == single.quantity else { continue }
          checkRoom(for: allowed, in: single.bound, requirement, &reading)
        }
      }
    default: break
    }
  }

  private func checkRoom(
    for aggregate: Bound, in single: Bound, _ requirement: Requirement, _ reading: inout DefinitionReading
  ) {
    guard let line = single.figures.first?.line else { return }
    for (limit, isUpper) in aggregate.ends {
      for (cap, isCap) in single.ends where isCap == isUpper {
        guard let cap = try? cap.converted(to: limit.unit) else { continue }
        guard isUpper ? cap.value < limit.value : cap.value > limit.value else { continue }
        reading.report.error(
          .standardBoundSide, line: line,
          "What a single value may be at \(isUpper ? "most" : "least") lies on the wrong side of what their mean or "
            + "tolerance bound may be.", found: cap.description,
          expected: "at \(isUpper ? "least" : "most") \(limit)",
          cure: "Swap the two limits, or correct one of them.")
      }
    }
  }
}

extension PlanEntry {
  /// Whether a selection looks at observations that this line asks for.
  fileprivate func isSelected(by selection: Selection) -> Bool {
    func agrees(_ wanted: String?, _ planned: String?) -> Bool {
      wanted == nil || planned == nil || wanted == planned
    }
    return agrees(selection.condition, condition) && agrees(selection.size, size)
      && agrees(selection.component, component) && agrees(selection.region, region)
  }
}

extension Rule {
  /// The quantity and bound of a rule about many values at once; nil for others.
  fileprivate var aggregate: (quantity: String, bound: Bound)? {
    switch self {
    case .mean(let rule): (rule.quantity, rule.bound)
    case .toleranceBound(let rule): (rule.quantity, .limit(.atMost, .figure(rule.limit)))
    default: nil
    }
  }
}

extension Bound {
  /// The ends that the bound states, and whether each is an upper one.
  fileprivate var ends: [(Amount, isUpper: Bool)] {
    switch self {
    case .limit(let comparison, .figure(let figure)): [(figure.amount, comparison.isUpper)]
    case .limit(_, .reference), .unknown: []
    case .between(let low, let high): [(low.amount, false), (high.amount, true)]
    case .within(let nominal, let tolerance):
      // The tolerance is in the nominal value's unit, as the bound's reader demands.
      [
        nominal.amount.value.subtracting(tolerance.amount.value).map {
          (Amount($0, nominal.amount.unit), false)
        },
        nominal.amount.value.adding(tolerance.amount.value).map { (Amount($0, nominal.amount.unit), true) },
      ].compactMap(\.self)
    }
  }
}
