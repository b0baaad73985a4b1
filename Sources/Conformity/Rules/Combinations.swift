import Standards

extension Group {
  /// Every part must hold: one that does not decides.
  func judgeAllOf(_ rules: [Rule]) -> RuleResult {
    combine("all of", rules) { Outcome.all($0) }
  }

  /// One part must hold: one that does decides.
  func judgeAnyOf(_ rules: [Rule]) -> RuleResult {
    combine("any of", rules) { Outcome.any($0) }
  }

  private func combine(_ kind: String, _ rules: [Rule], outcome: ([Outcome]) -> Outcome) -> RuleResult {
    let children = rules.map(judge)
    var result = RuleResult(rule: kind, statement: kind, outcome: outcome(children.map(\.outcome)))
    // An empty combination says nothing about the equipment.
    if result.outcome == .notApplicable { result.outcome = .notDetermined }
    result.isVerified = children.allSatisfy(\.isVerified)
    result.children = children
    return result
  }
}
