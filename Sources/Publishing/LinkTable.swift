/// A table of the site, written directly: lists have thousands of lines. On a narrow page its lines become cards.
struct LinkTable {
  private let columns: [String]
  private let className: String
  private let caption: String

  init(caption: String, columns: [String], className: String = "") {
    self.caption = caption
    self.columns = columns
    self.className = className.isEmpty ? "" : " \(className)"
  }

  /// A line from cells that are markup already, the first one its heading.
  static func line(_ cells: [String], columns: [String]) -> String {
    var text = "<tr>\n<th scope=\"row\">\(cells[0])</th>\n"
    for (column, cell) in zip(columns, cells).dropFirst() {
      text += "<td data-label=\"\(escapedHTML(column))\">\(cell)</td>\n"
    }
    return text + "</tr>\n"
  }

  /// The table with lines that are markup already.
  func markup(_ lines: some Sequence<String>) -> String {
    var text =
      "<table class=\"table stacked\(className)\">\n<caption>\(escapedHTML(caption))</caption>\n<thead>\n<tr>"
    for column in columns { text += "<th scope=\"col\">\(escapedHTML(column))</th>" }
    text += "</tr>\n</thead>\n<tbody>\n"
    for line in lines { text += line }
    return text + "</tbody>\n</table>\n"
  }

  /// A link whose text keeps its own direction.
  static func link(_ address: String, _ words: String) -> String {
    "<a href=\"\(escapedHTML(address))\"><bdi>\(escapedHTML(words))</bdi></a>"
  }

  static func text(_ words: String) -> String { "<bdi>\(escapedHTML(words))</bdi>" }

  static func day(_ day: String) -> String {
    "<time datetime=\"\(escapedHTML(day))\">\(escapedHTML(day))</time>"
  }
}
