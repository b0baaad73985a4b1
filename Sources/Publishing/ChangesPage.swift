import Registry

/// What changed in a month: models that came onto the list or left it, and notices.
struct ChangesPage {
  /// `YYYY-MM`.
  let month: String
  /// By day.
  let happenings: [Happening]
  let rows: [ListRow]
  let map: SiteMap

  /// The context of the template `changes`, without that of the site.
  var context: Context {
    let lines = happenings.map { ChangesPage.line($0, row: rows[$0.row], map: map) }
    let caption = Texts.count(lines.count, "counted.changes")
    return [
      "month": Texts.Changes.month(month),
      "tables": [["table": LinkTable(caption: caption, columns: Texts.Changes.columns).markup(lines)]]
        as [Context],
    ]
  }

  /// A line of the table.
  static func line(_ happening: Happening, row: ListRow, map: SiteMap) -> String {
    let event = happening.event
    return LinkTable.line(
      [
        LinkTable.day(event.day.description), LinkTable.link("../" + map.model(row), row.designation),
        LinkTable.link("../" + map.supplier(row.supplierID), row.supplier), LinkTable.text(event.sentence),
        StatusMark.markup(event.status),
      ], columns: Texts.Changes.columns)
  }

  /// A line about a change on the first page.
  static func summary(_ happening: Happening, row: ListRow, map: SiteMap) -> Context {
    [
      "day": happening.event.day.description, "href": map.model(row), "designation": row.designation,
      "sentence": happening.event.sentence, "status": StatusMark.markup(happening.event.status),
    ]
  }
}
