import Standards

extension Standard {
  /// Every figure that the definition states, in its order.
  var allFigures: [Figure] {
    threats.compactMap(\.mass) + levels.flatMap(\.figures) + methods.flatMap { $0.fairHit.flatMap(\.figures) }
      + plan.flatMap(\.figures) + requirements.flatMap(\.rule.figures)
  }
}

extension Level {
  fileprivate var figures: [Figure] {
    guard case .listed(let threats) = threats else { return [] }
    return threats.flatMap { $0.references.map(\.velocity) }
  }
}

extension FairHitRule {
  /// The figures that the rule states.
  var figures: [Figure] {
    switch test {
    case .nearReference(_, let tolerance, _): [tolerance]
    case .nearPlanned(_, _, let tolerance): [tolerance]
    case .atLeast(_, let limit, _, _): [limit]
    case .calibrated(_, let count): [count]
    case .conditioned: []
    }
  }
}

extension PlanEntry {
  fileprivate var figures: [Figure] {
    [specimens, observationsPerSpecimen, total].compactMap { $0 } + angles.flatMap { $0.angles + [$0.count] }
  }
}

extension Rule {
  /// The figures that the rule and its parts state.
  var figures: [Figure] {
    switch self {
    case .every(let rule): rule.bound.figures + (rule.filter?.bound.figures ?? [])
    case .none(let rule): rule.filter?.bound.figures ?? []
    case .count(let rule): rule.bound.figures
    case .minimum(let rule): rule.bound.figures
    case .maximum(let rule): rule.bound.figures
    case .mean(let rule): rule.bound.figures
    case .toleranceBound(let rule): [rule.limit, rule.coverage, rule.confidence]
    case .fittedProbability(let rule):
      if case .figure(let figure) = rule.at { [figure, rule.below] } else { [rule.below] }
    case .evidencePresent: []
    case .allOf(let rules), .anyOf(let rules): rules.flatMap(\.figures)
    }
  }
}
