import Registry

/// What stands beside the pages: style and script, the list to take away, the search index, catalogs, and what a site is verified
/// with.
extension SiteLeaves {
  private var listed: [ListRow] { site.rows.filter(\.isListed) }

  var assets: [Leaf] {
    let index = SearchIndex(site, map: map, words: words)
    return [
      file("style.css", from: program) { [style] in style },
      file("site.js", from: program) { SiteScript.published },
      file("list.xsd", from: program) { PackageResources.list_xsd },
      file("list.schema.json", from: program) { PackageResources.list_schema_json },
    ]
      + exports
      + site.look.assets.map { path, bytes in file(path, from: { $0.add(bytes) }, { bytes }) }
      + index.files.map { path, text in file(path, from: indexed) { Array(text().utf8) } }
  }

  /// The list to take away. Every format but CSV says what it was made from: the last event that can change a line of it,
  /// so that an inspection of one model leaves it as it is.
  var exports: [Leaf] {
    let origin = ExportOrigin(
      title: site.title, keeper: site.keeper, filter: [.init("status", "listed")],
      day: site.day == nil ? nil : site.ground?.day ?? site.day,
      checkpoint: site.ground?.checkpoint, isExample: site.isExample)
    return ListFormat.allCases.map { format in
      file(
        format.file,
        from: { ingredients in
          listedRows(&ingredients)
          guard format != .csv else { return }
          ingredients.add(origin.day?.description)
          ingredients.add([site.title, site.keeper, origin.checkpoint?.text ?? ""])
        }
      ) { [listed] in try ListExport.bytes(listed, from: origin, as: format) }
    }
  }

  /// What is the same for every registry with the same frame.
  func program(_ ingredients: inout Ingredients) {}

  func dated(_ ingredients: inout Ingredients) { ingredients.add(site.day?.description) }

  /// What exports of the list follow from.
  private func listedRows(_ ingredients: inout Ingredients) {
    for (row, key) in zip(site.rows, rowKeys) where row.isListed { ingredients.add(key) }
  }

  /// What the search index follows from: every line, the words of the standards, the names of suppliers.
  private func indexed(_ ingredients: inout Ingredients) {
    for key in rowKeys { ingredients.add(key) }
    for standard in site.standards {
      ingredients.add([standard.reference.sha256, map.standard(standard.standard.id)])
    }
    dated(&ingredients)
    for (id, supplier) in site.suppliers.sorted(by: { $0.key < $1.key }) {
      ingredients.add([id, supplier.name])
    }
  }

  /// What machines find the site's contents by; both need its address.
  func catalogs(of pages: [Leaf]) -> [Leaf] {
    guard let base = site.baseURL else { return [] }
    let paths = pages.filter(\.isPage).map(\.path)
    func named(_ ingredients: inout Ingredients) { ingredients.add(paths) }
    return [
      file("sitemap.xml", from: named) { Array(Catalogs.sitemap(paths, base: base).utf8) },
      file("data.json", from: dated) { [site] in Array(Catalogs.data(site, base: base).utf8) },
    ]
  }
}

extension SiteLeaves {
  /// The proof of a model's page; nil where nobody knows of events. It is made behind the page, of which it says the same.
  func proof(at index: Int) -> Leaf? {
    guard let proof = site.proof else { return nil }
    let row = site.rows[index]
    return Leaf(
      path: map.proof(row), isPage: false,
      key: { [house, site, rowKeys] in
        guard let key = site.detailKey(index) else { return nil }
        var ingredients = house
        ingredients.add("proof")
        ingredients.add(rowKeys[index])
        ingredients.add(key)
        return ingredients.key
      }, make: { Array(try proof(index).text(row).utf8) })
  }

  var seals: [Leaf] {
    (site.seal?.files ?? []).map { path, bytes in file(path, from: { $0.add(bytes) }, { bytes }) }
  }
}
