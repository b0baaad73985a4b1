import Foundation
import Quantities
import Standards

// Numbers and units of the vectors, by Foundation's decimals and a table of their own.

/// A number of the definition as it is written there.
struct Written {
  var value: Decimal
  /// Decimals as written.
  var decimals: Int
  var unit: String

  init(_ figure: Figure) {
    let text = figure.amount.value.description
    value = Decimal(string: text) ?? .nan
    decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    unit = figure.amount.unit.code
  }

  /// One unit in the last decimal.
  var step: Decimal { Decimal(sign: .plus, exponent: -decimals, significand: 1) }
}

/// Units, each as so many of a base unit, after a shift where its scale has a zero of its own.
enum Units {
  private static let table: [String: (base: String, factor: String, shift: String)] = [
    "m": ("m", "1", "0"), "cm": ("m", "0.01", "0"), "mm": ("m", "0.001", "0"),
    "[in_i]": ("m", "0.0254", "0"), "[ft_i]": ("m", "0.3048", "0"),
    "m/s": ("m/s", "1", "0"), "[ft_i]/s": ("m/s", "0.3048", "0"),
    "g": ("g", "1", "0"), "kg": ("g", "1000", "0"), "[gr]": ("g", "0.06479891", "0"),
    "[lb_av]": ("g", "453.59237", "0"),
    "s": ("s", "1", "0"), "min": ("s", "60", "0"), "h": ("s", "3600", "0"), "d": ("s", "86400", "0"),
    "/min": ("/h", "60", "0"), "/h": ("/h", "1", "0"),
    "deg": ("'", "60", "0"), "'": ("'", "1", "0"),
    "J": ("J", "1", "0"), "kJ": ("J", "1000", "0"),
    "N": ("N", "1", "0"), "kN": ("N", "1000", "0"),
    "Pa": ("Pa", "1", "0"), "kPa": ("Pa", "1000", "0"),
    "%": ("%", "1", "0"), "1": ("%", "100", "0"),
    "[g]": ("m/s2", "9.80665", "0"), "m/s2": ("m/s2", "1", "0"),
    "ug/cm2": ("mg/m2", "10", "0"), "mg/m2": ("mg/m2", "1", "0"),
    // Fifths of a kelvin, so that both scales are exact: K × 9 = (°F + 459.67) × 5.
    "Cel": ("K/9", "9", "273.15"), "[degF]": ("K/9", "5", "459.67"), "K": ("K/9", "9", "0"),
  ]

  /// The unit in which a vector is written a second time.
  static func other(than code: String) -> String? {
    let others = [
      "mm": "[in_i]", "cm": "[in_i]", "m": "[ft_i]", "m/s": "[ft_i]/s", "g": "[gr]", "kg": "[lb_av]",
      "d": "h", "h": "min", "min": "s", "s": "min", "/min": "/h", "deg": "'", "J": "kJ", "N": "kN", "kN": "N",
      "Pa": "kPa", "%": "1", "1": "%", "[g]": "m/s2", "ug/cm2": "mg/m2", "Cel": "[degF]",
    ]
    return others[code]
  }

  /// The number in another unit, to 16 significant digits; nil where the table has no way.
  static func convert(_ value: Decimal, from: String, to: String) -> Decimal? {
    if from == to { return value }
    guard let old = table[from], let new = table[to], old.base == new.base else { return nil }
    func number(_ text: String) -> Decimal { Decimal(string: text) ?? .nan }
    let base = (value + number(old.shift)) * number(old.factor)
    return rounded(base / number(new.factor) - number(new.shift))
  }

  private static func rounded(_ value: Decimal) -> Decimal {
    guard value != 0 else { return 0 }
    // The place of the first digit: Foundation's decimals are a whole number times a power of ten.
    let digits = value.significand.description.count
    let first = value.exponent + digits - 1
    var (source, result) = (value, Decimal())
    NSDecimalRound(&result, &source, 15 - first, .plain)
    return result
  }
}

extension Decimal {
  init(_ exact: ExactDecimal) { self = Decimal(string: exact.description) ?? .nan }

  var exact: ExactDecimal? { try? ExactDecimal(description) }
}

/// One side of a bound, in the bound's unit.
struct Side {
  enum Direction { case upper, lower }
  let direction: Direction
  /// Whether the limit itself still holds.
  let isInclusive: Bool
  let limit: Decimal
  let step: Decimal

  func holds(_ value: Decimal) -> Bool {
    if value == limit { return isInclusive }
    return direction == .upper ? value < limit : value > limit
  }

  /// The limit, a step inside it and a step outside.
  var positions: [(name: String, value: Decimal)] {
    let inward = direction == .upper ? -step : step
    return [("at", limit), ("inside", limit + inward), ("outside", limit - inward)]
  }
}

/// The sides of a bound; none where the limit is unknown.
struct Sides {
  var unit: String
  var sides: [Side]

  func hold(_ value: Decimal) -> Bool { sides.allSatisfy { $0.holds(value) } }
}

extension Sides {
  init?(_ bound: Bound, reference: Figure?) {
    switch bound {
    case .limit(let comparison, let limit):
      let figure: Figure?
      switch limit {
      case .figure(let stated): figure = stated
      case .reference: figure = reference
      }
      guard let figure else { return nil }
      let written = Written(figure)
      let side = Side(
        direction: comparison == .atMost || comparison == .below ? .upper : .lower,
        isInclusive: comparison == .atMost || comparison == .atLeast, limit: written.value, step: written.step
      )
      self.init(unit: written.unit, sides: [side])
    case .within(let nominal, let tolerance):
      self.init(around: nominal, tolerance)
    case .between(let low, let high):
      let (least, most) = (Written(low), Written(high))
      guard let top = Units.convert(most.value, from: most.unit, to: least.unit) else { return nil }
      self.init(
        unit: least.unit,
        sides: [
          Side(direction: .lower, isInclusive: true, limit: least.value, step: least.step),
          Side(direction: .upper, isInclusive: true, limit: top, step: most.step),
        ])
    case .unknown: return nil
    }
  }

  /// From a tolerance below to a tolerance above, both ends included.
  init(around nominal: Figure, _ tolerance: Figure) {
    let (middle, width) = (Written(nominal), Written(tolerance))
    let step = min(middle.step, width.step)
    self.init(
      unit: middle.unit,
      sides: [
        Side(direction: .lower, isInclusive: true, limit: middle.value - width.value, step: step),
        Side(direction: .upper, isInclusive: true, limit: middle.value + width.value, step: step),
      ])
  }
}
