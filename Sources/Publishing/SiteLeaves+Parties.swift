import Registry

/// The pages of suppliers and laboratories, and of those that are called something else now.
extension SiteLeaves {
  var supplierPages: [Leaf] {
    let lines = suppliers.map { id, places in
      LinkTable.line(
        [
          LinkTable.link("../" + map.supplier(id), name(ofSupplier: id, places)),
          Texts.grouped(places.count { site.rows[$0].isListed }),
          Texts.grouped(places.count { !site.rows[$0].isListed }),
        ], columns: Texts.Parties.supplierColumns)
    }
    return [
      directory(
        SiteMap.suppliers, title: Texts.Parties.suppliers, lead: Texts.Parties.suppliersLead, lines: lines,
        columns: Texts.Parties.supplierColumns, section: .suppliers)
    ]
      + suppliers.map { id, places in
        let name = name(ofSupplier: id, places)
        return page(
          .supplier, map.supplier(id), title: shortened(name, to: 80),
          description: Texts.Parties.supplierDescription(shortened(name, to: 80), site.title),
          section: .suppliers, feed: (SiteMap.feed(map.supplier(id)), shortened(name, to: 80)),
          from: { [self] in add(supplier: id, places, to: &$0) }
        ) { [self] in
          let isListed = { [site] (place: Int) in site.rows[place].isListed }
          return SupplierPage(
            name: name, supplier: site.suppliers[id],
            former: (former[id] ?? []).map { self.name(ofSupplier: $0, []) },
            listed: places.filter(isListed), others: places.filter { !isListed($0) },
            notices: site.notices.filter { $0.models.contains { places.contains($0.row) } },
            feed: String(SiteMap.feed(map.supplier(id)).dropFirst("suppliers/".count)),
            table: table, map: map
          ).context
        }
      }
  }

  /// Adds what the page of a supplier follows from: its lines are not joined for that.
  private func add(supplier id: String, _ places: [Int], to ingredients: inout Ingredients) -> Bool {
    let supplier = site.suppliers[id]
    ingredients.add([name(ofSupplier: id, places), supplier?.contact ?? "", supplier?.website ?? ""])
    ingredients.add((former[id] ?? []).map { name(ofSupplier: $0, []) })
    ingredients.add(places.count)
    for place in places { ingredients.add(lineKeys[place]) }
    ingredients.add(wordsKey)
    for notice in site.notices where notice.models.contains(where: { places.contains($0.row) }) {
      ingredients.add(NoticePage.line(notice, address: "../" + map.notice(notice.number)))
    }
    return true
  }

  /// Where the page of a supplier was whose models another one answers for now.
  var movedPages: [Leaf] {
    suppliers.flatMap { id, places in
      (former[id] ?? []).map { old in
        let name = name(ofSupplier: old, places.filter { site.rows[$0].supplierID == old })
        return page(
          .moved, map.supplier(old), title: shortened(name, to: 80),
          description: Texts.Parties.moved(
            shortened(name, to: 80), to: shortened(self.name(ofSupplier: id, []), to: 80)),
          section: .suppliers
        ) { [self] in
          let address = String(map.supplier(id).dropFirst("suppliers/".count))
          return [
            "name": name, "heir": self.name(ofSupplier: id, []), "href": address, "refresh": address,
            "isModel": false,
          ]
        }
      }
    }
  }

  /// Where a model is looked for that is called something else now; a model that has a page of its own keeps it.
  var renamedPages: [Leaf] {
    let present = Set(site.rows.map(\.identity))
    return site.rows.flatMap { row in
      zip(row.formerDesignations, row.formerIdentities).filter { !present.contains($1) }.map {
        old, identity in
        let name = shortened(old, to: 80)
        return page(
          .moved, map.model(formerly: identity), title: name,
          description: Texts.renamed(name, to: shortened(row.designation, to: 80)), section: .models
        ) { [self] in
          let address = String(map.model(row).dropFirst("models/".count))
          return ["name": old, "heir": row.designation, "href": address, "refresh": address, "isModel": true]
        }
      }
    }
  }

  func name(ofSupplier id: String, _ places: [Int]) -> String {
    site.suppliers[id]?.name ?? places.first.map { site.rows[$0].supplier } ?? id
  }

  var laboratoryPages: [Leaf] {
    var tested: [String: [Int]] = [:]
    for (place, row) in site.rows.enumerated() {
      for id in row.laboratoryIDs { tested[id, default: []].append(place) }
    }
    let lines = site.laboratories.map { laboratory in
      LinkTable.line(
        [
          LinkTable.link("../" + map.laboratory(laboratory.id), laboratory.name),
          LinkTable.text(laboratory.place),
          Texts.grouped(tested[laboratory.id]?.count ?? 0),
        ], columns: Texts.Parties.laboratoryColumns)
    }
    return [
      directory(
        SiteMap.laboratories, title: Texts.Parties.laboratories, lead: Texts.Parties.laboratoriesLead,
        lines: lines,
        columns: Texts.Parties.laboratoryColumns, section: .laboratories)
    ]
      + site.laboratories.map { laboratory in
        page(
          .laboratory, map.laboratory(laboratory.id), title: shortened(laboratory.name, to: 80),
          description: Texts.Parties.laboratoryDescription(shortened(laboratory.name, to: 80), site.title),
          section: .laboratories, from: { [self] in add(laboratory, tested[laboratory.id] ?? [], to: &$0) }
        ) { [self] in
          LaboratoryPage(laboratory: laboratory, models: tested[laboratory.id] ?? [], table: table).context
        }
      }
  }

  /// Adds what the page of a laboratory follows from.
  private func add(_ laboratory: Laboratory, _ tested: [Int], to ingredients: inout Ingredients) -> Bool {
    ingredients.add(LaboratoryPage(laboratory: laboratory, models: [], table: table).context)
    ingredients.add(tested.count)
    for place in tested { ingredients.add(lineKeys[place]) }
    ingredients.add(wordsKey)
    return true
  }
}
