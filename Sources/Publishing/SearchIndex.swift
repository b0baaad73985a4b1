import Quantities
import Registry

/// What the site's script searches: names and attributes of every model that has a page, column by column, so that a
/// phone loads little. Nothing measured is in it.
///
/// Each file is a script that hands a value over (`proofmark.take("names-1", …)`): browsers load scripts from a folder
/// that they were opened from, and nothing else. `names-…` is what a search needs, `facts-…` what narrows and
/// compares. A block holds 10,000 models; a column has one code for each of them.
struct SearchIndex {
  static let block = 10_000
  /// The file that says the day of the list.
  static let day = "index/day.js"

  private let site: Site
  private let map: SiteMap
  private let words: ModelWords

  init(_ site: Site, map: SiteMap, words: ModelWords) {
    self.site = site
    self.map = map
    self.words = words
  }

  /// Paths, and what makes the files.
  var files: [(path: String, text: () -> String)] {
    let tables = tables
    let about = ("index/about.js", { SearchIndex.script("about", self.about(tables)) })
    let words = (
      "index/words.js",
      { SearchIndex.script("words", JSONText.object(Texts.script.map { ($0, .text($1)) }).compact) }
    )
    return [words, about]
      + blocks.enumerated().flatMap { index, places in
        [
          (
            "index/names-\(index + 1).js",
            { SearchIndex.script("names-\(index + 1)", self.names(places, tables)) }
          ),
          (
            "index/facts-\(index + 1).js",
            { SearchIndex.script("facts-\(index + 1)", self.facts(places, tables)) }
          ),
        ]
      }
  }

  private var blocks: [Range<Int>] {
    stride(from: 0, to: site.rows.count, by: SearchIndex.block).map { start in
      start..<min(start + SearchIndex.block, site.rows.count)
    }
  }

  static func script(_ name: String, _ value: String) -> String {
    "proofmark.take(\"\(name)\",\(value));\n"
  }
}

// MARK: - Tables of values

extension SearchIndex {
  /// The different values of each column; a code is a place among them.
  private struct Tables {
    var suppliers = Table()
    var standards = Table()
    var levels = Table()
    var kinds = Table()
    var genders = Table()
    var openings = Table()
    var sizes = Table()
  }

  private struct Table {
    private(set) var values: [String] = []
    /// The code of each model, in the order of the list.
    private(set) var column: [Int] = []
    private var codes: [WrittenText: Int] = [:]

    mutating func add(_ value: String) {
      let key = WrittenText(value)
      // Neighbours in the list are mostly alike.
      if let last = column.last, WrittenText(values[last]) == key { return column.append(last) }
      let code = codes[key] ?? values.count
      if code == values.count {
        codes[key] = code
        values.append(value)
      }
      column.append(code)
    }
  }

  private var tables: Tables {
    var tables = Tables()
    for place in site.rows.indices {
      let row = site.rows[place]
      tables.suppliers.add(row.supplierID)
      tables.standards.add(row.standard)
      tables.levels.add(words.level(row))
      tables.kinds.add(words.kind(row))
      tables.genders.add(Texts.gender(row.gender))
      tables.openings.add(row.opening)
      tables.sizes.add(row.sizes.joined(separator: "\n"))
    }
    return tables
  }

  private func about(_ tables: Tables) -> String {
    func texts(_ values: [String]) -> JSONText { .array(values.map { .text(SearchIndex.visible($0)) }) }
    var names: [String: String] = [:]
    for row in site.rows where names[row.supplierID] == nil {
      names[row.supplierID] = site.suppliers[row.supplierID]?.name ?? row.supplier
    }
    return JSONText.object([
      ("count", .number(site.rows.count)), ("blocks", .number(blocks.count)),
      (
        "suppliers",
        .array(
          tables.suppliers.values.map {
            .array([
              .text(SearchIndex.visible(names[$0] ?? $0)), .text(Slug.plain($0) ?? ""),
              .text(map.supplier($0)),
            ])
          })
      ),
      ("standards", .array(tables.standards.values.map { .array([.text($0), .text(map.standard($0))]) })),
      ("levels", texts(tables.levels.values)), ("kinds", texts(tables.kinds.values)),
      ("genders", texts(tables.genders.values)), ("openings", texts(tables.openings.values)),
      (
        "sizes",
        .array(tables.sizes.values.map { list in texts(list.split(separator: "\n").map(String.init)) })
      ),
      (
        "statuses",
        .array(
          ListingStatus.allCases.map {
            .array([.text($0.rawValue), .text(Texts.status($0)), .text($0.outcome.className)])
          })
      ),
    ]).compact
  }
}

// MARK: - Columns

extension SearchIndex {
  private func names(_ places: Range<Int>, _ tables: Tables) -> String {
    let rows = site.rows[places]
    var slugs: [(String, JSONText)] = []
    let prefixes = tables.suppliers.values.map { Slug.plain($0) ?? "" }
    for place in places {
      let row = site.rows[place]
      // The script makes the usual address itself, of what it has: the supplier's identifier as it stands in addresses.
      let slug = map.slug(of: row)
      if Slug.plain("\(prefixes[tables.suppliers.column[place]]) \(row.designation)") != slug {
        slugs.append((String(place - places.lowerBound), .text(slug)))
      }
    }
    let former = places.filter { !site.rows[$0].formerDesignations.isEmpty }.map { place in
      (
        String(place - places.lowerBound),
        JSONText.array(site.rows[place].formerDesignations.map { .text(SearchIndex.visible($0)) })
      )
    }
    let statuses = ListingStatus.allCases
    return """
      {names:\(SearchIndex.frontCoded(rows.map(\.designation))),
      suppliers:\(SearchIndex.column(tables.suppliers.column[places])),
      standards:\(SearchIndex.column(tables.standards.column[places])),
      levels:\(SearchIndex.column(tables.levels.column[places])),
      statuses:\(SearchIndex.column(rows.map { statuses.firstIndex(of: $0.standing.status) ?? 0 })),
      slugs:\(JSONText.object(slugs).compact),
      former:\(JSONText.object(former).compact)}
      """
  }

  private func facts(_ places: Range<Int>, _ tables: Tables) -> String {
    let rows = site.rows[places]
    return """
      {kinds:\(SearchIndex.column(tables.kinds.column[places])),
      genders:\(SearchIndex.column(tables.genders.column[places])),
      openings:\(SearchIndex.column(tables.openings.column[places])),
      sizes:\(SearchIndex.column(tables.sizes.column[places])),
      warranties:\(SearchIndex.column(rows.map(\.warrantyMonths))),
      since:\(SearchIndex.column(rows.map { $0.standing.since.map { $0.ordinal - SearchIndex.epoch } ?? 0 }))}
      """
  }

  /// 1970-01-01 as an ordinal, less one: 0 is no day.
  private static let epoch = (Day("1970-01-01")?.ordinal ?? 0) - 1

  /// A column as a text with the width of a code before it: digits of base 91, the characters from `#` to `~` without
  /// the backslash.
  static func column(_ codes: some Collection<Int>) -> String {
    let largest = codes.max() ?? 0
    var (width, limit) = (1, 91)
    while limit <= largest {
      width += 1
      limit *= 91
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(codes.count * width)
    for code in codes {
      let code = max(code, 0)
      var power = limit / 91
      while power > 0 {
        let digit = UInt8(code / power % 91)
        bytes.append(35 + digit + (digit >= 57 ? 1 : 0))
        power /= 91
      }
    }
    return "[\(width),\"\(String(decoding: bytes, as: UTF8.self))\"]"
  }

  /// Names, a line each: how much of its beginning a name shares with the one before (`0` to `9`, `a` to `z`), and
  /// what follows.
  static func frontCoded(_ names: [String]) -> String {
    let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    var bytes = [UInt8(ascii: "`")]
    bytes.reserveCapacity(names.count * 16)
    var previous: [UInt16] = []
    for name in names {
      let units = Array(visible(name).utf16)
      var shared = 0
      while shared < min(units.count, previous.count, digits.count - 1), units[shared] == previous[shared] {
        shared += 1
      }
      // What follows never begins within a surrogate pair.
      if shared < units.count, (0xDC00...0xDFFF).contains(units[shared]) { shared -= 1 }
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(digits[shared])
      for byte in String(decoding: units.dropFirst(shared), as: UTF16.self).utf8 {
        if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "$") {
          bytes.append(UInt8(ascii: "\\"))
        }
        bytes.append(byte)
      }
      previous = units
    }
    return String(decoding: bytes, as: UTF8.self) + "`"
  }

  /// With what pages cannot show replaced, as ``escapedHTML(_:)`` does, and on one line.
  static func visible(_ text: String) -> String {
    // Nearly every text is printable ASCII.
    guard text.utf8.contains(where: { !(0x20...0x7E).contains($0) }) else { return text }
    var visible = ""
    for scalar in text.unicodeScalars {
      let isForbidden =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
        || (0xFDD0...0xFDEF).contains(scalar.value)
      visible.unicodeScalars.append(
        scalar == "\n" || scalar == "\t" ? " " : isForbidden ? "\u{FFFD}" : scalar)
    }
    return visible
  }
}

extension Slug {
  /// The slug of a name that the site's script can fold as well: short, and of printable ASCII; nil otherwise.
  static func plain(_ name: String) -> String? {
    guard name.utf8.count <= 70, name.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    return Slug(folding: name).text
  }
}
