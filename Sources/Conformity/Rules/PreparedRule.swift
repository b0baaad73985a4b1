import Standards

/// A rule made ready for a test method: its words and limits, as far as they do not depend on the evidence.
///
/// The same rule is judged for every group of every model. Each kind stands in the file of its name, and says there
/// what decides it.
protocol PreparedRule: Sendable {
  func judge(_ group: Group) -> RuleResult
}

extension Rule {
  /// - Parameter method: the method whose words are used; nil where the definition lacks it.
  func prepared(for method: TestMethod?) -> any PreparedRule {
    let words = RuleWords(method: method)
    return switch self {
    case .every(let rule): PreparedEveryRule(rule, words)
    case .none(let rule): PreparedNoneRule(rule, words)
    case .count(let rule): PreparedCountRule(rule, words)
    case .minimum(let rule): PreparedExtremeRule(rule, words)
    case .maximum(let rule): PreparedExtremeRule(rule, words)
    case .mean(let rule): PreparedMeanRule(rule, words)
    case .toleranceBound(let rule): PreparedToleranceBoundRule(rule, words)
    case .fittedProbability(let rule): PreparedFittedProbabilityRule(rule, words)
    case .requiredOutcome(let rule): PreparedRequiredOutcomeRule(rule, words)
    case .rating(let rule): PreparedRatingRule(rule, words)
    case .percentageOfControl(let rule): PreparedPercentageOfControlRule(rule, words)
    case .protectionFactor(let rule): PreparedProtectionFactorRule(rule, words)
    case .cumulative(let rule): PreparedCumulativeRule(rule, words)
    case .breakthrough(let rule): PreparedBreakthroughRule(rule, words)
    case .peakWithDuration(let rule): PreparedPeakWithDurationRule(rule, words)
    case .v50(let rule): PreparedV50Rule(rule, words)
    case .certificate(let rule): PreparedCertificateRule(rule, words)
    case .evidencePresent(let rule): PreparedEvidencePresentRule(rule, words)
    case .allOf(let rules): Combination("all of", rules.map { $0.prepared(for: method) }) { Outcome.all($0) }
    case .anyOf(let rules): Combination("any of", rules.map { $0.prepared(for: method) }) { Outcome.any($0) }
    }
  }
}
