import Statistics
import Testing

@Suite("The standard normal distribution")
struct NormalDistributionTests {
  @Test("cdf agrees with 60-digit arithmetic, also deep in the tail")
  func cdf() throws {
    for row in try Fixture.rows("normal") {
      let x = try row.number("x")
      let expected = try row.number("cdf")
      // x²/2 in the exponent magnifies the rounding of x, so the tail has fewer exact digits than the middle.
      let tolerance = 4e-16 * max(1, x * x)
      #expect(relativeError(NormalDistribution.cdf(x), expected) < tolerance, "x = \(x)")
      #expect(NormalDistribution.upperTail(-x) == NormalDistribution.cdf(x))
    }
  }

  @Test("quantile agrees with 60-digit arithmetic to the last digits")
  func quantile() throws {
    for row in try Fixture.rows("normal_quantiles") {
      let p = try row.number("p")
      let expected = try row.number("x")
      // Near ½ the quantile is as uncertain as p − ½ is: half a unit in the last place of p.
      let tolerance = max(4e-16, 1.2e-16 / abs(expected))
      #expect(relativeError(NormalDistribution.quantile(p), expected) < tolerance, "p = \(p)")
    }
  }

  @Test("the published check values of AS 241 come out")
  func published() {
    #expect(relativeError(NormalDistribution.quantile(0.25), -0.674_489_750_196_081_7) < 4e-16)
    #expect(relativeError(NormalDistribution.quantile(0.001), -3.090_232_306_167_814) < 4e-16)
    #expect(relativeError(NormalDistribution.quantile(1e-20), -9.262_340_089_798_408) < 4e-16)
  }

  @Test("the ends of the scale are infinite, beyond them there is no number")
  func ends() {
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.quantile(-0.1).isNaN)
    #expect(NormalDistribution.quantile(1.1).isNaN)
    #expect(NormalDistribution.quantile(.nan).isNaN)
    #expect(NormalDistribution.quantile(.leastNonzeroMagnitude) < -38)
  }

  @Test("cdf and quantile undo each other, and the quantile mirrors about one half")
  func roundTrip() {
    var random = Seeded(1)
    for _ in 0..<2000 {
      let p = random.uniform() * 0.5
      guard p > 0 else { continue }
      let x = NormalDistribution.quantile(p)
      #expect(relativeError(NormalDistribution.cdf(x), p) < 1e-14)
      #expect(NormalDistribution.quantile(1 - p) == -NormalDistribution.quantile(1 - (1 - p)))
    }
  }

  @Test("the density is the slope of the cdf")
  func density() {
    for x in stride(from: -4.0, through: 4, by: 0.25) {
      let h = 1e-5
      let slope = (NormalDistribution.cdf(x + h) - NormalDistribution.cdf(x - h)) / (2 * h)
      #expect(abs(slope - NormalDistribution.density(x)) < 1e-10)
    }
  }
}
