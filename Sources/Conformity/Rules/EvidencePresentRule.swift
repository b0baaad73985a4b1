import Standards

extension Group {
  /// One check with another outcome decides; without any check of the item there is no evidence.
  func judge(_ rule: EvidencePresentRule) -> RuleResult {
    let wanted = method?.outcomes.first { $0.id == rule.outcome }?.title ?? rule.outcome
    var result = RuleResult(
      rule: "evidence present", statement: "\(rule.title): \(wanted)", outcome: .notDetermined)
    let checks = counted.filter { $0.observation.item == rule.item }
    let failing = checks.filter { $0.observation.outcome != nil && $0.observation.outcome != rule.outcome }
    if let first = failing.first {
      result.outcome = .notMet
      result.decide(by: failing.map { $0.reference($0.observation.outcome ?? "") })
      result.measured = first.observation.outcome
      result.reason =
        "\(rule.title): \(first.observation.remark ?? first.observation.outcome ?? "not conforming")."
    } else if let silent = checks.first(where: { $0.observation.outcome == nil }) {
      result.decide(by: [silent.reference("not reported")])
      result.reason = "\(rule.title): the outcome of the check is not reported."
    } else if checks.isEmpty {
      result.reason = "\(rule.title): no check is recorded."
    } else if !isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = .met
      result.measured = wanted
      result.decide(by: checks.map { $0.reference(wanted) })
    }
    return result
  }
}
