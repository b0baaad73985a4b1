import Quantities
import Standards

/// A bound with its reference filled in: what values are held against, in which unit.
///
/// A class for the reason of ``SightedSeries``.
final class Yardstick: Sendable {
  let unit: Unit
  /// Each side that must hold.
  let sides: [(comparison: Comparison, limit: ExactDecimal)]
  /// The limit alone, such as `44 mm` or `17 mm to 21 mm`.
  let limitText: String
  let clause: String
  let isVerified: Bool

  /// Nil where the bound asks for a reference that the group does not have, or for a limit that nobody knows.
  init?(_ bound: Bound, reference: Figure?) {
    switch bound {
    case .limit(let comparison, let limit):
      let figure: Figure
      switch limit {
      case .figure(let stated): figure = stated
      case .reference:
        guard let reference else { return nil }
        figure = reference
      }
      unit = figure.amount.unit
      sides = [(comparison, figure.amount.value)]
      limitText = figure.amount.description
      clause = figure.clause
      isVerified = figure.isVerified
    case .within(let nominal, let tolerance):
      guard let window = Window(around: nominal.amount, tolerance: tolerance.amount) else { return nil }
      unit = nominal.amount.unit
      sides = [(.atLeast, window.low), (.atMost, window.high)]
      limitText = "\(nominal.amount.value) ± \(tolerance.amount)"
      clause = nominal.clause
      isVerified = nominal.isVerified && tolerance.isVerified
    case .between(let low, let high):
      guard let top = try? high.amount.converted(to: low.amount.unit) else { return nil }
      unit = low.amount.unit
      sides = [(.atLeast, low.amount.value), (.atMost, top.value)]
      limitText = "\(low.amount) to \(high.amount)"
      clause = low.clause
      isVerified = low.isVerified && high.isVerified
    case .unknown:
      return nil
    }
  }

  private init(_ other: Yardstick, unit: Unit, sides: [(comparison: Comparison, limit: ExactDecimal)]) {
    self.unit = unit
    self.sides = sides
    limitText = other.limitText
    clause = other.clause
    isVerified = other.isVerified
  }

  /// The same bound with its limits in another unit; nil where they have none in it.
  func converted(to unit: Unit) -> Yardstick? {
    if unit == self.unit { return self }
    var converted: [(comparison: Comparison, limit: ExactDecimal)] = []
    for side in sides {
      guard let limit = try? Amount(side.limit, self.unit).converted(to: unit).value else { return nil }
      converted.append((side.comparison, limit))
    }
    return Yardstick(self, unit: unit, sides: converted)
  }

  /// The same bound with some of its sides.
  func with(_ sides: [(comparison: Comparison, limit: ExactDecimal)]) -> Yardstick {
    sides.count == self.sides.count ? self : Yardstick(self, unit: unit, sides: sides)
  }

  func holds(_ value: ExactDecimal) -> Bool {
    for side in sides where !side.comparison.holds(value, side.limit) { return false }
    return true
  }

  /// How far inside the bound a value lies: the smallest distance to a side, negative outside.
  func margin(_ value: ExactDecimal) -> ExactDecimal? {
    var smallest: ExactDecimal?
    for side in sides {
      guard let margin = side.comparison.margin(value, side.limit) else { return nil }
      if let least = smallest, least <= margin { continue }
      smallest = margin
    }
    return smallest
  }
}
