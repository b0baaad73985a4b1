import Registry
import XMLDocuments

/// A feed for readers of news (RFC 4287).
struct AtomFeed {
  struct Entry {
    /// A URN that never changes.
    var id: String
    var title: String
    var updated: Moment
    var published: Moment
    /// The page that it is about, seen from the site's root.
    var page: String
    /// A paragraph each.
    var paragraphs: [String]
    /// A word for programs.
    var category: String
  }

  /// So many entries a feed has at most, the latest.
  static let length = 100

  let id: String
  let title: String
  let subtitle: String
  let author: String
  /// Its own place and that of the page with the same content, seen from the site's root.
  let path: String
  let page: String
  /// Where the site is, ending in a slash; nil where nobody said: then all addresses are seen from the feed.
  let base: String?
  /// The latest first.
  let entries: [Entry]

  var bytes: [UInt8] {
    var out = XMLText()
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.open("feed")
    out.attribute("xmlns", "http://www.w3.org/2005/Atom")
    out.attribute("xml:lang", Texts.say("page.language"))
    out.children()
    out.element("id", text: id)
    out.element("title", text: ListExport.printable(title))
    out.element("subtitle", text: ListExport.printable(subtitle))
    // A feed that nothing was ever told in was last changed before anything was.
    out.element(
      "updated", text: (entries.map(\.updated).max() ?? Moment(milliseconds: 0)).description)
    out.open("author")
    out.children()
    out.element("name", text: ListExport.printable(author))
    out.end("author")
    link("self", "application/atom+xml", path, &out)
    link("alternate", "text/html", page, &out)
    for entry in entries { write(entry, &out) }
    out.end("feed")
    return out.bytes
  }

  private func write(_ entry: Entry, _ out: inout XMLText) {
    out.open("entry")
    out.children()
    out.element("id", text: entry.id)
    out.element("title", text: ListExport.printable(entry.title))
    out.element("updated", text: entry.updated.description)
    out.element("published", text: entry.published.description)
    out.open("category")
    out.attribute("term", entry.category)
    out.close()
    link("alternate", "text/html", entry.page, &out)
    out.element("content", text: ListExport.printable(entry.paragraphs.joined(separator: "\n")))
    out.end("entry")
  }

  private func link(_ relation: String, _ type: String, _ target: String, _ out: inout XMLText) {
    out.open("link")
    out.attribute("rel", relation)
    out.attribute("type", type)
    out.attribute("href", address(target))
    out.close()
  }

  private func address(_ target: String) -> String {
    if let base { return target.hasSuffix(".html") ? Frame.address(target, base: base) : base + target }
    return String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") }) + target
  }

  /// The entries of changes, the latest first.
  static func entries(_ log: some Sequence<LogEntry>, of site: Site, map: SiteMap) -> [Entry] {
    log.sorted { ($1.updated, $1.event.sequence, $1.row) < ($0.updated, $0.event.sequence, $0.row) }
      .prefix(length).map { entry in
        let row = site.rows[entry.row]
        let event = entry.event
        return Entry(
          id: site.urn(entry), title: Texts.Following.title(event, of: row), updated: entry.updated,
          published: event.recorded, page: map.model(row),
          paragraphs: [Texts.Following.dated(event)] + event.reasons
            + [event.note].compactMap { $0 } + [Texts.Following.standing(event.status)],
          category: event.kind == .notice ? event.kind.rawValue : event.status.rawValue)
      }
  }

  /// The entries of notices, the latest first.
  static func entries(_ notices: [PublicNotice], of site: Site, map: SiteMap) -> [Entry] {
    notices.sorted { ($1.recorded, $1.number) < ($0.recorded, $0.number) }.prefix(length).map { notice in
      let models = notice.models.map { site.rows[$0.row] }
      return Entry(
        id: site.urn("notice", notice.sha256),
        title: "\(Texts.Notices.kind(notice.kind)): \(notice.title)", updated: notice.recorded,
        published: notice.recorded, page: map.notice(notice.number),
        paragraphs: [Texts.Following.dated(notice), notice.text]
          + models.map { Texts.Following.concerned($0) },
        category: notice.kind.rawValue)
    }
  }
}
