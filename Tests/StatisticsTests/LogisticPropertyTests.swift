import Foundation
import Statistics
import Testing

@Suite("What a ballistic limit must not depend on")
struct LogisticPropertyTests {
  @Test("a change of unit and origin of velocity moves V50 and V05 with it and leaves probabilities alone")
  func affine() throws {
    var random = Seeded(9)
    var fits = 0
    for round in 0..<150 {
      let data = random.shots(20 + round)
      guard let plain = LogisticFit.of(data).fit else { continue }
      fits += 1
      let scale = [3.280_839_895, 1e6, 1e-6, 0.000_01, 12_345.6][round % 5]
      let shift = [0.0, 100, 0, -0.004, 1e7][round % 5]
      let moved = data.map { BallisticShot(velocity: $0.velocity * scale + shift, perforated: $0.perforated) }
      let fit = try #require(LogisticFit.of(moved).fit)
      for p in [0.05, 0.5, 0.9] {
        let expected = plain.curve.velocity(at: p) * scale + shift
        #expect(abs(fit.curve.velocity(at: p) - expected) < 1e-10 * scale * 100)
        let error = plain.curve.standardErrorOfVelocity(at: p) * scale
        #expect(relativeError(fit.curve.standardErrorOfVelocity(at: p), error) < 1e-8)
      }
      #expect(relativeError(fit.curve.slope, plain.curve.slope / scale) < 1e-8)
      #expect(relativeError(fit.logLikelihood, plain.logLikelihood) < 1e-11)
    }
    #expect(fits > 120)
  }

  @Test("the order of the shots changes nothing that anybody could print")
  func order() throws {
    var random = Seeded(10)
    for _ in 0..<60 {
      let data = random.shots(60)
      guard let plain = LogisticFit.of(data).fit else { continue }
      let fit = try #require(LogisticFit.of(data.shuffled(using: &random)).fit)
      #expect(relativeError(fit.curve.v50, plain.curve.v50) < 1e-13)
      #expect(relativeError(fit.curve.v05, plain.curve.v05) < 1e-13)
      #expect(relativeError(fit.curve.slope, plain.curve.slope) < 1e-11)
    }
  }

  @Test("the same shots in the same order give the same bits")
  func deterministic() {
    var random = Seeded(11)
    for _ in 0..<40 {
      let data = random.shots(50)
      #expect(LogisticFit.of(data) == LogisticFit.of(data))
    }
  }

  @Test("every shot twice gives the same curve and errors smaller by √2")
  func duplicates() throws {
    var random = Seeded(12)
    for _ in 0..<60 {
      let data = random.shots(40)
      guard let once = LogisticFit.of(data).fit else { continue }
      let twice = try #require(LogisticFit.of(data + data).fit)
      #expect(relativeError(twice.curve.v50, once.curve.v50) < 1e-12)
      #expect(relativeError(twice.curve.slope, once.curve.slope) < 1e-10)
      #expect(relativeError(twice.logLikelihood, 2 * once.logLikelihood) < 1e-12)
      let ratio = once.curve.slopeStandardError / twice.curve.slopeStandardError
      #expect(relativeError(ratio, 2.0.squareRoot()) < 1e-9)
    }
  }

  @Test("swapping outcomes and mirroring velocities mirrors the limit")
  func mirror() throws {
    var random = Seeded(13)
    for _ in 0..<60 {
      let data = random.shots(40)
      guard let plain = LogisticFit.of(data).fit else { continue }
      let swapped = data.map { BallisticShot(velocity: -$0.velocity, perforated: !$0.perforated) }
      let fit = try #require(LogisticFit.of(swapped).fit)
      #expect(relativeError(fit.curve.v50, -plain.curve.v50) < 1e-12)
      #expect(relativeError(fit.curve.velocity(at: 0.05), -plain.curve.velocity(at: 0.95)) < 1e-11)
    }
  }

  @Test("the fitted log-likelihood beats that of every curve nearby")
  func maximal() throws {
    var random = Seeded(14)
    for _ in 0..<30 {
      let data = random.shots(30)
      guard let fit = LogisticFit.of(data).fit else { continue }
      #expect(relativeError(logLikelihood(data, fit.curve.v50, fit.curve.slope), fit.logLikelihood) < 1e-11)
      for _ in 0..<30 {
        let v50 = fit.curve.v50 + 4 * random.bell()
        let slope = fit.curve.slope * (1 + 0.2 * random.bell())
        #expect(logLikelihood(data, v50, slope) <= fit.logLikelihood + 1e-10)
      }
    }
  }

  @Test("clusters within clusters, overlapping by a hair, still converge")
  func clusters() throws {
    for exponent in 1...9 {
      let hair = 400 * pow10(-exponent)
      var data = shots(stops: [400 + hair], perforations: [400])
      for scale in 0..<exponent {
        let distance = 40 * pow10(-scale)
        data += shots(stops: [400 - distance], perforations: [400 + hair + distance])
      }
      let fit = try #require(LogisticFit.of(data).fit, "overlap \(hair)")
      #expect(abs(fit.curve.v50 - 400 - hair / 2) < 1e-3 * max(hair, 1e-6), "overlap \(hair)")
    }
  }

  @Test("velocities at the ends of what a Double holds neither trap nor overflow")
  func hugeVelocities() {
    for factor in [1e305, 1e-300, 1e150, 1e-150] {
      let data = shots(stops: [1, 2, 3.5], perforations: [3, 4, 5]).map {
        BallisticShot(velocity: $0.velocity * factor, perforated: $0.perforated)
      }
      switch LogisticFit.of(data) {
      case .fit(let fit): #expect(relativeError(fit.curve.v50, 3.25 * factor) < 0.2)
      case .notDetermined(let reason): #expect(reason == .didNotConverge)
      }
    }
    let wide = shots(stops: [-1.7e308, 1], perforations: [0, 1.7e308])
    if let fit = LogisticFit.of(wide).fit { #expect(fit.curve.v50.isFinite) }
  }

  private func pow10(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= exponent < 0 ? 0.1 : 10 }
    return power
  }

  /// Written out anew, from probabilities, so as to share nothing with what it checks.
  private func logLikelihood(_ data: [BallisticShot], _ v50: Double, _ slope: Double) -> Double {
    data.reduce(0) { sum, shot in
      let x = slope * (shot.velocity - v50)
      return sum - log1p(exp(shot.perforated ? -x : x))
    }
  }
}
