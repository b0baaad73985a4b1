import Quantities
import Standards

/// The readings up to the end of the period are summed exactly. A sum beyond an upper bound decides at once; otherwise
/// the readings must go on for the whole period, each must carry both values, and the plan must be fulfilled.
struct PreparedCumulativeRule: PreparedRule {
  private let rule: CumulativeRule
  private let words: RuleWords
  private let bound: PreparedBound
  private let statement: PreparedStatement

  init(_ rule: CumulativeRule, _ words: RuleWords) {
    self.rule = rule
    self.words = words
    bound = PreparedBound(rule.bound)
    statement = PreparedStatement(.cumulative(rule), words)
  }

  func judge(_ group: Group) -> RuleResult {
    let kind = "cumulative"
    guard let yardstick = bound.yardstick(group.reference) else {
      return bound.withoutYardstick(rule: kind, statement: statement.text(group.reference))
    }
    var result = RuleResult(
      rule: kind, statement: statement.text(group.reference), outcome: .notDetermined, yardstick: yardstick)
    result.isVerified = yardstick.isVerified && rule.period.isVerified
    let table = group.table
    let period = rule.period.amount
    let readings = Readings(of: rule.quantity, in: yardstick.unit, at: rule.time, in: period.unit, group)
    // What is not known about later readings is not asked for.
    let lacking = readings.lacking.first { $0.time.map { $0 <= period.value } ?? true }
    let within = readings.all.filter { $0.time <= period.value }
    var sum = ExactDecimal(0)
    for reading in within {
      guard let next = sum.adding(reading.value) else {
        result.reason = "The sum of the values has too many digits."
        return result
      }
      sum = next
    }
    let text = Amount(sum, yardstick.unit).description
    result.decisiveCount = within.count
    guard let last = within.max(by: { $0.time < $1.time }) else {
      result.reason =
        lacking.map { group.lack($0.column, on: $0.row) + "." }
        ?? (readings.all.first == nil
          ? "There is no counted \(words.noun)." : "There is no reading within \(period).")
      return result
    }
    result.measured = text
    result.margin = yardstick.margin(sum).map { Amount($0, yardstick.unit).description }
    result.decide(by: within) { table.reference($0.row, Amount($0.value, yardstick.unit).description) }
    let isBeyond = yardstick.sides.contains { $0.comparison.isUpper && !$0.comparison.holds(sum, $0.limit) }
    if isBeyond {
      result.outcome = .notMet
      result.reason = "The sum is \(text)."
    } else if let lacking {
      result.reason = group.lack(lacking.column, on: lacking.row) + "."
    } else if last.time < period.value {
      result.reason = "The readings end after \(Amount(last.time, period.unit)), before \(period)."
    } else if !group.isComplete {
      result.reason = Group.incompleteReason
    } else if yardstick.holds(sum) {
      group.meetDerived(&result)
    } else {
      result.outcome = .notMet
      result.reason = "The sum is \(text)."
    }
    return result
  }
}

/// Values of a quantity over time, as one specimen's readings have them.
struct Readings {
  struct Reading {
    let row: Int
    let time: ExactDecimal
    let value: ExactDecimal
  }

  private(set) var all: [Reading] = []
  /// The readings that lack one of the two values, which one, and the time as far as it is known.
  private(set) var lacking: [(row: Int, column: Column, time: ExactDecimal?)] = []

  init(of quantity: String, in unit: Unit, at time: String, in timeUnit: Unit, _ group: Group) {
    let values = group.table.column(quantity, in: unit)
    let times = group.table.column(time, in: timeUnit)
    for row in group.counted {
      if let value = values[row], let moment = times[row] {
        all.append(Reading(row: row, time: moment, value: value))
      } else {
        lacking.append((row, values[row] == nil ? values : times, times[row]))
      }
    }
  }
}
