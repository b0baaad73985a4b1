import Quantities

/// A number of a standard, with the clause it stands in and whether it was read in a source.
///
/// Nothing in a definition is a bare number: a verdict that rests on a figure nobody confirmed must be able
/// to say so.
public struct Figure: Sendable, Hashable {
  /// The number and its unit, as written in the definition.
  public var amount: Amount
  /// The clause, table or definition of the standard that states the number, such as `7.8.5` or `table 4`.
  public var clause: String
  /// Whether the number was read in the source named, by the one who encoded the definition.
  public var isVerified: Bool
  /// The identifier of the ``Source`` the number was read in, or recalled from.
  public var source: String
  /// The line of the definition the number stands on; 1 is the first.
  public var line: Int

  public init(amount: Amount, clause: String, isVerified: Bool, source: String, line: Int) {
    self.amount = amount
    self.clause = clause
    self.isVerified = isVerified
    self.source = source
    self.line = line
  }

  /// The figure as a whole number of things; nil where it is not one.
  public var wholeNumber: Int? {
    guard amount.value.rounded(toPlaces: 0) == amount.value else { return nil }
    return Int(exactly: amount.value.doubleValue)
  }
}

extension Figure {
  /// The figure as a share of one, whether it is written `0.8` or `80 %`; not a number where it is no pure number.
  public var share: Double {
    guard let share = try? amount.converted(to: .one) else { return .nan }
    return share.value.doubleValue
  }

  /// The figure in percent, for sentences.
  public var percentText: String {
    guard let percent = try? amount.converted(to: .percent) else { return amount.description }
    return percent.description
  }
}

/// Where figures were read: the standard's own text or another document.
public struct Source: Sendable, Hashable {
  /// The name by which figures refer to it.
  public var id: String
  /// Title, publisher and date, as a reader needs them to find the document.
  public var title: String
  /// Where the document can be found; empty where there is no address.
  public var address: String
  /// Whether this is the standard's own text, a document that quotes or summarises it, or memory.
  public var kind: Kind

  /// How near a source stands to the standard's text.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The standard itself.
    case text
    /// A document that quotes, tabulates or summarises the standard.
    case secondary
    /// Knowledge of the standard with no document at hand; figures with this source are never verified.
    case recalled
  }

  public init(id: String, title: String, address: String, kind: Kind) {
    self.id = id
    self.title = title
    self.address = address
    self.kind = kind
  }
}
