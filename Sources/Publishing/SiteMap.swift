import Registry

/// Where every page of a site is, seen from its root.
///
/// An address depends on names only, never on what else is on a page, so that a page keeps its address.
struct SiteMap {
  private let models: SlugBook
  private let suppliers: SlugBook
  private let laboratories: SlugBook
  private let standards: SlugBook
  private let notices: SlugBook

  init(_ site: Site) {
    models = SlugBook(site.rows.flatMap { [$0.identity] + $0.formerIdentities })
    suppliers = SlugBook(
      site.rows.flatMap { [$0.supplierID] + (site.suppliers.heir(of: $0.supplierID).map { [$0.id] } ?? []) })
    laboratories = SlugBook(site.laboratories.map(\.id))
    standards = SlugBook(site.standards.map(\.standard.id))
    notices = SlugBook(site.notices.map(\.number))
  }

  func slug(of row: ListRow) -> String { models[row.identity].text }

  func model(_ row: ListRow) -> String { SiteMap.model(slug(of: row)) }
  /// Where a model's page was, or would have been, under what it was called before.
  func model(formerly identity: String) -> String { "models/\(models[identity].text).html" }
  func proof(_ row: ListRow) -> String { SiteMap.proof(slug(of: row)) }
  func pack(_ row: ListRow) -> String { SiteMap.pack(slug(of: row)) }
  func supplier(_ id: String) -> String { "suppliers/\(suppliers[id].text).html" }
  func laboratory(_ id: String) -> String { "laboratories/\(laboratories[id].text).html" }
  func standard(_ id: String) -> String { "standards/\(standards[id].text).html" }
  func notice(_ number: String) -> String { "notices/\(notices[number].text).html" }
  /// The feed that goes with a page.
  static func feed(_ page: String) -> String { page.dropLast(".html".count) + ".atom" }
  func changes(_ month: String) -> String { "changes/\(month).html" }

  static func model(_ slug: String) -> String { "models/\(slug).html" }
  static func proof(_ slug: String) -> String { "proof/\(slug).txt" }
  static func pack(_ slug: String) -> String { "packs/\(slug).zip" }

  /// The first page of a list.
  static func list(_ name: String) -> String { "list/\(name).html" }
  /// The page of a list behind a model, beside its first page; slugs never hold two hyphens in a row, so that no two lists
  /// share a page.
  static func part(of first: String, after slug: String) -> String {
    first.dropLast(".html".count) + "--after-\(slug).html"
  }

  static let home = "index.html"
  static let list = "list/index.html"
  static let search = "search.html"
  static let compare = "compare.html"
  static let suppliers = "suppliers/index.html"
  static let laboratories = "laboratories/index.html"
  static let standards = "standards/index.html"
  static let notices = "notices/index.html"
  static let changes = "changes/index.html"
}

extension ListRow {
  /// What tells models apart: a designation is unique for its supplier.
  var identity: String { "\(self.supplierID) \(self.designation)" }

  /// What it would be told apart by under the designations that it had before.
  var formerIdentities: [String] { self.formerDesignations.map { "\(self.supplierID) \($0)" } }
}
