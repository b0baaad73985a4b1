/// A table as lines of plain text for a terminal: columns aligned by what they take on the screen, cut to a width.
public struct TableText: Sendable {
  public struct Column: Sendable {
    public var title: String
    public var alignment: Alignment
    /// The least width to which the column is cut where the table is too wide; nil: it is never cut.
    public var minimum: Int?

    public enum Alignment: Sendable {
      case left, right
    }

    public init(_ title: String, alignment: Alignment = .left, minimum: Int? = nil) {
      self.title = title
      self.alignment = alignment
      self.minimum = minimum
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  public init(columns: [Column]) { self.columns = columns }

  /// Adds a row; missing cells are empty, cells beyond the columns are left out.
  public mutating func append(_ cells: [String]) {
    rows.append(columns.indices.map { $0 < cells.count ? DisplayWidth.printable(cells[$0]) : "" })
  }

  /// The table, each line ending in a line feed.
  ///
  /// - Parameters:
  ///   - width: The columns of the terminal; nil: nothing is cut.
  ///   - style: Whether the header is set in bold.
  public func printed(width: Int? = nil, style: TextStyle = .plain) -> String {
    let widths = fit(to: width)
    var text = style.bold(line(columns.map(\.title), widths)) + "\n"
    text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    for row in rows { text += line(row, widths) + "\n" }
    return text
  }

  /// The natural widths, the widest of the columns that may be cut made narrower until the table fits.
  private func fit(to width: Int?) -> [Int] {
    var widths = columns.indices.map { index in
      max(DisplayWidth.of(columns[index].title), rows.map { DisplayWidth.of($0[index]) }.max() ?? 0)
    }
    guard let width else { return widths }
    while widths.reduce(0, +) + 2 * max(widths.count - 1, 0) > width {
      let widest = columns.indices.filter { widths[$0] > columns[$0].minimum ?? .max }
        .max { (widths[$0], -$0) < (widths[$1], -$1) }
      guard let widest else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let shown = DisplayWidth.truncated(cell, to: widths[index])
      let padding = String(repeating: " ", count: max(widths[index] - DisplayWidth.of(shown), 0))
      text += columns[index].alignment == .right ? padding + shown : shown + padding
      if index < cells.count - 1 { text += "  " }
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
