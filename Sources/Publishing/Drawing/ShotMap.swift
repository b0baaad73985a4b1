import Evidence

/// Where the hits on one specimen are: its outline to scale, seen from the strike face, and the hits by their numbers.
struct ShotMap {
  /// What the picture shows, such as `Shots on specimen S3 (front, large, new)`.
  var title: String
  /// What one hit is called, such as `shot`.
  var noun: String
  /// The outline in millimetres, and as the report states it.
  var outline: (width: Double, height: Double, text: String)
  /// In the order in which they were made.
  var hits: [Hit]
  /// The distance from the edge that hits must keep, where the definition knows one.
  var edge: (millimetres: Double, text: String)?
  /// The units of the positions as reported.
  var units: (x: String, y: String)
  /// The headings of the measured quantities in the table, with their units.
  var quantities: [String]
  /// The outcome of a hit that is nothing special, where the method has outcomes.
  var usual: String?

  /// One hit.
  struct Hit {
    var number: Int
    var position: HitPosition
    /// The position as reported, without its units.
    var x: String
    var y: String
    var outcome: String?
    /// Whether the outcome is another one than the usual, such as a perforation.
    var isEvent = false
    var isOblique = false
    /// The clause by which the judge left it out, empty where there is none; nil where it did not.
    var leftOut: String?
    /// The digits of each of the map's quantities, as reported; empty where there is none.
    var values: [String] = []
    /// The line of its report.
    var line: Int

    var marker: Marker { .hit(isOblique: isOblique, isEvent: isEvent, isLeftOut: leftOut != nil) }
  }

  /// More hits than anybody tells apart are not drawn.
  static let maximumHits = 200
}

extension ShotMap {
  /// The picture, and the same data as a table; `id` must be unique on its page.
  func drawn(id: String) -> (picture: MarkupBytes, table: MarkupBytes) { (picture(id: id), table) }

  /// What the picture shows, for somebody who does not see it.
  var summary: String {
    var sentences = [
      Texts.Map.hits(hits.count, noun, outline: outline.text)
    ]
    let events = hits.filter(\.isEvent)
    for outcome in outcomes {
      sentences.append(Texts.Map.numbers(outcome, numbers { $0.outcome == outcome }))
    }
    if events.isEmpty, let usual, hits.allSatisfy({ $0.outcome == usual }) {
      sentences.append(Texts.Map.all(usual))
    }
    for (words, chosen) in [
      (Texts.Map.oblique, numbers(\.isOblique)), (Texts.Map.leftOut, numbers { $0.leftOut != nil }),
      (Texts.Map.outside, numbers { isOutside($0) }),
    ] where !chosen.isEmpty {
      sentences.append(Texts.Map.numbers(words, chosen))
    }
    if let edge { sentences.append(Texts.Map.edge(edge.text)) }
    return sentences.joined(separator: " ")
  }

  /// The outcomes that are not the usual one, in the order in which they are met.
  private var outcomes: [String] {
    var outcomes: [String] = []
    for hit in hits where hit.isEvent {
      if let outcome = hit.outcome, !outcomes.contains(outcome) { outcomes.append(outcome) }
    }
    return outcomes
  }

  private func numbers(_ isChosen: (Hit) -> Bool) -> [Int] { hits.filter(isChosen).map(\.number) }

  private func isOutside(_ hit: Hit) -> Bool {
    hit.position.distance(toSideOf: (outline.width, outline.height)) < 0
  }

  private var table: MarkupBytes {
    let hasLeftOut = hits.contains { $0.leftOut != nil }
    let columns = Texts.Map.columns(noun, hasOutcome: usual != nil, units: units)
    var html = HTMLTable(
      caption: Texts.Map.table,
      columns: columns.enumerated().map { .init($1, isNumber: usual == nil || $0 != 1) }
        + quantities.map { .init($0, isNumber: true) }
        + (hasLeftOut ? [.init(Texts.Map.counted)] : []) + [.init(Texts.Map.line, isNumber: true)],
      capacity: 1024 + hits.count * 400)
    for (index, hit) in hits.enumerated() {
      html.begin()
      html.cell(hit.number)
      if usual != nil { html.cell(hit.outcome ?? Texts.none) }
      html.cell(hit.x)
      html.cell(hit.y)
      html.cell(Texts.Map.millimetres(hit.position.distance(toSideOf: (outline.width, outline.height))))
      html.cell(nearest(to: index).map(Texts.Map.millimetres) ?? Texts.none)
      for value in hit.values { html.cell(value.isEmpty ? Texts.none : value) }
      if hasLeftOut { html.cell(hit.leftOut.map(Texts.Map.notCounted) ?? Texts.Map.yes) }
      html.cell(hit.line)
      html.end()
    }
    return html.finished()
  }

  /// How far the nearest other hit is, in millimetres.
  private func nearest(to index: Int) -> Double? {
    hits.indices.lazy.filter { $0 != index }
      .map { hits[$0].position.distance(to: hits[index].position) }.min()
  }
}

// MARK: - Layout

extension ShotMap {
  private enum Layout {
    static let width = 320.0
    /// Around the outline, where hits outside of it stand.
    static let margin = 14.0
    static let tallest = 380.0
    static let largestRadius = 9.5
    /// A number does not fit into a smaller hit.
    static let smallestRadius = 7.5
    /// Of hits that have their numbers beside them.
    static let dotRadius = 5.0
    static let keyRadius = 4.0
  }

  private func picture(id: String) -> MarkupBytes {
    let scale = min(
      (Layout.width - 2 * Layout.margin) / outline.width, Layout.tallest / outline.height)
    let (width, height) = (outline.width * scale, outline.height * scale)
    let left = (Layout.width - width) / 2
    let top = Layout.margin
    var svg = SVG()
    svg.rectangle(x: left, y: top, width: width, height: height, class: "panel")
    if let edge {
      let inset = edge.millimetres * scale
      if width - 2 * inset > 2, height - 2 * inset > 2 {
        svg.rectangle(
          x: left + inset, y: top + inset, width: width - 2 * inset, height: height - 2 * inset,
          class: "keep")
      }
    }
    // A hit outside stands beside the outline's border, wherever it would lie.
    let places = hits.map { hit in
      (
        x: min(max(left + hit.position.x * scale, left - 10), left + width + 10),
        y: min(max(top + (outline.height - hit.position.y) * scale, top - 10), top + height + 10)
      )
    }
    draw(places, &svg, bottom: top + height + Layout.margin)
    let ruler = drawRuler(&svg, scale: scale, left: left, width: width, top: top + height + Layout.margin + 8)
    let bottom = drawKey(&svg, top: ruler + 8)
    return svg.picture(
      id: id, width: Layout.width, height: bottom, title: title, description: summary, class: "plot map")
  }

  private func draw(_ places: [(x: Double, y: Double)], _ svg: inout SVG, bottom: Double) {
    var closest = Double.infinity
    for (index, one) in places.enumerated() {
      for other in places[..<index] {
        let (dx, dy) = (one.x - other.x, one.y - other.y)
        closest = min(closest, (dx * dx + dy * dy).squareRoot())
      }
    }
    let radius = min(Layout.largestRadius, closest / 2 - 0.5)
    if radius >= Layout.smallestRadius {
      svg.marks(zip(hits, places).map { ($0.marker, $1.x, $1.y) }, radius: radius)
      svg.numbers(zip(hits, places).map { ("\($0.number)", $1.x, $1.y + 4.5) }, class: "hit-number")
      return
    }
    svg.marks(zip(hits, places).map { ($0.marker, $1.x, $1.y) }, radius: Layout.dotRadius)
    var labels = LabelPlacer(
      marks: places, radius: Layout.dotRadius, width: Layout.width, height: bottom)
    var numbers: [(String, Double, Double)] = []
    for (hit, place) in zip(hits, places) {
      let spot = labels.place("\(hit.number)", at: place)
      numbers.append(("\(hit.number)", spot.x, spot.y))
    }
    svg.numbers(numbers, class: "hit-number beside")
  }

  /// A length to measure by; returns where it ends.
  private func drawRuler(_ svg: inout SVG, scale: Double, left: Double, width: Double, top: Double) -> Double
  {
    let length = ShotMap.roundLength(upTo: outline.width * 0.5)
    let end = left + length * scale
    svg.polyline([(left, top), (left, top + 6), (end, top + 6), (end, top)], class: "axis")
    let label = "\(SVG.number(length)) mm"
    // Beside a short one there is room, whatever the panel's shape.
    svg.text(label, x: end + 6, y: top + 9, class: "tick")
    return top + 10
  }

  /// The greatest length of 1, 2 or 5 and zeros that is not above another one.
  static func roundLength(upTo limit: Double) -> Double {
    var unit = 0.1
    while unit * 10 <= limit, unit < 1e6 { unit *= 10 }
    return limit >= unit * 5 ? unit * 5 : limit >= unit * 2 ? unit * 2 : unit
  }

  /// Explains the shapes that occur; returns the picture's height.
  private func drawKey(_ svg: inout SVG, top: Double) -> Double {
    var key = Key(top: top, width: Layout.width)
    if let usual, hits.contains(where: { !$0.isEvent && $0.outcome == usual }) {
      key.mark(.hit(), radius: Layout.keyRadius, usual, &svg)
    }
    if !outcomes.isEmpty {
      key.mark(.hit(isEvent: true), radius: Layout.keyRadius, Texts.list(outcomes, "or"), &svg)
    }
    if hits.contains(where: \.isOblique) {
      key.mark(.hit(isOblique: true), radius: Layout.keyRadius, Texts.Map.obliqueKey, &svg)
    }
    if hits.contains(where: { $0.leftOut != nil }) {
      key.mark(.hit(isLeftOut: true), radius: Layout.keyRadius, Texts.Map.leftOutKey, &svg)
    }
    if let edge { key.swatch("keep", Texts.Map.edgeKey(edge.text), &svg) }
    return key.bottom
  }
}
