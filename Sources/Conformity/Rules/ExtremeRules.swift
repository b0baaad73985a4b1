import Quantities
import Standards

extension Group {
  /// The smallest value decides.
  func judge(_ rule: MinimumRule) -> RuleResult {
    judgeExtreme("minimum", "smallest", quantity: rule.quantity, bound: rule.bound) { $0 < $1 }
  }

  /// The largest value decides.
  func judge(_ rule: MaximumRule) -> RuleResult {
    judgeExtreme("maximum", "largest", quantity: rule.quantity, bound: rule.bound) { $0 > $1 }
  }

  private func judgeExtreme(
    _ kind: String, _ word: String, quantity: String, bound: Bound,
    isMoreExtreme: (ExactDecimal, ExactDecimal) -> Bool
  ) -> RuleResult {
    guard let yardstick = Yardstick(bound, reference: reference) else {
      return .withoutReference(rule: kind, statement: "\(word) \(title(of: quantity))")
    }
    var result = RuleResult(
      rule: kind, statement: "\(word) \(title(of: quantity)) \(yardstick.text)", outcome: .notDetermined,
      yardstick: yardstick)
    let gauge = Gauge(quantity, in: yardstick.unit, reports: reports)
    let (values, lacking, reason) = measured(gauge, in: counted)
    guard var extreme = values.first else {
      result.reason = reason ?? "There is no counted \(noun)."
      return result
    }
    for candidate in values.dropFirst() where isMoreExtreme(candidate.value, extreme.value) {
      extreme = candidate
    }
    let text = Amount(extreme.value, gauge.unit).description
    result.measured = text
    result.margin = yardstick.margin(extreme.value).map { Amount($0, gauge.unit).description }
    result.decide(by: [extreme.sighting.reference(text)])
    // A value that is beyond the limit in the rule's own direction stays beyond it, whatever else is measured.
    let decidesAlone = yardstick.sides.contains { side in
      side.comparison.isUpper == (kind == "maximum") && !side.comparison.holds(extreme.value, side.limit)
    }
    if decidesAlone {
      result.outcome = .notMet
      result.reason = "\(name(extreme.sighting)) was \(text)."
    } else if let first = lacking.first {
      result.reason = "\(reason ?? "a value is missing") for \(name(first))."
    } else if !isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = yardstick.holds(extreme.value) ? .met : .notMet
    }
    return result
  }
}
