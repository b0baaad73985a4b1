import Registry

/// The pages of models, their proofs and their evidence packs.
extension SiteLeaves {
  var modelPages: [Leaf] {
    let laboratories = Dictionary(site.laboratories.map { ($0.id, $0.name) }) { first, _ in first }
    let last = LastPage()
    return site.rows.indices.flatMap { index in
      let page = modelPage(at: index, laboratories: laboratories, last: last)
      let pack = pack(at: index, hasCheckpoint: false, page: page)
      return [page.leaf] + [proof(at: index), pack].compactMap { $0 }
    }
  }

  /// The page that was made last: a pack, which is made behind its page, need not make it again. It is one alone, so that
  /// memory does not grow with the number of pages.
  private final class LastPage {
    var path = ""
    var bytes: [UInt8] = []
  }

  /// The page of a model, which its pack has as well: it is made once for both.
  private final class SharedPage {
    private let page: Leaf
    private let last: LastPage
    private var known: LeafKey?

    init(_ page: Leaf, last: LastPage) {
      self.page = page
      self.last = last
    }

    var path: String { page.path }

    /// The page as a file of the site.
    var leaf: Leaf {
      var leaf = Leaf(path: page.path, key: key) { [page, last] in
        let bytes = try page.make()
        (last.path, last.bytes) = (page.path, bytes)
        return bytes
      }
      leaf.context = page.context
      return leaf
    }

    func key() throws -> LeafKey? {
      if let known { return known }
      known = try page.key()
      return known
    }

    func bytes() throws -> [UInt8] { try last.path == page.path ? last.bytes : page.make() }
  }

  private func modelPage(at index: Int, laboratories: [String: String], last: LastPage) -> SharedPage {
    let row = site.rows[index]
    let name = shortened(row.designation, to: 80)
    let heir = site.suppliers.heir(of: row.supplierID)
    return SharedPage(
      page(
        .model, map.model(row), title: "\(name): \(Texts.status(row.standing.status))",
        description: Texts.modelDescription(
          name, supplier: shortened(row.supplier, to: 80), row.standing.status, row.verdict),
        section: .models,
        feed: (
          SiteMap.feed(map.supplier(heir?.id ?? row.supplierID)),
          shortened(self.name(ofSupplier: heir?.id ?? row.supplierID, [index]), to: 80)
        ),
        from: { add(modelAt: index, heir: heir, laboratories: laboratories, to: &$0) }
      ) { [site, map, renamed] in
        let detail = try site.detail(index)
        return ModelPage(
          row: row, particulars: detail.particulars, history: detail.history, day: site.day,
          standard: detail.standard, map: map, heir: heir, renamed: renamed[row.identity],
          site: .init(title: site.title, baseURL: site.baseURL),
          setting: site.setting, determination: detail.determination, reports: detail.reports,
          laboratories: detail.laboratories, signed: detail.signed, hasProof: site.proof != nil,
          hasPack: site.evidence != nil
        ).context
      }, last: last)
  }

  /// The evidence pack of a model; nil where there are none.
  ///
  /// - Parameter hasCheckpoint: whether the signed checkpoint of the chain is in it.
  func pack(at index: Int, hasCheckpoint: Bool) -> Leaf? {
    let laboratories = Dictionary(site.laboratories.map { ($0.id, $0.name) }) { first, _ in first }
    return pack(
      at: index, hasCheckpoint: hasCheckpoint,
      page: modelPage(at: index, laboratories: laboratories, last: LastPage()))
  }

  private func pack(at index: Int, hasCheckpoint: Bool, page: SharedPage) -> Leaf? {
    guard let evidence = site.evidence else { return nil }
    let row = site.rows[index]
    return Leaf(
      path: map.pack(row), isPage: false,
      key: { [site] in
        guard let key = try page.key() else { return nil }
        var ingredients = Ingredients()
        ingredients.add("pack")
        ingredients.add(key)
        ingredients.add(site.setting.rawValue)
        ingredients.add(site.seal?.encodedKey)
        return ingredients.key
      },
      make: { [site, map, style] in
        let evidence = try evidence(index)
        return try EvidencePack(
          folder: map.slug(of: row),
          title: Texts.Packs.title(row.designation, of: row.supplier, standard: row.standard),
          page: (page.path, try page.bytes()), style: style, proof: evidence.proof.text(row),
          evidence: evidence,
          setting: site.setting, seal: site.seal, hasCheckpoint: hasCheckpoint
        ).archive()
      })
  }

  private func add(
    modelAt index: Int, heir: Supplier?, laboratories: [String: String], to ingredients: inout Ingredients
  ) -> Bool {
    guard let key = site.detailKey(index) else { return false }
    let row = site.rows[index]
    ingredients.add(rowKeys[index])
    ingredients.add(key)
    ingredients.add(map.standard(row.standard))
    ingredients.add(renamed[row.identity]?.designation)
    ingredients.add(renamed[row.identity].map { map.model($0) })
    ingredients.add(heir?.name)
    ingredients.add(heir.map { map.supplier($0.id) })
    ingredients.add((heir ?? site.suppliers[row.supplierID])?.contact)
    for id in row.laboratoryIDs {
      ingredients.add(laboratories[id])
      ingredients.add(map.laboratory(id))
    }
    for notice in row.standing.notices { ingredients.add(map.notice(notice.number ?? notice.sha256)) }
    return true
  }
}
