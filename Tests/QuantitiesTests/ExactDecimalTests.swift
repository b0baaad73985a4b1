import Foundation
import Quantities
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
  @Test(
    "a plain decimal is read and printed as written",
    arguments: ["0", "44", "44.0", "-15", "0.05", "123456789012345678", "0.000000000000000001", "-0.5"])
  func asWritten(text: String) throws {
    #expect(try ExactDecimal(text).description == text)
  }

  @Test(
    "other spellings of a plain decimal are read",
    arguments: [("+7", "7"), (".5", "0.5"), ("44.", "44"), ("  8.0\n", "8.0"), ("007", "7"), ("-0", "0")])
  func spellings(text: String, printed: String) throws {
    #expect(try ExactDecimal(text).description == printed)
  }

  @Test(
    "what is no plain decimal is refused with its reason",
    arguments: [
      ("", ExactDecimal.Problem.empty), ("  ", .empty), ("NaN", .notANumber), ("INF", .notANumber),
      ("44,0", .notANumber), ("4 4", .notANumber), ("1.2.3", .notANumber), ("-", .notANumber),
      (".", .notANumber),
      ("+-1", .notANumber), ("0x1F", .notANumber), ("1e400", .exponent), ("4.4E1", .exponent),
      ("1234567890123456789", .tooManyDigits), ("0.0000000000000000001", .tooManyDigits), ("٤٤", .notANumber),
    ])
  func refused(text: String, problem: ExactDecimal.Problem) {
    #expect(throws: problem) { try ExactDecimal(text) }
  }

  @Test("equality and order are numeric, whatever the zeros")
  func order() throws {
    #expect(try ExactDecimal("44.0") == ExactDecimal("44"))
    #expect(try ExactDecimal("44.0").hashValue == ExactDecimal("44").hashValue)
    #expect(try ExactDecimal("44.01") > ExactDecimal("44.0"))
    #expect(try ExactDecimal("-44.01") < ExactDecimal("-44"))
    #expect(try ExactDecimal("999999999999999999") > ExactDecimal("0.000000000000000001"))
  }

  @Test("parse and print are inverse, and order agrees with the integers behind it")
  func properties() throws {
    var random = Seeded(seed: 1)
    for _ in 0..<20_000 {
      let scale = Int(random.next() % 19)
      let coefficient = Int64(bitPattern: random.next()) % 1_000_000_000_000_000_000
      let number = ExactDecimal(coefficient: coefficient, scale: scale)
      let again = try ExactDecimal(number.description)
      #expect(again.coefficient == coefficient && again.scale == scale)
      let other = ExactDecimal(coefficient: Int64(bitPattern: random.next()) % 1_000_000, scale: scale)
      #expect((number < other) == (number.coefficient < other.coefficient))
    }
  }

  @Test("the nearest Double is the one that the C library reads from the same text")
  func doubles() throws {
    var random = Seeded(seed: 2)
    for _ in 0..<20_000 {
      let number = ExactDecimal(
        coefficient: Int64(bitPattern: random.next()) % 1_000_000_000_000_000_000,
        scale: Int(random.next() % 19))
      #expect(number.doubleValue == strtod(number.description, nil))
    }
  }

  @Test("sums, differences and products are exact, or nil")
  func arithmetic() throws {
    #expect(try ExactDecimal("0.1").adding(ExactDecimal("0.2")) == ExactDecimal("0.3"))
    #expect(try ExactDecimal("388.9").subtracting(ExactDecimal("398"))?.description == "-9.1")
    #expect(try ExactDecimal("1.5").multiplied(by: ExactDecimal("1.5")) == ExactDecimal("2.25"))
    #expect(ExactDecimal(coefficient: .max, scale: 0).adding(ExactDecimal(1)) == nil)
  }

  @Test(
    "rounding is half to even",
    arguments: [
      ("0.5", 0, "0"), ("1.5", 0, "2"), ("2.5", 0, "2"), ("-2.5", 0, "-2"), ("2.51", 0, "3"),
      ("1.25", 1, "1.2"),
    ])
  func places(text: String, places: Int, rounded: String) throws {
    #expect(try ExactDecimal(text).rounded(toPlaces: places).description == rounded)
  }

  @Test(
    "significant digits are counted from the first digit that is not zero",
    arguments: [
      ("0.00123456", 3, "0.00123"), ("98765", 2, "99000"), ("44.0", 6, "44.0"), ("9.996", 3, "10.00"),
    ])
  func significant(text: String, digits: Int, rounded: String) throws {
    #expect(try ExactDecimal(text).rounded(toSignificantDigits: digits).description == rounded)
  }

  @Test("JSON carries a decimal as text, so that no digit is lost")
  func json() throws {
    let number = try ExactDecimal("44.10")
    let bytes = try JSONEncoder().encode([number])
    #expect(String(decoding: bytes, as: UTF8.self) == "[\"44.10\"]")
    #expect(try JSONDecoder().decode([ExactDecimal].self, from: bytes).first?.description == "44.10")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ExactDecimal].self, from: Data("[\"1e3\"]".utf8))
    }
  }
}

@Suite("Exact means")
struct ExactSumTests {
  private func sum(_ texts: [String]) throws -> ExactSum {
    var sum = ExactSum()
    for text in texts { #expect(sum.add(try ExactDecimal(text))) }
    return sum
  }

  @Test("a mean at the limit is at the limit, thirds included")
  func limits() throws {
    #expect(try sum(["21.0", "21.0", "21.0"]).compareMean(to: ExactDecimal("21")) == 0)
    #expect(try sum(["0.1", "0.2", "0.3"]).compareMean(to: ExactDecimal("0.2")) == 0)
    #expect(try sum(["20", "21", "21"]).compareMean(to: ExactDecimal("20.666666666666666")) == 1)
    #expect(try sum(["20", "21", "21"]).compareMean(to: ExactDecimal("20.666666666666667")) == -1)
  }

  @Test("the printed mean is rounded to the digits asked for")
  func printed() throws {
    #expect(try sum(["20", "21", "21"]).mean(significantDigits: 6)?.description == "20.6667")
    #expect(try sum(["19.0", "18.5", "19.5"]).mean(significantDigits: 6)?.description == "19.0")
    #expect(ExactSum().mean(significantDigits: 6) == nil)
    #expect(ExactSum().compareMean(to: ExactDecimal(0)) == nil)
  }
}

/// SplitMix64, so that a failing property can be run again.
struct Seeded {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
