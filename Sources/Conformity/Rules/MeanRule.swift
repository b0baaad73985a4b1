import Quantities
import Standards

extension Group {
  /// The mean is compared exactly, as sum against count times limit, so that no rounding decides.
  func judge(_ rule: MeanRule) -> RuleResult {
    guard let yardstick = Yardstick(rule.bound, reference: reference) else {
      return .withoutReference(rule: "mean", statement: "mean \(title(of: rule.quantity))")
    }
    var result = RuleResult(
      rule: "mean", statement: "mean \(title(of: rule.quantity)) \(yardstick.text)", outcome: .notDetermined,
      yardstick: yardstick)
    let gauge = Gauge(rule.quantity, in: yardstick.unit, reports: reports)
    let (values, lacking, reason) = measured(gauge, in: counted)
    var sum = ExactSum()
    var fits = true
    for value in values where !sum.add(value.value) { fits = false }
    if let mean = sum.mean(significantDigits: 6) {
      result.measured = Amount(mean, gauge.unit).description
      result.margin = yardstick.margin(mean).map { Amount($0, gauge.unit).description }
    }
    result.decide(by: values.map { $0.sighting.reference(Amount($0.value, gauge.unit).description) })
    if values.isEmpty {
      result.reason = reason ?? "There is no counted \(noun)."
    } else if let first = lacking.first {
      result.reason = "\(reason ?? "a value is missing") for \(name(first))."
    } else if !fits {
      result.reason = "The sum of the values has too many digits."
    } else if !isComplete {
      result.reason = Group.incompleteReason
    } else if let holds = yardstick.holds(meanOf: sum) {
      result.outcome = holds ? .met : .notMet
      if !holds { result.reason = "The mean is \(result.measured ?? "outside the limits")." }
    } else {
      result.reason = "The mean cannot be computed exactly."
    }
    return result
  }
}

extension Yardstick {
  /// Whether the mean of a sum holds every side; nil where it cannot be computed.
  fileprivate func holds(meanOf sum: ExactSum) -> Bool? {
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
