/// A plain data table, written directly: the tables of observations have thousands of cells.
struct HTMLTable {
  struct Column {
    var title: String
    var isNumber: Bool

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  private let columns: [Column]
  private var text: String

  init(caption: String, columns: [Column]) {
    self.columns = columns
    text = "<table class=\"table compact\">\n<caption>\(escapedHTML(caption))</caption>\n<thead>\n<tr>"
    for column in columns {
      text +=
        "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")>\(escapedHTML(column.title))</th>"
    }
    text += "</tr>\n</thead>\n<tbody>\n"
  }

  /// Adds a row; cells beyond the columns are left out.
  mutating func row(_ cells: [String]) {
    text += "<tr>"
    for (column, cell) in zip(columns, cells) {
      text += column.isNumber ? "<td class=\"number\">" : "<td>"
      text += escapedHTML(cell)
      text += "</td>"
    }
    text += "</tr>\n"
  }

  var markup: String { text + "</tbody>\n</table>\n" }
}
