import Planning
import Quantities
import Standards

/// A picture of the hits on one panel: their order, their angles and the distances that they keep.
struct PanelDrawing {
  let line: PlannedLine
  let series: PlannedSeries
  /// What the specimen is called.
  let name: String

  /// Whether there is anything to place: hits on a specimen, at planned angles or at distances.
  static func isDue(_ series: PlannedSeries, in line: PlannedLine) -> Bool {
    series.specimen != nil
      && (!line.locationRules.isEmpty || line.method.quantity(PlannedAngle.quantity) != nil)
  }

  /// The rule with the greatest distance, from an edge or from other hits.
  private func widest(isSpacing: Bool) -> LocationRule? {
    line.locationRules.filter { $0.isSpacing == isSpacing && distance($0) != nil }
      .max { (distance($0) ?? 0) < (distance($1) ?? 0) }
  }

  private func distance(_ rule: LocationRule?) -> Double? {
    rule.flatMap { try? $0.limit.amount.converted(to: PanelDrawing.millimetre) }?.value.doubleValue
  }

  private var pattern: PanelPattern {
    PanelPattern(
      count: series.observations.count, edge: distance(widest(isSpacing: false)),
      spacing: distance(widest(isSpacing: true)))
  }

  private static let millimetre = (try? Unit(ucum: "mm")) ?? .one

  /// What the picture shows, for somebody who does not see it.
  var summary: String {
    let noun = line.method.observation
    var sentences = [
      "\(Texts.count(series.observations.count, noun, noun + "s")), numbered in the order of testing, row by row."
    ]
    let pattern = pattern
    if let edge = widest(isSpacing: false) {
      sentences.append(
        "Each is at least \(PlanWords.marked(edge.limit)) from the edge, which the dashed line shows.")
    } else {
      sentences.append("The distance from the edge is \(PlanWords.unknown).")
    }
    if series.observations.count > 1 {
      sentences.append(
        widest(isSpacing: true).map { "Neighbours are at least \(PlanWords.marked($0.limit)) apart." }
          ?? "The distance between \(noun)s is \(PlanWords.unknown).")
    }
    if pattern.isToScale, pattern.edge != nil, pattern.spacing != nil || series.observations.count == 1 {
      sentences.append(
        "The pattern needs a panel of \(SVG.number(pattern.width)) by \(SVG.number(pattern.height)) mm.")
    }
    if !oblique.isEmpty {
      sentences.append("Squares: oblique \(noun)s, \(Texts.list(oblique.map(String.init))).")
    }
    return sentences.joined(separator: " ")
  }

  /// The numbers of the shots that are not at 0°.
  private var oblique: [Int] {
    series.observations.filter { PanelDrawing.isOblique($0) }.map(\.number)
  }

  private static func isOblique(_ one: PlannedObservation) -> Bool {
    one.angles.contains { $0.amount.value != ExactDecimal(0) }
  }

  /// The picture; `id` must be unique on its page.
  func picture(id: String) -> MarkupBytes {
    let pattern = pattern
    // The smallest panel that takes the pattern has hits on its dashed line; a little air shows both.
    let air = 0.12 * max(pattern.width, pattern.height)
    let scale = PanelDrawing.height / (max(pattern.height, pattern.width * 0.8) + 2 * air)
    let width = (pattern.width + 2 * air) * scale
    let height = (pattern.height + 2 * air) * scale
    var svg = SVG()
    svg.rectangle(x: 1, y: 1, width: width - 2, height: height - 2, class: "panel")
    if let edge = pattern.edge {
      let inset = edge * scale
      let inner = (width - 2 * inset, height - 2 * inset)
      if inner.0 > 2, inner.1 > 2 {
        svg.rectangle(x: inset, y: inset, width: inner.0, height: inner.1, class: "keep")
      }
    }
    for (one, point) in zip(series.observations, pattern.points) {
      let (x, y) = ((point.x + air) * scale, (point.y + air) * scale)
      svg.mark(.hit(isOblique: PanelDrawing.isOblique(one)), x: x, y: y, radius: PanelDrawing.radius)
      svg.text("\(one.number)", x: x, y: y + 4.5, class: "hit-number", anchor: .middle)
    }
    return svg.picture(
      id: id, width: width, height: height, title: "\(name): where the \(line.method.observation)s go",
      description: summary)
  }

  private static let height = 190.0
  private static let radius = 9.5
}
