import Statistics
import Testing

@Suite("Student's t, central and noncentral")
struct TDistributionTests {
  @Test("central probabilities agree with the incomplete beta function")
  func central() throws {
    for row in try Fixture.rows("student_t") {
      let degrees = try row.number("degrees")
      let t = try row.number("t")
      let distribution = try #require(TDistribution(degreesOfFreedom: degrees))
      #expect(try row.error(of: distribution.cdf(t), "cdf") < 1e-13, "ν \(degrees), t \(t)")
      #expect(try row.error(of: distribution.upperTail(t), "upper") < 1e-13, "ν \(degrees), t \(t)")
    }
  }

  @Test("noncentral probabilities agree with 40-digit integration, in both tails and for both signs")
  func noncentral() throws {
    for row in try Fixture.rows("noncentral_t") {
      let degrees = try row.number("degrees")
      let noncentrality = try row.number("noncentrality")
      let t = try row.number("t")
      let distribution = try #require(
        TDistribution(degreesOfFreedom: degrees, noncentrality: noncentrality))
      let at: Comment = "ν \(degrees), δ \(noncentrality), t \(t)"
      #expect(try row.error(of: distribution.cdf(t), "cdf") < 1e-13, at)
      #expect(try row.error(of: distribution.upperTail(t), "upper") < 1e-13, at)
    }
  }

  @Test(
    "the percentiles that every table of Student's t prints come out",
    arguments: [
      (1.0, 0.975, 12.706), (2, 0.95, 2.920), (4, 0.995, 4.604), (10, 0.975, 2.228), (29, 0.99, 2.462),
      (120, 0.975, 1.980),
    ])
  func published(degrees: Double, p: Double, t: Double) throws {
    let distribution = try #require(TDistribution(degreesOfFreedom: degrees))
    #expect(abs(distribution.quantile(p) - t) < 5e-4)
    #expect(abs(distribution.quantile(1 - p) + t) < 5e-4)
  }

  @Test("one degree of freedom is Cauchy's distribution")
  func cauchy() throws {
    let distribution = try #require(TDistribution(degreesOfFreedom: 1))
    #expect(relativeError(distribution.cdf(1), 0.75) < 1e-14)
    #expect(relativeError(distribution.quantile(0.75), 1) < 1e-14)
    #expect(abs(distribution.quantile(0.5)) < 1e-14)
  }

  @Test("cdf(quantile(p)) = p over degrees of freedom, noncentrality and p")
  func roundTrip() throws {
    var random = Seeded(2)
    for _ in 0..<800 {
      let degrees = 1 + 5000 * random.uniform() * random.uniform() * random.uniform()
      let noncentrality = 8 * (random.uniform() - 0.5) * (degrees + 1).squareRoot()
      let distribution = try #require(
        TDistribution(degreesOfFreedom: degrees, noncentrality: noncentrality))
      let p = 0.0005 + 0.999 * random.uniform()
      let t = distribution.quantile(p)
      #expect(relativeError(distribution.cdf(t), p) < 1e-11, "ν \(degrees), δ \(noncentrality), p \(p)")
      #expect(relativeError(distribution.upperTail(t), 1 - p) < 1e-11)
    }
  }

  @Test("mirroring t and noncentrality swaps the tails")
  func mirror() throws {
    var random = Seeded(3)
    for _ in 0..<200 {
      let degrees = 1 + 60 * random.uniform()
      let noncentrality = 6 * random.uniform()
      let t = 20 * (random.uniform() - 0.5)
      let one = try #require(TDistribution(degreesOfFreedom: degrees, noncentrality: noncentrality))
      let other = try #require(TDistribution(degreesOfFreedom: degrees, noncentrality: -noncentrality))
      #expect(relativeError(one.cdf(t), other.upperTail(-t)) < 1e-13)
      #expect(relativeError(one.density(t), other.density(-t)) < 1e-13)
    }
  }

  @Test("extreme probabilities give finite quantiles, in order")
  func extremes() throws {
    for degrees in [1.0, 2, 9, 400, 1e6] {
      for noncentrality in [-3.0, 0, 5, 50] {
        let distribution = try #require(
          TDistribution(degreesOfFreedom: degrees, noncentrality: noncentrality))
        let quantiles = [1e-12, 1e-6, 0.01, 0.5, 0.99, 1 - 1e-6, 1 - 1e-12].map(distribution.quantile)
        #expect(quantiles.allSatisfy { $0.isFinite })
        #expect(quantiles == quantiles.sorted(), "ν \(degrees), δ \(noncentrality)")
      }
    }
  }

  @Test("parameters out of range have no distribution, probabilities out of range no quantile")
  func ranges() throws {
    #expect(TDistribution(degreesOfFreedom: 0.5) == nil)
    #expect(TDistribution(degreesOfFreedom: .nan) == nil)
    #expect(TDistribution(degreesOfFreedom: .infinity) == nil)
    #expect(TDistribution(degreesOfFreedom: 3, noncentrality: .nan) == nil)
    #expect(TDistribution(degreesOfFreedom: 3, noncentrality: 81) == nil)
    let distribution = try #require(TDistribution(degreesOfFreedom: 3, noncentrality: 80))
    #expect(distribution.quantile(0) == -.infinity)
    #expect(distribution.quantile(1) == .infinity)
    #expect(distribution.quantile(1.5).isNaN)
    #expect(distribution.cdf(.infinity) == 1)
    #expect(distribution.upperTail(.infinity) == 0)
    #expect(distribution.cdf(.nan).isNaN)
  }
}
