import Registry

/// The log of changes for programs that ask again and again: pages by the numbers of the registry's events, which never
/// move, so that whoever has read up to a number asks only for what is newer.
struct ChangeLog {
  /// So many numbers of events a page spans; most events are none that followers are told of.
  static let span: Int64 = 1000
  static let index = "log/index.json"
  static let schema = "changes.schema.json"
  static let format = "proofmark changes 1"

  struct Page {
    /// From 1.
    let number: Int64
    /// By the numbers of their events, then by model.
    let entries: [LogEntry]

    var path: String { "log/\(number).json" }
    var first: Int64 { (number - 1) * ChangeLog.span + 1 }
    var last: Int64 { number * ChangeLog.span }
  }

  /// Those that have entries.
  let pages: [Page]
  private let site: Site
  /// The addresses of models' pages, by the places of the models among the site's rows.
  private let models: [String]
  /// What each entry is made from, by its place in ``Site/log``.
  private let keys: [LeafKey]
  private let ranges: [Range<Int>]

  /// - Parameter models: the addresses of models' pages, by the places of the models among the site's rows.
  init(_ site: Site, pages models: [String]) {
    self.site = site
    self.models = models
    keys = site.log.map { ChangeLog.key($0, of: site, page: models[$0.row]) }
    var pages: [Page] = []
    var ranges: [Range<Int>] = []
    var start = 0
    while start < site.log.count {
      let number = (site.log[start].event.sequence - 1) / ChangeLog.span + 1
      var end = start
      while end < site.log.count, (site.log[end].event.sequence - 1) / ChangeLog.span + 1 == number {
        end += 1
      }
      pages.append(Page(number: number, entries: Array(site.log[start..<end])))
      ranges.append(start..<end)
      start = end
    }
    self.pages = pages
    self.ranges = ranges
  }

  /// Adds what entries of the log are made from.
  func add(_ places: some Sequence<Int>, to ingredients: inout Ingredients) {
    for place in places { ingredients.add(keys[place]) }
  }

  /// A word that is another one whenever a page is.
  func version(_ index: Int) -> String {
    var ingredients = Ingredients()
    add(ranges[index], to: &ingredients)
    ingredients.add(next(index))
    return ingredients.key.text
  }

  /// The page, as a file.
  func text(_ index: Int) -> String {
    let page = pages[index]
    return JSONText.object([
      ("format", .text(ChangeLog.format)), ("first", .number(Int(page.first))),
      ("last", .number(Int(page.last))),
      ("entries", .array(page.entries.map(json))),
      ("next", .optional(next(index))),
    ]).printed()
  }

  /// The index, as a file: every page, with what tells whether it is another one.
  var indexText: String {
    JSONText.object([
      ("format", .text(ChangeLog.format)), ("registry", .text(site.urn("registry"))),
      (
        "pages",
        .array(
          pages.indices.map { index in
            .object([
              ("href", .text(name(index))), ("first", .number(Int(pages[index].first))),
              ("last", .number(Int(pages[index].last))), ("entries", .number(pages[index].entries.count)),
              ("version", .text(version(index))),
            ])
          })
      ),
      ("latest", .optional(pages.indices.last.map(name))),
    ]).printed()
  }

  private func name(_ index: Int) -> String { "\(pages[index].number).json" }
  private func next(_ index: Int) -> String? { index + 1 < pages.count ? name(index + 1) : nil }

  private func json(_ entry: LogEntry) -> JSONText {
    let row = site.rows[entry.row]
    let event = entry.event
    return .object([
      ("id", .text(site.urn(entry))), ("sequence", .number(Int(event.sequence))),
      ("recorded", .text(event.recorded.description)), ("updated", .text(entry.updated.description)),
      ("day", .text(event.day.description)), ("kind", .text(event.kind.rawValue)),
      ("designation", .text(row.designation)), ("supplier", .text(row.supplier)),
      ("supplier id", .text(row.supplierID)), ("standard", .text(row.standard)),
      ("level", .text(row.level)), ("status", .text(event.status.rawValue)),
      ("changed", .flag(event.isChange)), ("what", .text(event.sentence)),
      ("reasons", .array(event.reasons.map { .text($0) })), ("note", .optional(event.note)),
      ("document", .text(event.sha256)), ("page", .text("../" + models[entry.row])),
    ])
  }

  private static func key(_ entry: LogEntry, of site: Site, page: String) -> LeafKey {
    let row = site.rows[entry.row]
    let event = entry.event
    var ingredients = Ingredients()
    ingredients.add([
      site.origin, row.designation, row.supplier, row.supplierID, row.standard, row.level, page,
      event.sentence, event.status.rawValue, event.sha256, event.kind.rawValue,
    ])
    ingredients.add(event.day)
    ingredients.add(Int(event.recorded.milliseconds))
    ingredients.add(Int(entry.updated.milliseconds))
    ingredients.add(event.reasons)
    ingredients.add(event.note)
    ingredients.add(event.isChange)
    ingredients.add(Int(event.sequence))
    return ingredients.key
  }
}
