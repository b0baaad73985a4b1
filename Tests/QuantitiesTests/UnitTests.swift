import Foundation
import Quantities
import Testing

@Suite("Units")
struct UnitTests {
  private func convert(_ value: String, _ from: String, _ to: String) throws -> String {
    try Amount(ExactDecimal(value), Unit(ucum: from)).converted(to: Unit(ucum: to)).value.description
  }

  @Test(
    "conversions by exact factors",
    arguments: [
      ("1", "[in_i]", "mm", "25.4"), ("1", "[ft_i]", "m", "0.3048"), ("30", "[ft_i]/s", "m/s", "9.144"),
      ("1305", "[ft_i]/s", "m/s", "397.764"), ("1", "[lb_av]", "g", "453.59237"),
      ("124", "[gr]", "g", "8.03506484"),
      ("36", "km/h", "m/s", "10"), ("65", "Cel", "K", "338.15"), ("149", "[degF]", "Cel", "65"),
      ("-40", "[degF]", "Cel", "-40"), ("10", "d", "h", "240"), ("5", "%", "1", "0.05"),
      ("80", "%", "1", "0.8"),
      ("6", "ug/cm2", "g/m2", "0.06"), ("1", "J", "N.m", "1"), ("1", "[psi]", "Pa", "6894.75729317"),
      ("60", "'", "deg", "1"), ("5", "/min", "/s", "0.0833333333333"), ("1.5", "kN", "N", "1500"),
      ("20", "Cel", "[degF]", "68"), ("1", "m.s-1", "m/s", "1"), ("1", "10*3.m", "km", "1"),
    ])
  func conversions(value: String, from: String, to: String, result: String) throws {
    #expect(try convert(value, from, to) == result)
  }

  @Test("44 mm written in inches is 44 mm")
  func inches() throws {
    #expect(try convert("1.7322834645669292", "[in_i]", "mm") == "44")
    #expect(try convert("1.73228346456693", "[in_i]", "mm") == "44")
    #expect(try convert("1.7323", "[in_i]", "mm") == "44.00042")
  }

  @Test("a value in the unit of the limit is not touched")
  func untouched() throws {
    #expect(try convert("44.000000000000001", "mm", "mm") == "44.000000000000001")
  }

  @Test("there and back again is the same to twelve digits")
  func roundTrips() throws {
    var random = Seeded(seed: 3)
    let pairs = [
      ("mm", "[in_i]"), ("m/s", "[ft_i]/s"), ("g", "[gr]"), ("Cel", "[degF]"), ("J", "[lbf_av].[ft_i]"),
    ]
    for (from, to) in pairs {
      for _ in 0..<500 {
        let number = ExactDecimal(coefficient: Int64(random.next() % 100_000), scale: 2)
        let there = try Amount(number, Unit(ucum: from)).converted(to: Unit(ucum: to))
        let back = try there.converted(to: Unit(ucum: from)).value
        #expect(abs(back.doubleValue - number.doubleValue) <= 1e-9 * max(1, abs(number.doubleValue)))
      }
    }
  }

  @Test(
    "a code that is no unit is refused",
    arguments: ["furlongs", "MM", "kft", "[ft]", "in", "", "m//s", "mm]", "[", "é"])
  func unknown(code: String) {
    #expect(throws: Unit.Problem.self) { try Unit(ucum: code) }
  }

  @Test("a scale with a zero of its own stands alone", arguments: ["Cel/s", "Cel2", "m.Cel", "/Cel"])
  func special(code: String) {
    #expect(throws: Unit.Problem.self) { try Unit(ucum: code) }
  }

  @Test("units of different dimensions do not convert")
  func dimensions() throws {
    #expect(throws: ConversionProblem.self) { try convert("1", "kg", "mm") }
    #expect(try !Unit(ucum: "kg").isConvertible(to: .millimetre))
    #expect(try Unit(ucum: "m/s").dimension.name == "velocity")
    #expect(try Unit(ucum: "J").dimension.name == "energy")
  }

  @Test(
    "people see symbols, not codes",
    arguments: [
      ("mm", "mm"), ("m/s", "m/s"), ("[ft_i]/s", "ft/s"), ("deg", "°"), ("Cel", "°C"), ("ug/cm2", "µg/cm²"),
      ("1", ""), ("%", "%"), ("/min", "/min"), ("[gr]", "gr"),
    ])
  func symbols(code: String, symbol: String) throws {
    #expect(try Unit(ucum: code).symbol == symbol)
  }

  @Test("an amount is printed with its symbol")
  func amounts() throws {
    #expect(try Amount(ExactDecimal("44.0"), .millimetre).description == "44.0 mm")
    #expect(try Amount(ExactDecimal("30"), .degree).description == "30°")
    #expect(try Amount(ExactDecimal("6"), .one).description == "6")
  }
}

@Suite("Comparison and print")
struct ComparisonTests {
  @Test("each comparison at its limit, and the margin with its sign")
  func limits() throws {
    let limit = try ExactDecimal("44")
    let at = try ExactDecimal("44.0")
    #expect(Comparison.atMost.holds(at, limit))
    #expect(!Comparison.below.holds(at, limit))
    #expect(Comparison.atLeast.holds(at, limit))
    #expect(!Comparison.above.holds(at, limit))
    #expect(try Comparison.atMost.margin(ExactDecimal("44.1"), limit)?.description == "-0.1")
    #expect(try Comparison.atLeast.margin(ExactDecimal("44.1"), limit)?.description == "0.1")
  }

  @Test(
    "numbers print with fixed decimals",
    arguments: [
      (1.005, 2, "1.00"), (2.5, 0, "3"), (-0.04, 1, "0.0"), (-2.25, 1, "-2.3"), (1234.5, 3, "1234.500"),
    ])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(NumberFormat.fixed(value, decimals: decimals) == text)
  }

  @Test(
    "numbers print with significant digits",
    arguments: [
      (0.0123456, 3, "0.0123"), (123456.0, 2, "120000"), (9.996, 3, "10.00"), (0, 3, "0"),
      (-45.678, 4, "-45.68"),
      (1.5e-12, 3, "1.50e-12"), (2e20, 3, "2.00e20"),
    ])
  func significant(value: Double, digits: Int, text: String) {
    #expect(NumberFormat.significant(value, digits: digits) == text)
  }

  @Test("what is no number prints as words")
  func words() {
    #expect(NumberFormat.fixed(.nan, decimals: 2) == "not a number")
    #expect(NumberFormat.significant(-.infinity, digits: 2) == "minus infinity")
  }
}

@Suite("Days")
struct DayTests {
  @Test(
    "only days of the calendar exist",
    arguments: ["2024-02-30", "2023-02-29", "2024-13-01", "2024-1-1", "24-01-01", "2024-00-10", ""])
  func refused(text: String) {
    #expect(Day(text) == nil)
  }

  @Test("a day prints as it is read, and orders by the calendar")
  func order() throws {
    let leap = try #require(Day("2024-02-29"))
    let march = try #require(Day("2024-03-01"))
    #expect(leap.description == "2024-02-29")
    #expect(leap < march)
    #expect(march.ordinal - leap.ordinal == 1)
  }

  @Test("ordinals count every day of four centuries")
  func ordinals() throws {
    let first = try #require(Day("1801-01-01"))
    let last = try #require(Day("2201-01-01"))
    #expect(last.ordinal - first.ordinal == 146_097)
  }
}
