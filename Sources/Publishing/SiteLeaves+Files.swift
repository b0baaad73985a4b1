import Registry

/// What stands beside the pages: style and script, the list to take away, the search index, catalogs, and what a site is verified
/// with.
extension SiteLeaves {
  var assets: [Leaf] {
    let index = SearchIndex(site, map: map, words: words)
    return [
      file("style.css", from: program) { [self] in style },
      file("site.js", from: program) { SiteScript.published },
      file("list.xsd", from: program) { PackageResources.list_xsd },
      file("list.schema.json", from: program) { PackageResources.list_schema_json },
    ]
      + site.look.assets.map { path, bytes in file(path, from: { $0.add(bytes) }, { bytes }) }
      + index.files.map { path, text in file(path, from: indexed) { Array(text().utf8) } }
  }

  /// What bears the day whose state is shown.
  var dated: [Leaf] {
    let day = file(SearchIndex.day, from: bearsDay) { [self] in
      Array(SearchIndex.script("day", JSONText.text(site.day?.description ?? "").compact).utf8)
    }
    guard let base = site.baseURL else { return [day] }
    return [day, file("data.json", from: bearsDay) { [self] in Array(Catalogs.data(site, base: base).utf8) }]
  }

  /// The list to take away. Every format but CSV says what it was made from: the last event that can change a line of it,
  /// so that an inspection of one model leaves it as it is.
  var exports: [HeavyLeaf] {
    let origin = ExportOrigin(
      title: site.title, keeper: site.keeper, filter: [.init("status", "listed")],
      day: site.day == nil ? nil : site.ground?.day ?? site.day,
      checkpoint: site.ground?.checkpoint, isExample: site.isExample)
    // What all of them follow from is gathered once.
    var listed = Ingredients(house)
    listedRows(&listed)
    let (key, rows, look) = (listed.key, site.rows, site.look)
    return ListFormat.heaviestFirst.map { format in
      HeavyLeaf(
        path: format.file,
        key: { [site] in
          var ingredients = Ingredients(key)
          ingredients.add(format.file)
          if format != .csv {
            ingredients.add(origin.day?.description)
            ingredients.add([site.title, site.keeper, origin.checkpoint?.text ?? ""])
          }
          return ingredients.key
        },
        make: { path in
          try look.speaking {
            try ListExport.write(rows.filter(\.isListed), from: origin, as: format, to: path)
          }
        })
    }
  }

  /// What is the same for every registry with the same frame.
  func program(_ ingredients: inout Ingredients) {}

  private func bearsDay(_ ingredients: inout Ingredients) { ingredients.add(site.day?.description) }

  /// What exports of the list follow from.
  private func listedRows(_ ingredients: inout Ingredients) {
    for index in site.rows.indices where site.rows[index].isListed { ingredients.add(lineKeys[index]) }
  }

  /// What the search index follows from: every line, the words of the standards, the names of suppliers.
  private func indexed(_ ingredients: inout Ingredients) {
    for key in lineKeys { ingredients.add(key) }
    ingredients.add(wordsKey)
    for (id, supplier) in site.suppliers.sorted(by: { $0.key < $1.key }) {
      ingredients.add([id, supplier.name])
    }
  }

  /// What machines find the site's pages by, where its address is known.
  func catalogs(of paths: [String]) -> [Leaf] {
    guard let base = site.baseURL else { return [] }
    func named(_ ingredients: inout Ingredients) { ingredients.add(paths) }
    return [file("sitemap.xml", from: named) { Array(Catalogs.sitemap(paths, base: base).utf8) }]
  }
}

extension SiteLeaves {
  var seals: [Leaf] {
    (site.seal?.files ?? []).map { path, bytes in file(path, from: { $0.add(bytes) }, { bytes }) }
  }
}
