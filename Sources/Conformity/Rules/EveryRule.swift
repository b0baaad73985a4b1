import Quantities
import Standards

/// A single violation decides; otherwise every counted observation must carry the quantity, and the plan must be
/// fulfilled.
struct PreparedEveryRule: PreparedRule {
  private let quantity: String
  private let noun: String
  private let bound: PreparedBound
  private let filter: PreparedFilter?
  private let statement: PreparedStatement

  init(_ rule: EveryRule, _ words: RuleWords) {
    quantity = rule.quantity
    noun = words.noun
    bound = PreparedBound(rule.bound)
    filter = rule.filter.map(PreparedFilter.init)
    statement = PreparedStatement(.every(rule), words)
  }

  /// A value held against the bound.
  private struct Judged {
    let row: Int
    let value: ExactDecimal
    let margin: ExactDecimal?
    let fit: Group.Fit
  }

  func judge(_ group: Group) -> RuleResult {
    let kind = "every"
    guard let yardstick = bound.yardstick(group.reference) else {
      return bound.withoutYardstick(rule: kind, statement: statement.text(group.reference))
    }
    let table = group.table
    var result = RuleResult(
      rule: kind,
      statement: statement.text(group.reference), outcome: .notDetermined, yardstick: yardstick)
    let column = table.column(quantity, in: yardstick.unit)
    let (selected, unclear) = group.matching(filter, group.counted)
    let (values, lacking) = group.measured(column, on: selected)
    // Most values hold: only those that do not are kept.
    var (violations, firstUnclear): ([Judged], Judged?) = ([], nil)
    var nearest: Judged?
    for value in values {
      let judged = Judged(
        row: value.row, value: value.value, margin: yardstick.margin(value.value),
        fit: group.fit(value.value, yardstick, column, value.row))
      switch judged.fit {
      case .breaks: violations.append(judged)
      case .unclear: firstUnclear = firstUnclear ?? judged
      case .holds: break
      }
      nearest = lesser(nearest, judged)
    }
    let worst = violations.isEmpty ? nearest : violations.reduce(nil, lesser)
    if let worst {
      result.measured = column.text(worst.value)
      result.margin = worst.margin.map(column.text)
    }
    if let first = violations.first {
      result.outcome = .notMet
      result.decide(by: worstFirst(violations)) { table.reference($0.row, column.text($0.value)) }
      result.reason =
        violations.count == 1
        ? "\(table.name(first.row)) was \(column.text(first.value))"
          + "\(yardstick.holds(first.value) ? Group.tooNear : "")."
        : "\(violations.count) of \(values.count) values break the limit."
    } else if let first = lacking.first {
      result.decide(by: lacking) { table.reference($0, "not reported") }
      result.reason =
        group.lack(column, on: first) + (lacking.count > 1 ? " and \(lacking.count - 1) more." : ".")
    } else if let first = firstUnclear {
      result.reason = group.withoutUncertainty(column, on: first.row)
    } else if let first = unclear.first {
      result.decide(by: unclear) { table.reference($0, "not reported") }
      result.reason = "Whether \(table.name(first)) is concerned cannot be told."
    } else if group.counted.isEmpty {
      result.reason = "There is no counted \(noun)."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      result.outcome = .met
      if let worst {
        result.decide(by: [worst]) { table.reference($0.row, column.text($0.value)) }
      }
      result.decisiveCount = values.count
    }
    return result
  }

  /// The worst is the one with the least margin; among equals the first shot, so that the answer is stable.
  private func lesser(_ worst: Judged?, _ candidate: Judged) -> Judged {
    guard let worst else { return candidate }
    if let margin = candidate.margin, let least = worst.margin, margin < least { return candidate }
    return worst
  }

  private func worstFirst(_ judged: [Judged]) -> [Judged] {
    judged.sorted { left, right in
      if let a = left.margin, let b = right.margin, a != b { return a < b }
      return false
    }
  }
}
