import Quantities
import Registry

/// The history of a model in sentences.
public struct HistoryText: Sendable {
  /// In the order in which they took effect.
  public let events: [Event]

  public struct Event: Sendable, Hashable {
    public var day: Day
    /// When the registry learned of it.
    public var recorded: Moment
    /// What happened, in a sentence.
    public var sentence: String
    /// Why, or what was seen; a sentence or more each.
    public var reasons: [String]
    /// What is to be known of the day; nil where nothing is.
    public var note: String?
    /// The status from then on.
    public var status: ListingStatus
    /// Whether it changed the status.
    public var isChange: Bool
    /// Whether it may be published: what the field tells is the programme's alone.
    public var isPublic: Bool
    /// SHA-256 of the document that says so.
    public var sha256: String
    public var kind: DocumentKind
    /// The place of that document in the order in which documents were stored.
    public var sequence: Int64
  }

  public init(_ history: ModelHistory) {
    events = history.entries.map { entry in
      let occurrence = entry.occurrence
      var isPublic = true
      if case .fieldReport = occurrence.act { isPublic = false }
      return Event(
        day: occurrence.day, recorded: occurrence.recorded, sentence: Texts.happening(entry),
        reasons: occurrence.text.split(separator: "\n").map(String.init),
        note: Texts.correctedDay(occurrence),
        status: entry.status, isChange: entry.status != entry.before, isPublic: isPublic,
        sha256: occurrence.sha256, kind: occurrence.act.kind, sequence: occurrence.sequence)
    }
  }

  /// What corrections say never was, a sentence each.
  public static func voided(_ history: ModelHistory) -> [String] { history.voided.map(Texts.voided) }
}
