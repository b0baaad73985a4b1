import Quantities
import Standards

/// The smallest or the largest value decides.
struct PreparedExtremeRule: PreparedRule {
  private let kind: String
  private let isMaximum: Bool
  private let quantity: String
  private let bound: PreparedBound
  private let noun: String
  /// What is bounded, such as `smallest velocity`.
  private let what: String
  private let statement: String?

  init(_ rule: MinimumRule, _ words: MethodWords) {
    self.init("minimum", isMaximum: false, rule.quantity, rule.bound, words)
  }

  init(_ rule: MaximumRule, _ words: MethodWords) {
    self.init("maximum", isMaximum: true, rule.quantity, rule.bound, words)
  }

  private init(_ kind: String, isMaximum: Bool, _ quantity: String, _ bound: Bound, _ words: MethodWords) {
    self.kind = kind
    self.isMaximum = isMaximum
    self.quantity = quantity
    self.bound = PreparedBound(bound)
    noun = words.noun
    let what = "\(isMaximum ? "largest" : "smallest") \(words.title(of: quantity))"
    self.what = what
    statement = self.bound.sentence { "\(what) \($0.text)" }
  }

  func judge(_ group: Group) -> RuleResult {
    guard let yardstick = bound.yardstick(group.reference) else {
      return .withoutReference(rule: kind, statement: what)
    }
    let table = group.table
    var result = RuleResult(
      rule: kind, statement: statement ?? "\(what) \(yardstick.text)", outcome: .notDetermined,
      yardstick: yardstick)
    let column = table.column(quantity, in: yardstick.unit)
    let (values, lacking) = group.measured(column, on: group.counted)
    guard var extreme = values.first else {
      result.reason = lacking.first.map { table.reason(column, lacks: $0) } ?? "There is no counted \(noun)."
      return result
    }
    for candidate in values.dropFirst()
    where isMaximum ? candidate.value > extreme.value : candidate.value < extreme.value {
      extreme = candidate
    }
    let text = column.text(extreme.value)
    result.measured = text
    result.margin = yardstick.margin(extreme.value).map(column.text)
    result.decide(by: [extreme]) { table.reference($0.row, text) }
    // A value that is beyond the limit in the rule's own direction stays beyond it, whatever else is measured.
    let decidesAlone = yardstick.sides.contains { side in
      side.comparison.isUpper == isMaximum && !side.comparison.holds(extreme.value, side.limit)
    }
    if decidesAlone {
      result.outcome = .notMet
      result.reason = "\(table.name(extreme.row)) was \(text)."
    } else if let first = lacking.first {
      result.reason = "\(group.lack(column, on: first))."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = yardstick.holds(extreme.value) ? .met : .notMet
    }
    return result
  }
}
