/// A unit of measure by its case-sensitive code in the Unified Code for Units of Measure (UCUM 2.1).
///
/// Two units are equal when their codes are; `mm` and `m.10*-3` are convertible, not equal.
public struct Unit: Sendable, Hashable {
  private let facts: Facts

  /// What is known of a unit. One thing for all that are measured in it: an amount is a number and a reference, where it
  /// would be two hundred bytes, and figures, requirements and specimens are made of amounts.
  private final class Facts: Sendable {
    let code: String
    let dimension: Dimension
    let symbol: String
    let suffix: String
    let factor: Rational
    let offset: Rational?

    init(code: String, dimension: Dimension, factor: Rational, offset: Rational?) {
      self.code = code
      self.dimension = dimension
      symbol = Unit.symbol(of: code)
      suffix = code == "1" || symbol == "°" || symbol == "′" ? symbol : " " + symbol
      self.factor = factor
      self.offset = offset
    }
  }

  public var code: String { facts.code }
  public var dimension: Dimension { facts.dimension }
  /// The unit as people write it: `mm`, `ft/s`, `°C`, `µg/cm²`; empty for a pure number.
  public var symbol: String { facts.symbol }
  /// What follows a number in the unit: nothing, the symbol, or a space and the symbol.
  var suffix: String { facts.suffix }
  /// One unit in base units.
  var factor: Rational { facts.factor }
  /// For scales of temperature, the base value of their zero.
  var offset: Rational? { facts.offset }

  public enum Problem: Error, Sendable, Hashable {
    /// There is no such unit.
    case unknown(String)
    /// The code breaks UCUM's grammar.
    case malformed(String)
  }

  /// The unit with a code such as `mm`, `[ft_i]/s` or `ug/cm2`.
  public init(ucum code: String) throws(Problem) {
    if let known = Unit.common[code] {
      self = known
    } else {
      try self.init(parsing: code)
    }
  }

  private init(parsing code: String) throws(Problem) {
    var parser = UnitParser(code)
    let parsed = try parser.parse()
    self.init(code: code, dimension: parsed.dimension, factor: parsed.factor, offset: parsed.offset)
  }

  /// Units that nearly every document names, read once: a report states a dozen of them.
  private static let common: [String: Unit] = {
    let codes = [
      "1", "%", "m/s", "[ft_i]/s", "km/h", "deg", "mm", "cm", "m", "[in_i]", "[ft_i]", "g", "kg", "[gr]",
      "[lb_av]",
      "Cel", "[degF]", "K", "s", "min", "h", "d", "/min", "J", "N", "Pa", "kPa", "g/cm2", "kg/m2",
    ]
    return Dictionary(
      codes.compactMap { code in (try? Unit(parsing: code)).map { (code, $0) } },
      uniquingKeysWith: { first, _ in first })
  }()

  init(code: String, dimension: Dimension, factor: Rational, offset: Rational? = nil) {
    facts = Facts(code: code, dimension: dimension, factor: factor, offset: offset)
  }

  public static func == (left: Unit, right: Unit) -> Bool {
    left.facts === right.facts || left.code == right.code
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }

  public func isConvertible(to other: Unit) -> Bool { dimension == other.dimension }

  func toBase(_ value: Rational) -> Rational? {
    guard let scaled = value.times(factor) else { return nil }
    guard let offset else { return scaled }
    return scaled.plus(offset)
  }

  func fromBase(_ value: Rational) -> Rational? {
    guard let inverse = factor.inverse else { return nil }
    guard let offset else { return value.times(inverse) }
    return offset.negated.flatMap(value.plus)?.times(inverse)
  }
}

extension Unit {
  public static let one = Unit(code: "1", dimension: .dimensionless, factor: Rational(1))
  public static let percent = Unit(code: "%", dimension: .dimensionless, factor: UnitAtom.fraction(1, 100))
  public static let millimetre = Unit(
    code: "mm", dimension: Dimension(length: 1), factor: UnitAtom.fraction(1, 1000))
  public static let metrePerSecond = Unit(
    code: "m/s", dimension: Dimension(length: 1, time: -1), factor: Rational(1))
  public static let gram = Unit(code: "g", dimension: Dimension(mass: 1), factor: Rational(1))
  public static let second = Unit(code: "s", dimension: Dimension(time: 1), factor: Rational(1))
  public static let degree = Unit(code: "deg", dimension: Dimension(planeAngle: 1), factor: UnitAtom.degree)
}

extension Unit: CustomStringConvertible, Codable {
  public var description: String { code }

  public init(from decoder: any Decoder) throws {
    let code = try decoder.singleValueContainer().decode(String.self)
    do throws(Problem) {
      try self.init(ucum: code)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(code) is not a UCUM unit"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }

  /// Worked out once for each unit: units are printed far more often than made.
  private static func symbol(of code: String) -> String {
    if code == "1" { return "" }
    var result = ""
    var index = code.startIndex
    while index < code.endIndex {
      let rest = code[index...]
      if rest.first == "{" {
        // An annotation says what is counted; it is the whole symbol or nothing.
        index = rest.firstIndex(of: "}").map { code.index(after: $0) } ?? code.endIndex
        continue
      }
      if let (name, shown) = Unit.spellings.first(where: { rest.hasPrefix($0.0) }) {
        result += shown
        index = code.index(index, offsetBy: name.count)
        continue
      }
      let character = code[index]
      if let digit = character.wholeNumberValue, index > code.startIndex {
        result += Unit.superscripts[digit]
      } else if character == "-" {
        result += "⁻"
      } else {
        result.append(character == "." ? "·" : character)
      }
      index = code.index(after: index)
    }
    return result
  }

  private static let spellings: [(String, String)] = [
    ("[degF]", "°F"), ("[ft_i]", "ft"), ("[in_i]", "in"), ("[yd_i]", "yd"), ("[mi_i]", "mi"),
    ("[lb_av]", "lb"),
    ("[oz_av]", "oz"), ("[gr]", "gr"), ("[lbf_av]", "lbf"), ("[psi]", "psi"), ("[ppm]", "ppm"), ("Cel", "°C"),
    ("deg", "°"), ("ug", "µg"), ("um", "µm"), ("us", "µs"), ("''", "″"), ("'", "′"),
  ]

  private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
