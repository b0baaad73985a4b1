/// Several rules of which all must hold, or any.
struct Combination: PreparedRule {
  private let kind: String
  private let parts: [any PreparedRule]
  private let outcome: @Sendable ([Outcome]) -> Outcome

  init(_ kind: String, _ parts: [any PreparedRule], outcome: @escaping @Sendable ([Outcome]) -> Outcome) {
    self.kind = kind
    self.parts = parts
    self.outcome = outcome
  }

  func judge(_ group: Group) -> RuleResult {
    let children = parts.map { $0.judge(group) }
    var result = RuleResult(rule: kind, statement: kind, outcome: outcome(children.map(\.outcome)))
    // An empty combination says nothing about the equipment.
    if result.outcome == .notApplicable { result.outcome = .notDetermined }
    result.isVerified = children.allSatisfy(\.isVerified)
    result.children = children
    return result
  }
}
