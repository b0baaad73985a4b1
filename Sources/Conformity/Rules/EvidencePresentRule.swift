import Standards

/// One check with another outcome decides; without any check of the item there is no evidence.
struct PreparedEvidencePresentRule: PreparedRule {
  private let rule: EvidencePresentRule
  private let wanted: String
  private let statement: String

  init(_ rule: EvidencePresentRule, _ words: RuleWords) {
    self.rule = rule
    wanted = words.title(ofOutcome: rule.outcome)
    statement = Rule.evidencePresent(rule).statement(words)
  }

  func judge(_ group: Group) -> RuleResult {
    let table = group.table
    var result = RuleResult(rule: "evidence present", statement: statement, outcome: .notDetermined)
    let checks = group.counted.filter { table.observation($0).item == rule.item }
    let failing = checks.filter { table.outcome($0) != nil && table.outcome($0) != rule.outcome }
    if let first = failing.first.map(table.observation) {
      result.outcome = .notMet
      result.decide(by: failing) { table.reference($0, table.outcome($0) ?? "") }
      result.measured = first.outcome
      result.reason = "\(rule.title): \(first.remark ?? first.outcome ?? "not conforming")."
    } else if let silent = checks.first(where: { table.outcome($0) == nil }) {
      result.decide(by: [silent]) { table.reference($0, "not reported") }
      result.reason = "\(rule.title): the outcome of the check \(table.lackOfOutcome(silent))."
    } else if checks.isEmpty {
      result.reason = "\(rule.title): no check is recorded."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = .met
      result.measured = wanted
      result.decide(by: checks) { table.reference($0, wanted) }
    }
    return result
  }
}
