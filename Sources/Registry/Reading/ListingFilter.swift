import Conformity
import GRDB

/// Which models to list: those that have, of everything stated, any of the values stated for it. What has no values is not
/// asked for. Texts are compared without regard to case.
public struct ListingFilter: Sendable, Hashable {
  /// Identifiers of levels.
  public var levels: [String]
  /// Suppliers' identifiers or full names.
  public var suppliers: [String]
  /// Identifiers of kinds of equipment.
  public var kinds: [String]
  /// Whom it is made for: male, female or neutral.
  public var genders: [String]
  /// How it opens, as applied for.
  public var openings: [String]
  /// Sizes of which one is offered, as labelled.
  public var sizes: [String]
  /// The verdicts that count; nil: all.
  public var verdicts: Set<Verdict>?
  /// The statuses that count; nil: all.
  public var statuses: Set<ListingStatus>?
  /// Identifiers of standards.
  public var standards: [String]

  public init(
    levels: [String] = [], suppliers: [String] = [], kinds: [String] = [], genders: [String] = [],
    openings: [String] = [], sizes: [String] = [], verdicts: Set<Verdict>? = nil,
    statuses: Set<ListingStatus>? = nil, standards: [String] = []
  ) {
    self.levels = levels
    self.suppliers = suppliers
    self.kinds = kinds
    self.genders = genders
    self.openings = openings
    self.sizes = sizes
    self.verdicts = verdicts
    self.statuses = statuses
    self.standards = standards
  }

  /// Whether what follows from events and evidence is as the filter states.
  func admits(_ listing: Listing) -> Bool {
    (verdicts.map { $0.contains(listing.verdict) } ?? true)
      && (statuses.map { $0.contains(listing.standing.status) } ?? true)
  }

  /// A condition on ``Listing/table``, named `l`, by what the application states, and the values of it.
  var condition: (sql: String, arguments: StatementArguments) {
    var terms: [String] = []
    var arguments = StatementArguments()
    func demand(_ term: (_ places: String) -> String, _ values: [String], places: Int = 1) {
      if values.isEmpty { return }
      terms.append(term(values.map { _ in "(?)" }.joined(separator: ", ")))
      for _ in 0..<places { arguments += StatementArguments(values) }
    }
    func isOne(_ column: String) -> (String) -> String { { "\(column) COLLATE NOCASE IN (\($0))" } }
    demand(isOne("l.level"), levels)
    demand({ "(\(isOne("l.supplier")($0)) OR \(isOne("l.supplier_name")($0)))" }, suppliers, places: 2)
    demand(isOne("l.kind"), kinds)
    demand(isOne("l.gender"), genders)
    demand(isOne("l.opening"), openings)
    // Sizes stand one a line; an upper-case text is found whole between two line feeds.
    demand(
      {
        """
        EXISTS (SELECT 1 FROM (VALUES \($0)) WHERE
          instr(char(10) || upper(l.sizes) || char(10), char(10) || upper(column1) || char(10)) > 0)
        """
      }, sizes)
    demand(isOne("l.standard"), standards)
    return (terms.isEmpty ? "1" : terms.joined(separator: " AND "), arguments)
  }
}
