import Evidence
import Quantities
import Standards

/// The observations that one rule is judged on, with what is known about their completeness.
struct Group {
  let table: ObservationTable
  /// The reference velocity of the group's threat and condition.
  let reference: Figure?
  /// Rows of the table.
  var counted: [Int]
  /// Whether the plan is fulfilled. A violation decides without it; nothing is met without it.
  var isComplete: Bool
  /// How values are held against limits.
  var acceptance: GuardedAcceptance
  /// The certificates that are evidence for the group's method.
  let certificates: [SightedCertificate]
  /// What was observed by another test method, such as a control.
  let otherTable: (_ method: String) -> ObservationTable
}

// MARK: - What the rule kinds share

extension Group {
  /// Why a rule that would be met is not determined: the plan is not fulfilled, or its numbers are not known.
  static let incompleteReason = "It is not shown that the test plan is fulfilled."

  /// Something measured on an observation.
  struct Measured {
    let row: Int
    let value: ExactDecimal
  }

  /// The values of a column, in document order, and the rows that lack one.
  func measured(_ column: Column, on rows: [Int]) -> (values: [Measured], lacking: [Int]) {
    var values: [Measured] = []
    values.reserveCapacity(rows.count)
    var lacking: [Int] = []
    for row in rows {
      if let value = column[row] {
        values.append(Measured(row: row, value: value))
      } else {
        lacking.append(row)
      }
    }
    return (values, lacking)
  }

  /// The rows for which a condition holds, and those for which it cannot be told.
  func matching(_ filter: PreparedFilter?, _ rows: [Int]) -> (matching: [Int], unclear: [Int]) {
    guard let filter else { return (rows, []) }
    guard let yardstick = filter.bound.yardstick(reference) else { return ([], rows) }
    let (values, unclear) = measured(table.column(filter.quantity, in: yardstick.unit), on: rows)
    return (values.filter { yardstick.holds($0.value) }.map(\.row), unclear)
  }

  /// Why a rule cannot be judged on a row without a value, for the first of several.
  func lack(_ column: Column, on row: Int) -> String {
    "\(table.reason(column, lacks: row)) for \(table.name(row))"
  }
}

extension RuleResult {
  /// A result with what every kind states; the rest starts empty.
  init(rule: String, statement: String, outcome: Outcome, yardstick: Yardstick? = nil) {
    self.init(
      rule: rule, statement: statement, outcome: outcome, limit: yardstick?.limitText,
      clause: yardstick?.clause,
      isVerified: yardstick?.isVerified ?? true, measured: nil, margin: nil, observations: [],
      decisiveCount: 0,
      reason: nil, statistics: [], children: [])
  }

  /// Says how many observations decided, and lists the first of them, at most ``decisiveLimit``.
  mutating func decide<Decisive>(by decisive: [Decisive], _ reference: (Decisive) -> ObservationReference) {
    decisiveCount = decisive.count
    observations = decisive.prefix(RuleResult.decisiveLimit).map(reference)
  }
}
