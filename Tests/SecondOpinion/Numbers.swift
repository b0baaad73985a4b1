import Foundation
import Quantities
import Standards

/// Units as a table of plain factors, and decimals by Foundation: nothing here leans on how `Quantities` converts.
enum Numbers {
  private struct Scale {
    var dimension: String
    var factor: Decimal
    var divisor: Decimal = 1
    /// The base value of its zero, over `divisor`.
    var zero: Decimal = 0
  }

  private static let scales: [String: Scale] = {
    func decimal(_ text: String) -> Decimal { Decimal(string: text) ?? 0 }
    func scale(_ dimension: String, _ factor: String, over divisor: Decimal = 1, zero: String = "0") -> Scale
    {
      Scale(dimension: dimension, factor: decimal(factor), divisor: divisor, zero: decimal(zero))
    }
    return [
      "1": scale("number", "1"), "%": scale("number", "0.01"),
      "mm": scale("length", "0.001"), "cm": scale("length", "0.01"), "m": scale("length", "1"),
      "[in_i]": scale("length", "0.0254"), "[ft_i]": scale("length", "0.3048"),
      "m/s": scale("velocity", "1"), "[ft_i]/s": scale("velocity", "0.3048"),
      "km/h": scale("velocity", "1000", over: 3600),
      "ms": scale("time", "0.001"), "s": scale("time", "1"), "min": scale("time", "60"),
      "h": scale("time", "3600"), "d": scale("time", "86400"),
      "/min": scale("frequency", "1", over: 60), "Hz": scale("frequency", "1"),
      "mg": scale("mass", "0.001"), "g": scale("mass", "1"), "kg": scale("mass", "1000"),
      "[gr]": scale("mass", "0.06479891"), "[lb_av]": scale("mass", "453.59237"),
      "J": scale("energy", "1"), "kJ": scale("energy", "1000"),
      "N": scale("force", "1"), "kN": scale("force", "1000"),
      "Pa": scale("pressure", "1"), "kPa": scale("pressure", "1000"),
      "[g]": scale("acceleration", "9.80665"), "m/s2": scale("acceleration", "1"),
      "ug/cm2": scale("mass per area", "1"), "mg/cm2": scale("mass per area", "1000"),
      "mg.min/m3": scale("dose", "1"), "g.min/m3": scale("dose", "1000"),
      "deg": scale("angle", "1"), "'": scale("angle", "1", over: 60),
      "K": scale("temperature", "1"), "Cel": scale("temperature", "1", zero: "273.15"),
      "[degF]": scale("temperature", "5", over: 9, zero: "2298.35"),
    ]
  }()

  static func decimal(_ number: ExactDecimal) -> Decimal {
    Decimal(
      sign: number.coefficient < 0 ? .minus : .plus, exponent: -number.scale,
      significand: Decimal(number.coefficient.magnitude))
  }

  /// A value in another unit, to twelve digits; as written in its own. Nil where there is none.
  static func convert(_ value: Decimal, from: String, to: String, asDifference: Bool = false) -> Decimal? {
    guard let source = scales[from], let target = scales[to], source.dimension == target.dimension else {
      return nil
    }
    if from == to { return value }
    // (value × f/d + z/d) in base units, then the same backwards; one division at the end.
    var top = value * source.factor * target.divisor
    if !asDifference { top += source.zero * target.divisor - target.zero * source.divisor }
    return rounded(top / (source.divisor * target.factor))
  }

  /// Rounded half to even to twelve significant digits.
  static func rounded(_ value: Decimal) -> Decimal {
    guard value != 0 else { return 0 }
    var places = 0
    var size = abs(value)
    while size >= 1_000_000_000_000 {
      size /= 10
      places -= 1
    }
    while size < 100_000_000_000 {
      size *= 10
      places += 1
    }
    var result = Decimal()
    var input = value
    NSDecimalRound(&result, &input, places, .bankers)
    return result
  }

  static func double(_ value: Decimal) -> Double { NSDecimalNumber(decimal: value).doubleValue }
}

extension Figure {
  var decimal: Decimal { Numbers.decimal(amount.value) }
  var code: String { amount.unit.code }

  func decimal(in unit: String, asDifference: Bool = false) -> Decimal? {
    Numbers.convert(decimal, from: code, to: unit, asDifference: asDifference)
  }

  /// A count; nil where it is none.
  var count: Int? { decimal(in: "1").map { NSDecimalNumber(decimal: $0).intValue } }
}
