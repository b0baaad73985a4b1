import Standards

/// A single observation with another outcome decides; otherwise every counted observation must state its outcome, and
/// the plan must be fulfilled.
struct PreparedRequiredOutcomeRule: PreparedRule {
  private let wanted: String
  private let words: RuleWords
  private let statement: String

  init(_ rule: RequiredOutcomeRule, _ words: RuleWords) {
    wanted = rule.outcome
    self.words = words
    statement = Rule.requiredOutcome(rule).statement(words)
  }

  func judge(_ group: Group) -> RuleResult {
    group.judgeOutcomes("required outcome", statement, words) { $0 == wanted }
  }
}

extension Group {
  /// Judges observations one by one by their outcomes.
  func judgeOutcomes(
    _ kind: String, _ statement: String, _ words: RuleWords, isGood: (String) -> Bool
  ) -> RuleResult {
    var result = RuleResult(rule: kind, statement: statement, outcome: .notDetermined)
    let failing = counted.filter { row in table.outcome(row).map { !isGood($0) } ?? false }
    let silent = counted.filter { table.outcome($0) == nil }
    func title(_ row: Int) -> String { table.outcome(row).map(words.title(ofOutcome:)) ?? "not reported" }
    if let first = failing.first {
      result.outcome = .notMet
      result.measured = "\(failing.count) of \(counted.count)"
      result.decide(by: failing) { table.reference($0, title($0)) }
      result.reason =
        "\(table.name(first)): \(title(first))"
        + (failing.count > 1 ? ", and \(failing.count - 1) more." : ".")
    } else if let first = silent.first {
      result.decide(by: silent) { table.reference($0, "not reported") }
      result.reason = "The outcome of \(table.name(first)) \(table.lackOfOutcome(first))."
    } else if counted.isEmpty {
      result.reason = "There is no counted \(words.noun)."
    } else if !isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = .met
      result.measured = "0 of \(counted.count)"
      result.decisiveCount = counted.count
    }
    return result
  }
}
