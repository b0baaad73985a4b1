import Standards

/// A single observation rated worse decides; otherwise every counted observation must be rated, and the plan must be
/// fulfilled.
struct PreparedRatingRule: PreparedRule {
  /// The steps of the scale that are good enough.
  private let good: Set<String>
  private let words: RuleWords
  private let statement: String

  init(_ rule: RatingRule, _ words: RuleWords) {
    let steps = words.method?.outcomes.map(\.id) ?? []
    // The scale goes from the best to the worst; a step that is not on it makes nothing good enough.
    good = Set(steps.firstIndex(of: rule.atLeast).map { steps[...$0] } ?? [])
    self.words = words
    statement = Rule.rating(rule).statement(words)
  }

  func judge(_ group: Group) -> RuleResult {
    group.judgeOutcomes("rating", statement, words) { good.contains($0) }
  }
}
