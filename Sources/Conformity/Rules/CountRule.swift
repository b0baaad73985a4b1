import Quantities
import Standards

extension Group {
  /// Too few observations are missing evidence as long as the plan is not fulfilled; too many are a violation.
  func judge(_ rule: CountRule) -> RuleResult {
    let outcomeTitle = rule.outcome.map { id in method?.outcomes.first { $0.id == id }?.title ?? id }
    guard let yardstick = Yardstick(rule.bound, reference: reference) else {
      return .withoutReference(rule: "count", statement: "number of \(noun)s")
    }
    let what = outcomeTitle.map { "number of \(noun)s with \($0)" } ?? "number of \(noun)s"
    var result = RuleResult(
      rule: "count", statement: "\(what) \(yardstick.text)", outcome: .notDetermined, yardstick: yardstick)
    let matching = rule.outcome.map { id in counted.filter { $0.observation.outcome == id } } ?? counted
    let number = ExactDecimal(matching.count)
    result.measured = number.description
    result.margin = yardstick.margin(number)?.description
    result.decisiveCount = matching.count
    if yardstick.holds(number) {
      if isComplete {
        result.outcome = .met
      } else {
        result.reason = Group.incompleteReason
      }
    } else if yardstick.sides.contains(where: {
      $0.comparison.isUpper && !$0.comparison.holds(number, $0.limit)
    }) {
      result.outcome = .notMet
      result.reason = "There are \(number)."
    } else if isComplete {
      result.outcome = .notMet
      result.reason = "There are only \(number)."
    } else {
      result.reason = "There are only \(number), and the evidence does not fulfil the test plan."
    }
    return result
  }
}

extension Comparison {
  /// Whether the comparison limits from above.
  var isUpper: Bool { self == .atMost || self == .below }
}
