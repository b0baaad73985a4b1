import Registry

/// What followers read: feeds and the log of changes.
extension SiteLeaves {
  var following: [Leaf] { feeds + log }

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
      from: { [self] ingredients in
        ingredients.add([site.origin, site.title, site.keeper, title])
        changeLog.add(places, to: &ingredients)
      },
      { [self] in
        feed(
          page, title: title, subtitle: Texts.Following.subtitle,
          AtomFeed.entries(places.lazy.map { [site] in site.log[$0] }, of: site, map: map)
        ).bytes
      })
  }

  private var noticeFeed: Leaf {
    let origin = { [self] (ingredients: inout Ingredients) in
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
        changeLog.pages[index].path, from: { [self] in $0.add(changeLog.version(index)) },
        { [self] in Array(changeLog.text(index).utf8) })
    } + [
      file(
        ChangeLog.index,
        from: { [self] ingredients in
          ingredients.add(site.origin)
          for index in changeLog.pages.indices { ingredients.add(changeLog.version(index)) }
        },
        { [self] in Array(changeLog.indexText.utf8) }),
      file(ChangeLog.schema, from: program) { PackageResources.changes_schema_json },
    ]
  }
}
