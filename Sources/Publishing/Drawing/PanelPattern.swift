/// Where the hits on one panel can go: rows that keep the distances that are known, on the smallest panel that they fit.
///
/// A proposal, drawn to the distances; where the definition knows none, only the order of the hits says anything.
struct PanelPattern {
  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  /// The least distances from the edge and between hits, in millimetres; nil where none is known.
  let edge: Double?
  let spacing: Double?
  /// The middles of the hits in their order, from the panel's left upper corner, in millimetres.
  let points: [Point]
  /// The least width and height of a panel that takes the pattern, in millimetres.
  let width: Double
  let height: Double

  /// Whether the picture says anything about distances.
  var isToScale: Bool { edge != nil || points.count > 1 && spacing != nil }

  init(count: Int, edge: Double?, spacing: Double?) {
    self.edge = edge
    self.spacing = spacing
    // Where only one distance is known, the other is drawn as wide.
    let margin = edge ?? spacing ?? 60
    let pitch = spacing ?? edge ?? 60
    var columns = 1
    while (columns + 1) * (columns + 1) <= count { columns += 1 }
    let rows = max((count + columns - 1) / columns, 1)
    width = 2 * margin + Double(columns - 1) * pitch
    height = 2 * margin + Double(rows - 1) * pitch
    let middle = width / 2
    points = (0..<count).map { index in
      let row = index / columns
      // The last row may be shorter; it stands in the middle.
      let length = min(columns, count - row * columns)
      let left = middle - Double(length - 1) * pitch / 2
      return Point(x: left + Double(index % columns) * pitch, y: margin + Double(row) * pitch)
    }
  }
}
