import Registry
import Standards

/// What lists can be narrowed by, in the order in which it is offered.
enum Facet: String, CaseIterable {
  case level, standard, supplier, kind, size, gender, opening, status

  /// What a model has of it, in words; a model is offered in several sizes.
  func values(of row: ListRow, words: ModelWords) -> [String] {
    switch self {
    case .standard: [row.standard]
    case .level: [words.level(row)]
    case .kind: [words.kind(row)]
    case .gender: [Texts.gender(row.gender)]
    case .opening: [row.opening.nonEmpty ?? Texts.none]
    case .size: row.sizes
    case .supplier: [row.supplier]
    case .status: [Texts.status(row.standing.status)]
    }
  }

  /// What the addresses of the values' lists are made from: they stay what they are in whatever language a site is.
  fileprivate func addresses(_ values: [String], of row: ListRow, words: ModelWords) -> [String] {
    switch self {
    case .gender, .status: Texts.$wording.withValue(.english) { self.values(of: row, words: words) }
    case .standard, .level, .kind, .opening, .size, .supplier: values
    }
  }

  /// Whether its values have an order of their own, that in which they are named.
  var isOrdered: Bool { self == .level || self == .size }
}

/// The words that a standard has for what a model says of itself.
struct ModelWords {
  private let standards: [String: Standard]

  init(_ pages: [StandardPage]) {
    standards = Dictionary(pages.map { ($0.standard.id, $0.standard) }) { first, _ in first }
  }

  func level(_ row: ListRow) -> String {
    Texts.level(row.level, title: standards[row.standard]?.level(row.level)?.title)
  }

  func kind(_ row: ListRow) -> String {
    standards[row.standard]?.kinds.first { $0.id == row.kind }?.title ?? row.kind
  }

  /// Every level of every standard, in their order.
  var levels: [String] {
    standards.sorted { $0.key < $1.key }.flatMap { _, standard in
      standard.levels.map { Texts.level($0.id, title: $0.title) }
    }
  }
}

/// Which models have which value of each facet, and the addresses of their lists.
struct FacetBook {
  struct Value {
    var words: String
    /// The name of its list.
    var name: String
    /// The places of its models among the site's rows.
    var rows: [Int]
  }

  let facets: [(facet: Facet, values: [Value])]

  /// - Parameter isIncluded: whether a model is on the lists of a facet.
  init(_ rows: [ListRow], words: ModelWords, isIncluded: (Facet, ListRow) -> Bool) {
    facets = Facet.allCases.map { facet in
      // By bytes: Swift holds canonically equivalent strings equal, documents do not.
      var places: [WrittenText: [Int]] = [:]
      var addresses: [WrittenText: String] = [:]
      var order: [String] = facet == .level ? words.levels : []
      for (index, row) in rows.enumerated() where isIncluded(facet, row) {
        let values = facet.values(of: row, words: words)
        for (place, value) in values.enumerated() {
          let key = WrittenText(value)
          if places[key]?.append(index) == nil {
            places[key] = [index]
            addresses[key] = facet.addresses(values, of: row, words: words)[place]
            order.append(value)
          }
        }
      }
      var seen: Set<WrittenText> = []
      order = order.filter { places[WrittenText($0)] != nil && seen.insert(WrittenText($0)).inserted }
      if !facet.isOrdered { order.sort() }
      let slugs = SlugBook(order.map { addresses[WrittenText($0)] ?? $0 })
      return (
        facet,
        order.map { value in
          Value(
            words: value, name: "\(facet.rawValue)-\(slugs[addresses[WrittenText(value)] ?? value].text)",
            rows: places[WrittenText(value)] ?? [])
        }
      )
    }
  }
}
