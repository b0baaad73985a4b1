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
    let table = group.table
    let count = outcome.map { id in group.counted.count { table.outcome($0) == id } } ?? group.counted.count
    // An observation without an outcome may have this one.
    let silent = outcome == nil ? [] : group.counted.filter { table.outcome($0) == nil }
    let number = ExactDecimal(count)
    let isTooMany = yardstick.sides.contains {
      $0.comparison.isUpper && !$0.comparison.holds(number, $0.limit)
    }
    result.measured = number.description
    result.margin = yardstick.margin(number)?.description
    result.decisiveCount = count
    if group.counted.isEmpty {
      result.reason = "There is no counted \(table.noun)."
    } else if let first = silent.first, !isTooMany {
      result.decide(by: silent) { table.reference($0, "not reported") }
      result.reason = "The outcome of \(table.name(first)) \(table.lackOfOutcome(first))."
    } else if yardstick.holds(number) {
      if group.isComplete {
        result.outcome = .met
      } else {
        result.reason = Group.incompleteReason
      }
    } else if isTooMany {
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
