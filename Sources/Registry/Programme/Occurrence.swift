import Quantities

/// What one document tells of one model.
public struct Occurrence: Sendable, Hashable {
  /// The place of its document in the order in which documents were stored.
  public var sequence: Int64
  /// SHA-256 of its document.
  public var sha256: String
  /// When the registry learned it.
  public var recorded: Moment
  public var act: Act
  /// The day that counts: what the document says, unless a correction says otherwise.
  public var day: Day
  /// The day that the document says.
  public var statedDay: Day
  /// The programme's number of it; nil where its kind has none.
  public var number: String?
  /// Reasons, remark or text, in plain words; may be empty.
  public var text: String
  /// A title or a place; may be empty.
  public var heading: String
  /// Who answers for it; nil where nobody is named.
  public var decidedBy: Person?
  public var reviewedBy: Person?
  /// SHA-256 of the determination that a decision to list rests on; nil otherwise, and where no evidence is held.
  public var determination: String?
  /// Whether a correction says that it never was.
  public var isVoid = false
  /// SHA-256 of the correction that applies, the latest.
  public var correction: String?
}
