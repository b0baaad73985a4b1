/// A plain data table, written directly: the tables of observations have thousands of cells.
struct HTMLTable: ~Copyable {
  struct Column {
    var title: String
    var isNumber: Bool

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  private let isNumber: [Bool]
  private var out: MarkupWriter
  /// The column of the next cell.
  private var column = 0

  init(caption: String, columns: [Column], capacity: Int = 4096) {
    isNumber = columns.map(\.isNumber)
    out = MarkupWriter(capacity: capacity)
    out.raw("<table class=\"table compact")
    // Which columns hold numbers is said once, not in each of thousands of cells.
    for place in isNumber.indices where isNumber[place] {
      out.raw(" n")
      out.number(place + 1)
    }
    out.raw("\">\n<caption>")
    out.text(caption)
    out.raw("</caption>\n<thead>\n<tr>")
    for column in columns {
      out.raw("<th scope=\"col\">")
      out.text(column.title)
      out.raw("</th>")
    }
    out.raw("</tr>\n</thead>\n<tbody>\n")
  }

  /// Adds a row; cells beyond the columns are left out.
  mutating func row(_ cells: [String]) {
    begin()
    for cell in cells { self.cell(cell) }
    end()
  }

  /// Begins a row, whose cells follow.
  mutating func begin() {
    out.raw("<tr>")
    column = 0
  }

  mutating func cell(_ text: String) {
    cell { $0.text(text) }
  }

  mutating func cell(_ number: Int) {
    cell { $0.number(number) }
  }

  /// Adds a cell with what is written; one beyond the columns is left out.
  @inline(__always)
  mutating func cell(_ write: (inout MarkupWriter) -> Void) {
    guard column < isNumber.count else { return }
    out.raw("<td>")
    write(&out)
    out.raw("</td>")
    column += 1
  }

  /// Ends a row.
  mutating func end() { out.raw("</tr>\n") }

  consuming func finished() -> MarkupBytes {
    out.raw("</tbody>\n</table>\n")
    return out.markup
  }
}
