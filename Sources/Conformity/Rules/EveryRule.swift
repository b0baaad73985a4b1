import Quantities
import Standards

extension Group {
  /// A single violation decides; otherwise every counted observation must carry the quantity, and the plan must be
  /// fulfilled.
  func judge(_ rule: EveryRule) -> RuleResult {
    let kind = "every"
    guard let yardstick = Yardstick(rule.bound, reference: reference) else {
      return .withoutReference(rule: kind, statement: "every \(noun): \(title(of: rule.quantity))")
    }
    var result = RuleResult(
      rule: kind,
      statement: "every \(noun)\(words(rule.filter)): \(title(of: rule.quantity)) \(yardstick.text)",
      outcome: .notDetermined, yardstick: yardstick)
    let gauge = Gauge(rule.quantity, in: yardstick.unit, reports: reports)
    let (selected, unclear) = matching(rule.filter, counted)
    let (values, lacking, reason) = measured(gauge, in: selected)
    let judged = values.map {
      (measured: $0, margin: yardstick.margin($0.value), holds: yardstick.holds($0.value))
    }
    let violations = judged.filter { !$0.holds }
    let shown = violations.isEmpty ? judged : violations
    // The worst is the one with the least margin; among equals the first shot, so that the answer is stable.
    var worst = shown.first
    for candidate in shown.dropFirst() {
      if let margin = candidate.margin, let least = worst?.margin, margin < least { worst = candidate }
    }
    if let worst {
      result.measured = Amount(worst.measured.value, gauge.unit).description
      result.margin = worst.margin.map { Amount($0, gauge.unit).description }
    }
    if !violations.isEmpty {
      result.outcome = .notMet
      let ordered = violations.sorted { left, right in
        if let a = left.margin, let b = right.margin, a != b { return a < b }
        return false
      }
      result.decide(
        by: ordered.map { $0.measured.sighting.reference(Amount($0.measured.value, gauge.unit).description) })
      result.reason =
        violations.count == 1
        ? "\(name(violations[0].measured.sighting)) was \(Amount(violations[0].measured.value, gauge.unit))."
        : "\(violations.count) of \(values.count) values break the limit."
    } else if let first = lacking.first {
      result.decide(by: lacking.map { $0.reference("not reported") })
      result.reason =
        "\(reason ?? "a value is missing") for \(name(first))"
        + (lacking.count > 1 ? " and \(lacking.count - 1) more." : ".")
    } else if let first = unclear.first {
      result.decide(by: unclear.map { $0.reference("not reported") })
      result.reason = "Whether \(name(first)) is concerned cannot be told."
    } else if counted.isEmpty {
      result.reason = "There is no counted \(noun)."
    } else if !isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = .met
      if let worst {
        result.decide(by: [
          worst.measured.sighting.reference(Amount(worst.measured.value, gauge.unit).description)
        ])
      }
      result.decisiveCount = values.count
    }
    return result
  }
}
