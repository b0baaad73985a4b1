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
  /// Where the page is, and those before and behind it.
  let path: String
  let previous: String?
  let next: String?
  let table: ModelTable
  /// Ways to narrow the list, and its pages behind the first one; on its first page only.
  let facets: FacetBook?
  let others: [Way]

  /// A page of the list by what it begins with.
  struct Way {
    let words: String
    let path: String
  }

  /// The pages of a list.
  ///
  /// None says which or of how many it is, and each but the first is called by the model it comes after, as that one alone
  /// decides that a page begins behind it: a number would change every page behind one that is divided otherwise.
  ///
  /// - Parameter slugs: what stands for each model in addresses, by its place.
  static func pages(
    name: String, heading: String, lead: String, places: [Int], division: ListDivision, slugs: [String],
    table: ModelTable, facets: FacetBook?
  ) -> [ListPage] {
    let pages = division.pages(places)
    let paths = pages.map { range in
      range.lowerBound == 0
        ? SiteMap.list(name) : SiteMap.list(name, after: slugs[places[range.lowerBound - 1]])
    }
    let others = zip(pages, paths).dropFirst().map { range, path in
      Way(words: table.name(places[range.lowerBound]), path: path)
    }
    return pages.enumerated().map { index, range in
      ListPage(
        name: name, heading: heading, lead: lead, places: places[range],
        total: index == 0 ? places.count : nil, path: paths[index],
        previous: index > 0 ? paths[index - 1] : nil, next: index + 1 < paths.count ? paths[index + 1] : nil,
        table: table, facets: index == 0 ? facets : nil, others: index == 0 ? others : [])
    }
  }

  var title: String {
    guard previous != nil, let first = places.first else { return heading }
    return Texts.Lists.page(heading, from: table.name(first))
  }

  /// The context of the template `list`, without that of the site.
  var context: Context {
    Publishing.context([
      "isWhole": name == "index",
      "heading": heading,
      "lead": lead,
      "hasModels": !places.isEmpty,
      "tables": places.isEmpty
        ? [] : [["table": table.markup(places, caption: caption)] as Context],
      "hasPages": isPart,
      "first": previous.flatMap { $0 == SiteMap.list(name) ? nil : address(SiteMap.list(name)) },
      "previous": previous.map(address),
      "next": next.map(address),
      "hasOthers": !others.isEmpty,
      "others": others.map { ["words": $0.words, "href": address($0.path)] as Context },
      "downloads": name == "index" && previous == nil
        ? ["formats": ListFormat.downloads] as Context : nil,
      "hasFacets": facets != nil,
      "facets": facets.map { $0.facets.compactMap(facetContext) } ?? [],
    ])
  }

  /// Adds what the page follows from, but for its lines.
  func add(to ingredients: inout Ingredients) {
    ingredients.add([name, heading, lead])
    ingredients.add(previous)
    ingredients.add(next)
    for number in [total ?? -1, places.count, others.count] { ingredients.add(number) }
    for other in others { ingredients.add([other.words, other.path]) }
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

  private var isPart: Bool { previous != nil || next != nil }

  private var caption: String {
    let all = total.map { Texts.modelCount($0) }
    guard isPart, let first = places.first, let last = places.last else { return all ?? "" }
    let range = Texts.Lists.range(table.name(first), table.name(last))
    return all.map { Texts.Lists.range(range, of: $0) } ?? range
  }

  private func address(_ path: String) -> String { String(path.dropFirst("list/".count)) }

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
