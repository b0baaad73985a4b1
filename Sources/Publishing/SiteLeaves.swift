import Registry

/// Every file of a site, each made on its own.
struct SiteLeaves {
  private let site: Site
  private let templates: Templates
  private let frame: Frame
  private let map: SiteMap
  private let words: ModelWords
  private let table: ModelTable
  /// The places of the models that each supplier answers for, in the order of the list.
  private let suppliers: [(id: String, places: [Int])]
  /// The suppliers whose models another one answers for now, by that one.
  private let former: [String: [String]]

  init(_ site: Site, templates: Templates) {
    self.site = site
    self.templates = templates
    frame = Frame(site)
    map = SiteMap(site)
    words = ModelWords(site.standards)
    table = ModelTable(site.rows, map: map, words: words)
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
  }

  var all: [Leaf] {
    let pages = pages
    return assets + pages + catalogs(of: pages)
  }

  private var pages: [Leaf] {
    [home, search, compare] + guides + lists + standardPages + supplierPages + movedPages + laboratoryPages
      + noticePages
      + changesPages + modelPages
  }

  private func page(
    _ template: Templates.Page, _ path: String, title: String?, description: String, section: Frame.Section?,
    _ context: @escaping () throws -> Context
  ) -> Leaf {
    Leaf(path: path) { [templates, frame] in
      let framed = frame.around(
        try context(), title: title, description: description, path: path, section: section)
      return Array(try templates.render(template, framed).utf8)
    }
  }
}

// MARK: - Files that are no pages

extension SiteLeaves {
  private var listed: [ListRow] { site.rows.filter(\.isListed) }

  private var assets: [Leaf] {
    let index = SearchIndex(site, map: map, words: words)
    return [
      Leaf(path: "style.css", isPage: false) { PackageResources.style_css },
      Leaf(path: "site.js", isPage: false) { SiteScript.published },
      Leaf(path: "list.csv", isPage: false) { [listed] in Array(ListExport.csv(listed).utf8) },
      Leaf(path: "list.json", isPage: false) { [listed] in Array(ListExport.json(listed).utf8) },
    ]
      + index.files.map { path, text in Leaf(path: path, isPage: false) { Array(text().utf8) } }
  }

  /// What machines find the site's contents by; both need its address.
  private func catalogs(of pages: [Leaf]) -> [Leaf] {
    guard let base = site.baseURL else { return [] }
    let paths = pages.map(\.path)
    return [
      Leaf(path: "sitemap.xml", isPage: false) { Array(Catalogs.sitemap(paths, base: base).utf8) },
      Leaf(path: "data.json", isPage: false) { [site] in Array(Catalogs.data(site, base: base).utf8) },
    ]
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
      ) { [site] in
        ["setting": Texts.settingSentence(site.setting)]
      }
    }
  }

  private var facets: FacetBook {
    FacetBook(site.rows, words: words) { facet, row in facet == .status || row.isListed }
  }

  private var lists: [Leaf] {
    let facets = facets
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
        section: .models
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
          description: Texts.standardDescription(standard.standard.id), section: .standards
        ) { standard.context }
      }
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
          section: .suppliers
        ) { [self] in
          let isListed = { (place: Int) in site.rows[place].isListed }
          return SupplierPage(
            name: name, supplier: site.suppliers[id],
            former: (former[id] ?? []).map { self.name(ofSupplier: $0, []) },
            listed: places.filter(isListed), others: places.filter { !isListed($0) },
            notices: site.notices.filter { $0.models.contains { places.contains($0.row) } },
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
          return ["name": name, "heir": self.name(ofSupplier: id, []), "href": address, "refresh": address]
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
        columns: Texts.Notices.directoryColumns, section: .notices)
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
        columns: Texts.Changes.directoryColumns, section: .changes)
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
    _ path: String, title: String, lead: String, lines: [String], columns: [String], section: Frame.Section
  ) -> Leaf {
    page(.directory, path, title: title, description: lead, section: section) {
      [
        "heading": title, "lead": lead, "isEmpty": lines.isEmpty,
        "tables": lines.isEmpty
          ? [] : [["table": LinkTable(caption: title, columns: columns).markup(lines)] as Context],
      ]
    }
  }

  private var modelPages: [Leaf] {
    site.rows.enumerated().map { index, row in
      let name = shortened(row.designation, to: 80)
      return page(
        .model, map.model(row), title: "\(name): \(Texts.status(row.standing.status))",
        description: Texts.modelDescription(
          name, supplier: shortened(row.supplier, to: 80), row.standing.status, row.verdict),
        section: .models
      ) { [site, map] in
        let detail = try site.detail(index)
        return ModelPage(
          row: row, particulars: detail.particulars, history: detail.history, day: site.day,
          standard: detail.standard, map: map, heir: site.suppliers.heir(of: row.supplierID),
          site: .init(title: site.title, baseURL: site.baseURL),
          setting: site.setting, determination: detail.determination, reports: detail.reports,
          laboratories: detail.laboratories, signed: detail.signed
        ).context
      }
    }
  }
}
