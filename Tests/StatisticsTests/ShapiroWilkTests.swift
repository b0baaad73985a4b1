import Statistics
import Testing

@Suite("The Shapiro–Wilk statistic of normality")
struct ShapiroWilkTests {
  @Test("W and p agree with scipy and with R for 3 to 2000 values, normal or not")
  func reference() throws {
    let rows = try Fixture.rows("shapiro_wilk")
    #expect(rows.count == 63)
    for row in rows {
      var random = Seeded(try row.integer("seed"))
      let values = random.values(try row.integer("n"), shape: try row.text("shape"))
      let result = try #require(ShapiroWilk.of(values).value)
      #expect(result.count == values.count)
      #expect(try abs(result.statistic - row.number("w")) < 1e-9, "\(row.columns)")
      #expect(try row.error(of: result.pValue, "p") < 1e-6, "\(row.columns)")
      #expect(try abs(result.statistic - row.number("wR")) < 1e-13, "\(row.columns)")
      // The normal tail in which p lies magnifies the rounding of 1 − W.
      #expect(try row.error(of: result.pValue, "pR") < 1e-10, "\(row.columns)")
    }
  }

  @Test("the authors' example, weights of eleven men, has W = 0.79")
  func published() throws {
    let weights = [148.0, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]
    let result = try #require(ShapiroWilk.of(weights).value)
    #expect(abs(result.statistic - 0.788_814_694_835_387_4) < 1e-13)
    #expect(abs(result.pValue - 0.006_703_814) < 1e-9)
  }

  @Test("neither order, nor shift, nor scale matters")
  func invariance() throws {
    var random = Seeded(6)
    for count in [3, 4, 6, 11, 12, 24, 144] {
      let values = random.values(count, shape: "skewed")
      let plain = try #require(ShapiroWilk.of(values).value)
      #expect(ShapiroWilk.of(values.shuffled(using: &random)).value == plain)
      let moved = try #require(ShapiroWilk.of(values.map { 44 - 3 * $0 }).value)
      #expect(abs(moved.statistic - plain.statistic) < 1e-11)
      #expect(plain.statistic > 0 && plain.statistic <= 1)
      #expect(plain.pValue >= 0 && plain.pValue <= 1)
    }
  }

  @Test("three evenly spaced values are perfectly normal")
  func even() throws {
    let result = try #require(ShapiroWilk.of([1, 2, 3]).value)
    #expect(abs(result.statistic - 1) < 1e-15)
    #expect(abs(result.pValue - 1) < 1e-7)
  }

  @Test("an outlier among very many equal values is found hopeless, not a fault")
  func hopeless() throws {
    for count in [4, 7, 11, 12, 500] {
      let values = Array(repeating: 40.0, count: count - 1) + [44]
      let result = try #require(ShapiroWilk.of(values).value)
      #expect(result.pValue >= 0 && result.pValue < 0.01, "n = \(count)")
    }
  }

  @Test("what has no statistic says why")
  func reasons() {
    #expect(ShapiroWilk.of([]).reason == .tooFew(count: 0))
    #expect(ShapiroWilk.of([1, 2]).reason == .tooFew(count: 2))
    #expect(ShapiroWilk.of([1, .nan, 2, 3]).reason == .nonFinite(index: 1))
    #expect(ShapiroWilk.of([44, 44, 44]).reason == .noSpread)
    #expect(ShapiroWilk.of((0...5000).map(Double.init)).reason == .tooMany(count: 5001))
    #expect(ShapiroWilk.of([44, 44, 44]).reason?.code == "normality.no-spread")
  }
}
