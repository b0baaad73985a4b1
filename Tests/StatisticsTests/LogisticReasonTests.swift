import Statistics
import Testing

@Suite("Shots without a ballistic limit")
struct LogisticReasonTests {
  private let nextTo450 = Double(450).nextUp

  @Test("fewer than three shots are too few")
  func tooFew() {
    #expect(LogisticFit.of([]).reason == .tooFew(count: 0))
    #expect(LogisticFit.of(shots(stops: [440], perforations: [])).reason == .tooFew(count: 1))
    #expect(LogisticFit.of(shots(stops: [440], perforations: [430])).reason == .tooFew(count: 2))
  }

  @Test("a velocity that is no number is named by its place", arguments: [Double.nan, .infinity, -.infinity])
  func nonFinite(velocity: Double) {
    let data = shots(stops: [440, 450, velocity], perforations: [445, 460])
    #expect(LogisticFit.of(data).reason == .nonFinite(index: 2))
    #expect(FirthFit.of(data).reason == .nonFinite(index: 2))
  }

  @Test("all stops, and all perforations")
  func oneKind() {
    #expect(
      LogisticFit.of(shots(stops: [440, 450, 455], perforations: [])).reason
        == .allStops(count: 3, highestStop: 455))
    #expect(
      LogisticFit.of(shots(stops: [], perforations: [440, 450, 455])).reason
        == .allPerforations(count: 3, lowestPerforation: 440))
    // One velocity and one kind: the kind is the plainer reason.
    #expect(
      LogisticFit.of(shots(stops: [440, 440, 440], perforations: [])).reason?.code == "logistic.all-stops")
  }

  @Test("one velocity with mixed results leaves the slope open")
  func oneVelocity() {
    #expect(
      LogisticFit.of(shots(stops: [440, 440], perforations: [440])).reason
        == .identicalVelocities(velocity: 440, count: 3))
  }

  @Test("complete separation is seen at any gap, and shows the gap")
  func complete() {
    #expect(
      LogisticFit.of(shots(stops: [430, 440, 450], perforations: [452, 460])).reason
        == .completeSeparation(highestStop: 450, lowestPerforation: 452))
    #expect(
      LogisticFit.of(shots(stops: [430, 440, 450], perforations: [nextTo450, 460])).reason
        == .completeSeparation(highestStop: 450, lowestPerforation: nextTo450))
    #expect(
      LogisticFit.of(shots(stops: [440], perforations: [450, 460])).reason?.code
        == "logistic.complete-separation")
  }

  @Test("a tie at the boundary is quasi-separation, however many shots share it")
  func quasi() {
    #expect(
      LogisticFit.of(shots(stops: [430, 440, 450], perforations: [450, 460])).reason
        == .quasiSeparation(velocity: 450))
    #expect(
      LogisticFit.of(shots(stops: [430, 450, 450, 450], perforations: [450, 450])).reason
        == .quasiSeparation(velocity: 450))
    #expect(
      LogisticFit.of(shots(stops: [450, 450], perforations: [450, 460])).reason
        == .quasiSeparation(velocity: 450))
  }

  @Test("one unit in the last place of overlap is a fit")
  func barelyOverlapping() throws {
    let data = shots(stops: [430, 440, nextTo450], perforations: [450, 460, 470])
    let fit = try #require(LogisticFit.of(data).fit)
    #expect(abs(fit.curve.v50 - 450) < 1e-6)
    #expect(fit.curve.slope > 1)
    #expect(fit.logLikelihood <= -1.386)
  }

  @Test("separation the wrong way round is a fault in the data, complete or with a tie")
  func reversed() {
    #expect(
      LogisticFit.of(shots(stops: [450, 460], perforations: [430, 440])).reason
        == .reversedSeparation(highestPerforation: 440, lowestStop: 450))
    #expect(
      LogisticFit.of(shots(stops: [440, 450, 460], perforations: [430, 440])).reason
        == .reversedSeparation(highestPerforation: 440, lowestStop: 440))
  }

  @Test("faster bullets that perforate less are a fault in the data; a flat curve is no limit either")
  func slope() {
    #expect(
      LogisticFit.of(shots(stops: [450, 460, 470], perforations: [440, 455, 460])).reason
        == .nonPositiveSlope(meanOfStops: 460, meanOfPerforations: 1355.0 / 3))
    #expect(
      LogisticFit.of(shots(stops: [440, 450, 460], perforations: [430, 450, 470])).reason?.code
        == "logistic.non-positive-slope")
    let level = shots(stops: [440.1, 450.2, 460.3], perforations: [440.1, 450.2, 460.3])
    #expect(LogisticFit.of(level).reason?.code == "logistic.non-positive-slope")
    #expect(FirthFit.of(level).reason?.code == "logistic.non-positive-slope")
  }

  @Test("mirroring the velocities of a fit turns it into a fault")
  func mirrored() {
    var random = Seeded(8)
    for _ in 0..<100 {
      let data = random.shots(40)
      guard LogisticFit.of(data).fit != nil else { continue }
      let mirrored = data.map { BallisticShot(velocity: -$0.velocity, perforated: $0.perforated) }
      #expect(LogisticFit.of(mirrored).reason?.code == "logistic.non-positive-slope")
    }
  }

  @Test("a fit exists exactly where the ranges overlap by more than a point and the slope is positive")
  func exhaustive() {
    // Every assignment of stop and perforation to two shots at each of three velocities, in two spacings.
    for velocities in [[440.0, 440, 450, 450, 460, 460], [400.0, 441, 441, 442, 442, 480]] {
      for pattern in 0..<64 {
        let data = velocities.enumerated().map {
          BallisticShot(velocity: $1, perforated: pattern >> $0 & 1 == 1)
        }
        let stops = data.filter { !$0.perforated }.map(\.velocity)
        let hits = data.filter(\.perforated).map(\.velocity)
        let overlap =
          (stops.max() ?? -1) > (hits.min() ?? 1e9) && (hits.max() ?? -1) > (stops.min() ?? 1e9)
        let rising =
          overlap
          && hits.reduce(0, +) * Double(stops.count) > stops.reduce(0, +) * Double(hits.count)
        #expect((LogisticFit.of(data).fit != nil) == rising, "\(velocities), pattern \(pattern)")
      }
    }
  }

  @Test("every reason has a code of its own and a sentence")
  func texts() {
    let reasons: [LogisticFit.Reason] = [
      .tooFew(count: 1), .nonFinite(index: 3), .allStops(count: 4, highestStop: 450),
      .allPerforations(count: 4, lowestPerforation: 430), .identicalVelocities(velocity: 440, count: 5),
      .completeSeparation(highestStop: 440, lowestPerforation: 450.5), .quasiSeparation(velocity: 440),
      .reversedSeparation(highestPerforation: 430, lowestStop: 440),
      .nonPositiveSlope(meanOfStops: 450, meanOfPerforations: 440), .didNotConverge,
    ]
    #expect(Set(reasons.map(\.code)).count == reasons.count)
    #expect(reasons.allSatisfy { $0.code.hasPrefix("logistic.") && $0.description.hasSuffix(".") })
    #expect(reasons[5].description.contains("440.0") && reasons[5].description.contains("450.5"))
    #expect(reasons[1].description.contains("shot 4"))
  }
}
