import Quantities
import Standards

/// Too few observations are missing evidence as long as the plan is not fulfilled; too many are a violation.
struct PreparedCountRule: PreparedRule {
  private let outcome: String?
  private let bound: PreparedBound
  private let statement: PreparedStatement

  init(_ rule: CountRule, _ words: RuleWords) {
    outcome = rule.outcome
    bound = PreparedBound(rule.bound)
    statement = PreparedStatement(.count(rule), words)
  }

  func judge(_ group: Group) -> RuleResult {
    guard let yardstick = bound.yardstick(group.reference) else {
      return bound.withoutYardstick(rule: "count", statement: statement.text(group.reference))
    }
    var result = RuleResult(
      rule: "count", statement: statement.text(group.reference), outcome: .notDetermined,
      yardstick: yardstick)
    let count =
      outcome.map { id in group.counted.count { group.table.outcome($0) == id } } ?? group.counted.count
    let number = ExactDecimal(count)
    result.measured = number.description
    result.margin = yardstick.margin(number)?.description
    result.decisiveCount = count
    let isBeyond = yardstick.sides.contains {
      $0.comparison.isUpper && !$0.comparison.holds(number, $0.limit)
    }
    if outcome != nil, !isBeyond, let silent = group.counted.first(where: { group.table.outcome($0) == nil })
    {
      result.reason = "The outcome of \(group.table.name(silent)) is not reported."
    } else if yardstick.holds(number) {
      if group.isComplete {
        result.outcome = .met
      } else {
        result.reason = Group.incompleteReason
      }
    } else if isBeyond {
      result.outcome = .notMet
      result.reason = "There are \(number)."
    } else if group.isComplete {
      result.outcome = .notMet
      result.reason = "There are only \(number)."
    } else {
      result.reason = "There are only \(number), and it is not shown that the test plan is fulfilled."
    }
    return result
  }
}
