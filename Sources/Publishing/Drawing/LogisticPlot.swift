import Foundation
import Quantities

/// The fitted probability of an event against a quantity, with the observations it was fitted to.
///
/// Made for ballistic limits: perforations on top, stops below, V05 and V50 on the curve, the reference velocity
/// marked.
struct LogisticPlot {
  /// What the picture shows, such as `Ballistic limit: 9 mm FMJ RN, new`.
  var title: String
  var quantity: String
  var unit: String
  /// What the event is called, and its absence: `perforation` and `stop`.
  var event: String
  var nonEvent: String
  var shots: [PlottedShot]
  /// Where the rule looks at the curve.
  var reference: Statistic?
  /// The largest probability allowed there, as the definition writes it.
  var limit: String?
  /// The fitted curve; nil where no fit has an answer.
  var curve: Curve?
  /// Everything that the fit computed, for the text equivalent.
  var statistics: [(name: String, value: String)]

  struct Statistic {
    var value: Double
    var text: String
  }

  /// P(v) = 1 / (1 + exp(−slope·(v − v50))).
  struct Curve {
    /// Per unit of the quantity; positive.
    var slope: Double
    var v50: Statistic
    var v05: Statistic
    /// The fitted probability at the reference value, as printed.
    var probability: String?

    func probability(at value: Double) -> Double { 1 / (1 + exp(-slope * (value - v50.value))) }
  }
}

extension LogisticPlot {
  /// The picture, and the same data as tables; `id` must be unique on its page.
  func drawn(id: String) -> (picture: MarkupBytes, table: MarkupBytes) {
    let axis = axis
    // Fitted once for both.
    let band = curve.flatMap { ConfidenceBand(shots, around: $0) }
    return (picture(id: id, axis, band), table(axis, band))
  }

  private func picture(id: String, _ axis: Axis, _ band: ConfidenceBand?) -> MarkupBytes {
    var svg = SVG()
    drawFrame(&svg, axis)
    drawMarkedValues(&svg, axis)
    if let band { draw(band, &svg, axis) }
    if let curve { draw(curve, &svg, axis) }
    drawShots(&svg, axis)
    let height = drawKey(&svg, hasBand: band != nil)
    return svg.picture(id: id, width: Layout.width, height: height, title: title, description: summary)
  }

  private var axis: Axis {
    let marked = [reference?.value, curve?.v05.value, curve?.v50.value].compactMap { $0 }
    return Axis(
      covering: shots.map(\.value) + marked, start: Layout.left, end: Layout.width - Layout.right, count: 5)
  }

  /// What the picture shows, in sentences.
  var summary: String {
    Texts.Plot.curveSummary(
      shots: shots.count, events: shots.count { $0.isEvent }, event: event, quantity: quantity,
      v05: curve?.v05.text, v50: curve?.v50.text, reference: reference?.text, probability: curve?.probability)
  }

  /// A table of what was computed, one of the curve's band, and one of observations.
  private func table(_ axis: Axis, _ band: ConfidenceBand?) -> MarkupBytes {
    var computed = HTMLTable(
      caption: Texts.Plot.fitTable,
      columns: [.init(Texts.Plot.fitColumns.0), .init(Texts.Plot.fitColumns.1, isNumber: true)])
    for statistic in statistics { computed.row([Texts.statistic(statistic.name), statistic.value]) }
    var table = HTMLTable(
      caption: Texts.Plot.shotTable(quantity),
      columns: Texts.Plot.curveShotColumns(quantity).enumerated().map {
        .init($1, isNumber: $0 == 1 || $0 == 2 || $0 == 4)
      }, capacity: 512 + shots.count * 128)
    for shot in shots {
      table.begin()
      table.cell(shot.specimen)
      table.cell(shot.number)
      table.cell(shot.text)
      table.cell(shot.outcome ?? (shot.isEvent ? event : nonEvent))
      table.cell(shot.line)
      table.end()
    }
    let known = computed.finished()
    guard let confidence = confidenceTable(axis, band) else { return known + table.finished() }
    return known + confidence + table.finished()
  }

  /// The curve and its band at the ticks of the axis; nil where there is no band.
  private func confidenceTable(_ axis: Axis, _ band: ConfidenceBand?) -> MarkupBytes? {
    guard let curve, let band else { return nil }
    var table = HTMLTable(
      caption: Texts.Plot.bandTable,
      columns: ([unit.isEmpty ? quantity : "\(quantity) (\(unit))"] + Texts.Plot.bandColumns).map {
        .init($0, isNumber: true)
      })
    let percent = { (share: Double) in "\(NumberFormat.fixed(100 * share, decimals: 1)) %" }
    for tick in axis.ticks {
      guard let limits = band.limits(at: tick.value) else { continue }
      table.row([
        tick.label, percent(limits.low), percent(curve.probability(at: tick.value)), percent(limits.high),
      ])
    }
    return table.finished()
  }
}

// MARK: - Layout

extension LogisticPlot {
  private enum Layout {
    static let width = 440.0
    static let left = 50.0
    static let right = 12.0
    static let labels = 52.0
    static let lane = 7.0
    static let lanes = 4
    /// The height of the bands in which the observations lie, above and below the curve.
    static let rug = 36.0
    static let top = labels + rug
    static let bottom = top + 180
    static let floor = bottom + rug
  }

  private func height(of probability: Double) -> Double {
    Layout.bottom - probability * (Layout.bottom - Layout.top)
  }

  private func drawFrame(_ svg: inout SVG, _ axis: Axis) {
    svg.rectangle(
      x: axis.start, y: Layout.labels, width: axis.end - axis.start, height: Layout.rug, class: "rug")
    svg.rectangle(
      x: axis.start, y: Layout.bottom, width: axis.end - axis.start, height: Layout.rug, class: "rug")
    for percent in [0, 5, 25, 50, 75, 100] {
      let y = height(of: Double(percent) / 100)
      svg.line(axis.start, y, axis.end, y, class: percent == 5 ? "grid strong" : "grid")
      svg.text(
        "\(percent) %", x: axis.start - 6, y: y + 4 + (percent == 5 ? -3 : percent == 0 ? 3 : 0),
        class: "tick", anchor: .end)
    }
    for tick in axis.ticks {
      let x = axis.position(tick.value)
      svg.line(x, Layout.top, x, Layout.bottom, class: "grid")
      svg.line(x, Layout.floor, x, Layout.floor + 5, class: "axis")
      svg.text(tick.label, x: x, y: Layout.floor + 18, class: "tick", anchor: .middle)
    }
    svg.line(axis.start, Layout.floor, axis.end, Layout.floor, class: "axis")
    svg.text(
      unit.isEmpty ? quantity : "\(quantity) (\(unit))", x: (axis.start + axis.end) / 2, y: Layout.floor + 38,
      class: "label", anchor: .middle)
  }

  /// Vertical lines with labels on top, each label on the first of three rows where it has room.
  private func drawMarkedValues(_ svg: inout SVG, _ axis: Axis) {
    var marked: [(x: Double, text: String, isReference: Bool)] = []
    if let curve {
      marked.append((axis.position(curve.v05.value), "V05 \(curve.v05.text)", false))
      marked.append((axis.position(curve.v50.value), "V50 \(curve.v50.text)", false))
    }
    if let reference {
      marked.append((axis.position(reference.value), Texts.Plot.reference(reference.text), true))
    }
    marked.sort { ($0.x, $0.text) < ($1.x, $1.text) }
    var ends = [-Double.infinity, -Double.infinity, -Double.infinity]
    for (x, text, isReference) in marked {
      let half = TextWidth.of(text) / 2
      let center = min(max(x, axis.start + half), axis.end - half)
      let row = ends.firstIndex { $0 <= center - half } ?? ends.count - 1
      ends[row] = center + half + 8
      let y = 46 - 16 * Double(row)
      svg.line(x, y + 4, x, Layout.floor, class: isReference ? "reference" : "marked")
      svg.text(
        text, x: center, y: y, class: isReference ? "reference-label" : "marked-label", anchor: .middle)
    }
  }

  private func draw(_ curve: Curve, _ svg: inout SVG, _ axis: Axis) {
    let steps = 96
    svg.polyline(
      (0...steps).map { step in
        let value = axis.low + (axis.high - axis.low) * Double(step) / Double(steps)
        return (axis.position(value), height(of: curve.probability(at: value)))
      }, class: "curve")
    for value in [curve.v05.value, curve.v50.value] {
      let (x, y) = (axis.position(value), height(of: curve.probability(at: value)))
      svg.polyline([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y), (x, y - 5)], class: "curve-point")
    }
  }

  /// To and fro around the curve.
  private func draw(_ band: ConfidenceBand, _ svg: inout SVG, _ axis: Axis) {
    let steps = 48
    let limits = (0...steps).compactMap { step -> (x: Double, low: Double, high: Double)? in
      let value = axis.low + (axis.high - axis.low) * Double(step) / Double(steps)
      return band.limits(at: value).map { (axis.position(value), height(of: $0.low), height(of: $0.high)) }
    }
    svg.polyline(limits.map { ($0.x, $0.high) } + limits.reversed().map { ($0.x, $0.low) }, class: "band")
  }

  private func drawShots(_ svg: inout SVG, _ axis: Axis) {
    for isEvent in [false, true] {
      let group = shots.filter { $0.isEvent == isEvent }
      let lanes = Swarm.lanes(
        group.map { axis.position($0.value) }, spacing: 7.4, limit: Layout.lanes - 1, oneSided: true)
      guard !group.isEmpty else { continue }
      let shape = isEvent ? Marker.cross : .circle
      let outcome = isEvent ? event : nonEvent
      svg.marks(shape) { svg, sized in
        for (shot, lane) in zip(group, lanes) {
          let offset = 6 + Double(lane) * Layout.lane
          svg.mark(
            sized, x: axis.position(shot.value), y: isEvent ? Layout.top - offset : Layout.bottom + offset
          ) { shot.writeName(to: &$0, outcome: shot.outcome ?? outcome) }
        }
      }
    }
  }

  /// Explains the marks; returns the picture's height.
  private func drawKey(_ svg: inout SVG, hasBand: Bool) -> Double {
    var key = Key(top: Layout.floor + 48, width: Layout.width)
    key.mark(.cross, event, &svg)
    key.mark(.circle, nonEvent, &svg)
    if curve != nil {
      key.rule("curve", Texts.Plot.curveKey, &svg)
      if hasBand { key.rule("band-key", Texts.Plot.bandKey, &svg) }
      key.rule("marked", Texts.Plot.markedKey, &svg)
    }
    if reference != nil { key.rule("reference", Texts.Plot.referenceKey(limit), &svg) }
    return key.bottom
  }
}
