import Standards

/// A single observation with the outcome decides; otherwise every counted observation must state its outcome, and the
/// plan must be fulfilled.
struct PreparedNoneRule: PreparedRule {
  private let outcome: String
  private let outcomeTitle: String
  private let noun: String
  private let filter: PreparedFilter?
  private let statement: PreparedStatement

  init(_ rule: NoneRule, _ words: RuleWords) {
    outcome = rule.outcome
    outcomeTitle = words.title(ofOutcome: rule.outcome)
    noun = words.noun
    filter = rule.filter.map(PreparedFilter.init)
    statement = PreparedStatement(.none(rule), words)
  }

  func judge(_ group: Group) -> RuleResult {
    let table = group.table
    var result = RuleResult(
      rule: "none", statement: statement.text(group.reference), outcome: .notDetermined)
    var column: Column?
    if let filter {
      guard let yardstick = filter.bound.yardstick(group.reference) else {
        return filter.bound.withoutYardstick(rule: "none", statement: result.statement)
      }
      result.limit = yardstick.limitText
      result.clause = yardstick.clause
      result.isVerified = yardstick.isVerified
      column = table.column(filter.quantity, in: yardstick.unit)
    }
    var hits: [Int] = []
    var silent: [Int] = []
    for row in group.counted {
      switch table.outcome(row) {
      case outcome?: hits.append(row)
      case nil: silent.append(row)
      default: break
      }
    }
    let (violations, unclear) = group.matching(filter, hits)
    if let first = violations.first {
      result.outcome = .notMet
      result.measured = "\(violations.count) of \(group.counted.count)"
      result.decide(by: violations) { row in
        guard let column, let value = column[row] else { return table.reference(row, outcomeTitle) }
        return table.reference(row, "\(outcomeTitle), \(column.quantity) \(value) \(column.unit.symbol)")
      }
      result.reason =
        "\(table.name(first)): \(outcomeTitle)"
        + (violations.count > 1 ? ", and \(violations.count - 1) more." : ".")
    } else if let first = silent.first ?? unclear.first {
      result.decide(by: silent + unclear) { table.reference($0, "not reported") }
      result.reason =
        silent.isEmpty
        ? "Whether \(table.name(first)) is concerned cannot be told: \(filter?.quantity ?? "a value") is not reported."
        : "The outcome of \(table.name(first)) \(table.lackOfOutcome(first))."
    } else if group.counted.isEmpty {
      result.reason = "There is no counted \(noun)."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = .met
      result.measured = "0 of \(group.counted.count)"
      result.decisiveCount = group.counted.count
    }
    return result
  }
}
