import Foundation
import Statistics
import Testing

@Suite("Confidence limits by profile likelihood")
struct LogisticProfileTests {
  @Test("95 % limits of V50 and V05 agree with 50-digit arithmetic, infinite ones included")
  func reference() throws {
    for row in try Fixture.rows("logistic_reference") {
      let name = try row.text("dataset")
      let fit = try Fixture.fit(name)
      let v50 = try #require(fit.profileInterval(ofVelocityAt: 0.5, level: 0.95))
      let v05 = try #require(fit.profileInterval(ofVelocityAt: 0.05, level: 0.95))
      for (found, column) in [
        (v50.lower, "v50Lower"), (v50.upper, "v50Upper"), (v05.lower, "v05Lower"), (v05.upper, "v05Upper"),
      ] {
        #expect(try row.error(of: found, column) < 1e-10, "\(name) \(column)")
      }
    }
  }

  @Test("a slope that may be nil leaves one side open, or both")
  func openEnds() throws {
    let flat = try Fixture.fit("flat-30")
    let oneSided = try #require(flat.profileInterval(ofVelocityAt: 0.5, level: 0.95))
    #expect(oneSided.lower.isFinite && oneSided.upper == .infinity)
    #expect(!oneSided.isBounded)
    let three = try Fixture.fit("minimal-3")
    let open = try #require(three.profileInterval(ofVelocityAt: 0.5, level: 0.95))
    #expect(open.lower == -.infinity && open.upper == .infinity)
    // Asked for less confidence, the same shots bound it.
    #expect(three.profileInterval(ofVelocityAt: 0.5, level: 0.05)?.isBounded == true)
  }

  @Test("intervals hold the estimate and widen with the level")
  func nested() throws {
    var random = Seeded(15)
    for _ in 0..<40 {
      guard let fit = LogisticFit.of(random.shots(50, noise: 40)).fit else { continue }
      for p in [0.05, 0.5, 0.95] {
        var previous = (lower: fit.curve.velocity(at: p), upper: fit.curve.velocity(at: p))
        for level in [0.1, 0.5, 0.8, 0.95, 0.99, 0.999] {
          let interval = try #require(fit.profileInterval(ofVelocityAt: p, level: level))
          #expect(interval.lower < previous.lower || previous.lower == -.infinity)
          #expect(interval.upper > previous.upper || previous.upper == .infinity)
          previous = (interval.lower, interval.upper)
        }
      }
    }
  }

  @Test("with many shots profile and delta limits meet")
  func asymptotic() throws {
    var random = Seeded(16)
    let fit = try #require(LogisticFit.of(random.shots(20_000)).fit)
    let profile = try #require(fit.profileInterval(ofVelocityAt: 0.5, level: 0.95))
    let delta = try #require(fit.curve.deltaInterval(ofVelocityAt: 0.5, level: 0.95))
    let width = delta.upper - delta.lower
    #expect(abs(profile.lower - delta.lower) < 0.02 * width)
    #expect(abs(profile.upper - delta.upper) < 0.02 * width)
  }

  @Test(
    "no curve through a point outside the interval comes within χ² of the maximum, some curve inside does")
  func bySearch() throws {
    var random = Seeded(17)
    let shots = random.shots(40, noise: 35)
    let fit = try #require(LogisticFit.of(shots).fit)
    let interval = try #require(fit.profileInterval(ofVelocityAt: 0.5, level: 0.95))
    let threshold = fit.logLikelihood - 3.841_458_820_694_124 / 2
    func best(_ v50: Double) -> Double {
      stride(from: 0.0, through: 0.6, by: 0.000_2).map { slope in
        shots.reduce(0) { sum, shot in
          let x = slope * (shot.velocity - v50)
          return sum - log1p(exp(shot.perforated ? -x : x))
        }
      }.max() ?? -.infinity
    }
    let margin = 0.01 * (interval.upper - interval.lower)
    #expect(best(interval.lower + margin) > threshold)
    #expect(best(interval.upper - margin) > threshold)
    #expect(best(interval.lower - margin) < threshold)
    #expect(best(interval.upper + margin) < threshold)
  }

  @Test("limits follow a change of unit")
  func units() throws {
    let shots = try #require(Fixture.shots("logistic_shots")["range-120"])
    let feet = shots.map { BallisticShot(velocity: $0.velocity / 0.3048, perforated: $0.perforated) }
    let metric = try #require(LogisticFit.of(shots).fit?.profileInterval(ofVelocityAt: 0.05, level: 0.95))
    let imperial = try #require(LogisticFit.of(feet).fit?.profileInterval(ofVelocityAt: 0.05, level: 0.95))
    #expect(relativeError(imperial.lower * 0.3048, metric.lower) < 1e-11)
    #expect(relativeError(imperial.upper * 0.3048, metric.upper) < 1e-11)
  }

  @Test("probabilities and levels out of range have no interval")
  func ranges() throws {
    let fit = try Fixture.fit("panel-24")
    for p in [0, 1, -0.5, Double.nan] { #expect(fit.profileInterval(ofVelocityAt: p, level: 0.95) == nil) }
    for level in [0, 1, 1.5, Double.nan] {
      #expect(fit.profileInterval(ofVelocityAt: 0.5, level: level) == nil)
    }
  }
}
