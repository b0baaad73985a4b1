import Quantities
import Standards

/// Between which values a quantity has to lie, as far as it is known.
struct Room {
  var low: Double?
  var high: Double?
  /// On which side a limit lies that nobody knows.
  var unknown: Comparison?

  init() {}

  init(_ bound: Bound, in unit: Unit, reference: Figure?) {
    func number(_ figure: Figure?) -> Double? {
      (try? figure?.amount.converted(to: unit))?.value.doubleValue
    }
    switch bound {
    case .limit(let comparison, let limit):
      let value =
        switch limit {
        case .figure(let figure): number(figure)
        case .reference: number(reference)
        }
      if comparison.isUpper { high = value } else { low = value }
    case .within(let nominal, let tolerance):
      // A tolerance stands in the unit of its nominal value.
      guard let center = number(nominal), let edge = nominal.amount.value.adding(tolerance.amount.value),
        let top = (try? Amount(edge, nominal.amount.unit).converted(to: unit))?.value.doubleValue
      else { return }
      low = 2 * center - top
      high = top
    case .between(let least, let most):
      low = number(least)
      high = number(most)
    case .unknown(let limit): unknown = limit.comparison
    }
  }

  mutating func narrow(by other: Room) {
    low = [low, other.low].compactMap(\.self).max()
    high = [high, other.high].compactMap(\.self).min()
    unknown = unknown ?? other.unknown
  }

  /// A value well inside, and how far others may lie from it.
  func comfortable(in unit: Unit) -> (value: Double, leeway: Double) {
    switch (low, high) {
    case (let low?, let high?): return ((low + high) / 2, (high - low) / 6)
    case (let low?, nil):
      let distance = max(abs(low) / 5, 0.5)
      return (low + distance, distance / 3)
    case (nil, let high?):
      let distance = high == 0 ? 1 : abs(high) / 5
      return (high - distance, distance / 3)
    case (nil, nil):
      let value = Sensible.value(in: unit, unknown)
      return (value, abs(value) / 50)
    }
  }
}

/// What stands in where the definition says nothing.
enum Sensible {
  /// A value on the good side of a limit that nobody knows.
  static func value(in unit: Unit, _ unknown: Comparison?) -> Double {
    guard let unknown else {
      switch unit.code {
      case "deg": return 0
      case "m/s": return 400
      case "mm": return 80
      default: return 1
      }
    }
    switch (unit.code, unknown.isUpper) {
    case ("Cel", true): return -20
    case ("Cel", false): return 70
    case ("%", true): return 2
    case ("%", false): return 90
    case ("deg", true): return 0.1
    case ("deg", false): return 100
    case ("[g]", _): return 150
    case ("kN", _): return 4
    case ("min", true): return 6
    case ("Pa", _): return 0.02
    case ("m/s", _): return 600
    case ("1", false): return 5000
    case ("d", _): return 10
    case (_, true): return 1
    case (_, false): return 120
    }
  }

  /// Decimals to which readings in a unit are written.
  static func decimals(of value: Double, in unit: Unit) -> Int {
    if unit.code == "1" { return 0 }
    return abs(value) < 1 ? 3 : abs(value) < 10 ? 2 : 1
  }

  /// The expanded uncertainty of a reading; nil where none is usual.
  static func uncertainty(in unit: Unit) -> ExactDecimal? {
    switch unit.code {
    case "m/s": ExactDecimal(coefficient: 6, scale: 1)
    case "mm", "Cel", "deg": ExactDecimal(coefficient: 5, scale: 1)
    case "J": ExactDecimal(coefficient: 5, scale: 2)
    default: nil
    }
  }

  /// A number to so many decimals.
  static func decimal(_ value: Double, decimals: Int) -> ExactDecimal {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return ExactDecimal(coefficient: Int64((value * scale).rounded()), scale: decimals)
  }
}
