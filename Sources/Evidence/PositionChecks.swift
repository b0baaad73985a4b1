import Quantities
import XMLDocuments

/// What is wrong with the positions of hits, and where they contradict the distances stated beside them.
///
/// All of it is warned of and none of it refuses a report: no requirement is judged by positions.
struct PositionChecks {
  private let positions: HitPositions?
  /// Where the two measures stand among the report's, of whatever unit.
  private let indices: (x: Int?, y: Int?)
  private let spacing: HitPositions.Length?
  private let edge: HitPositions.Length?

  /// - Returns: nil where the report says nothing of positions.
  init?(_ measures: [Measure], _ specimens: [Specimen]) {
    indices = (
      measures.firstIndex { $0.quantity == HitPositions.x },
      measures.firstIndex { $0.quantity == HitPositions.y }
    )
    if indices.x == nil, indices.y == nil, specimens.allSatisfy({ $0.outline == nil }) { return nil }
    positions = HitPositions(measures)
    spacing = HitPositions.Length("spacing", measures)
    edge = HitPositions.Length("edge", measures)
  }

  func check(
    series: [Series], specimens: [Specimen], measures: [Measure], _ report: inout DiagnosticSink
  ) {
    for index in [indices.x, indices.y] {
      if let index { unit(of: measures[index], &report) }
    }
    for specimen in specimens {
      if let outline = specimen.outline { unit(of: outline, &report) }
    }
    // The first of an identifier is the one that is meant; a second one was refused.
    let known = Dictionary(specimens.lazy.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var warned: Set<String> = []
    var hits: [String: [Hit]] = [:]
    for index in series.indices {
      halves(of: series[index], &report)
      guard let positions, series[index].observations.contains(where: { positions.position(of: $0) != nil })
      else { continue }
      let specimen = series[index].specimen.flatMap { known[$0] }
      if let outline = specimen?.outline {
        if let size = outline.size { hold(series[index], positions, against: size, outline, &report) }
      } else if warned.insert(specimen?.id ?? "").inserted {
        withoutOutline(specimen, line: specimen?.line ?? series[index].line, &report)
      }
      guard let specimen else { continue }
      neighbours(in: series[index], positions, after: &hits[specimen.id, default: []], &report)
    }
  }

  // MARK: - What a position needs

  private func unit(of measure: Measure, _ report: inout DiagnosticSink) {
    guard let unit = measure.unit, !unit.isConvertible(to: .millimetre) else { return }
    warnOfUnit(measure.unitCode, of: measure.quantity, line: measure.line, &report)
  }

  private func unit(of outline: Outline, _ report: inout DiagnosticSink) {
    if outline.unit == nil { warnOfUnit(outline.unitCode, of: "the outline", line: outline.line, &report) }
  }

  private func warnOfUnit(_ code: String, of what: String, line: Int, _ report: inout DiagnosticSink) {
    report.warning(
      .reportPositionUnit, line: line, "The unit of \(what) is not one of length, so nothing can be placed.",
      found: code, expected: "a length in UCUM, such as mm, cm or [in_i]", cure: "Correct the unit.")
  }

  /// Said once for each series: where one measure was forgotten, it lacks everywhere.
  private func halves(of series: Series, _ report: inout DiagnosticSink) {
    func has(_ measure: Int?, _ observation: Observation) -> Bool {
      measure.map { observation.value(of: $0) != nil } ?? false
    }
    let halves = series.observations.filter { has(indices.x, $0) != has(indices.y, $0) }
    guard let first = halves.first else { return }
    let isAcross = has(indices.x, first)
    let others = halves.count > 1 ? " So have \(halves.count - 1) more of the series." : ""
    report.warning(
      .reportPositionIncomplete, line: first.line,
      "Observation \(first.number) has only one of the two numbers of a position.\(others)",
      found: isAcross ? HitPositions.x : HitPositions.y,
      expected: "\(HitPositions.x) and \(HitPositions.y)", cure: "Add the other one, or delete both.")
  }

  private func withoutOutline(_ specimen: Specimen?, line: Int, _ report: inout DiagnosticSink) {
    report.warning(
      .reportPositionOutline, line: line,
      specimen.map { "Hits on specimen \($0.id) have positions, but the specimen has no outline." }
        ?? "Observations of the series have positions, but are on no specimen with an outline.",
      expected: "<outline width=\"…\" height=\"…\" unit=\"mm\"/> in the specimen",
      cure: "State the least rectangle around the specimen, or delete the positions.")
  }

  // MARK: - What a position says

  private func hold(
    _ series: Series, _ positions: HitPositions, against size: (width: Double, height: Double),
    _ outline: Outline, _ report: inout DiagnosticSink
  ) {
    for observation in series.observations {
      guard let position = positions.position(of: observation) else { continue }
      let slack = max(
        positions.across.uncertainty(of: observation), positions.upward.uncertainty(of: observation))
      let side = position.distance(toSideOf: size)
      if side < -slack {
        report.warning(
          .reportPositionOutside, line: observation.line,
          "Observation \(observation.number) lies outside the outline of its specimen.",
          found: written(observation, positions),
          expected: "0 to \(outline.width) across and 0 to \(outline.height) upward, in \(outline.unitCode)",
          cure: "Correct the position or the outline; both are seen from the strike face.")
      } else if let edge, let stated = edge.value(of: observation),
        PositionChecks.exceeds(stated - edge.uncertainty(of: observation), max(side, 0) + slack)
      {
        // The true edge lies within the outline, so that no hit is farther from it than from the outline's side.
        contradicted(
          .reportPositionEdge, observation, "edge", stated: edge.text(of: observation), by: side,
          "the nearest side of the outline", &report)
      }
    }
  }

  /// A hit on a specimen, which may be of an earlier series.
  private struct Hit {
    let observation: Observation
    let position: HitPosition
  }

  /// So many hits before one are looked at, so that nobody can make this long; no panel bears more.
  private static let reach = 200

  /// Only earlier hits are looked at: some standards measure to the nearest earlier one.
  private func neighbours(
    in series: Series, _ positions: HitPositions, after earlier: inout [Hit], _ report: inout DiagnosticSink
  ) {
    guard let spacing else { return }
    for observation in series.observations {
      guard let position = positions.position(of: observation) else { continue }
      defer { earlier.append(Hit(observation: observation, position: position)) }
      guard let stated = spacing.value(of: observation) else { continue }
      let nearest = earlier.suffix(PositionChecks.reach).min {
        $0.position.distance(to: position) < $1.position.distance(to: position)
      }
      guard let nearest else { continue }
      func farthest(_ length: HitPositions.Length, _ difference: Double) -> Double {
        abs(difference) + length.uncertainty(of: observation) + length.uncertainty(of: nearest.observation)
      }
      let limit = farthest(positions.across, position.x - nearest.position.x)
        .hypotenuse(farthest(positions.upward, position.y - nearest.position.y))
      if PositionChecks.exceeds(stated - spacing.uncertainty(of: observation), limit) {
        contradicted(
          .reportPositionSpacing, observation, "spacing", stated: spacing.text(of: observation),
          by: position.distance(to: nearest.position), "the hit on line \(nearest.observation.line)", &report)
      }
    }
  }

  private func contradicted(
    _ code: Diagnostic.Code, _ observation: Observation, _ quantity: String, stated: String?,
    by distance: Double, _ neighbour: String, _ report: inout DiagnosticSink
  ) {
    let millimetres = NumberFormat.fixed(max(distance, 0), decimals: 1)
    report.warning(
      code, line: observation.line,
      "The \(quantity) of observation \(observation.number) is greater than its position allows.",
      found: stated,
      expected: "no more than the position says: \(neighbour) is \(millimetres) mm away",
      cure: "Correct the position, the outline or the \(quantity).")
  }

  private func written(_ observation: Observation, _ positions: HitPositions) -> String? {
    positions.text(of: observation).map { "\($0.x), \($0.y)" }
  }

  /// Whether a length is greater, and not by what arithmetic leaves over.
  private static func exceeds(_ length: Double, _ limit: Double) -> Bool { length > limit + 1e-9 }
}
