import Statistics
import Testing

@Suite("The V50 as a mean of equal numbers of stops and perforations")
struct MeanV50Tests {
  private let data = shots(
    stops: [430, 447, 452, 455, 458, 461], perforations: [450, 454, 459, 463, 466, 490])

  @Test("ten shots within 38 m/s: the five highest stops and five lowest perforations")
  func tenShots() throws {
    let limit = try #require(MeanV50.of(data, ofEach: 5, within: 38).limit)
    #expect(limit.stops == [461, 458, 455, 452, 447])
    #expect(limit.perforations == [450, 454, 459, 463, 466])
    #expect(relativeError(limit.velocity, 456.5) < 1e-15)
    #expect(limit.spread == 19)
  }

  @Test("order does not matter, and the count is the caller's")
  func counts() throws {
    var random = Seeded(20)
    let two = try #require(MeanV50.of(data.shuffled(using: &random), ofEach: 1, within: 18).limit)
    #expect(two.velocity == 455.5)
    #expect(two == MeanV50.of(data, ofEach: 1, within: 18).limit)
  }

  @Test("a spread exactly at the limit is within it, also where decimals do not fit binary")
  func atTheLimit() throws {
    let exact = shots(stops: [400], perforations: [438])
    #expect(MeanV50.of(exact, ofEach: 1, within: 38).limit?.spread == 38)
    // 64.4 − 26.4 is 38 in decimals and a hair more in binary.
    #expect(64.4 - 26.4 > 38)
    for tenth in 0..<10_000 {
      let low = Double(tenth) / 10
      let high = Double(tenth + 380) / 10
      #expect(MeanV50.of(shots(stops: [low], perforations: [high]), ofEach: 1, within: 38).limit != nil)
      let wider = Double(tenth + 381) / 10
      #expect(MeanV50.of(shots(stops: [low], perforations: [wider]), ofEach: 1, within: 38).limit == nil)
    }
  }

  @Test("separated shots have a mean V50: the rule asks for no overlap")
  func separated() {
    let limit = MeanV50.of(shots(stops: [440, 445], perforations: [455, 460]), ofEach: 2, within: 38).limit
    #expect(limit?.velocity == 450)
    #expect(limit?.spread == 20)
  }

  @Test("the spread is over all shots used, whichever kind holds the extremes")
  func extremes() {
    // The highest stop lies above the highest perforation used.
    let odd = shots(stops: [480, 440], perforations: [450, 445])
    #expect(MeanV50.of(odd, ofEach: 2, within: 38).reason == .spreadTooWide(found: 40, allowed: 38))
  }

  @Test("what gives no V50 says why")
  func reasons() {
    #expect(MeanV50.of([], ofEach: 5, within: 38).reason == .tooFewStops(found: 0, needed: 5))
    #expect(MeanV50.of(data, ofEach: 7, within: 38).reason == .tooFewStops(found: 6, needed: 7))
    #expect(
      MeanV50.of(shots(stops: [1, 2], perforations: [3]), ofEach: 2, within: 38).reason
        == .tooFewPerforations(found: 1, needed: 2))
    #expect(MeanV50.of(data, ofEach: 6, within: 38).reason == .spreadTooWide(found: 60, allowed: 38))
    #expect(MeanV50.of(data, ofEach: 0, within: 38).reason == .badParameters(ofEach: 0, spread: 38))
    #expect(MeanV50.of(data, ofEach: 5, within: -1).reason?.code == "v50.bad-parameters")
    #expect(MeanV50.of(data, ofEach: 5, within: .nan).reason?.code == "v50.bad-parameters")
    #expect(
      MeanV50.of(shots(stops: [1, .nan], perforations: [3]), ofEach: 1, within: 38).reason
        == .nonFinite(index: 1))
  }
}
