import Statistics
import Testing

@Suite("The ballistic limit by maximum likelihood")
struct LogisticFitTests {
  @Test("fits, errors and log-likelihoods agree with 50-digit arithmetic, also for badly scaled velocities")
  func reference() throws {
    let rows = try Fixture.rows("logistic_reference")
    #expect(rows.count == 15)
    for row in rows {
      let name = try row.text("dataset")
      let fit = try Fixture.fit(name)
      let curve = fit.curve
      // Velocities near 400 that differ by 0.001, or near a million by 70, are themselves rounded to 1e-10 and
      // 1e-12 of that difference, and a small part of that reaches the slope.
      let tolerance = name.hasPrefix("narrow") || name.hasPrefix("offset") ? 1e-10 : 2e-12
      #expect(try row.integer("n") == fit.count)
      #expect(try row.integer("perforations") == fit.perforations)
      for (found, column) in [
        (curve.intercept, "intercept"), (curve.slope, "slope"), (curve.v50, "v50"), (curve.v05, "v05"),
        (curve.interceptStandardError, "interceptError"), (curve.slopeStandardError, "slopeError"),
        (curve.covariance.interceptSlope, "covariance"), (fit.logLikelihood, "logLikelihood"),
        (curve.standardErrorOfVelocity(at: 0.5), "v50Error"),
        (curve.standardErrorOfVelocity(at: 0.05), "v05Error"),
      ] {
        #expect(try row.error(of: found, column) < tolerance, "\(name) \(column)")
      }
    }
  }

  @Test("O-ring distress: the published coefficients of Dalal, Fowlkes and Hoadley's data")
  func challenger() throws {
    let fit = try Fixture.fit("challenger")
    // Published with temperature itself: intercept 15.043 (7.379), slope −0.2322 (0.1082), deviance 20.315.
    #expect(abs(fit.curve.intercept + 100 * fit.curve.slope - 15.043) < 5e-4)
    #expect(abs(fit.curve.standardErrorOfLogit(at: 100) - 7.379) < 5e-4)
    #expect(abs(fit.curve.slope - 0.2322) < 5e-5)
    #expect(abs(fit.curve.slopeStandardError - 0.1082) < 5e-5)
    #expect(abs(-2 * fit.logLikelihood - 20.315) < 5e-4)
  }

  @Test("Bliss's beetles: the published coefficients of Dobson's textbook")
  func beetles() throws {
    let fit = try Fixture.fit("beetles")
    #expect(abs(fit.curve.intercept + 60.72) < 5e-3)
    #expect(abs(fit.curve.interceptStandardError - 5.18) < 5e-3)
    #expect(abs(fit.curve.slope - 34.27) < 5e-3)
    #expect(abs(fit.curve.slopeStandardError - 2.91) < 5e-3)
    #expect(abs(fit.curve.v50 - 1.7717) < 5e-5)
  }

  @Test("at the maximum the score vanishes: fitted perforations equal those seen, in number and in moment")
  func score() throws {
    var random = Seeded(7)
    var fits = 0
    for round in 0..<200 {
      let shots = random.shots(12 + round)
      guard let fit = LogisticFit.of(shots).fit else { continue }
      fits += 1
      var residual = 0.0
      var moment = 0.0
      for shot in shots {
        let difference = (shot.perforated ? 1 : 0) - fit.curve.probability(at: shot.velocity)
        residual += difference
        moment += difference * (shot.velocity - 470) / 50
      }
      #expect(abs(residual) < 1e-11)
      #expect(abs(moment) < 1e-11)
    }
    #expect(fits > 150)
  }

  @Test("probability and velocity undo each other")
  func inverse() throws {
    let curve = try Fixture.fit("range-120").curve
    for p in stride(from: 0.001, to: 1, by: 0.0235) {
      #expect(relativeError(curve.probability(at: curve.velocity(at: p)), p) < 1e-11)
    }
    #expect(curve.velocity(at: 0) == -.infinity)
    #expect(curve.velocity(at: 1) == .infinity)
    #expect(curve.velocity(at: 1.2).isNaN)
    #expect(curve.v05 < curve.v50)
    #expect(curve.probability(at: -1e9) == 0)
    #expect(curve.probability(at: 1e9) == 1)
  }

  @Test("the delta interval is V ± 1.96 standard errors, the probability's stays within 0 and 1")
  func intervals() throws {
    let curve = try Fixture.fit("panel-24").curve
    let interval = try #require(curve.deltaInterval(ofVelocityAt: 0.5, level: 0.95))
    let half = 1.959_963_984_540_054 * curve.standardErrorOfVelocity(at: 0.5)
    #expect(relativeError(interval.upper - curve.v50, half) < 1e-11)
    #expect(relativeError(curve.v50 - interval.lower, interval.upper - curve.v50) < 1e-11)
    #expect(interval.isBounded)
    #expect(curve.deltaInterval(ofVelocityAt: 0, level: 0.95) == nil)
    #expect(curve.deltaInterval(ofVelocityAt: 0.5, level: 1) == nil)

    for velocity in [300.0, 400, 436, 463, 500, 700] {
      let p = curve.probability(at: velocity)
      let limits = try #require(curve.interval(ofProbabilityAt: velocity, level: 0.95))
      #expect(limits.lower >= 0 && limits.lower <= p && p <= limits.upper && limits.upper <= 1)
      // d logit / dp = 1 / p(1 − p).
      let h = 1e-4
      let slope = (curve.probability(at: velocity + h) - curve.probability(at: velocity - h)) / (2 * h)
      let viaSlope = slope / curve.slope * curve.standardErrorOfLogit(at: velocity)
      #expect(abs(curve.standardErrorOfProbability(at: velocity) - viaSlope) < 1e-7)
    }
    #expect(curve.interval(ofProbabilityAt: 436, level: 0) == nil)
  }

  @Test("the covariance is the inverse of the information matrix of intercept and slope")
  func covariance() throws {
    let shots = try #require(Fixture.shots("logistic_shots")["steep-48"])
    let curve = try Fixture.fit("steep-48").curve
    var (a, b, c) = (0.0, 0.0, 0.0)
    for shot in shots {
      let p = curve.probability(at: shot.velocity)
      a += p * (1 - p)
      b += p * (1 - p) * shot.velocity
      c += p * (1 - p) * shot.velocity * shot.velocity
    }
    let determinant = a * c - b * b
    #expect(relativeError(curve.covariance.intercept, c / determinant) < 1e-8)
    #expect(relativeError(curve.covariance.interceptSlope, -b / determinant) < 1e-8)
    #expect(relativeError(curve.covariance.slope, a / determinant) < 1e-8)
    #expect(relativeError(curve.interceptStandardError, (c / determinant).squareRoot()) < 1e-8)
  }
}
