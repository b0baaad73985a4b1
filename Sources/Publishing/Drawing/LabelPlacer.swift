/// Finds room beside marks that stand close together for their labels.
struct LabelPlacer {
  private struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func overlaps(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height
        && other.y < y + height
    }
  }

  /// What is taken: the marks, and the labels so far.
  private var taken: [Box]
  private let radius: Double
  private let width: Double
  private let height: Double

  /// - Parameters:
  ///   - marks: where their middles are.
  ///   - width: the picture's width and height.
  init(marks: [(x: Double, y: Double)], radius: Double, width: Double, height: Double) {
    taken = marks.map {
      Box(x: $0.x - radius, y: $0.y - radius, width: 2 * radius, height: 2 * radius)
    }
    self.radius = radius
    self.width = width
    self.height = height
  }

  /// Where the middle of a label's line of writing goes: the first place beside its mark that is free, or the first of all
  /// where none is: the label then stands over others, and the table beside the picture says the same.
  mutating func place(_ text: String, at mark: (x: Double, y: Double)) -> (x: Double, y: Double) {
    let size = (width: Double(text.utf8.count) * 6.6, height: 10.0)
    let (dx, dy) = (radius + 1 + size.width / 2, radius + 1 + size.height / 2)
    let offsets = [
      (dx, 0.0), (-dx, 0), (0, -dy), (0, dy), (dx, -dy), (-dx, -dy), (dx, dy), (-dx, dy),
    ]
    let boxes = offsets.map { offset in
      Box(
        x: mark.x + offset.0 - size.width / 2, y: mark.y + offset.1 - size.height / 2, width: size.width,
        height: size.height)
    }
    let isFree = { (box: Box) in
      box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
        && !taken.contains { $0.overlaps(box) }
    }
    let box = boxes.first(where: isFree) ?? boxes[0]
    taken.append(box)
    return (box.x + box.width / 2, box.y + box.height - 1)
  }
}
