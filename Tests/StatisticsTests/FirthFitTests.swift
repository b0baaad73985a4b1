import Statistics
import Testing

@Suite("Firth's penalised likelihood")
struct FirthFitTests {
  @Test("estimates agree with 50-digit arithmetic, on separated data and on others")
  func reference() throws {
    let shots = try Fixture.shots("logistic_shots").merging(try Fixture.shots("firth_shots")) { one, _ in one
    }
    let rows = try Fixture.rows("firth_reference")
    #expect(rows.count == 11)
    for row in rows {
      let name = try row.text("dataset")
      let data = try #require(shots[name])
      let fit = try #require(FirthFit.of(data).fit, "\(name)")
      let tolerance = name.hasPrefix("narrow") ? 1e-9 : 2e-11
      #expect(fit.count == data.count)
      #expect(fit.perforations == data.filter(\.perforated).count)
      for (found, column) in [
        (fit.curve.intercept, "intercept"), (fit.curve.slope, "slope"),
        (fit.curve.interceptStandardError, "interceptError"), (fit.curve.slopeStandardError, "slopeError"),
        (fit.penalisedLogLikelihood, "penalisedLogLikelihood"),
      ] {
        #expect(try row.error(of: found, column) < tolerance, "\(name) \(column)")
      }
    }
  }

  @Test("separated data have a penalised estimate and still no maximum likelihood fit")
  func beside() throws {
    for (name, data) in try Fixture.shots("firth_shots") {
      let reason = try #require(LogisticFit.of(data).reason, "\(name)")
      #expect(["logistic.complete-separation", "logistic.quasi-separation"].contains(reason.code))
      let fit = try #require(FirthFit.of(data).fit, "\(name)")
      #expect(fit.curve.v50.isFinite && fit.curve.slope > 0)
    }
  }

  @Test("a symmetric gap has its V50 in the middle")
  func symmetric() throws {
    let data = shots(stops: [430, 440, 450], perforations: [460, 470, 480])
    let fit = try #require(FirthFit.of(data).fit)
    #expect(relativeError(fit.curve.v50, 455) < 1e-13)
  }

  @Test("shots of one kind say nothing about the slope, penalised or not")
  func oneKind() {
    #expect(
      FirthFit.of(shots(stops: [440, 450, 460], perforations: [])).reason?.code == "logistic.all-stops")
    #expect(
      FirthFit.of(shots(stops: [], perforations: [440, 450, 460])).reason?.code == "logistic.all-perforations"
    )
    #expect(
      FirthFit.of(shots(stops: [440, 440], perforations: [440])).reason?.code
        == "logistic.identical-velocities")
    #expect(FirthFit.of(shots(stops: [440], perforations: [450])).reason == .tooFew(count: 2))
  }

  @Test("a falling curve is refused, separated or not")
  func falling() {
    for data in [
      shots(stops: [450, 460, 470], perforations: [420, 430, 440]),
      shots(stops: [450, 460, 470], perforations: [440, 455, 460]),
    ] {
      #expect(FirthFit.of(data).reason?.code == "logistic.non-positive-slope")
    }
  }

  @Test("the penalty fades with the number of shots, and shrinks the slope")
  func shrinkage() throws {
    var random = Seeded(18)
    for _ in 0..<30 {
      let data = random.shots(60)
      guard let plain = LogisticFit.of(data).fit else { continue }
      let firth = try #require(FirthFit.of(data).fit)
      #expect(firth.curve.slope < plain.curve.slope)
    }
    let many = random.shots(4000)
    let plain = try #require(LogisticFit.of(many).fit)
    let firth = try #require(FirthFit.of(many).fit)
    #expect(relativeError(firth.curve.slope, plain.curve.slope) < 0.01)
  }

  @Test("every mixed assignment of outcomes gets a finite answer or a reason, whatever the spacing")
  func robust() {
    var random = Seeded(19)
    for _ in 0..<400 {
      let count = 3 + Int(random.uniform() * 8)
      let data = (0..<count).map { _ in
        let velocity = random.uniform() < 0.2 ? 400 + 1e-7 * random.uniform() : 400 + 1000 * random.uniform()
        return BallisticShot(velocity: velocity, perforated: random.uniform() < 0.5)
      }
      switch FirthFit.of(data) {
      case .fit(let fit): #expect(fit.curve.v50.isFinite && fit.curve.slope > 0)
      case .notDetermined(let reason): #expect(reason != .didNotConverge, "\(data)")
      }
    }
  }
}
