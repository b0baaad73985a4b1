/// A decimal number exactly as written: coefficient × 10^−scale.
///
/// Limits and measurements are decimals on paper; in binary, 44.1 would not be 44.1. Equality and order are
/// numeric (44.0 == 44); the scale only remembers how the number was written.
public struct ExactDecimal: Sendable, Hashable, Comparable {
  public let coefficient: Int64
  /// Digits after the decimal point as written, 0 to 18.
  public let scale: Int

  public init(_ integer: Int) {
    coefficient = Int64(integer)
    scale = 0
  }

  public init(coefficient: Int64, scale: Int) {
    self.coefficient = coefficient
    self.scale = min(max(scale, 0), ExactDecimal.maximumDigits)
  }

  /// Significant digits and digits after the point that a number can have.
  public static let maximumDigits = 18

  /// Why text is not a number.
  public enum Problem: Error, Sendable, Hashable {
    case empty
    /// Letters, a decimal comma, NaN, INF.
    case notANumber
    /// Scientific notation, which hides how a value was measured.
    case exponent
    case tooManyDigits
  }

  /// Reads `[+-]digits[.digits]`, with white space around it, from UTF-8.
  public init(parsing utf8: UnsafeBufferPointer<UInt8>) throws(Problem) {
    if let plain = ExactDecimal(plain: utf8) {
      self = plain
      return
    }
    var index = 0
    var end = utf8.count
    while index < end, ExactDecimal.isSpace(utf8[index]) { index += 1 }
    while end > index, ExactDecimal.isSpace(utf8[end - 1]) { end -= 1 }
    guard index < end else { throw .empty }
    var negative = false
    if utf8[index] == UInt8(ascii: "-") || utf8[index] == UInt8(ascii: "+") {
      negative = utf8[index] == UInt8(ascii: "-")
      index += 1
    }
    var value: Int64 = 0
    var digits = 0
    var places = 0
    var seen = false
    var point = false
    while index < end {
      let byte = utf8[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        seen = true
        if value != 0 || byte != UInt8(ascii: "0") { digits += 1 }
        if point { places += 1 }
        guard digits <= ExactDecimal.maximumDigits, places <= ExactDecimal.maximumDigits else {
          throw ExactDecimal.isPlain(utf8[index..<end]) ? .tooManyDigits : .notANumber
        }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: ".") where !point:
        point = true
      case UInt8(ascii: "e") where seen, UInt8(ascii: "E") where seen:
        throw .exponent
      default:
        throw .notANumber
      }
      index += 1
    }
    guard seen else { throw .notANumber }
    coefficient = negative ? -value : value
    scale = places
  }

  /// Reads `digits[.digits]` of at most 18 characters, as nearly all measurements are written; nil where it is something
  /// else.
  private init?(plain utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count <= ExactDecimal.maximumDigits else { return nil }
    var value: Int64 = 0
    var point: Int?
    var index = 0
    while index < utf8.count {
      let digit = utf8[index] &- UInt8(ascii: "0")
      if digit < 10 {
        // Eighteen digits fit.
        value = value &* 10 &+ Int64(digit)
      } else {
        guard utf8[index] == UInt8(ascii: "."), point == nil else { return nil }
        point = index
      }
      index += 1
    }
    guard utf8.count > (point == nil ? 0 : 1) else { return nil }
    coefficient = value
    scale = point.map { utf8.count - $0 - 1 } ?? 0
  }

  public init(_ text: String) throws(Problem) {
    var text = text
    let result: Result<ExactDecimal, Problem> = text.withUTF8 { utf8 in
      do throws(Problem) { return .success(try ExactDecimal(parsing: utf8)) } catch { return .failure(error) }
    }
    self = try result.get()
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isPlain(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    rest.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
  }
}

// MARK: - Order

extension ExactDecimal {
  @inlinable
  public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.scale == right.scale ? left.coefficient == right.coefficient : left.compare(right) == 0
  }

  @inlinable
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.scale == right.scale ? left.coefficient < right.coefficient : left.compare(right) < 0
  }

  public func hash(into hasher: inout Hasher) {
    var value = coefficient
    var places = scale
    while places > 0, value % 10 == 0 {
      value /= 10
      places -= 1
    }
    hasher.combine(value)
    hasher.combine(places)
  }

  /// Negative, zero or positive as the number is smaller than, equal to or larger than another.
  @usableFromInline
  func compare(_ other: ExactDecimal) -> Int {
    // Measurements and limits nearly always fit in 64 bits on the finer of the two scales.
    if let left = coefficient(atScale: max(scale, other.scale)),
      let right = other.coefficient(atScale: max(scale, other.scale))
    {
      return left < right ? -1 : left == right ? 0 : 1
    }
    let left = wideCoefficient(atScale: max(scale, other.scale))
    let right = other.wideCoefficient(atScale: max(scale, other.scale))
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// The coefficient with as many digits after the point as a finer scale has; nil where 64 bits do not hold it.
  @inline(__always)
  private func coefficient(atScale finer: Int) -> Int64? {
    if finer == scale { return coefficient }
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: ExactDecimal.powers[finer - scale])
    return overflow ? nil : product
  }

  /// The same in 128 bits, which hold 19 digits times 10^18.
  private func wideCoefficient(atScale finer: Int) -> Int128 {
    Int128(coefficient) * ExactDecimal.power(finer - scale)
  }

  /// 10^n for 0 ≤ n ≤ 38.
  static func power(_ n: Int) -> Int128 {
    if n <= maximumDigits { return Int128(powers[n]) }
    var result = Int128(powers[maximumDigits])
    for _ in maximumDigits..<n { result *= 10 }
    return result
  }

  /// 10^n for 0 ≤ n ≤ ``maximumDigits``.
  private static let powers: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
  ]
}

// MARK: - Arithmetic

extension ExactDecimal {
  public var negated: ExactDecimal { ExactDecimal(coefficient: -coefficient, scale: scale) }

  /// The exact sum; nil where it has too many digits.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let common = max(scale, other.scale)
    if let left = coefficient(atScale: common), let right = other.coefficient(atScale: common) {
      let (sum, overflow) = left.addingReportingOverflow(right)
      if !overflow { return ExactDecimal(coefficient: sum, scale: common) }
    }
    return ExactDecimal(
      exactly: wideCoefficient(atScale: common) + other.wideCoefficient(atScale: common), scale: common)
  }

  /// The exact difference; nil where it has too many digits.
  public func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

  /// The exact product; nil where it has too many digits.
  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    ExactDecimal(exactly: Int128(coefficient) * Int128(other.coefficient), scale: scale + other.scale)
  }

  /// A value of 128 bits, shortened by trailing zeros where needed; nil where it does not fit exactly.
  init?(exactly value: Int128, scale: Int) {
    var value = value
    var scale = scale
    while scale > ExactDecimal.maximumDigits || (scale > 0 && Int64(exactly: value) == nil) {
      guard value % 10 == 0 else { return nil }
      value /= 10
      scale -= 1
    }
    guard let coefficient = Int64(exactly: value) else { return nil }
    self.init(coefficient: coefficient, scale: scale)
  }

  /// Rounded half to even to so many digits after the point.
  public func rounded(toPlaces places: Int) -> ExactDecimal {
    guard places >= 0, places < scale else { return self }
    let divisor = ExactDecimal.power(scale - places)
    return ExactDecimal(
      coefficient: Int64(ExactDecimal.dividedHalfToEven(Int128(coefficient), by: divisor)), scale: places)
  }

  /// Rounded half to even to so many significant digits, at least one.
  public func rounded(toSignificantDigits digits: Int) -> ExactDecimal {
    let count = String(coefficient.magnitude).count
    let drop = count - max(1, digits)
    guard drop > 0 else { return self }
    let divisor = ExactDecimal.power(drop)
    let quotient = ExactDecimal.dividedHalfToEven(Int128(coefficient), by: divisor)
    if drop <= scale { return ExactDecimal(exactly: quotient, scale: scale - drop) ?? self }
    return ExactDecimal(exactly: quotient * ExactDecimal.power(drop - scale), scale: 0) ?? self
  }

  static func dividedHalfToEven(_ value: Int128, by divisor: Int128) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder.magnitude * 2
    let limit = divisor.magnitude
    if twice < limit || (twice == limit && quotient % 2 == 0) { return quotient }
    return (value < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
  }

  /// The nearest binary number.
  public var doubleValue: Double {
    // Both parts are exact below 2^53 and 10^22, so that one division rounds once.
    if coefficient.magnitude < 1 << 53 { return Double(coefficient) / ExactDecimal.doublePowers[scale] }
    return Double(description) ?? Double(coefficient) / ExactDecimal.doublePowers[scale]
  }

  private static let doublePowers: [Double] = (0...maximumDigits).map { Double(power($0)) }
}

// MARK: - Text

extension ExactDecimal: CustomStringConvertible, Codable {
  /// The number as written: 44.0 prints `44.0`.
  public var description: String {
    // A sign, 19 digits and a point, written from the last digit to the first.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { text in
      var start = text.count
      var rest = coefficient.magnitude
      var places = 0
      repeat {
        if places == scale, places > 0 {
          start -= 1
          text[start] = UInt8(ascii: ".")
        }
        start -= 1
        text[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        places += 1
      } while rest > 0 || places <= scale
      if coefficient < 0 {
        start -= 1
        text[start] = UInt8(ascii: "-")
      }
      return String(decoding: text[start...], as: UTF8.self)
    }
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do throws(Problem) {
      try self.init(text)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not a plain decimal number"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
