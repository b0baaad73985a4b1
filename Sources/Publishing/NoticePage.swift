import Registry

/// The page of a notice: what users should know and do, and the models concerned.
struct NoticePage {
  let notice: PublicNotice
  let rows: [ListRow]
  let map: SiteMap

  /// The context of the template `notice`, without that of the site.
  var context: Context {
    let lines = notice.models.map { place, status in
      LinkTable.line(
        [
          LinkTable.link("../" + map.model(rows[place]), rows[place].designation),
          LinkTable.link("../" + map.supplier(rows[place].supplierID), rows[place].supplier),
          StatusMark.markup(status), StatusMark.markup(rows[place].standing),
        ], columns: Texts.Notices.columns)
    }
    return Publishing.context([
      "kind": Texts.Notices.kind(notice.kind),
      "class": NoticePage.className(notice.kind),
      "heading": notice.title,
      "number": notice.number,
      "day": notice.day.description,
      "text": notice.text,
      "decidedBy": notice.decidedBy.map(Texts.person),
      "sha256": notice.sha256,
      "tables": [
        [
          "table": LinkTable(caption: Texts.modelCount(lines.count), columns: Texts.Notices.columns).markup(
            lines)
        ]
      ] as [Context],
    ])
  }

  /// A line about a notice on another page.
  static func line(_ notice: PublicNotice, address: String) -> Context {
    [
      "href": address, "kind": Texts.Notices.kind(notice.kind), "title": notice.title,
      "number": notice.number,
      "day": notice.day.description, "class": className(notice.kind),
      "models": Texts.modelCount(notice.models.count),
    ]
  }

  private static func className(_ kind: Notice.Kind) -> String { kind == .safety ? "bad" : "caution" }
}
