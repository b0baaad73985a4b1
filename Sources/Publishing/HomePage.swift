/// The first page: what the list is, the models on it, the standards.
struct HomePage {
  let standards: [(page: StandardPage, address: String)]
  /// The models on the list, in its order, with the addresses of their pages.
  let rows: [(row: ListRow, address: String)]

  /// The context of the template `home`, without that of the site.
  var context: Context {
    let suppliers = Set(rows.map { Array($0.row.supplierID.utf8) }).count
    let laboratories = Set(rows.flatMap(\.row.laboratories).map { Array($0.utf8) }).count
    return [
      "counts": [
        count(rows.count, "model on the list", "models on the list"),
        count(suppliers, "supplier", "suppliers"),
        count(laboratories, "laboratory", "laboratories"),
        count(standards.count, "standard", "standards"),
      ],
      "hasModels": !rows.isEmpty,
      "modelsCaption": Texts.modelsCaption(rows.count),
      "models": rows.map { row, address -> Context in
        let standard = standards.first { $0.page.standard.id == row.standard }?.page.standard
        return [
          "href": address,
          "designation": row.designation,
          "supplier": row.supplier,
          "level": Texts.level(row.level, title: standard?.level(row.level)?.title),
          "standard": row.standard,
          "kind": standard?.kinds.first { $0.id == row.kind }?.title ?? row.kind,
          "gender": Texts.gender(row.gender),
          "sizes": row.sizes.joined(separator: ", "),
          "status": Texts.status(row.standing.status),
          "since": row.standing.since.map { Texts.since($0.description) } ?? "",
        ]
      },
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

  private func count(_ number: Int, _ singular: String, _ plural: String) -> Context {
    ["number": Texts.grouped(number), "words": number == 1 ? singular : plural]
  }
}
