import Registry

/// The first page: a search, what changed last, the ways into the list, the standards.
struct HomePage {
  /// How many of the latest changes it shows.
  static let latest = 8

  let standards: [(page: StandardPage, address: String)]
  /// Every model that has a page.
  let rows: [ListRow]
  let suppliers: Int
  let laboratories: Int
  /// The latest first.
  let latest: [Happening]
  let facets: FacetBook
  let map: SiteMap

  /// The context of the template `home`, without that of the site.
  var context: Context {
    let listed = rows.count(where: \.isListed)
    return [
      "counts": [
        count(listed, "counted.home.models", SiteMap.list),
        count(suppliers, "counted.home.suppliers", SiteMap.suppliers),
        count(laboratories, "counted.home.laboratories", SiteMap.laboratories),
        count(standards.count, "counted.home.standards", SiteMap.standards),
      ],
      "hasModels": !rows.isEmpty,
      "hasListed": listed > 0,
      "levels": (facets.facets.first { $0.facet == .level }?.values ?? []).map { value -> Context in
        ["href": "list/\(value.name).html", "words": value.words, "count": Texts.grouped(value.rows.count)]
      },
      "offList": (facets.facets.first { $0.facet == .status }?.values ?? []).compactMap { value -> Context? in
        let status = rows[value.rows[0]].standing.status
        guard !status.isOnList else { return nil }
        return [
          "href": "list/\(value.name).html", "status": StatusMark.markup(status),
          "count": Texts.modelCount(value.rows.count),
        ]
      },
      "initials": Initials(rows).groups.map {
        ["href": "list/\($0.name).html", "words": $0.words] as Context
      },
      "hasLatest": !latest.isEmpty,
      "latest": latest.map { ChangesPage.summary($0, row: rows[$0.row], map: map) },
      "hasStandards": !standards.isEmpty,
      "standards": standards.map { page, address -> Context in
        [
          "href": address,
          "id": page.standard.id,
          "title": page.standard.title,
          "adopted": page.reference.adoption != nil,
          "coverage": page.coverage,
        ]
      },
    ]
  }

  private func count(_ number: Int, _ name: CountedName, _ address: String) -> Context {
    ["number": Texts.grouped(number), "words": Texts.noun(number, name), "href": address]
  }
}
