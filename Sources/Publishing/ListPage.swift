import Registry

/// One page of a list of models: all that are on the list, or those with one value of a facet.
struct ListPage {
  /// The name of the list within its folder.
  let name: String
  let heading: String
  let lead: String
  /// The models of this page.
  let places: ArraySlice<Int>
  /// How many models the whole list has; its first page says so, and no other has to be written for it.
  let total: Int?
  /// From 1.
  let number: Int
  let count: Int
  let table: ModelTable
  /// Ways to narrow the list; on its first page only.
  let facets: FacetBook?

  /// The pages of a list.
  static func pages(
    name: String, heading: String, lead: String, places: [Int], division: ListDivision, table: ModelTable,
    facets: FacetBook?
  ) -> [ListPage] {
    let pages = division.pages(places)
    return pages.enumerated().map { index, range in
      ListPage(
        name: name, heading: heading, lead: lead, places: places[range],
        total: index == 0 ? places.count : nil, number: index + 1, count: pages.count, table: table,
        facets: index == 0 ? facets : nil)
    }
  }

  var path: String { SiteMap.list(name, page: number) }

  var title: String { count == 1 ? heading : Texts.Lists.page(heading, number, of: count) }

  /// The context of the template `list`, without that of the site.
  var context: Context {
    Publishing.context([
      "isWhole": name == "index",
      "heading": heading,
      "lead": lead,
      "hasModels": !places.isEmpty,
      "tables": places.isEmpty
        ? [] : [["table": table.markup(places, caption: caption)] as Context],
      "hasPages": count > 1,
      "previous": number > 1 ? address(number - 1) : nil,
      "next": number < count ? address(number + 1) : nil,
      "pages": pageLinks,
      "downloads": name == "index" && number == 1
        ? ["formats": ListFormat.downloads] as Context : nil,
      "hasFacets": facets != nil,
      "facets": facets.map { $0.facets.compactMap(facetContext) } ?? [],
    ])
  }

  /// Adds what the page follows from, but for its lines.
  func add(to ingredients: inout Ingredients) {
    ingredients.add([name, heading, lead])
    for number in [total ?? -1, number, count, places.count] { ingredients.add(number) }
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

  private var caption: String {
    let all = total.map { Texts.modelCount($0) }
    guard count > 1, let first = places.first, let last = places.last else { return all ?? "" }
    let range = Texts.Lists.range(table.name(first), table.name(last))
    return all.map { Texts.Lists.range(range, of: $0) } ?? range
  }

  /// The first and last pages and those around this one.
  private var pageLinks: [Context] {
    let shown = (1...count).filter { $0 == 1 || $0 == count || abs($0 - number) < 3 }
    return shown.map { page in
      Publishing.context([
        "words": Texts.grouped(page), "href": page == number ? nil : address(page),
        "gap": page > 1 && !shown.contains(page - 1) ? true : nil,
      ])
    }
  }

  private func address(_ page: Int) -> String {
    String(SiteMap.list(name, page: page).dropFirst("list/".count))
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
