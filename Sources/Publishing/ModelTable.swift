import Registry

/// The table of models that every list shows; each line is written once, whatever lists it is on.
struct ModelTable {
  /// By the place of the model among the site's rows. Addresses are seen from a folder of the site.
  private let lines: [String]
  /// What each line says.
  let keys: [LeafKey]

  init(_ rows: [ListRow], map: SiteMap, words: ModelWords) {
    lines = rows.map { row in
      LinkTable.line(
        [
          LinkTable.link("../" + map.model(row), row.designation),
          LinkTable.link("../" + map.supplier(row.supplierID), row.supplier),
          "<strong class=\"nowrap\">\(escapedHTML(words.level(row)))</strong> <span class=\"nowrap\">\(escapedHTML(row.standard))</span>",
          escapedHTML(words.kind(row)),
          LinkTable.text(
            [Texts.gender(row.gender), row.opening].filter { !$0.isEmpty }.joined(separator: ", ")),
          LinkTable.text(row.sizes.joined(separator: ", ")),
          StatusMark.markup(row.standing),
        ], columns: Texts.Lists.columns)
    }
    keys = lines.map { line in
      var ingredients = Ingredients()
      ingredients.add(line)
      return ingredients.key
    }
  }

  func markup(_ places: some Sequence<Int>, caption: String) -> String {
    LinkTable(caption: caption, columns: Texts.Lists.columns, className: "models")
      .markup(places.lazy.map { lines[$0] })
  }
}
