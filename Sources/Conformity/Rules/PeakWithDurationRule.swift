import Quantities
import Standards

/// A single peak too high or too long decides; otherwise every counted observation must carry its peak, and its
/// duration where the peak lies above the threshold, and the plan must be fulfilled.
struct PreparedPeakWithDurationRule: PreparedRule {
  private let rule: PeakWithDurationRule
  private let words: RuleWords
  private let statement: String

  init(_ rule: PeakWithDurationRule, _ words: RuleWords) {
    self.rule = rule
    self.words = words
    statement = Rule.peakWithDuration(rule).statement(words)
  }

  func judge(_ group: Group) -> RuleResult {
    var result = RuleResult(rule: "peak with duration", statement: statement, outcome: .notDetermined)
    let (limit, longest) = (rule.limit.amount, rule.longest.amount)
    result.limit = limit.description
    result.clause = rule.limit.clause
    result.isVerified = rule.limit.isVerified && rule.threshold.isVerified && rule.longest.isVerified
    guard let threshold = try? rule.threshold.amount.converted(to: limit.unit).value else {
      result.reason = "The threshold cannot be converted to the unit of the limit."
      return result
    }
    let table = group.table
    let peaks = table.column(rule.quantity, in: limit.unit)
    let durations = table.column(rule.duration, in: longest.unit)
    var violations: [(row: Int, text: String)] = []
    var lacking: (row: Int, column: Column)?
    var highest: ExactDecimal?
    for row in group.counted {
      guard let peak = peaks[row] else {
        lacking = lacking ?? (row, peaks)
        continue
      }
      if highest.map({ $0 < peak }) ?? true { highest = peak }
      if !Comparison.atMost.holds(peak, limit.value) {
        violations.append((row, peaks.text(peak)))
      } else if peak > threshold {
        if let duration = durations[row] {
          if !Comparison.atMost.holds(duration, longest.value) {
            violations.append(
              (row, "\(peaks.text(peak)), \(durations.text(duration)) above \(rule.threshold.amount)"))
          }
        } else {
          lacking = lacking ?? (row, durations)
        }
      }
    }
    if let highest {
      result.measured = peaks.text(highest)
      result.margin = Comparison.atMost.margin(highest, limit.value).map(peaks.text)
    }
    result.decisiveCount = group.counted.count
    if let first = violations.first {
      result.outcome = .notMet
      result.decide(by: violations) { table.reference($0.row, $0.text) }
      result.reason =
        "\(table.name(first.row)): \(first.text)"
        + (violations.count > 1 ? ", and \(violations.count - 1) more." : ".")
    } else if let lacking {
      result.reason = group.lack(lacking.column, on: lacking.row) + "."
    } else if group.counted.isEmpty {
      result.reason = "There is no counted \(words.noun)."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else {
      group.meetDerived(&result)
    }
    return result
  }
}
