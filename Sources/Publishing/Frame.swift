import Quantities

/// What stands around every page of a site: titles, the header, the way through the site, who answers for it.
struct Frame {
  private let site: Context
  private let title: String
  private let base: String?
  /// Since when the list is what it is; nil where nothing bears a day.
  let listDay: String?

  init(_ site: Site) {
    title = site.title
    base = site.baseURL
    listDay = site.day == nil ? nil : (site.ground?.day ?? site.day)?.description
    self.site = Publishing.context([
      "title": site.title,
      "operator": site.keeper.nonEmpty,
      "contact": site.contact.nonEmpty,
      "example": site.isExample,
      "sprite": Icon.sprite,
      "settingSentence": Texts.settingSentence(site.setting),
      "hasCatalog": site.baseURL != nil,
      "question": Texts.Home.question,
      "lead": Texts.Home.lead,
      "footer": Texts.Home.footer,
    ])
  }

  /// What it is the same from for every page.
  var context: Context { site }

  /// The parts of the site that the header names.
  enum Section: String {
    case models, suppliers, laboratories, standards, notices, changes, search, help
  }

  /// A page's context within that of the site.
  ///
  /// - Parameters:
  ///   - title: of the page; nil on the first one, which bears the site's.
  ///   - path: of the page, seen from the site's root.
  ///   - feed: with what the page shows, for those who follow it; nil: the one of all changes.
  func around(
    _ context: Context, title pageTitle: String?, description: String, path: String, section: Section?,
    feed: (path: String, title: String)? = nil
  ) -> Context {
    let feeds = [feed, (SiteMap.feed(SiteMap.changes), Texts.Following.all)].compactMap { $0 }
    var pairs: [(String, Any?)] = [
      (
        "feeds",
        feeds.map { ["href": $0.path, "title": Texts.Following.feed($0.title, title)] as Context }
      ),
      ("pageTitle", pageTitle.map { "\($0) – \(title)" } ?? title),
      ("pageDescription", description),
      ("root", String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })),
      ("canonical", base.map { Frame.address(path, base: $0) }),
      ("hasHeaderSearch", path != SiteMap.home && path != SiteMap.search),
      ("site", site),
    ]
    if let section { pairs.append(("on" + section.rawValue.capitalizedFirst, true)) }
    // Pages do not say the day whose state they show, or each would be another one every day: a script brings it. The first
    // page says since when the list is what it is.
    if let listDay {
      pairs.append(("listDay", path == SiteMap.home ? listDay : nil))
      pairs.append(("listDayElsewhere", path == SiteMap.home ? nil : true))
      pairs.append(("asOf", Texts.asOf("{}")))
    }
    return context.merging(Context(pairs: pairs))
  }

  /// The address of a page; that of a folder's first page is the folder.
  static func address(_ path: String, base: String) -> String {
    let name = "index.html"
    return base + (path == name || path.hasSuffix("/" + name) ? String(path.dropLast(name.count)) : path)
  }
}
