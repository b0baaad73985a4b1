import Standards

/// A bound whose yardstick is made once, unless it waits for a group's reference.
struct PreparedBound: Sendable {
  private let bound: Bound
  private let fixed: Yardstick?

  init(_ bound: Bound) {
    self.bound = bound
    fixed = bound.refersToReference ? nil : Yardstick(bound, reference: nil)
  }

  /// Nil where the bound asks for a reference that the group does not have, or for a limit that nobody knows.
  func yardstick(_ reference: Figure?) -> Yardstick? {
    bound.refersToReference ? Yardstick(bound, reference: reference) : fixed
  }

  /// The result for a bound without a yardstick.
  func withoutYardstick(rule: String, statement: String) -> RuleResult {
    var result = RuleResult(rule: rule, statement: statement, outcome: .notDetermined)
    if let unknown = bound.unknownLimit {
      result.clause = unknown.clause
      result.isVerified = false
      result.reason = "The definition does not know the limit."
    } else {
      result.reason = "There is no reference for this threat and condition."
    }
    return result
  }
}

/// What a rule demands, in words: worked out once where it is the same for every group.
struct PreparedStatement: Sendable {
  private let rule: Rule
  private let method: TestMethod?
  private let fixed: String?

  init(_ rule: Rule, _ words: RuleWords) {
    self.rule = rule
    method = words.method
    fixed = rule.refersToReference ? nil : rule.statement(words)
  }

  func text(_ reference: Figure?) -> String {
    fixed ?? rule.statement(RuleWords(method: method, reference: reference))
  }
}

/// A condition that narrows the observations a rule looks at.
struct PreparedFilter: Sendable {
  let quantity: String
  let bound: PreparedBound

  init(_ filter: Where) {
    quantity = filter.quantity
    bound = PreparedBound(filter.bound)
  }
}
