extension Standard {
  /// Every figure of the definition, in the order of the document: nothing else in it is a number that
  /// judges.
  public var figures: [Figure] {
    threats.compactMap(\.mass) + levels.flatMap(\.figures) + methods.flatMap { $0.fairHit.flatMap(\.figures) }
      + plan.flatMap(\.figures) + requirements.flatMap(\.rule.figures)
  }
}

extension Level {
  /// The reference velocities that the level states.
  public var figures: [Figure] {
    switch threats {
    case .listed(let threats): threats.flatMap { $0.references.flatMap(\.figures) }
    case .declaredInReport: []
    }
  }
}

extension FairHitRule {
  /// The figures that the rule states.
  public var figures: [Figure] {
    switch test {
    case .nearReference(_, let tolerance, _): tolerance.map { [$0] } ?? []
    case .nearPlanned(_, _, let tolerance): [tolerance]
    case .atLeast(_, let limit, _, _): [limit]
    case .calibrated(_, let count): [count]
    case .conditioned: []
    }
  }
}

extension PlanEntry {
  /// The figures that the entry states.
  public var figures: [Figure] {
    [subjects, specimens, observationsPerSpecimen, total].compactMap(\.self)
      + angles.flatMap { [$0.count] + $0.angles }
  }
}

extension Rule {
  /// The figures that the rule and those within it state.
  public var figures: [Figure] {
    switch self {
    case .every(let rule): (rule.filter?.bound.figures ?? []) + rule.bound.figures
    case .none(let rule): rule.filter?.bound.figures ?? []
    case .count(let rule): rule.bound.figures
    case .minimum(let rule): rule.bound.figures
    case .maximum(let rule): rule.bound.figures
    case .mean(let rule): rule.bound.figures
    case .toleranceBound(let rule): [rule.coverage, rule.confidence, rule.limit]
    case .fittedProbability(let rule): rule.at.figures + [rule.below]
    case .percentageOfControl(let rule): rule.bound.figures
    case .protectionFactor(let rule): rule.bound.figures
    case .cumulative(let rule): [rule.period] + rule.bound.figures
    case .breakthrough(let rule): [rule.threshold] + rule.bound.figures
    case .peakWithDuration(let rule): [rule.limit, rule.threshold, rule.longest]
    case .v50(let rule): rule.pairs.flatMap { [$0.count, $0.spread] } + rule.bound.figures
    case .requiredOutcome, .rating, .certificate, .evidencePresent: []
    case .allOf(let rules), .anyOf(let rules): rules.flatMap(\.figures)
    }
  }
}

extension Reference {
  /// The reference itself and its tolerance.
  public var figures: [Figure] { [value] + (tolerance.map { [$0] } ?? []) }
}

extension Bound.Limit {
  fileprivate var figures: [Figure] {
    switch self {
    case .figure(let figure): [figure]
    case .reference: []
    }
  }
}
