import Quantities
import Standards

/// The mean is compared exactly, as sum against count times limit, so that no rounding decides.
struct PreparedMeanRule: PreparedRule {
  private let quantity: String
  private let bound: PreparedBound
  private let noun: String
  private let over: MeanRule.Over
  private let statement: PreparedStatement

  init(_ rule: MeanRule, _ words: RuleWords) {
    quantity = rule.quantity
    bound = PreparedBound(rule.bound)
    noun = words.noun
    over = rule.over
    statement = PreparedStatement(.mean(rule), words)
  }

  func judge(_ group: Group) -> RuleResult {
    guard let yardstick = bound.yardstick(group.reference) else {
      return bound.withoutYardstick(rule: "mean", statement: statement.text(group.reference))
    }
    let table = group.table
    var result = RuleResult(
      rule: "mean", statement: statement.text(group.reference), outcome: .notDetermined,
      yardstick: yardstick)
    let column = table.column(quantity, in: yardstick.unit)
    let (values, lacking) = group.measured(column, on: group.counted)
    var sum = ExactSum()
    var fits = true
    var lack: String?
    switch over {
    case .observations:
      for value in values where !sum.add(value.value) { fits = false }
    case .specimens, .subjects:
      let counted = Subjects(of: quantity, in: yardstick.unit, table, rows: group.counted) { series in
        over == .specimens ? series.home : series.subject == nil ? nil : series.testSubject
      }
      lack = counted.reason
      for one in counted.all where !sum.add(meanOf: one.sum) { fits = false }
    }
    if let mean = sum.mean(significantDigits: 6) {
      result.measured = column.text(mean)
      result.margin = yardstick.margin(mean).map(column.text)
    }
    result.decide(by: values) { table.reference($0.row, column.text($0.value)) }
    if values.isEmpty {
      result.reason = lacking.first.map { table.reason(column, lacks: $0) } ?? "There is no counted \(noun)."
    } else if let first = lacking.first {
      result.reason = "\(group.lack(column, on: first))."
    } else if let lack {
      result.reason = lack
    } else if !fits {
      result.reason = "The sum of the values has too many digits."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else if let holds = yardstick.holds(meanOf: sum) {
      let mean = sum.mean(significantDigits: Amount.conversionDigits)
      switch holds ? group.guarded(meanOf: values, mean, yardstick, column) : .breaks {
      case .holds: result.outcome = .met
      case .breaks:
        result.outcome = .notMet
        result.reason =
          "The mean is \(result.measured ?? "outside the limits")\(holds ? Group.tooNear : "")."
      case .unclear: result.reason = group.withoutUncertainty(column, onOneOf: values)
      }
    } else {
      result.reason = "The mean cannot be computed exactly."
    }
    return result
  }
}

extension Yardstick {
  /// Whether the mean of a sum holds every side; nil where it cannot be computed.
  func holds(meanOf sum: ExactSum) -> Bool? {
    for side in sides {
      guard let order = sum.compareMean(to: side.limit) else { return nil }
      let holds =
        switch side.comparison {
        case .atMost: order <= 0
        case .below: order < 0
        case .atLeast: order >= 0
        case .above: order > 0
        }
      if !holds { return false }
    }
    return true
  }
}
