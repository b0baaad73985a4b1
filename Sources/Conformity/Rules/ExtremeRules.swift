import Quantities
import Standards

/// The smallest or the largest value decides.
struct PreparedExtremeRule: PreparedRule {
  private let kind: String
  private let isMaximum: Bool
  private let quantity: String
  private let bound: PreparedBound
  private let noun: String
  private let statement: PreparedStatement

  init(_ rule: MinimumRule, _ words: RuleWords) {
    self.init("minimum", isMaximum: false, rule.quantity, rule.bound, .minimum(rule), words)
  }

  init(_ rule: MaximumRule, _ words: RuleWords) {
    self.init("maximum", isMaximum: true, rule.quantity, rule.bound, .maximum(rule), words)
  }

  private init(
    _ kind: String, isMaximum: Bool, _ quantity: String, _ bound: Bound, _ rule: Rule, _ words: RuleWords
  ) {
    self.kind = kind
    self.isMaximum = isMaximum
    self.quantity = quantity
    self.bound = PreparedBound(bound)
    noun = words.noun
    statement = PreparedStatement(rule, words)
  }

  func judge(_ group: Group) -> RuleResult {
    guard let yardstick = bound.yardstick(group.reference) else {
      return bound.withoutYardstick(rule: kind, statement: statement.text(group.reference))
    }
    let table = group.table
    var result = RuleResult(
      rule: kind, statement: statement.text(group.reference), outcome: .notDetermined,
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
    let ownSides = yardstick.sides.filter { $0.comparison.isUpper == isMaximum }
    // A value that is beyond the limit in the rule's own direction stays beyond it, whatever else is measured.
    let decidesAlone = ownSides.contains { !$0.comparison.holds(extreme.value, $0.limit) }
    // In that direction every value must be within the limit, each with its own report's uncertainty.
    let own = yardstick.with(ownSides)
    var fit = group.fit([extreme], yardstick, column)
    var decisive = extreme
    if fit != .breaks, !ownSides.isEmpty {
      let all = group.fit(values, own, column)
      if all != .holds { fit = all }
      if all == .breaks {
        decisive = values.first { group.fit($0.value, own, column, $0.row) == .breaks } ?? extreme
      }
    }
    if decidesAlone {
      result.outcome = .notMet
      result.reason = "\(table.name(extreme.row)) was \(text)."
    } else if let first = lacking.first {
      result.reason = "\(group.lack(column, on: first))."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      switch fit {
      case .holds: result.outcome = .met
      case .breaks:
        result.outcome = .notMet
        result.reason =
          "\(table.name(decisive.row)) was \(column.text(decisive.value))"
          + "\(yardstick.holds(extreme.value) ? Group.tooNear : "")."
      case .unclear: result.reason = group.withoutUncertainty(column, onOneOf: values)
      }
    }
    return result
  }
}
