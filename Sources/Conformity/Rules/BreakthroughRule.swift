import Quantities
import Standards

/// The earliest reading at or beyond the threshold decides. Without one, the last reading stands for a later
/// breakthrough: that meets a lower bound which it reaches, and leaves any other undetermined.
struct PreparedBreakthroughRule: PreparedRule {
  private let rule: BreakthroughRule
  private let words: RuleWords
  private let bound: PreparedBound
  private let statement: PreparedStatement

  init(_ rule: BreakthroughRule, _ words: RuleWords) {
    self.rule = rule
    self.words = words
    bound = PreparedBound(rule.bound)
    statement = PreparedStatement(.breakthrough(rule), words)
  }

  func judge(_ group: Group) -> RuleResult {
    let kind = "breakthrough"
    guard let yardstick = bound.yardstick(group.reference) else {
      return bound.withoutYardstick(rule: kind, statement: statement.text(group.reference))
    }
    var result = RuleResult(
      rule: kind, statement: statement.text(group.reference), outcome: .notDetermined, yardstick: yardstick)
    result.isVerified = yardstick.isVerified && rule.threshold.isVerified
    let table = group.table
    let threshold = rule.threshold.amount
    let readings = Readings(of: rule.quantity, in: threshold.unit, at: rule.time, in: yardstick.unit, group)
    result.decisiveCount = readings.all.count
    func text(_ time: ExactDecimal) -> String { Amount(time, yardstick.unit).description }
    let through = readings.all.filter { $0.value >= threshold.value }.min { $0.time < $1.time }
    // Nothing that is not reported can make a breakthrough later than one that was seen.
    let lacking = readings.lacking.first { lacking in
      guard let through, let time = lacking.time else { return true }
      return time < through.time
    }
    let isTooEarly =
      through.map { through in
        yardstick.sides.contains { !$0.comparison.isUpper && !$0.comparison.holds(through.time, $0.limit) }
      } ?? false
    if let lacking, !isTooEarly {
      result.reason = group.lack(lacking.column, on: lacking.row) + "."
      return result
    }
    if let through {
      result.measured = text(through.time)
      result.margin = yardstick.margin(through.time).map(text)
      result.decide(by: [through]) { table.reference($0.row, text($0.time)) }
      if !yardstick.holds(through.time) {
        result.outcome = .notMet
        result.reason = "\(words.title(of: rule.quantity)) reached \(threshold) after \(text(through.time))."
      } else if group.isComplete {
        group.meetDerived(&result)
      } else {
        result.reason = Group.incompleteReason
      }
    } else if let last = readings.all.max(by: { $0.time < $1.time }) {
      result.measured = "more than \(text(last.time))"
      result.decide(by: [last]) { table.reference($0.row, text($0.time)) }
      let isLongEnough = yardstick.sides.allSatisfy {
        !$0.comparison.isUpper && Comparison.atLeast.holds(last.time, $0.limit)
      }
      if !isLongEnough {
        result.reason = "The readings end after \(text(last.time)), without a breakthrough."
      } else if group.isComplete {
        group.meetDerived(&result)
      } else {
        result.reason = Group.incompleteReason
      }
    } else {
      result.reason = "There is no counted \(words.noun)."
    }
    return result
  }
}
