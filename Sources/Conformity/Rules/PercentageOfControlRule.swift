import Quantities
import Standards

/// Each subject's mean is held against the mean of the same subject's control observations; their percentages are
/// averaged over the subjects. A subject without a control value leaves the rule undetermined.
struct PreparedPercentageOfControlRule: PreparedRule {
  private let rule: PercentageOfControlRule
  private let words: RuleWords
  private let bound: PreparedBound
  private let statement: PreparedStatement

  init(_ rule: PercentageOfControlRule, _ words: RuleWords) {
    self.rule = rule
    self.words = words
    bound = PreparedBound(rule.bound)
    statement = PreparedStatement(.percentageOfControl(rule), words)
  }

  func judge(_ group: Group) -> RuleResult {
    let kind = "percentage of control"
    guard let yardstick = bound.yardstick(group.reference),
      let unit = words.method?.quantity(rule.quantity)?.unit
    else { return bound.withoutYardstick(rule: kind, statement: statement.text(group.reference)) }
    var result = RuleResult(
      rule: kind, statement: statement.text(group.reference), outcome: .notDetermined, yardstick: yardstick)
    let control = group.otherTable(rule.control)
    let tests = Subjects(of: rule.quantity, in: unit, group.table, rows: group.counted)
    let controls = Subjects(of: rule.quantity, in: unit, control, rows: Array(control.allRows))
    if let reason = tests.reason ?? controls.reason {
      result.reason = reason
      return result
    }
    var percentages: [(row: Int, percent: ExactDecimal)] = []
    for subject in tests.all {
      guard let base = controls.all.first(where: { $0.id == subject.id }),
        let percent = subject.sum.meanPercentage(ofMeanOf: base.sum)
      else {
        result.reason =
          "Subject \(subject.id.name) has no control value of \(words.title(of: rule.quantity))."
        return result
      }
      percentages.append((subject.firstRow, percent))
    }
    var sum = ExactSum()
    for one in percentages where !sum.add(one.percent) {
      result.reason = "The percentages have too many digits."
      return result
    }
    result.decide(by: percentages) {
      group.table.reference($0.row, "\($0.percent.rounded(toSignificantDigits: 5)) %")
    }
    // Rounded as converted values are, beyond any instrument: neither the limit nor a repeating fraction is missed.
    guard let mean = sum.mean(significantDigits: Amount.conversionDigits) else {
      result.reason = "There is no counted \(words.noun)."
      return result
    }
    result.measured = Amount(mean.rounded(toSignificantDigits: 6), .percent).description
    // The bound may be written as a pure number.
    let limitUnit = yardstick.unit
    guard let value = try? Amount(mean, .percent).converted(to: limitUnit).value else {
      result.reason = "The percentage cannot be held against \(yardstick.limitText)."
      return result
    }
    result.margin = yardstick.margin(value).map {
      Amount($0.rounded(toSignificantDigits: 6), limitUnit).description
    }
    if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      if yardstick.holds(value) {
        group.meetDerived(&result)
      } else {
        result.outcome = .notMet
        result.reason = "The mean is \(result.measured ?? "outside the limit")."
      }
    }
    return result
  }
}
