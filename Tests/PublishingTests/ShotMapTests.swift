import Conformity
import Evidence
import Foundation
import Testing

@testable import Publishing

@Suite("Maps of hits")
struct ShotMapTests {
  private func hit(
    _ number: Int, _ x: Double, _ y: Double, event: Bool = false, oblique: Bool = false,
    leftOut: String? = nil
  ) -> ShotMap.Hit {
    ShotMap.Hit(
      number: number, position: HitPosition(x: x, y: y), x: "\(x)", y: "\(y)",
      outcome: event ? "perforation" : "stop", isEvent: event, isOblique: oblique, leftOut: leftOut,
      values: ["4\(number)0"], line: 20 + number)
  }

  private func map(_ hits: [ShotMap.Hit], width: Double = 300, height: Double = 400) -> ShotMap {
    ShotMap(
      title: "Shots on specimen <S1>", noun: "shot",
      outline: (width, height, "\(Int(width)) × \(Int(height)) mm"), hits: hits, edge: (51, "51 mm"),
      units: ("mm", "mm"), quantities: ["Velocity (m/s)"], usual: "stop")
  }

  private var some: ShotMap {
    map([
      hit(1, 60, 60), hit(2, 240, 60, oblique: true), hit(3, 150, 200, event: true),
      hit(4, 60, 340, leftOut: "7.6"),
      hit(5, 240, 340, event: true, oblique: true), hit(6, 310, 200),
    ])
  }

  @Test("what sets a hit apart is told by its shape, and the key explains the shapes that occur")
  func shapes() {
    let picture = some.drawn(id: "m").picture.text
    func count(_ shape: String) -> Int { picture.components(separatedBy: shape).count - 1 }
    func hits(_ kind: String) -> Int {
      picture.components(separatedBy: "<g class=\"\(kind)\">\n").dropFirst()
        .reduce(0) { $0 + $1.components(separatedBy: "</g>")[0].count { $0 == "\n" } }
    }
    #expect(hits("hit") == 2 && hits("hit oblique") == 1 && hits("hit event") == 1)
    #expect(hits("hit oblique event") == 1 && hits("hit left-out") == 1)
    // Those of the key are drawn one by one.
    #expect(count("<circle class=\"hit\"") == 1 && count("<path class=\"hit oblique\"") == 1)
    #expect(count("<circle class=\"hit event\"") == 1 && count("<circle class=\"hit left-out\"") == 1)
    let arms = picture.matches(of: #/<path class="arms" d="([^"]+)"/#).map { $0.output.1.count { $0 == "M" } }
    #expect(arms == [2, 1])
    for words in ["stop", "perforation", "oblique", "left out", "51 mm inside the outline", "100 mm"] {
      #expect(picture.contains(">\(words)</text>"), "\(words)")
    }
    let plain = map([hit(1, 60, 60)]).drawn(id: "m").picture.text
    #expect(!plain.contains("perforation") && !plain.contains("oblique") && !plain.contains("left out"))
  }

  @Test("y is upward: a hit near the lower side is drawn near the lower side")
  func upward() throws {
    let picture = map([hit(1, 60, 10), hit(2, 60, 390)]).drawn(id: "m").picture.text
    let heights = picture.matches(of: #/<circle cx="[0-9.]+" cy="([0-9.]+)" r="9.5"/#).compactMap {
      Double($0.output.1)
    }
    #expect(heights.count == 2)
    #expect(heights[0] > heights[1])
  }

  @Test("a map names and describes itself, and says the same in a table")
  func accessible() {
    let (picture, table) = some.drawn(id: "m")
    #expect(picture.text.contains("role=\"img\" aria-labelledby=\"m-title m-desc\""))
    #expect(picture.text.contains("<title id=\"m-title\">Shots on specimen &lt;S1&gt;</title>"))
    #expect(!picture.text.contains("<S1>") && !table.text.contains("<S1>"))
    #expect(
      some.summary
        == "6 shots on a specimen of 300 × 400 mm. Perforation: 3 and 5. Oblique, as squares: 2 and 5. Left out by the judge, with dashed lines: 4. "
        + "Outside the outline, drawn beside its border: 6. The dashed rectangle is 51 mm inside the outline."
    )
    for cell in [
      "perforation", "x (mm)", "60.0", "Velocity (m/s)", "430", "−10.0", "no, clause 7.6",
    ] {
      #expect(table.text.contains(">\(cell)<"), "\(cell)")
    }
    #expect(map([hit(1, 60, 60)]).summary.contains("Outcome of all: stop."))
  }

  @Test(
    "numbers stand in their hits, or beside them where hits are close, and none on another",
    arguments: [6, 24, 48])
  func crowded(count: Int) throws {
    let hits = (0..<count).map { index in
      hit(index + 1, 60 + Double(index % 6) * 36, 60 + Double(index / 6) * 36 * 6 / Double(max(count / 6, 6)))
    }
    let picture = map(hits).drawn(id: "m").picture.text
    let labels = picture.matches(
      of: #/<text x="([0-9.]+)" y="([0-9.]+)">([0-9]+)</#
    )
    .compactMap { match -> (x: Double, y: Double, width: Double)? in
      guard let x = Double(match.output.1), let y = Double(match.output.2) else { return nil }
      return (x, y, Double(match.output.3.count) * 6.6)
    }
    #expect(labels.count == count)
    for (index, one) in labels.enumerated() {
      for other in labels[..<index] {
        #expect(abs(one.x - other.x) >= (one.width + other.width) / 2 - 0.2 || abs(one.y - other.y) >= 9.8)
      }
    }
  }

  @Test(
    "any outline is drawn within the picture",
    arguments: [(0.001, 1e6), (1e6, 0.001), (1.0, 1.0), (254.0, 305.0), (5000.0, 20.0)])
  func extremes(width: Double, height: Double) throws {
    let hits = [hit(1, 0, 0), hit(2, width, height), hit(3, -1e9, 1e9), hit(4, width / 2, height / 2)]
    let picture = map(hits, width: width, height: height).drawn(id: "m").picture.text
    let numbers = picture.matches(of: #/ (?:x|y|cx|cy|width|height)="(-?[0-9.]+)"/#).compactMap {
      Double($0.output.1)
    }
    #expect(!numbers.isEmpty && numbers.allSatisfy { (-1...520).contains($0) })
  }

  @Test(
    "the ruler has a round length", arguments: [(150.0, 100.0), (127, 100), (99, 50), (20, 20), (0.5, 0.5)])
  func ruler(limit: Double, length: Double) {
    #expect(abs(ShotMap.roundLength(upTo: limit) - length) < 1e-9)
  }

  @Test("a hit takes little of a page, since there are pages with hundreds")
  func small() {
    func size(_ count: Int) -> Int {
      let hits = (0..<count).map {
        hit($0 + 1, 40.5 + Double($0 % 6) * 40, 40.5 + Double($0 / 6) * 40, oblique: $0 % 5 == 0)
      }
      return map(hits).drawn(id: "m").picture.text.utf8.count
    }
    #expect((size(48) - size(24)) / 24 < 80)
  }

  @Test("maps are the same bytes every time")
  func golden() throws {
    try expectGolden(some.drawn(id: "m").picture.text + some.drawn(id: "t").table.text, "map.golden.html")
  }

  // MARK: - In findings

  private func evidence(of sample: SampleReport) throws -> PlotEvidence {
    var site = try SampleSite()
    let determination = try site.add(sample)
    return PlotEvidence(
      standard: site.standard, determination: determination, reports: [site.models[0].report])
  }

  @Test(
    "each specimen with positions has one map, in the first finding whose method made its hits, behind the others"
  )
  func once() throws {
    let sample = SampleReport(perforates: true, hasPositions: true)
    let evidence = try evidence(of: sample)
    var titles: [String] = []
    for finding in evidence.determination.findings {
      let pictures = evidence.pictures(for: finding)
      for picture in pictures {
        if case .map(let map) = picture { titles.append(map.title) }
      }
    }
    let specimens = evidence.used[0].report.specimens.map {
      "Shots on specimen \($0.id) (front, large, \($0.condition))"
    }
    #expect(titles.sorted() == specimens.sorted())
    let maps = evidence.determination.findings.flatMap(evidence.shotMaps)
    #expect(maps.flatMap(\.hits).contains { $0.isEvent && $0.outcome == "perforation" })
    #expect(maps.contains { $0.edge != nil })
    #expect(maps.flatMap(\.hits).contains { $0.isOblique })
  }

  @Test("a hit that the judge left out is named as such, with the clause")
  func leftOut() throws {
    let evidence = try evidence(of: SampleReport(edge: "12.5", hasPositions: true))
    let hits = evidence.determination.findings.flatMap(evidence.shotMaps).flatMap(\.hits)
    #expect(hits.compactMap(\.leftOut) == ["7.6.1"])
  }

  @Test("a report without positions has no maps; one whose unit is no length has none either")
  func without() throws {
    let evidence = try evidence(of: SampleReport())
    #expect(evidence.determination.findings.flatMap(evidence.shotMaps).isEmpty)
  }

  @Test("many specimens fold: the first maps stand open, the others behind one line")
  func folds() throws {
    var site = try SampleSite()
    try site.add(SampleReport(hasPositions: true))
    let page = try #require(try site.published()["models/harrow-fx-1.html"])
    let count = site.models[0].report.specimens.count
    #expect(page.matches(of: #/<svg class="plot map"/#).count == count)
    #expect(page.matches(of: #/<summary>[0-9]+ further specimens<\/summary>/#).count >= 1)
    let ids = page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
  }
}
