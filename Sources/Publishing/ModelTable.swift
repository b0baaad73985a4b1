import Registry

/// The table of models that every list shows; each line is written once, whatever lists it is on, and not before one of
/// them is.
final class ModelTable {
  private let rows: [ListRow]
  private let map: SiteMap
  private let words: ModelWords
  /// By the place of the model among the site's rows. Addresses are seen from a folder of the site.
  private var lines: [String?]
  private let columns: [String]

  init(_ rows: [ListRow], map: SiteMap, words: ModelWords) {
    self.rows = rows
    self.map = map
    self.words = words
    columns = Texts.Lists.columns
    lines = Array(repeating: nil, count: rows.count)
  }

  /// What a list says of a model where it says from which to which it goes.
  func name(_ place: Int) -> String { shortened(rows[place].designation, to: 40) }

  func markup(_ places: some Sequence<Int>, caption: String) -> String {
    LinkTable(caption: caption, columns: columns, className: "models")
      .markup(places.lazy.map { self.line($0) })
  }

  private func line(_ place: Int) -> String {
    if let line = lines[place] { return line }
    let row = rows[place]
    let line = LinkTable.line(
      [
        LinkTable.link("../" + map.model(row), row.designation),
        LinkTable.link("../" + map.supplier(row.supplierID), row.supplier),
        "<strong class=\"nowrap\">\(escapedHTML(words.level(row)))</strong> <span class=\"nowrap\">\(escapedHTML(row.standard))</span>",
        escapedHTML(words.kind(row)),
        LinkTable.text(
          [Texts.gender(row.gender), row.opening].filter { !$0.isEmpty }.joined(separator: ", ")),
        LinkTable.text(row.sizes.joined(separator: ", ")),
        StatusMark.markup(row.standing),
      ], columns: columns)
    lines[place] = line
    return line
  }
}
