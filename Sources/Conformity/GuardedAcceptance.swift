import Quantities
import Standards

/// How the values of a group are held against limits, and whether the other way could give another answer.
///
/// A class, because rules note in it what they see while they judge: the other way is only tried where it matters.
final class GuardedAcceptance {
  let used: Acceptance
  /// Whether some value lies within its uncertainty of a limit, or has no stated uncertainty.
  private(set) var matters = false

  init(_ used: Acceptance) { self.used = used }

  func note() { matters = true }
}

extension Group {
  /// What holding a value against a bound comes to.
  enum Fit {
    case holds
    case breaks
    /// The limit must be tightened by an uncertainty that the report does not state.
    case unclear
  }

  /// Holds a value against a bound, tightened by the value's uncertainty where acceptance is guarded.
  func fit(_ value: ExactDecimal, _ yardstick: Yardstick, _ column: Column, _ row: Int) -> Fit {
    yardstick.holds(value) ? guarded(value, yardstick, column, row) : .breaks
  }

  /// The same for a value that holds the bound as measured.
  func guarded(_ value: ExactDecimal?, _ yardstick: Yardstick, _ column: Column, _ row: Int) -> Fit {
    if acceptance.used == .simple, acceptance.matters { return .holds }
    let holds = value.flatMap { value in
      column.uncertainty(of: table.report(of: row)).flatMap { yardstick.holds(value, guardedBy: $0) }
    }
    return decide(holds)
  }

  /// The same for several values that must all hold it.
  func fit(_ values: [Measured], _ yardstick: Yardstick, _ column: Column) -> Fit {
    var worst = Fit.holds
    for value in values {
      switch fit(value.value, yardstick, column, value.row) {
      case .breaks: return .breaks
      case .unclear: worst = .unclear
      case .holds: break
      }
    }
    return worst
  }

  /// The same for a mean that holds the bound as measured: whatever its values share, it is no more uncertain than the
  /// most uncertain of them.
  func guarded(
    meanOf values: [Measured], _ mean: ExactDecimal?, _ yardstick: Yardstick, _ column: Column
  ) -> Fit {
    if acceptance.used == .simple, acceptance.matters { return .holds }
    return guarded(by: column, of: values) { uncertainty in
      mean.flatMap { yardstick.holds($0, guardedBy: uncertainty) }
    }
  }

  /// The same for a tolerance bound, which is a binary number: at most the limit less the largest uncertainty.
  func guarded(bound: Double, limit: ExactDecimal, _ column: Column, _ values: [Measured]) -> Fit {
    if acceptance.used == .simple, acceptance.matters { return .holds }
    return guarded(by: column, of: values) { uncertainty in
      limit.subtracting(uncertainty).map { bound <= $0.doubleValue }
    }
  }

  /// What the largest uncertainty comes to. One that is not stated may be larger still: it leaves open what the stated
  /// ones allow, and makes nothing good that they do not.
  private func guarded(
    by column: Column, of values: [Measured], _ holds: (_ uncertainty: ExactDecimal) -> Bool?
  ) -> Fit {
    var largest: ExactDecimal?
    var areStated = true
    for value in values {
      guard let uncertainty = column.uncertainty(of: table.report(of: value.row)) else {
        areStated = false
        continue
      }
      if let known = largest, known >= uncertainty { continue }
      largest = uncertainty
    }
    let answer = largest.flatMap(holds)
    return decide(areStated || answer == false ? answer : nil)
  }

  /// Says that a rule is met by what is derived from several values: nobody states their joint uncertainty, so that it
  /// cannot be guarded.
  func meetDerived(_ result: inout RuleResult) {
    switch decide(nil) {
    case .holds: result.outcome = .met
    case .breaks, .unclear: result.reason = Group.derivedReason
    }
  }

  private func decide(_ holds: Bool?) -> Fit {
    switch acceptance.used {
    case .simple:
      if holds != true { acceptance.note() }
      return .holds
    case .guarded:
      return holds.map { $0 ? .holds : .breaks } ?? .unclear
    }
  }

  /// Why a value cannot be judged by guarded acceptance.
  func withoutUncertainty(_ column: Column, on row: Int) -> String {
    "The uncertainty of \(column.quantity) is not reported for \(table.name(row)), and acceptance is guarded."
  }

  /// The same for the first of several values that has none.
  func withoutUncertainty(_ column: Column, onOneOf values: [Measured]) -> String? {
    let lacking = values.first { column.uncertainty(of: table.series(of: $0.row).report) == nil }
    return (lacking ?? values.first).map { withoutUncertainty(column, on: $0.row) }
  }

  /// What is added to a value that holds its limit, but not when the limit is tightened.
  static let tooNear = ", nearer to the limit than its uncertainty"

  /// Why a derived value cannot be judged by guarded acceptance.
  static let derivedReason =
    "No uncertainty is known for what is derived from several values, and acceptance is guarded."
}

extension Yardstick {
  /// Whether a value holds every side by at least its uncertainty; nil where that has too many digits.
  func holds(_ value: ExactDecimal, guardedBy uncertainty: ExactDecimal) -> Bool? {
    for side in sides {
      guard
        let shifted = side.comparison.isUpper ? value.adding(uncertainty) : value.subtracting(uncertainty)
      else { return nil }
      if !side.comparison.holds(shifted, side.limit) { return false }
    }
    return true
  }
}
