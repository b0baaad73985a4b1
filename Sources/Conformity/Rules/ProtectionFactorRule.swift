import Quantities
import Standards

/// A single ratio outside the bound decides; otherwise every counted observation must carry both values, and the plan
/// must be fulfilled.
///
/// The ratio is compared exactly, as outside against limit times inside, so that no rounding decides.
struct PreparedProtectionFactorRule: PreparedRule {
  private let outside: QuantityTerm?
  private let inside: QuantityTerm?
  private let rule: ProtectionFactorRule
  private let words: RuleWords
  private let bound: PreparedBound
  private let statement: PreparedStatement

  init(_ rule: ProtectionFactorRule, _ words: RuleWords) {
    self.rule = rule
    self.words = words
    outside = words.method?.quantity(rule.outside)
    inside = words.method?.quantity(rule.inside)
    bound = PreparedBound(rule.bound)
    statement = PreparedStatement(.protectionFactor(rule), words)
  }

  /// One observation's ratio.
  private struct Judged {
    let row: Int
    /// For readers, rounded; nil where nothing came inside.
    let factor: Double?
    let holds: Bool
  }

  func judge(_ group: Group) -> RuleResult {
    let kind = "protection factor"
    guard let yardstick = bound.yardstick(group.reference)?.converted(to: .one) else {
      return bound.withoutYardstick(rule: kind, statement: statement.text(group.reference))
    }
    let table = group.table
    var result = RuleResult(
      rule: kind, statement: statement.text(group.reference), outcome: .notDetermined, yardstick: yardstick)
    guard let unit = outside?.unit, inside != nil else {
      result.reason = "The definition lacks the quantities of the ratio."
      return result
    }
    let outer = table.column(rule.outside, in: unit)
    let inner = table.column(rule.inside, in: unit)
    var judged: [Judged] = []
    var lacking: [(row: Int, column: Column)] = []
    var senseless: Int?
    for row in group.counted {
      guard let above = outer[row] else {
        lacking.append((row, outer))
        continue
      }
      guard let below = inner[row] else {
        lacking.append((row, inner))
        continue
      }
      guard let holds = yardstick.holds(ratioOf: above, to: below) else {
        senseless = senseless ?? row
        continue
      }
      let factor = below.doubleValue > 0 ? above.doubleValue / below.doubleValue : nil
      judged.append(Judged(row: row, factor: factor, holds: holds))
    }
    func text(_ judged: Judged) -> String {
      judged.factor.map { NumberFormat.significant($0, digits: 5) } ?? "nothing inside"
    }
    let violations = judged.filter { !$0.holds }
    let worst = (violations.isEmpty ? judged : violations).min {
      ($0.factor ?? .infinity) < ($1.factor ?? .infinity)
    }
    if let worst { result.measured = text(worst) }
    if let first = violations.first {
      result.outcome = .notMet
      result.decide(by: violations) { table.reference($0.row, text($0)) }
      result.reason =
        violations.count == 1
        ? "The factor of \(table.name(first.row)) was \(text(first))."
        : "\(violations.count) of \(judged.count) factors break the limit."
    } else if let first = lacking.first {
      result.decide(by: lacking) { table.reference($0.row, "not reported") }
      result.reason = group.lack(first.column, on: first.row) + "."
    } else if let row = senseless, let above = outer[row], let below = inner[row] {
      result.decide(by: [row]) { table.reference($0, "\(outer.text(above)), \(inner.text(below))") }
      result.reason =
        "No ratio can be formed of \(outer.text(above)) and \(inner.text(below)) for \(table.name(row))."
    } else if judged.isEmpty {
      result.reason = "There is no counted \(words.noun)."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      group.meetDerived(&result)
      if let worst { result.decide(by: [worst]) { table.reference($0.row, text($0)) } }
      result.decisiveCount = judged.count
    }
    return result
  }
}

extension Yardstick {
  /// Whether a ratio holds every side; nothing below the line is a ratio beyond any number.
  ///
  /// - Returns: nil where it cannot be told: values are negative, both are zero, or have too many digits.
  fileprivate func holds(ratioOf above: ExactDecimal, to below: ExactDecimal) -> Bool? {
    let zero = ExactDecimal(0)
    guard above >= zero, below >= zero, above > zero || below > zero else { return nil }
    for side in sides {
      if below == zero {
        if side.comparison.isUpper { return false }
        continue
      }
      guard let product = side.limit.multiplied(by: below) else { return nil }
      if !side.comparison.holds(above, product) { return false }
    }
    return true
  }
}
