import Quantities
import Standards
import Statistics

/// The bound is computed over every counted observation; it decides only over evidence that fulfils the plan.
struct PreparedToleranceBoundRule: PreparedRule {
  private let rule: ToleranceBoundRule
  private let factors: ToleranceFactors
  /// Of a result, what the definition alone says.
  private let stated: RuleResult

  init(_ rule: ToleranceBoundRule, _ words: RuleWords) {
    self.rule = rule
    factors = ToleranceFactors(coverage: rule.coverage.share, confidence: rule.confidence.share)
    let limit = rule.limit.amount
    var stated = RuleResult(
      rule: "tolerance bound",
      statement: Rule.toleranceBound(rule).statement(words), outcome: .notDetermined)
    stated.limit = limit.description
    stated.clause = rule.limit.clause
    stated.isVerified = rule.limit.isVerified && rule.coverage.isVerified && rule.confidence.isVerified
    self.stated = stated
  }

  func judge(_ group: Group) -> RuleResult {
    let limit = rule.limit.amount
    var result = stated
    let column = group.table.column(rule.quantity, in: limit.unit)
    let (values, lacking) = group.measured(column, on: group.counted)
    result.decisiveCount = values.count
    if let first = lacking.first {
      result.reason = "\(group.lack(column, on: first))."
      return result
    }
    switch ToleranceBound.upper(of: values.map(\.value.doubleValue), factors: factors) {
    case .notDetermined(let why):
      result.reason = why.description
    case .bound(let bound):
      let symbol = limit.unit.symbol
      result.statistics = [
        .init(name: "n", value: String(bound.count), unit: ""),
        .init(name: "mean", value: NumberFormat.fixed(bound.mean, decimals: 3), unit: symbol),
        .init(name: "s", value: NumberFormat.fixed(bound.standardDeviation, decimals: 3), unit: symbol),
        .init(name: "k", value: NumberFormat.fixed(bound.factor, decimals: 6), unit: ""),
        .init(name: "bound", value: NumberFormat.fixed(bound.bound, decimals: 3), unit: symbol),
      ]
      // Rounded away from the limit's good side, so that the printed bound never looks better than the verdict.
      result.measured = "\(NumberFormat.fixed(bound.bound, decimals: 3)) \(symbol)"
      result.margin = "\(NumberFormat.fixed(limit.value.doubleValue - bound.bound, decimals: 3)) \(symbol)"
      if !group.isComplete {
        result.reason = Group.incompleteReason
      } else if holds(bound, values: values, limit: limit.value) {
        switch group.guarded(bound: bound.bound, limit: limit.value, column, values) {
        case .holds: result.outcome = .met
        case .breaks:
          result.outcome = .notMet
          result.reason =
            "The tolerance bound is \(result.measured ?? "below the limit")\(Group.tooNear)."
        case .unclear: result.reason = group.withoutUncertainty(column, onOneOf: values)
        }
      } else {
        result.outcome = .notMet
        result.reason = "The tolerance bound of \(result.measured ?? "the values") exceeds the limit."
      }
    }
    return result
  }

  /// Equal values have a bound equal to themselves, which is compared exactly as written.
  private func holds(_ bound: ToleranceBound, values: [Group.Measured], limit: ExactDecimal) -> Bool {
    if bound.standardDeviation == 0, let value = values.first?.value {
      return Comparison.atMost.holds(value, limit)
    }
    return bound.bound <= limit.doubleValue
  }
}
