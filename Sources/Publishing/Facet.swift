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
  /// Every level of every standard, in their order.
  let levels: [String]
  /// By the standard's identifier, then by those of its levels and kinds.
  private let levelWords: [String: [String: String]]
  private let kindWords: [String: [String: String]]

  init(_ pages: [StandardPage]) {
    let standards = Dictionary(pages.map { ($0.standard.id, $0.standard) }) { first, _ in first }
    levelWords = standards.mapValues { standard in
      Dictionary(standard.levels.map { ($0.id, Texts.level($0.id, title: $0.title)) }) { first, _ in first }
    }
    kindWords = standards.mapValues { standard in
      Dictionary(standard.kinds.map { ($0.id, $0.title) }) { first, _ in first }
    }
    levels = standards.sorted { $0.key < $1.key }.flatMap { _, standard in
      standard.levels.map { Texts.level($0.id, title: $0.title) }
    }
  }

  func level(_ row: ListRow) -> String { levelWords[row.standard]?[row.level] ?? row.level }

  func kind(_ row: ListRow) -> String { kindWords[row.standard]?[row.kind] ?? row.kind }
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
    let order = Facet.allCases
    var shelves = order.map { _ in Shelves() }
    for (index, row) in rows.enumerated() {
      for (place, facet) in order.enumerated() where isIncluded(facet, row) {
        let values = facet.values(of: row, words: words)
        shelves[place].put(index, values) { facet.addresses(values, of: row, words: words) }
      }
    }
    facets = zip(order, shelves).map { facet, shelves in
      (facet, shelves.values(of: facet, order: facet == .level ? words.levels : []))
    }
  }

  /// The models with each value of one facet, as they are gathered.
  private struct Shelves {
    private var shelves: [(words: String, address: String, rows: [Int])] = []
    /// By bytes: Swift holds canonically equivalent strings equal, documents do not.
    private var numbers: [WrittenText: Int] = [:]
    /// What the last model had, and where that is: neighbours in the list are mostly alike.
    private var last: (values: [WrittenText], numbers: [Int]) = ([], [])

    mutating func put(_ row: Int, _ values: [String], addresses: () -> [String]) {
      let written = values.map { WrittenText($0) }
      if written != last.values {
        last = (written, written.indices.map { number(written[$0], addresses: addresses, $0) })
      }
      for number in last.numbers { shelves[number].rows.append(row) }
    }

    private mutating func number(_ value: WrittenText, addresses: () -> [String], _ place: Int) -> Int {
      if let known = numbers[value] { return known }
      numbers[value] = shelves.count
      shelves.append((value.text, addresses()[place], []))
      return shelves.count - 1
    }

    /// - Parameter order: values that come first where there are models with them.
    func values(of facet: Facet, order: [String]) -> [Value] {
      var seen: Set<Int> = []
      var sorted = (order.compactMap { numbers[WrittenText($0)] } + Array(shelves.indices))
        .filter { seen.insert($0).inserted }
      if !facet.isOrdered { sorted.sort { shelves[$0].words < shelves[$1].words } }
      let slugs = SlugBook(sorted.map { shelves[$0].address })
      return sorted.map { number in
        let shelf = shelves[number]
        return Value(
          words: shelf.words, name: "\(facet.rawValue)-\(slugs[shelf.address].text)", rows: shelf.rows)
      }
    }
  }
}
