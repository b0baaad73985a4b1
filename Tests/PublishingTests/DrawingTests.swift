import Foundation
import Testing

@testable import Publishing

@Suite("Drawing")
struct DrawingTests {
  @Test(
    "coordinates have at most one decimal and no negative zero",
    arguments: [
      (1.0, "1"), (1.25, "1.3"), (-0.04, "0"), (-2.5, "-2.5"), (.nan, "0"), (.infinity, "0"), (1e12, "0"),
    ])
  func coordinates(value: Double, text: String) {
    #expect(SVG.number(value) == text)
  }

  @Test(
    "ticks stand at round numbers within the axis",
    arguments: [
      ([0.0, 50.0], ["0", "10", "20", "30", "40", "50"]),
      ([0.0, 1.0], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([-0.02, 0.03], ["−0.02", "−0.01", "0.00", "0.01", "0.02", "0.03"]),
      ([850_000.0, 1_000_000.0], ["850000", "900000", "950000", "1000000"]),
    ])
  func ticks(values: [Double], labels: [String]) {
    let axis = Axis(covering: values, start: 0, end: 100, count: 6)
    #expect(axis.ticks.map(\.label) == labels)
    for value in values { #expect((0...100).contains(axis.position(value))) }
    for tick in axis.ticks { #expect((0...100).contains(axis.position(tick.value))) }
  }

  @Test(
    "an axis without values, or with one, or with nonsense, is still an axis",
    arguments: [[], [44.0], [.nan, .infinity], [0.0, 0.0]])
  func degenerate(values: [Double]) {
    let axis = Axis(covering: values, start: 10, end: 20)
    #expect(axis.high > axis.low)
    #expect(!axis.ticks.isEmpty && axis.ticks.count < 20)
  }

  @Test("marks do not cover each other until the lanes are full")
  func swarm() {
    let positions = [10.0, 10, 10, 12, 30, 18, 10.5]
    let lanes = Swarm.lanes(positions, spacing: 7, limit: 3)
    for (i, a) in positions.enumerated() {
      for (j, b) in positions.enumerated() where i < j && lanes[i] == lanes[j] { #expect(abs(a - b) >= 7) }
    }
    #expect(lanes[0] == 0 && lanes[4] == 0)
    let crowded = Swarm.lanes([Double](repeating: 1, count: 50), spacing: 7, limit: 3)
    #expect(crowded.allSatisfy { abs($0) <= 3 })
    #expect(Swarm.lanes([], spacing: 7, limit: 3).isEmpty)
    #expect(Swarm.lanes([1, 1, 1], spacing: 7, limit: 3, oneSided: true) == [0, 1, 2])
  }

  private func shot(_ value: Double, _ text: String, event: Bool = false) -> PlottedShot {
    PlottedShot(specimen: "P-1", number: 1, line: 9, value: value, text: text, outcome: nil, isEvent: event)
  }

  private var strips: StripPlot {
    StripPlot(
      title: "Depth by group", quantity: "depth", unit: "mm",
      limits: [.init(value: 44, text: "44 mm"), .init(value: 50, text: "50 mm")],
      strips: [
        .init(
          title: "9 mm, <new>",
          shots: [shot(43.9, "43.9 mm"), shot(44, "44.0 mm"), shot(44.1, "44.1 mm"), shot(50.1, "50.1 mm")],
          bound: .init(value: 47.5, text: "47.5 mm"), mean: .init(value: 45.5, text: "45.5 mm"),
          deviation: "3.1 mm", factor: "2.1"),
        .init(title: "empty", shots: [], bound: nil, mean: nil, deviation: nil, factor: nil),
      ])
  }

  @Test("a strip plot marks by shape what lies over the limits: at 44.0 mm nothing is over 44 mm")
  func shapes() {
    let picture = strips.drawn(id: "p").picture.text
    #expect(marks("circle", in: picture) == [2])
    #expect(marks("triangle", in: picture) == [1])
    #expect(marks("square", in: picture) == [1])
    #expect(
      picture.contains("class=\"bound\"") && picture.contains("class=\"mean\"")
        && picture.contains("class=\"limit\""))
  }

  @Test("a picture names and describes itself and says the same in a table")
  func accessible() {
    let picture = strips.drawn(id: "p").picture.text
    #expect(picture.contains("role=\"img\" aria-labelledby=\"p-title p-desc\""))
    #expect(picture.contains("<title id=\"p-title\">Depth by group</title>"))
    #expect(picture.contains("9 mm, &lt;new&gt;: 4 observations, largest 50.1 mm, tolerance bound 47.5 mm."))
    for text in ["43.9 mm", "44.0 mm", "44.1 mm", "50.1 mm", "47.5 mm", "45.5 mm"] {
      #expect(strips.drawn(id: "t").table.text.contains(">\(text)<"))
    }
    #expect(!picture.contains("<new>") && !strips.drawn(id: "t").table.text.contains("<new>"))
  }

  /// How many marks with a title are in each group of marks of a shape.
  private func marks(_ shape: String, in picture: String) -> [Int] {
    picture.components(separatedBy: "<g class=\"mark \(shape)\">\n").dropFirst().map { group in
      group.components(separatedBy: "</g>")[0].split(separator: "\n").count { $0.contains("><title>") }
    }
  }

  private var curve: LogisticPlot {
    LogisticPlot(
      title: "Fitted", quantity: "velocity", unit: "m/s", event: "perforation", nonEvent: "stop",
      shots: [
        shot(400, "400 m/s"), shot(440, "440 m/s", event: true), shot(430, "430 m/s"),
        shot(425, "425 m/s", event: true),
      ],
      reference: .init(value: 373, text: "373 m/s"), limit: "5 %",
      curve: .init(
        slope: 0.1, v50: .init(value: 428, text: "428.00 m/s"), v05: .init(value: 398.56, text: "398.56 m/s"),
        probability: "0.4 %"),
      statistics: [("n", "4"), ("v50", "428.00 m/s")])
  }

  @Test("the curve is one half at V50 and 5 % at V05")
  func logistic() throws {
    let fitted = try #require(curve.curve)
    #expect(abs(fitted.probability(at: 428) - 0.5) < 1e-12)
    #expect(abs(fitted.probability(at: 398.5556102083356) - 0.05) < 1e-9)
  }

  @Test("stops and perforations differ by shape, and V05, V50 and the reference are marked and named")
  func curveMarks() {
    let picture = curve.drawn(id: "c").picture.text
    #expect(marks("cross", in: picture) == [2])
    #expect(marks("circle", in: picture) == [2])
    for text in ["V05 398.56 m/s", "V50 428.00 m/s", "reference 373 m/s"] {
      #expect(picture.contains(">\(text)<"))
    }
    #expect(curve.summary.contains("5 % is reached at 398.56 m/s"))
    #expect(
      curve.drawn(id: "t").table.text.contains("<td>perforation</td>")
        && curve.drawn(id: "t").table.text.contains("<td>stop</td>"))
  }

  @Test("without a fit there is no curve, and the description says so")
  func withoutFit() {
    var plot = curve
    plot.curve = nil
    #expect(!plot.drawn(id: "c").picture.text.contains("class=\"curve\""))
    #expect(plot.summary.contains("No curve could be fitted."))
  }

  @Test("pictures are the same bytes every time")
  func golden() throws {
    try expectGolden(
      strips.drawn(id: "p").picture.text + strips.drawn(id: "t").table.text, "strips.golden.html")
    try expectGolden(curve.drawn(id: "c").picture.text + curve.drawn(id: "t").table.text, "curve.golden.html")
  }
}
