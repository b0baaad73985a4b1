import Registry

/// The pages that are about no party and no single model.
extension SiteLeaves {
  var home: Leaf {
    page(.home, SiteMap.home, title: nil, description: Texts.homeDescription(site.title), section: nil) {
      [self] in
      HomePage(
        standards: site.standards.map { ($0, map.standard($0.standard.id)) }, rows: site.rows,
        suppliers: suppliers.count, laboratories: site.laboratories.count,
        latest: site.happenings.suffix(HomePage.latest).reversed(), facets: facets, map: map
      ).context
    }
  }

  var search: Leaf {
    page(
      .search, SiteMap.search, title: Texts.Search.title, description: Texts.Search.description(site.title),
      section: .search
    ) { [:] }
  }

  var compare: Leaf {
    page(
      .compare, SiteMap.compare, title: Texts.Search.compareTitle,
      description: Texts.Search.compareDescription(site.title), section: .search
    ) { [:] }
  }

  var guides: [Leaf] {
    Guide.allCases.map { guide in
      page(
        guide.template, guide.path, title: Texts.guideTitle(guide),
        description: Texts.guideDescription(guide, site.title),
        section: .help
      ) { [self] in
        let example = site.rows.first { $0.isListed } ?? site.rows.first
        return Publishing.context([
          "setting": Texts.settingSentence(site.setting),
          "downloads": guide == .procurement ? ListFormat.downloads : nil,
          "signed": site.seal.map {
            ["key": SiteSeal.keyFile, "encoded": $0.encodedKey, "hasPacks": site.evidence != nil] as Context
          },
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

  var lists: [Leaf] {
    let listed = site.rows.indices.filter { site.rows[$0].isListed }
    var pages = list("index", listed, heading: Texts.Lists.title, lead: Texts.Lists.lead)
    pages[0].isWhole = true
    pages[0].facets = facets
    for (facet, values) in facets.facets where facet != .supplier {
      for value in values {
        pages += list(
          value.name, value.rows, heading: Texts.Lists.heading(facet, value.words),
          lead: facet == .status
            ? Texts.Lists.statusLead(site.rows[value.rows[0]].standing.status) : Texts.Lists.lead)
      }
    }
    for initial in Initials(site.rows).groups {
      pages += list(
        initial.name, initial.places, heading: Texts.Lists.initial(initial.words),
        lead: Texts.Lists.initialLead)
    }
    return pages.map { list in page(list, list.part?.path ?? SiteMap.list, .models) }
  }

  /// The pages of a list of its own; one that says so where it has no model.
  private func list(_ name: String, _ places: [Int], heading: String, lead: String) -> [ListPage] {
    let parts = parts(places, on: SiteMap.list(name), whole: Texts.modelCount(places.count))
    return parts.isEmpty
      ? [ListPage(heading: heading, lead: lead, part: nil)]
      : parts.map { ListPage(heading: heading, lead: lead, part: $0) }
  }

  func parts(_ places: [Int], on first: String, whole: String) -> [ListPart] {
    ListPart.parts(places, on: first, whole: whole, division: division, slugs: slugs, table: table)
  }

  func page(_ list: ListPage, _ path: String, _ section: Frame.Section) -> Leaf {
    let origin = { [self] (ingredients: inout Ingredients) in
      list.add(to: &ingredients)
      add(list.part, to: &ingredients)
      ingredients.add(wordsKey)
      return true
    }
    return page(
      .list, path, title: list.title, description: Texts.Lists.description(list.heading, site.title),
      section: section, from: origin
    ) { list.context }
  }

  /// Adds the lines of a part.
  func add(_ part: ListPart?, to ingredients: inout Ingredients) {
    for place in part?.places ?? [] { ingredients.add(lineKeys[place]) }
  }

  var standardPages: [Leaf] {
    guard !site.standards.isEmpty else { return [] }
    let coverage = page(
      .coverage, SiteMap.standards, title: Texts.coverageTitle,
      description: Texts.coverageDescription(site.title),
      section: .standards
    ) { [self] in
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
          from: { [self] in add(standard, to: &$0) }
        ) { [self] in
          let feed = SiteMap.feed(map.standard(standard.standard.id)).dropFirst("standards/".count)
          return standard.context.merging(["follow": String(feed)])
        }
      }
  }

  private func add(_ page: StandardPage, to ingredients: inout Ingredients) -> Bool {
    ingredients.add(page.reference.sha256)
    ingredients.add(page.reference.adoption?.role)
    ingredients.add(page.reference.adoption?.day.description)
    return true
  }

  var noticePages: [Leaf] {
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
        ) { [self] in NoticePage(notice: notice, rows: site.rows, map: map).context }
      }
  }

  var changesPages: [Leaf] {
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
          description: Texts.Changes.description(month, site.title), section: .changes,
          from: { [self] in add(happenings, to: &$0) }
        ) { [self] in
          ChangesPage(month: month, happenings: happenings, rows: site.rows, map: map).context
        }
      }
  }

  /// Adds what the page of a month follows from.
  private func add(_ happenings: [Happening], to ingredients: inout Ingredients) -> Bool {
    ingredients.add(happenings.count)
    for happening in happenings {
      let event = happening.event
      ingredients.add(event.day)
      ingredients.add(event.sentence)
      ingredients.add(event.status.rawValue)
      let row = site.rows[happening.row]
      ingredients.add([
        row.designation, row.supplier, modelPaths[happening.row], map.supplier(row.supplierID),
      ])
    }
    return true
  }

  func directory(
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
}
