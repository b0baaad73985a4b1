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
      + suppliers.flatMap { id, places in pages(ofSupplier: id, places) }
  }

  /// The page of a supplier, and those of its further models.
  private func pages(ofSupplier id: String, _ places: [Int]) -> [Leaf] {
    let name = name(ofSupplier: id, places)
    let path = map.supplier(id)
    let listed = places.filter { site.rows[$0].isListed }
    let others = places.filter { !site.rows[$0].isListed }
    let listedParts = parts(listed, on: path, whole: Texts.modelsCaption(listed.count))
    let otherParts = parts(others, on: path, whole: Texts.offListCaption(others.count))
    let own = Set(places)
    let supplier = SupplierPage(
      name: name, supplier: site.suppliers[id],
      former: (former[id] ?? []).map { self.name(ofSupplier: $0, []) },
      listed: listedParts.first, others: otherParts.first,
      notices: site.notices.filter { $0.models.contains { own.contains($0.row) } },
      feed: String(SiteMap.feed(path).dropFirst("suppliers/".count)), map: map)
    let short = shortened(name, to: 80)
    let origin = { [self] (ingredients: inout Ingredients) in add(supplier, to: &ingredients) }
    let first = page(
      .supplier, path, title: short, description: Texts.Parties.supplierDescription(short, site.title),
      section: .suppliers, feed: (SiteMap.feed(path), short), from: origin
    ) { supplier.context }
    return [first]
      + further(
        listedParts, heading: short, lead: Texts.Lists.lead, in: Texts.Parties.suppliers, .suppliers)
      + further(
        otherParts, heading: short, lead: Texts.Lists.statusLead(.removed), in: Texts.Parties.suppliers,
        .suppliers)
  }

  /// The pages of all parts of a list but the first, which is on the page of whose models they are.
  private func further(
    _ parts: [ListPart], heading: String, lead: String, in directory: String, _ section: Frame.Section
  ) -> [Leaf] {
    parts.dropFirst().map { part in
      page(ListPage(heading: heading, lead: lead, part: part, directory: directory), part.path, section)
    }
  }

  /// Adds what the page of a supplier follows from: its lines are not joined for that.
  private func add(_ page: SupplierPage, to ingredients: inout Ingredients) -> Bool {
    ingredients.add([page.name, page.supplier?.contact ?? "", page.supplier?.website ?? ""])
    ingredients.add(page.former)
    for part in [page.listed, page.others] {
      ingredients.add(part != nil)
      part?.add(to: &ingredients)
      add(part, to: &ingredients)
    }
    ingredients.add(wordsKey)
    for notice in page.notices {
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
      + site.laboratories.flatMap { laboratory in pages(of: laboratory, tested[laboratory.id] ?? []) }
  }

  /// The page of a laboratory, and those of the further models that it tested.
  private func pages(of laboratory: Laboratory, _ tested: [Int]) -> [Leaf] {
    let path = map.laboratory(laboratory.id)
    let parts = parts(tested, on: path, whole: Texts.modelCount(tested.count))
    let name = shortened(laboratory.name, to: 80)
    let origin = { [self] (ingredients: inout Ingredients) in
      ingredients.add(LaboratoryPage(laboratory: laboratory, tested: nil).context)
      ingredients.add(parts.isEmpty)
      parts.first?.add(to: &ingredients)
      add(parts.first, to: &ingredients)
      ingredients.add(wordsKey)
      return true
    }
    let first = page(
      .laboratory, path, title: name, description: Texts.Parties.laboratoryDescription(name, site.title),
      section: .laboratories, from: origin
    ) { LaboratoryPage(laboratory: laboratory, tested: parts.first).context }
    return [first]
      + further(
        parts, heading: name, lead: Texts.Lists.laboratoryLead, in: Texts.Parties.laboratories,
        .laboratories)
  }
}
