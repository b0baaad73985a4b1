import Registry

/// The pages of models, their proofs and their evidence packs.
extension SiteLeaves {
  /// The page of a model.
  func modelPage(at index: Int) -> Leaf {
    Leaf(
      path: modelPaths[index], key: { [self] in keys(ofModelAt: index)?.page },
      make: { [self] in
        let bytes = try templates.page(.model, modelContext(at: index))
        if site.evidence != nil { lastPage = (index, bytes) }
        return bytes
      })
  }

  /// What the template of a model's page is filled with.
  func modelContext(at index: Int) throws -> Context {
    let row = site.rows[index]
    let name = shortened(row.designation, to: 80)
    let heir = site.suppliers.heir(of: row.supplierID)
    let detail = try site.detail(index)
    let context = ModelPage(
      row: row, particulars: detail.particulars, history: detail.history, day: site.day,
      standard: detail.standard, map: map, heir: heir, renamed: renamed[row.identity],
      site: .init(title: site.title, baseURL: site.baseURL),
      setting: site.setting, determination: detail.determination, reports: detail.reports,
      laboratories: detail.laboratories, signed: detail.signed, hasProof: site.proof != nil,
      hasPack: site.evidence != nil
    ).context
    return frame.around(
      context, title: "\(name): \(Texts.status(row.standing.status))",
      description: Texts.modelDescription(
        name, supplier: shortened(row.supplier, to: 80), row.standing.status, row.verdict),
      path: map.model(row), section: .models,
      feed: (
        SiteMap.feed(map.supplier(heir?.id ?? row.supplierID)),
        shortened(self.name(ofSupplier: heir?.id ?? row.supplierID, [index]), to: 80)
      ))
  }

  /// What a model is made from, and its page; nil where nobody knows.
  private func keys(ofModelAt index: Int) -> (detail: LeafKey, page: LeafKey)? {
    if let lastKeys, lastKeys.index == index { return (lastKeys.detail, lastKeys.page) }
    guard let known = site.detailKey(index) else { return nil }
    let row = site.rows[index]
    var model = Ingredients(house)
    model.add(lineKeys[index])
    model.add(surveillance: row.standing)
    model.add(known)
    let detail = model.key
    var ingredients = Ingredients(detail)
    add(row, to: &ingredients)
    lastKeys = (index, detail, ingredients.key)
    return lastKeys.map { ($0.detail, $0.page) }
  }

  /// The proof of a model's page; nil where nobody knows of events.
  func proof(at index: Int) -> Leaf? {
    guard let proof = site.proof else { return nil }
    return Leaf(
      path: SiteMap.proof(slugs[index]), isPage: false, key: { [self] in keys(ofModelAt: index)?.detail },
      make: { [self] in Array(try proof(index).text(site.rows[index]).utf8) })
  }

  /// The evidence pack of a model; nil where there are none.
  func pack(at index: Int) -> Leaf? {
    guard let evidence = site.evidence else { return nil }
    return Leaf(
      path: SiteMap.pack(slugs[index]), isPage: false,
      // It has the page in it, and the evidence that the page follows from.
      key: { [self] in keys(ofModelAt: index)?.page },
      make: { [self] in
        let row = site.rows[index]
        let evidence = try evidence(index)
        let page = lastPage?.index == index ? lastPage?.bytes : nil
        return try EvidencePack(
          folder: slugs[index],
          title: Texts.Packs.title(row.designation, of: row.supplier, standard: row.standard),
          page: (map.model(row), try page ?? modelPage(at: index).make()), style: style,
          proof: evidence.proof.text(row), evidence: evidence, setting: site.setting, seal: site.seal
        ).archive()
      })
  }

  /// Adds what the page of a model follows from besides the model itself.
  private func add(_ row: ListRow, to ingredients: inout Ingredients) {
    let heir = site.suppliers.heir(of: row.supplierID)
    ingredients.add(map.standard(row.standard))
    let present = renamed.isEmpty ? nil : renamed[row.identity]
    ingredients.add(present?.designation)
    ingredients.add(present.map { map.model($0) })
    ingredients.add(heir?.name)
    ingredients.add(heir.map { map.supplier($0.id) })
    ingredients.add((heir ?? site.suppliers[row.supplierID])?.contact)
    ingredients.add(name(ofSupplier: heir?.id ?? row.supplierID, []))
    for id in row.laboratoryIDs {
      ingredients.add(laboratories[id])
      ingredients.add(map.laboratory(id))
    }
    for notice in row.standing.notices { ingredients.add(map.notice(notice.number ?? notice.sha256)) }
  }
}
