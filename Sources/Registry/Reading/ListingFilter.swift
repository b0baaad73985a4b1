import Conformity
import GRDB

/// Which models to list: those for which everything stated holds. Texts are compared without regard to case.
public struct ListingFilter: Sendable, Hashable {
  /// The identifier of a level.
  public var level: String?
  /// A supplier's identifier or full name.
  public var supplier: String?
  /// The identifier of a kind of equipment.
  public var kind: String?
  /// Whom it is made for: male, female or neutral.
  public var gender: String?
  /// How it opens, as applied for.
  public var opening: String?
  /// A size that is offered, as labelled.
  public var size: String?
  public var verdict: Verdict?
  /// The statuses that count; nil: all.
  public var statuses: Set<ListingStatus>?
  /// The identifier of a standard.
  public var standard: String?

  public init(
    level: String? = nil, supplier: String? = nil, kind: String? = nil, gender: String? = nil,
    opening: String? = nil, size: String? = nil, verdict: Verdict? = nil,
    statuses: Set<ListingStatus>? = nil, standard: String? = nil
  ) {
    self.level = level
    self.supplier = supplier
    self.kind = kind
    self.gender = gender
    self.opening = opening
    self.size = size
    self.verdict = verdict
    self.statuses = statuses
    self.standard = standard
  }

  /// Whether what follows from events and evidence is as the filter states.
  func admits(_ listing: Listing) -> Bool {
    (verdict.map { $0 == listing.verdict } ?? true)
      && (statuses.map { $0.contains(listing.standing.status) } ?? true)
  }

  /// A condition on ``Listing/table``, named `l`, by what the application states, and the values of it.
  var condition: (sql: String, arguments: StatementArguments) {
    var terms: [String] = []
    var arguments = StatementArguments()
    func demand(_ term: String, _ values: StatementArguments) {
      terms.append(term)
      arguments += values
    }
    if let level { demand("l.level = ? COLLATE NOCASE", [level]) }
    if let supplier {
      demand("(l.supplier = ? COLLATE NOCASE OR l.supplier_name = ? COLLATE NOCASE)", [supplier, supplier])
    }
    if let kind { demand("l.kind = ? COLLATE NOCASE", [kind]) }
    if let gender { demand("l.gender = ? COLLATE NOCASE", [gender]) }
    if let opening { demand("l.opening = ? COLLATE NOCASE", [opening]) }
    // Sizes stand one a line; an upper-case text is found whole between two line feeds.
    if let size {
      demand("instr(char(10) || upper(l.sizes) || char(10), char(10) || upper(?) || char(10)) > 0", [size])
    }
    if let standard { demand("l.standard = ? COLLATE NOCASE", [standard]) }
    return (terms.isEmpty ? "1" : terms.joined(separator: " AND "), arguments)
  }
}
