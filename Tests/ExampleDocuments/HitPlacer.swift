import Evidence
import Quantities

/// Gives the hits of an example positions, and states the distances that follow from them.
struct HitPlacer {
  private var random: SeededRandom
  private let isHard: Bool
  /// The threats that are to keep farther from the edge.
  private let heavier: Set<String>

  init(isHard: Bool, heavier: Set<String>, seed: UInt64) {
    random = SeededRandom(seed: seed)
    self.isHard = isHard
    self.heavier = heavier
  }

  /// Places every hit on a specimen of the report.
  mutating func place(_ report: inout Report) {
    let across = report.measures.count
    for quantity in [HitPositions.x, HitPositions.y] {
      report.measures.append(
        Measure(
          quantity: quantity, unitCode: "mm", unit: .millimetre, uncertainty: try? ExactDecimal("1.0"),
          line: 0))
    }
    let edge = report.measures.firstIndex { $0.quantity == "edge" }
    let spacing = report.measures.firstIndex { $0.quantity == "spacing" }
    for index in report.specimens.indices {
      let size = outline(of: report.specimens[index])
      report.specimens[index].outline = Outline(
        width: ExactDecimal(size.width), height: ExactDecimal(size.height), unitCode: "mm", line: 0)
      for place in report.series.indices where report.series[place].specimen == report.specimens[index].id {
        let isHeavier = report.series[place].threat.map(heavier.contains) ?? false
        let points = points(
          report.series[place].observations.count, in: size, margin: isHeavier ? 840 : 580)
        for (number, point) in points.enumerated() {
          var measured = report.series[place].observations[number].measurements
          func state(_ measure: Int?, tenths: Double) {
            guard let at = measured.firstIndex(where: { $0.measure == measure }) else { return }
            measured[at].value = ExactDecimal(coefficient: Int64(tenths.rounded(.down)), scale: 1)
          }
          // Panels are narrower than the rectangle around them.
          let side = min(point.x, point.y, size.width * 10 - point.x, size.height * 10 - point.y)
          state(edge, tenths: Double(side - random.integer(0...20)))
          let nearest = points[..<number].map { earlier in
            let (dx, dy) = (Double(point.x - earlier.x), Double(point.y - earlier.y))
            return (dx * dx + dy * dy).squareRoot()
          }.min()
          if let nearest { state(spacing, tenths: nearest) }
          measured += [
            Measurement(measure: across, value: ExactDecimal(coefficient: Int64(point.x), scale: 1)),
            Measurement(measure: across + 1, value: ExactDecimal(coefficient: Int64(point.y), scale: 1)),
          ]
          report.series[place].observations[number].measurements = measured
        }
      }
    }
  }

  /// In millimetres.
  private func outline(of specimen: Specimen) -> (width: Int, height: Int) {
    if isHard { return (254, 305) }
    return specimen.size == "small" ? (320, 360) : (400, 450)
  }

  /// Rows of hits in no particular order, none exactly in its place; in tenths of a millimetre.
  private mutating func points(_ count: Int, in size: (width: Int, height: Int), margin: Int) -> [(
    x: Int, y: Int
  )] {
    var columns = 1
    while (columns + 1) * (columns + 1) <= count { columns += 1 }
    let rows = max((count + columns - 1) / columns, 1)
    func along(_ length: Int, _ index: Int, of count: Int) -> Int {
      count == 1 ? length * 5 : margin + (length * 10 - 2 * margin) * index / (count - 1)
    }
    var points = (0..<count).map { index in
      (
        x: along(size.width, index % columns, of: columns) + random.integer(-48...48),
        y: along(size.height, index / columns, of: rows) + random.integer(-48...48)
      )
    }
    for last in points.indices.reversed() { points.swapAt(last, random.integer(0...last)) }
    return points
  }
}
