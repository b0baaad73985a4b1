/// One page of a list of models: all that are on the list, those with one value of a facet, those of one supplier or
/// laboratory.
struct ListPage {
  let heading: String
  let lead: String
  /// The models of this page; nil where the list has none.
  let part: ListPart?
  /// The directory that it is found in, in words; nil: the lists of models.
  var directory: String?
  /// Whether it is the first page of all that are on the list.
  var isWhole = false
  /// Ways to narrow the list; on its first page only.
  var facets: FacetBook?

  /// The title of the page.
  var title: String {
    guard let part, part.previous != nil else { return heading }
    return Texts.Lists.page(heading, from: part.begin)
  }

  /// The context of the template `list`, without that of the site.
  var context: Context {
    Publishing.context([
      "directory": directory,
      "isWhole": isWhole,
      "heading": heading,
      "lead": lead,
      "part": part?.context(under: "list"),
      "downloads": isWhole ? ["formats": ListFormat.downloads] as Context : nil,
      "hasFacets": facets != nil,
      "facets": facets.map { $0.facets.compactMap(facetContext) } ?? [],
    ])
  }

  /// Adds what the page follows from, but for its lines.
  func add(to ingredients: inout Ingredients) {
    ingredients.add([heading, lead])
    ingredients.add(directory)
    ingredients.add(isWhole)
    ingredients.add(part != nil)
    part?.add(to: &ingredients)
    guard let facets else { return }
    for (facet, values) in facets.facets {
      ingredients.add(facet.rawValue)
      ingredients.add(values.count)
      for value in values where facet != .supplier {
        ingredients.add([value.words, value.name])
        ingredients.add(value.rows.count)
      }
    }
  }

  private func facetContext(_ facet: Facet, _ values: [FacetBook.Value]) -> Context? {
    guard !values.isEmpty else { return nil }
    // Suppliers have pages of their own, which list their models.
    let links: [Context] =
      facet == .supplier
      ? [
        [
          "href": "../\(SiteMap.suppliers)", "words": Texts.Lists.allSuppliers,
          "count": Texts.grouped(values.count),
        ]
      ]
      : values.map { ["href": "\($0.name).html", "words": $0.words, "count": Texts.grouped($0.rows.count)] }
    return ["title": Texts.Lists.facet(facet), "values": links]
  }
}
