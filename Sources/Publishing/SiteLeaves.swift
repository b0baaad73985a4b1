import Conformity
import Registry

/// Every file of a site, each made on its own.
///
/// Each is given what it is made from (``LeafKey``): either all that its template is filled with, or, where that takes long
/// to gather, what it follows from.
struct SiteLeaves {
  private let site: Site
  private let templates: Templates
  private let frame: Frame
  private let map: SiteMap
  private let words: ModelWords
  private let table: ModelTable
  private let facets: FacetBook
  /// What every file is made from: the program with its templates and texts, and what stands around every page.
  private let house: Ingredients
  /// What is made from each line of the list.
  private let rowKeys: [LeafKey]
  /// The places of the models that each supplier answers for, in the order of the list.
  private let suppliers: [(id: String, places: [Int])]
  /// The suppliers whose models another one answers for now, by that one.
  private let former: [String: [String]]
  /// The models that are called something else now, by what they were told apart by before.
  private let renamed: [String: ListRow]
  private let style: [UInt8]
  private let changeLog: ChangeLog

  init(_ site: Site, templates: Templates) {
    self.site = site
    self.templates = templates
    frame = Frame(site)
    map = SiteMap(site)
    words = ModelWords(site.standards)
    table = ModelTable(site.rows, map: map, words: words)
    facets = FacetBook(site.rows, words: words) { facet, row in facet == .status || row.isListed }
    var house = Ingredients()
    house.add([ProgramIdentity.present, Engine.version])
    house.add(frame.context)
    house.add(site.baseURL)
    house.add(site.look)
    house.add(site.proof != nil)
    house.add(site.evidence != nil)
    self.house = house
    rowKeys = site.rows.map { [map] row in
      var ingredients = Ingredients()
      ingredients.add(row, map: map)
      return ingredients.key
    }
    var order: [String] = []
    var places: [String: [Int]] = [:]
    var former: [String: [String]] = [:]
    for (place, row) in site.rows.enumerated() {
      let heir = site.suppliers.heir(of: row.supplierID)?.id
      let id = heir ?? row.supplierID
      if places[id] == nil { order.append(id) }
      places[id, default: []].append(place)
      if heir != nil, former[id]?.contains(row.supplierID) != true {
        former[id, default: []].append(row.supplierID)
      }
    }
    suppliers = order.map { ($0, places[$0] ?? []) }
    self.former = former
    renamed = Dictionary(
      site.rows.flatMap { row in row.formerIdentities.map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
    changeLog = ChangeLog(site, map: map)
    style = (site.look.style ?? PackageResources.style_css) + (site.look.moreStyle ?? [])
  }

  var all: [Leaf] {
    let pages = pages
    return assets + pages + following + catalogs(of: pages) + proofs + seals
  }

  private var pages: [Leaf] {
    [home, search, compare] + guides + lists + standardPages + supplierPages + movedPages + renamedPages
      + laboratoryPages
      + noticePages
      + changesPages + modelPages
  }

  /// A page.
  ///
  /// - Parameter origin: adds what the context follows from; nil: the context itself says what the page is made from.
  private func page(
    _ template: Templates.Page, _ path: String, title: String?, description: String, section: Frame.Section?,
    feed: (path: String, title: String)? = nil, from origin: ((inout Ingredients) -> Bool)? = nil,
    _ context: @escaping () throws -> Context
  ) -> Leaf {
    let framed = { [frame] in
      frame.around(
        try context(), title: title, description: description, path: path, section: section, feed: feed)
    }
    return Leaf(
      path: path,
      key: { [house] in
        var ingredients = house
        ingredients.add([path, template.rawValue, description])
        ingredients.add(title)
        ingredients.add(feed?.title)
        ingredients.add(feed?.path)
        if path == SiteMap.home { dated(&ingredients) }
        if let origin {
          guard origin(&ingredients) else { return nil }
        } else {
          ingredients.add(try context())
        }
        return ingredients.key
      },
      make: { [templates] in try templates.page(template, framed()) }, context: framed)
  }

  /// A file that is no page.
  ///
  /// - Parameter origin: adds what it follows from, besides the program.
  private func file(
    _ path: String, from origin: @escaping (inout Ingredients) -> Void, _ make: @escaping () throws -> [UInt8]
  ) -> Leaf {
    Leaf(
      path: path, isPage: false,
      key: { [house] in
        var ingredients = house
        ingredients.add(path)
        origin(&ingredients)
        return ingredients.key
      }, make: make)
  }
}

// MARK: - Files that are no pages

extension SiteLeaves {
  private var listed: [ListRow] { site.rows.filter(\.isListed) }

  private var assets: [Leaf] {
    let index = SearchIndex(site, map: map, words: words)
    return [
      file("style.css", from: program) { [style] in style },
      file("site.js", from: program) { SiteScript.published },
      file("list.xsd", from: program) { PackageResources.list_xsd },
      file("list.schema.json", from: program) { PackageResources.list_schema_json },
    ]
      + exports
      + site.look.assets.map { path, bytes in file(path, from: { $0.add(bytes) }, { bytes }) }
      + index.files.map { path, text in file(path, from: indexed) { Array(text().utf8) } }
  }

  /// The list to take away. Every format but CSV says what it was made from, so that it is another one after each event.
  private var exports: [Leaf] {
    let origin = ExportOrigin(
      title: site.title, keeper: site.keeper, filter: [.init("status", "listed")], day: site.day,
      checkpoint: site.checkpoint, isExample: site.isExample)
    return ListFormat.allCases.map { format in
      file(
        format.file,
        from: { ingredients in
          listedRows(&ingredients)
          guard format != .csv else { return }
          dated(&ingredients)
          ingredients.add([site.title, site.keeper, site.checkpoint?.text ?? ""])
        }
      ) { [listed] in try ListExport.bytes(listed, from: origin, as: format) }
    }
  }

  /// What is the same for every registry with the same frame.
  private func program(_ ingredients: inout Ingredients) {}

  private func dated(_ ingredients: inout Ingredients) { ingredients.add(site.day?.description) }

  /// What exports of the list follow from.
  private func listedRows(_ ingredients: inout Ingredients) {
    for (row, key) in zip(site.rows, rowKeys) where row.isListed { ingredients.add(key) }
  }

  /// What the search index follows from: every line, the words of the standards, the names of suppliers.
  private func indexed(_ ingredients: inout Ingredients) {
    for key in rowKeys { ingredients.add(key) }
    for standard in site.standards {
      ingredients.add([standard.reference.sha256, map.standard(standard.standard.id)])
    }
    dated(&ingredients)
    for (id, supplier) in site.suppliers.sorted(by: { $0.key < $1.key }) {
      ingredients.add([id, supplier.name])
    }
  }

  /// What machines find the site's contents by; both need its address.
  private func catalogs(of pages: [Leaf]) -> [Leaf] {
    guard let base = site.baseURL else { return [] }
    let paths = pages.filter(\.isPage).map(\.path)
    func named(_ ingredients: inout Ingredients) { ingredients.add(paths) }
    return [
      file("sitemap.xml", from: named) { Array(Catalogs.sitemap(paths, base: base).utf8) },
      file("data.json", from: dated) { [site] in Array(Catalogs.data(site, base: base).utf8) },
    ]
  }
}

// MARK: - What followers read

extension SiteLeaves {
  private var following: [Leaf] { feeds + log }

  private var feeds: [Leaf] {
    var places: [String: [Int]] = [:]
    var byStandard: [String: [Int]] = [:]
    for (place, entry) in site.log.enumerated() {
      let row = site.rows[entry.row]
      places[site.suppliers.heir(of: row.supplierID)?.id ?? row.supplierID, default: []].append(place)
      byStandard[row.standard, default: []].append(place)
    }
    return [
      feed(SiteMap.changes, title: Texts.Following.all, Array(site.log.indices)), noticeFeed,
    ]
      + suppliers.map { id, models in
        feed(map.supplier(id), title: name(ofSupplier: id, models), places[id] ?? [])
      }
      + site.standards.map { standard in
        let id = standard.standard.id
        return feed(map.standard(id), title: id, byStandard[id] ?? [])
      }
  }

  /// The feed that goes with a page.
  ///
  /// - Parameter places: of the entries of the log that it tells.
  private func feed(_ page: String, title: String, _ places: [Int]) -> Leaf {
    file(
      SiteMap.feed(page),
      from: { [site, changeLog] ingredients in
        ingredients.add([site.origin, site.title, site.keeper, title])
        changeLog.add(places, to: &ingredients)
      },
      { [self] in
        feed(
          page, title: title, subtitle: Texts.Following.subtitle,
          AtomFeed.entries(places.lazy.map { site.log[$0] }, of: site, map: map)
        ).bytes
      })
  }

  private var noticeFeed: Leaf {
    let origin = { [site, map] (ingredients: inout Ingredients) in
      ingredients.add([site.origin, site.title, site.keeper])
      for notice in site.notices {
        ingredients.add([
          notice.number, notice.kind.rawValue, notice.day.description, notice.title, notice.text,
          notice.sha256, notice.recorded.description, map.notice(notice.number),
        ])
        ingredients.add(notice.models.map { site.rows[$0.row].designation })
        ingredients.add(notice.models.map { site.rows[$0.row].supplier })
      }
    }
    return file(SiteMap.feed(SiteMap.notices), from: origin) { [self] in
      feed(
        SiteMap.notices, title: Texts.Following.notices, subtitle: Texts.Following.noticesSubtitle,
        AtomFeed.entries(site.notices, of: site, map: map)
      ).bytes
    }
  }

  private func feed(_ page: String, title: String, subtitle: String, _ entries: [AtomFeed.Entry]) -> AtomFeed
  {
    AtomFeed(
      id: site.urn("feed", page), title: Texts.Following.feed(title, site.title), subtitle: subtitle,
      author: site.keeper.nonEmpty ?? site.title, path: SiteMap.feed(page), page: page, base: site.baseURL,
      entries: entries)
  }

  private var log: [Leaf] {
    changeLog.pages.indices.map { index in
      file(
        changeLog.pages[index].path, from: { [changeLog] in $0.add(changeLog.version(index)) },
        { [changeLog] in Array(changeLog.text(index).utf8) })
    } + [
      file(
        ChangeLog.index,
        from: { [site, changeLog] ingredients in
          ingredients.add(site.origin)
          for index in changeLog.pages.indices { ingredients.add(changeLog.version(index)) }
        },
        { [changeLog] in Array(changeLog.indexText.utf8) }),
      file(ChangeLog.schema, from: program) { PackageResources.changes_schema_json },
    ]
  }
}

// MARK: - What a site is verified with

extension SiteLeaves {
  private var proofs: [Leaf] {
    guard let proof = site.proof else { return [] }
    return site.rows.enumerated().map { index, row in
      Leaf(
        path: map.proof(row), isPage: false,
        key: { [house, site, rowKeys] in
          guard let key = site.detailKey(index) else { return nil }
          var ingredients = house
          ingredients.add("proof")
          ingredients.add(rowKeys[index])
          ingredients.add(key)
          return ingredients.key
        }, make: { Array(try proof(index).text(row).utf8) })
    }
  }

  private var seals: [Leaf] {
    (site.seal?.files ?? []).map { path, bytes in file(path, from: { $0.add(bytes) }, { bytes }) }
  }
}

// MARK: - Pages

extension SiteLeaves {
  private var home: Leaf {
    page(.home, SiteMap.home, title: nil, description: Texts.homeDescription(site.title), section: nil) {
      [self] in
      HomePage(
        standards: site.standards.map { ($0, map.standard($0.standard.id)) }, rows: site.rows,
        suppliers: suppliers.count, laboratories: site.laboratories.count,
        latest: site.happenings.suffix(HomePage.latest).reversed(), facets: facets, map: map
      ).context
    }
  }

  private var search: Leaf {
    page(
      .search, SiteMap.search, title: Texts.Search.title, description: Texts.Search.description(site.title),
      section: .search
    ) { [:] }
  }

  private var compare: Leaf {
    page(
      .compare, SiteMap.compare, title: Texts.Search.compareTitle,
      description: Texts.Search.compareDescription(site.title), section: .search
    ) { [:] }
  }

  private var guides: [Leaf] {
    Guide.allCases.map { guide in
      page(
        guide.template, guide.path, title: Texts.guideTitle(guide),
        description: Texts.guideDescription(guide, site.title),
        section: .help
      ) { [site, map] in
        let example = site.rows.first { $0.isListed } ?? site.rows.first
        return Publishing.context([
          "setting": Texts.settingSentence(site.setting),
          "downloads": guide == .procurement ? ListFormat.downloads : nil,
          "signed": site.seal.map { ["key": SiteSeal.keyFile, "encoded": $0.encodedKey] as Context },
          "pack": site.evidence == nil ? nil : example.map { map.pack($0) },
          "example": site.proof == nil
            ? nil
            : example.map {
              ["page": map.model($0), "proof": map.proof($0), "list": "\(map.slug(of: $0)).txt"] as Context
            },
        ])
      }
    }
  }

  private var lists: [Leaf] {
    let listed = site.rows.indices.filter { site.rows[$0].isListed }
    var pages = ListPage.pages(
      name: "index", heading: Texts.Lists.title, lead: Texts.Lists.lead, places: listed, table: table,
      facets: facets)
    for (facet, values) in facets.facets where facet != .supplier {
      for value in values {
        pages += ListPage.pages(
          name: value.name, heading: Texts.Lists.heading(facet, value.words),
          lead: facet == .status
            ? Texts.Lists.statusLead(site.rows[value.rows[0]].standing.status) : Texts.Lists.lead,
          places: value.rows, table: table, facets: nil)
      }
    }
    for initial in Initials(site.rows).groups {
      pages += ListPage.pages(
        name: initial.name, heading: Texts.Lists.initial(initial.words), lead: Texts.Lists.initialLead,
        places: initial.places, table: table, facets: nil)
    }
    return pages.map { list in
      page(
        .list, list.path, title: list.title, description: Texts.Lists.description(list.heading, site.title),
        section: .models, from: list.add(to:)
      ) { list.context }
    }
  }

  private var standardPages: [Leaf] {
    guard !site.standards.isEmpty else { return [] }
    let coverage = page(
      .coverage, SiteMap.standards, title: Texts.coverageTitle,
      description: Texts.coverageDescription(site.title),
      section: .standards
    ) { [site, map] in
      CoveragePage(
        standards: site.standards.map {
          ($0, String(map.standard($0.standard.id).dropFirst("standards/".count)))
        }
      ).context
    }
    return [coverage]
      + site.standards.map { standard in
        page(
          .standard, map.standard(standard.standard.id), title: standard.standard.id,
          description: Texts.standardDescription(standard.standard.id), section: .standards,
          feed: (SiteMap.feed(map.standard(standard.standard.id)), standard.standard.id),
          from: { add(standard, to: &$0) }
        ) { [map] in
          let feed = SiteMap.feed(map.standard(standard.standard.id)).dropFirst("standards/".count)
          return standard.context.merging(["follow": String(feed)]) { $1 }
        }
      }
  }

  private func add(_ page: StandardPage, to ingredients: inout Ingredients) -> Bool {
    ingredients.add(page.reference.sha256)
    ingredients.add(page.reference.adoption?.role)
    ingredients.add(page.reference.adoption?.day.description)
    return true
  }

  private var supplierPages: [Leaf] {
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
          section: .suppliers, feed: (SiteMap.feed(map.supplier(id)), shortened(name, to: 80))
        ) { [self] in
          let isListed = { (place: Int) in site.rows[place].isListed }
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

  /// Where the page of a supplier was whose models another one answers for now.
  private var movedPages: [Leaf] {
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
  private var renamedPages: [Leaf] {
    let present = Set(site.rows.map(\.identity))
    return site.rows.flatMap { row in
      zip(row.formerDesignations, row.formerIdentities).filter { !present.contains($1) }.map {
        old, identity in
        let name = shortened(old, to: 80)
        return page(
          .moved, map.model(formerly: identity), title: name,
          description: Texts.renamed(name, to: shortened(row.designation, to: 80)), section: .models
        ) { [map] in
          let address = String(map.model(row).dropFirst("models/".count))
          return ["name": old, "heir": row.designation, "href": address, "refresh": address, "isModel": true]
        }
      }
    }
  }

  private func name(ofSupplier id: String, _ places: [Int]) -> String {
    site.suppliers[id]?.name ?? places.first.map { site.rows[$0].supplier } ?? id
  }

  private var laboratoryPages: [Leaf] {
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
          section: .laboratories
        ) { [table] in
          LaboratoryPage(laboratory: laboratory, models: tested[laboratory.id] ?? [], table: table).context
        }
      }
  }

  private var noticePages: [Leaf] {
    let lines = site.notices.map { notice in
      LinkTable.line(
        [
          LinkTable.link("../" + map.notice(notice.number), notice.title),
          escapedHTML(Texts.Notices.kind(notice.kind)),
          LinkTable.text(notice.number), LinkTable.day(notice.day.description),
          escapedHTML(Texts.modelCount(notice.models.count)),
        ], columns: Texts.Notices.directoryColumns)
    }
    return [
      directory(
        SiteMap.notices, title: Texts.Notices.title, lead: Texts.Notices.lead, lines: lines,
        columns: Texts.Notices.directoryColumns, section: .notices,
        feed: (SiteMap.feed(SiteMap.notices), Texts.Following.notices))
    ]
      + site.notices.map { notice in
        page(
          .notice, map.notice(notice.number), title: shortened(notice.title, to: 80),
          description: Texts.Notices.description(shortened(notice.title, to: 80), notice.day.description),
          section: .notices
        ) { [site, map] in NoticePage(notice: notice, rows: site.rows, map: map).context }
      }
  }

  private var changesPages: [Leaf] {
    let months = Dictionary(grouping: site.happenings, by: \.month).sorted { $0.key > $1.key }
    let lines = months.map { month, happenings in
      LinkTable.line(
        [
          LinkTable.link("../" + map.changes(month), Texts.Changes.month(month)),
          Texts.grouped(happenings.count),
        ], columns: Texts.Changes.directoryColumns)
    }
    return [
      directory(
        SiteMap.changes, title: Texts.Changes.title, lead: Texts.Changes.lead, lines: lines,
        columns: Texts.Changes.directoryColumns, section: .changes,
        follow: [
          "feed": "../" + SiteMap.feed(SiteMap.changes), "log": "../" + ChangeLog.index,
          "schema": "../" + ChangeLog.schema,
        ])
    ]
      + months.map { month, happenings in
        page(
          .changes, map.changes(month), title: Texts.Changes.heading(month),
          description: Texts.Changes.description(month, site.title), section: .changes
        ) { [site, map] in
          ChangesPage(month: month, happenings: happenings, rows: site.rows, map: map).context
        }
      }
  }

  private func directory(
    _ path: String, title: String, lead: String, lines: [String], columns: [String],
    section: Frame.Section,
    feed: (path: String, title: String)? = nil, follow: Context? = nil
  ) -> Leaf {
    page(.directory, path, title: title, description: lead, section: section, feed: feed) {
      [
        "heading": title, "lead": lead, "isEmpty": lines.isEmpty,
        "follows": [follow].compactMap { $0 },
        "feedAddress": feed.map { [["href": "../" + $0.path] as Context] } ?? [],
        "tables": lines.isEmpty
          ? [] : [["table": LinkTable(caption: title, columns: columns).markup(lines)] as Context],
      ]
    }
  }

  private var modelPages: [Leaf] {
    let laboratories = Dictionary(site.laboratories.map { ($0.id, $0.name) }) { first, _ in first }
    let last = LastPage()
    return site.rows.indices.flatMap { index in
      let page = modelPage(at: index, laboratories: laboratories, last: last)
      guard let pack = pack(at: index, hasCheckpoint: false, page: page) else { return [page.leaf] }
      return [page.leaf, pack]
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
