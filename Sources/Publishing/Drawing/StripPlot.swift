/// A dot plot of measured values by group, against the limits of a rule: one strip for each group on one axis.
///
/// Made for backface depths by threat and condition; any quantity with an upper limit will do.
struct StripPlot {
  /// What the picture shows, such as `Backface signature by threat and condition`.
  var title: String
  /// The quantity's title, for the axis.
  var quantity: String
  /// The unit's symbol.
  var unit: String
  /// The limits of the rule, ascending.
  var limits: [Limit]
  var strips: [Strip]

  struct Limit {
    var value: Double
    /// The limit as the definition writes it, with its unit.
    var text: String
  }

  /// One group of observations.
  struct Strip {
    var title: String
    var shots: [PlottedShot]
    /// The tolerance bound, where the rule has one and it could be computed.
    var bound: Statistic?
    var mean: Statistic?
    /// Standard deviation and tolerance factor, for the text equivalent.
    var deviation: String?
    var factor: String?
  }

  /// A number that was computed, for drawing and as it is printed.
  struct Statistic {
    var value: Double
    var text: String
  }
}

/// One observation in a picture.
struct PlottedShot {
  var specimen: String
  var number: Int
  /// The line of its report.
  var line: Int
  var value: Double
  /// The value as reported, with its unit.
  var text: String
  /// The outcome's title, where the method has outcomes.
  var outcome: String?
  /// Whether the outcome is the one that the rule looks for, such as a perforation.
  var isEvent = false

  /// Writes what the observation is called beside its mark.
  func writeName(to out: inout MarkupWriter, outcome: String? = nil) {
    Texts.Plot.writeShot(specimen: specimen, number: number, value: text, outcome: outcome, to: &out)
  }
}

extension StripPlot {
  /// The picture, and the same data as tables; `id` must be unique on its page.
  func drawn(id: String) -> (picture: MarkupBytes, table: MarkupBytes) { (picture(id: id), table) }

  private func picture(id: String) -> MarkupBytes {
    var svg = SVG()
    let axis = Axis(
      covering: strips.flatMap { strip in
        strip.shots.map(\.value) + [strip.bound?.value, strip.mean?.value].compactMap { $0 }
      } + limits.map(\.value), start: Layout.left, end: Layout.width - Layout.right, count: 6)
    let bands = layOut(on: axis)
    let bottom = bands.last.map { $0.top + $0.height } ?? Layout.top
    drawGrid(&svg, axis, bottom: bottom)
    drawLimits(&svg, axis, bands)
    for band in bands { draw(band, &svg, axis) }
    let height = drawKey(&svg, top: bottom + 48)
    return svg.picture(id: id, width: Layout.width, height: height, title: title, description: summary)
  }

  /// What the picture shows, in sentences.
  var summary: String {
    let parts = strips.map { strip in
      Texts.Plot.stripSummary(
        title: strip.title, count: strip.shots.count, largest: strip.shots.max { $0.value < $1.value }?.text,
        bound: strip.bound?.text)
    }
    return Texts.Plot.limitSummary(quantity: quantity, limits: limits.map(\.text)) + " "
      + parts.joined(separator: " ")
  }

  /// A table of groups and a table of observations.
  private var table: MarkupBytes {
    var html = HTMLTable(
      caption: Texts.Plot.groupTable(quantity),
      columns: Texts.Plot.groupColumns.enumerated().map { .init($1, isNumber: $0 > 0) })
    for strip in strips {
      html.row([
        strip.title, "\(strip.shots.count)", strip.shots.max { $0.value < $1.value }?.text ?? Texts.none,
        strip.mean?.text ?? Texts.none, strip.deviation ?? Texts.none, strip.factor ?? Texts.none,
        strip.bound?.text ?? Texts.none,
      ])
    }
    var shots = HTMLTable(
      caption: Texts.Plot.shotTable(quantity),
      columns: Texts.Plot.stripShotColumns(quantity).enumerated().map { .init($1, isNumber: $0 > 1) },
      capacity: 512 + strips.reduce(0) { $0 + $1.shots.count } * 160)
    for strip in strips {
      for shot in strip.shots {
        shots.begin()
        shots.cell(strip.title)
        shots.cell(shot.specimen)
        shots.cell(shot.number)
        shots.cell(shot.text)
        shots.cell(shot.line)
        shots.end()
      }
    }
    return html.finished() + shots.finished()
  }
}

// MARK: - Layout

extension StripPlot {
  private enum Layout {
    static let width = 440.0
    static let left = 12.0
    static let right = 12.0
    static let top = 38.0
    static let row = 17.0
    static let lane = 7.4
    static let maximumLanes = 5
  }

  private struct Band {
    let strip: Strip
    let lanes: [Int]
    let top: Double
    let height: Double
    /// The rows of text above the marks: one, or two where title and note do not fit on one.
    let rows: Int
    var header: Double { Double(rows) * Layout.row + 6 }
    var middle: Double { top + header + (height - header) / 2 }
  }

  private func layOut(on axis: Axis) -> [Band] {
    var top = Layout.top
    return strips.map { strip in
      let lanes = Swarm.lanes(
        strip.shots.map { axis.position($0.value) }, spacing: Layout.lane, limit: Layout.maximumLanes)
      let reach = Double(max(lanes.map(abs).max() ?? 0, 1))
      let words = TextWidth.of(strip.title) + TextWidth.of(note(of: strip)) + 12
      let rows = words > Layout.width - Layout.left - Layout.right ? 2 : 1
      let band = Band(
        strip: strip, lanes: lanes, top: top,
        height: Double(rows) * Layout.row + 6 + (2 * reach + 1) * Layout.lane + 10, rows: rows)
      top += band.height
      return band
    }
  }

  private func drawGrid(_ svg: inout SVG, _ axis: Axis, bottom: Double) {
    for tick in axis.ticks {
      let x = axis.position(tick.value)
      svg.line(x, Layout.top, x, bottom, class: "grid")
      svg.line(x, bottom, x, bottom + 5, class: "axis")
      svg.text(tick.label, x: x, y: bottom + 18, class: "tick", anchor: .middle)
    }
    svg.line(axis.start, bottom, axis.end, bottom, class: "axis")
    svg.text(
      unit.isEmpty ? quantity : "\(quantity) (\(unit))", x: (axis.start + axis.end) / 2, y: bottom + 38,
      class: "label", anchor: .middle)
  }

  private func draw(_ band: Band, _ svg: inout SVG, _ axis: Axis) {
    let strip = band.strip
    svg.line(axis.start, band.top, axis.end, band.top, class: "divider")
    svg.text(
      shortened(strip.title, to: TextWidth.characters(in: axis.end - axis.start)), x: axis.start,
      y: band.top + Layout.row, class: "strip-title")
    svg.text(
      note(of: strip), x: band.rows == 1 ? axis.end : axis.start,
      y: band.top + Double(band.rows) * Layout.row, class: "note", anchor: band.rows == 1 ? .end : .start)
    let half = (band.height - band.header) / 2 - 2
    if let mean = strip.mean {
      let x = axis.position(mean.value)
      svg.line(x, band.middle - half, x, band.middle + half, class: "mean")
    }
    // What is over a limit comes last, and on top.
    for shape in [Marker.circle, .triangle, .square] {
      let places = strip.shots.indices.filter { marker(for: strip.shots[$0].value) == shape }
      guard !places.isEmpty else { continue }
      svg.marks(shape) { svg, sized in
        for place in places {
          let shot = strip.shots[place]
          svg.mark(
            sized, x: axis.position(shot.value), y: band.middle + Double(band.lanes[place]) * Layout.lane
          ) { shot.writeName(to: &$0) }
        }
      }
    }
    if let bound = strip.bound {
      let x = axis.position(bound.value)
      svg.polyline(
        [
          (x - 5, band.middle - half), (x, band.middle - half), (x, band.middle + half),
          (x - 5, band.middle + half),
        ],
        class: "bound")
    }
  }

  private func note(of strip: Strip) -> String {
    Texts.Plot.stripNote(count: strip.shots.count, bound: strip.bound?.text)
  }

  /// The shape says how many of the limits a value exceeds.
  private func marker(for value: Double) -> Marker {
    guard let first = limits.first, let last = limits.last else { return .circle }
    if value <= first.value { return .circle }
    return value > last.value && limits.count > 1 ? .square : .triangle
  }

  /// The lines run through the marks and leave the words above them free.
  private func drawLimits(_ svg: inout SVG, _ axis: Axis, _ bands: [Band]) {
    var lastEnd = -Double.infinity
    var isRaised = false
    for limit in limits {
      let x = axis.position(limit.value)
      let half = TextWidth.of(limit.text) / 2
      isRaised = x - half < lastEnd && !isRaised
      lastEnd = x + half + 6
      svg.line(x, Layout.top - 6, x, Layout.top, class: "limit")
      for band in bands {
        svg.line(x, band.top + band.header, x, band.top + band.height, class: "limit")
      }
      svg.text(
        limit.text, x: min(max(x, axis.start + half), axis.end - half), y: isRaised ? 12 : 28,
        class: "limit-label",
        anchor: .middle)
    }
  }

  /// Explains the shapes; returns the picture's height.
  private func drawKey(_ svg: inout SVG, top: Double) -> Double {
    var key = Key(top: top, width: Layout.width)
    if let first = limits.first {
      key.mark(.circle, Texts.Plot.within(first.text), &svg)
      key.mark(.triangle, Texts.Plot.over(first.text), &svg)
    }
    if limits.count > 1, let last = limits.last { key.mark(.square, Texts.Plot.over(last.text), &svg) }
    key.rule("limit", Texts.Plot.limitKey, &svg)
    if strips.contains(where: { $0.mean != nil }) { key.rule("mean", Texts.Plot.meanKey, &svg) }
    if strips.contains(where: { $0.bound != nil }) { key.rule("bound", Texts.Plot.boundKey, &svg) }
    return key.bottom
  }
}
