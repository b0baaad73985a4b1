import Quantities

/// What machines find the site's contents by, where its address is known.
enum Catalogs {
  /// A sitemap by the protocol of sitemaps.org.
  static func sitemap(_ paths: [String], base: String) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

      """
    for path in paths { text += "<url><loc>\(escapedHTML(Frame.address(path, base: base)))</loc></url>\n" }
    return text + "</urlset>\n"
  }

  /// How the list is followed.
  private static func following(_ base: String) -> [JSONText] {
    [
      (SiteMap.feed(SiteMap.changes), "application/atom+xml", Texts.Following.all, nil),
      (ChangeLog.index, "application/json", Texts.Following.log, ChangeLog.schema),
    ].map { (path: String, type: String, title: String, schema: String?) in
      .object(
        [
          ("@type", .text("dcat:Distribution")), ("title", .text(title)), ("mediaType", .text(type)),
          ("downloadURL", .text(base + path)),
        ] + (schema.map { [("describedBy", .text(base + $0))] } ?? []))
    }
  }

  /// The catalog of a public data set, DCAT-US schema 1.1.
  static func data(_ site: Site, base: String) -> String {
    func distribution(_ format: ListFormat) -> JSONText {
      .object(
        [
          ("@type", .text("dcat:Distribution")),
          ("title", .text("\(Texts.Exports.name(format)), \(Texts.Exports.title(format))")),
          ("mediaType", .text(format.mediaType)), ("downloadURL", .text(base + format.file)),
        ] + (format.schema.map { [("describedBy", .text(base + $0))] } ?? []))
    }
    let publisher = JSONText.object([
      ("@type", .text("org:Organization")), ("name", .text(site.keeper.nonEmpty ?? site.title)),
    ])
    let dataset: [(String, JSONText)] =
      [
        ("@type", .text("dcat:Dataset")), ("identifier", .text(base)), ("title", .text(site.title)),
        ("description", .text(Texts.homeDescription(site.title))),
        ("keyword", .array(Texts.catalogKeywords.map { .text($0) })), ("accessLevel", .text("public")),
        ("publisher", publisher),
        (
          "contactPoint",
          .object([
            ("@type", .text("vcard:Contact")), ("fn", .text(site.keeper.nonEmpty ?? site.title)),
            ("hasEmail", .text("mailto:" + site.contact)),
          ])
        ),
        ("landingPage", .text(base)),
      ] + (site.day.map { [("modified", .text($0.description))] } ?? [])
      + [
        (
          "distribution",
          .array(ListFormat.allCases.map(distribution) + following(base))
        )
      ]
    return JSONText.object([
      ("conformsTo", .text("https://project-open-data.cio.gov/v1.1/schema")),
      ("@type", .text("dcat:Catalog")),
      ("dataset", .array([.object(dataset)])),
    ]).printed()
  }
}
