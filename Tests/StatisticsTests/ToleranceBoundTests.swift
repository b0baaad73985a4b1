import Statistics
import Testing

@Suite("The one-sided normal tolerance bound")
struct ToleranceBoundTests {
  @Test("factors agree with the table of check values to its last digit")
  func checkValues() throws {
    let rows = try Fixture.rows("tolerance_factors")
    #expect(rows.count == 120)
    for row in rows {
      let factor = try factor(row)
      // The table has six decimals.
      #expect(try abs(factor - row.number("k")) < 5.1e-7, "\(row.columns)")
    }
  }

  @Test("factors agree with 40-digit arithmetic to 1e-13, n 2 ... 5000")
  func reference() throws {
    let rows = try Fixture.rows("tolerance_reference")
    #expect(rows.count == 325)
    for row in rows {
      #expect(try row.error(of: factor(row), "k") < 1e-13, "\(row.columns)")
    }
  }

  @Test("published table values come out: G. J. Lieberman (1958), Industrial Quality Control 14")
  func published() throws {
    let ten = try #require(ToleranceBound.factor(count: 10, coverage: 0.95, confidence: 0.95))
    #expect(abs(ten - 2.911) < 5e-4)
    let fifty = try #require(ToleranceBound.factor(count: 50, coverage: 0.90, confidence: 0.95))
    #expect(abs(fifty - 1.646) < 5e-4)
  }

  @Test("a hand-computed bound: x̄ + k·s on either side")
  func byHand() throws {
    let values = [38.0, 41, 40, 44, 37]
    let upper = try #require(ToleranceBound.upper(of: values, coverage: 0.8, confidence: 0.95).bound)
    #expect(upper.count == 5)
    #expect(upper.mean == 40)
    #expect(relativeError(upper.standardDeviation, 7.5.squareRoot()) < 1e-15)
    #expect(abs(upper.bound - (40 + 2.483298 * 7.5.squareRoot())) < 2e-6)
    #expect(upper.side == .upper)
    let lower = try #require(ToleranceBound.lower(of: values, coverage: 0.8, confidence: 0.95).bound)
    #expect(abs(lower.bound - (40 - 2.483298 * 7.5.squareRoot())) < 2e-6)
    #expect(lower.side == .lower)
  }

  @Test(
    "equal values have s = 0 and a bound that is the value, exactly",
    arguments: [0.1, 43.7, 44, 1e300, -0.3])
  func equalValues(value: Double) throws {
    for count in 2...30 {
      let values = Array(repeating: value, count: count)
      let bound = try #require(ToleranceBound.upper(of: values, coverage: 0.8, confidence: 0.95).bound)
      #expect(bound.standardDeviation == 0)
      #expect(bound.mean == value)
      #expect(bound.bound == value)
    }
  }

  @Test("a large common part costs no digits")
  func stability() throws {
    let values = [4.0, 7, 13, 16].map { $0 + 1e9 }
    let bound = try #require(ToleranceBound.upper(of: values, coverage: 0.8, confidence: 0.95).bound)
    #expect(relativeError(bound.standardDeviation, 30.0.squareRoot()) < 1e-14)
    #expect(bound.mean == 1e9 + 10)
  }

  @Test("what cannot be bounded says why")
  func reasons() {
    func reason(
      _ values: [Double], _ coverage: Double = 0.8, _ confidence: Double = 0.95
    ) -> ToleranceBound.Reason? {
      ToleranceBound.upper(of: values, coverage: coverage, confidence: confidence).reason
    }
    #expect(reason([]) == .tooFew(count: 0))
    #expect(reason([44]) == .tooFew(count: 1))
    #expect(reason([44, .nan, 43]) == .nonFinite(index: 1))
    #expect(reason([44, 43, .infinity]) == .nonFinite(index: 2))
    #expect(reason([44, 43], 0, 0.95) == .badParameters(coverage: 0, confidence: 0.95))
    #expect(reason([44, 43], 1, 0.95) == .badParameters(coverage: 1, confidence: 0.95))
    #expect(reason([44, 43], 0.8, 1) == .badParameters(coverage: 0.8, confidence: 1))
    #expect(reason([44, 43], .nan, 0.9)?.code == "tolerance.bad-parameters")
    #expect(reason([1e308, -1e308]) == .overflow)
    #expect(reason([44])?.description == "A tolerance bound needs at least 2 values; there is 1.")
    #expect(reason([44])?.code == "tolerance.too-few")
  }

  @Test("the bound follows shift, scale and mirror of the values, and ignores their order")
  func equivariance() throws {
    var random = Seeded(4)
    for _ in 0..<300 {
      let count = 2 + Int(random.uniform() * 40)
      let values = random.values(count, shape: "bell")
      let plain = try #require(ToleranceBound.upper(of: values, coverage: 0.8, confidence: 0.95).bound)
      let scale = 0.01 + 100 * random.uniform()
      let shift = 1000 * (random.uniform() - 0.5)
      let moved = try #require(
        ToleranceBound.upper(of: values.map { scale * $0 + shift }, coverage: 0.8, confidence: 0.95).bound)
      #expect(abs(moved.bound - (scale * plain.bound + shift)) < 1e-12 * (abs(shift) + scale * 60))
      let mirrored = try #require(
        ToleranceBound.lower(of: values.map { -$0 }, coverage: 0.8, confidence: 0.95).bound)
      #expect(relativeError(mirrored.bound, -plain.bound) < 1e-14)
      let shuffled = values.shuffled(using: &random)
      #expect(ToleranceBound.upper(of: shuffled, coverage: 0.8, confidence: 0.95).bound == plain)
    }
  }

  @Test("the factor falls with n and rises with coverage and confidence")
  func monotone() throws {
    func k(_ n: Int, _ p: Double, _ g: Double) throws -> Double {
      try #require(ToleranceBound.factor(count: n, coverage: p, confidence: g))
    }
    for n in 2..<60 { #expect(try k(n + 1, 0.8, 0.95) < k(n, 0.8, 0.95)) }
    for step in 50..<99 {
      let p = Double(step) / 100
      #expect(try k(12, p, 0.95) < k(12, p + 0.01, 0.95))
      #expect(try k(12, 0.8, p) < k(12, 0.8, p + 0.01))
    }
    // In the limit the sample is the population and k is the plain quantile.
    #expect(try abs(k(100_000_000, 0.8, 0.95) - NormalDistribution.quantile(0.8)) < 3e-4)
  }

  @Test("the bound covers as often as it says: 95 % of simulated samples, give or take what chance allows")
  func coverage() throws {
    // For values drawn by inversion the 80 % point is known; 4000 samples of 12, 4 standard errors = 1.4 %.
    var random = Seeded(5)
    let point = NormalDistribution.quantile(0.8)
    let factor = try #require(ToleranceBound.factor(count: 12, coverage: 0.8, confidence: 0.95))
    var covered = 0
    for _ in 0..<4000 {
      let values = (0..<12).map { _ in NormalDistribution.quantile(max(random.uniform(), 1e-300)) }
      let mean = values.reduce(0, +) / 12
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      if mean + factor * (squares / 11).squareRoot() >= point { covered += 1 }
    }
    #expect(abs(Double(covered) / 4000 - 0.95) < 0.0138)
  }

  private func factor(_ row: Fixture.Row) throws -> Double {
    try #require(
      ToleranceBound.factor(
        count: try row.integer("n"), coverage: try row.number("coverage"),
        confidence: try row.number("confidence")))
  }
}
