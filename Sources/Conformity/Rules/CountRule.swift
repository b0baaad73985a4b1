import Quantities
import Standards

/// Too few observations are missing evidence as long as the plan is not fulfilled; too many are a violation.
struct PreparedCountRule: PreparedRule {
  private let outcome: String?
  private let bound: PreparedBound
  private let noun: String
  private let what: String
  private let statement: String?

  init(_ rule: CountRule, _ words: MethodWords) {
    outcome = rule.outcome
    bound = PreparedBound(rule.bound)
    noun = words.noun
    let what =
      rule.outcome.map { "number of \(words.noun)s with \(words.title(ofOutcome: $0))" }
      ?? "number of \(words.noun)s"
    self.what = what
    statement = bound.sentence { "\(what) \($0.text)" }
  }

  func judge(_ group: Group) -> RuleResult {
    guard let yardstick = bound.yardstick(group.reference) else {
      return .withoutReference(rule: "count", statement: "number of \(noun)s")
    }
    var result = RuleResult(
      rule: "count", statement: statement ?? "\(what) \(yardstick.text)", outcome: .notDetermined,
      yardstick: yardstick)
    let count =
      outcome.map { id in group.counted.count { group.table.outcome($0) == id } } ?? group.counted.count
    let number = ExactDecimal(count)
    result.measured = number.description
    result.margin = yardstick.margin(number)?.description
    result.decisiveCount = count
    if yardstick.holds(number) {
      if group.isComplete {
        result.outcome = .met
      } else {
        result.reason = Group.incompleteReason
      }
    } else if yardstick.sides.contains(where: {
      $0.comparison.isUpper && !$0.comparison.holds(number, $0.limit)
    }) {
      result.outcome = .notMet
      result.reason = "There are \(number)."
    } else if group.isComplete {
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
