import Quantities
import Registry

/// The history of a model in sentences.
public struct HistoryText: Sendable {
  /// In the order in which they took effect. Those of the kind `programme` are no entries of the history: the list of the
  /// model's edition ended, or was opened again.
  public private(set) var events: [Event]

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

  /// - Parameters:
  ///   - last: the last day that is told of.
  ///   - today: that a list ends or is opened later is told as what is to come; nil: everything is told as past.
  public init(_ history: ModelHistory, until last: Day, today: Day? = nil) {
    let turns = history.turns(until: last)
    events = history.entries.prefix { $0.occurrence.day <= last }.map { entry in
      let occurrence = entry.occurrence
      var isPublic = true
      if case .fieldReport = occurrence.act { isPublic = false }
      // Whatever is decided of it afterwards, a list that has ended is none to be on.
      let isOver =
        entry.status.isOnList && turns.last { $0.day <= occurrence.day }?.status == .ended
      return Event(
        day: occurrence.day, recorded: occurrence.recorded, sentence: Texts.happening(entry),
        reasons: occurrence.text.writtenLines,
        note: Texts.correctedDay(occurrence),
        status: isOver ? .ended : entry.status, isChange: entry.status != entry.before, isPublic: isPublic,
        sha256: occurrence.sha256, kind: occurrence.act.kind, sequence: occurrence.sequence)
    }
    for (day, status, policy) in turns {
      // By number it stands behind all that was told before, so that nobody who reads by numbers reads it first; what is
      // not told does not move it.
      let before = history.entries.lazy.map(\.occurrence)
        .filter { $0.day <= day && $0.act.kind.canChangeList }.map(\.sequence).max()
      let turn = Event(
        day: day, recorded: policy.recorded,
        sentence: HistoryText.turn(
          status, history.standard, on: day, isToCome: today.map { day > $0 } ?? false),
        reasons: [], note: nil, status: status, isChange: true,
        isPublic: true, sha256: policy.sha256, kind: .programme, sequence: max(policy.sequence, before ?? 0))
      events.insert(turn, at: events.firstIndex { $0.day >= day } ?? events.endIndex)
    }
  }

  /// That the list of a standard ended, or was opened again.
  private static func turn(
    _ status: ListingStatus, _ standard: String, on day: Day, isToCome: Bool
  ) -> String {
    guard status == .ended else {
      return isToCome ? Texts.Following.opens(standard) : Texts.Following.opened(standard)
    }
    let last = day.adding(days: -1).description
    return isToCome
      ? Texts.Following.ends(standard, last: last) : Texts.Following.ended(standard, last: last)
  }

  /// What corrections say never was, a sentence each.
  public static func voided(_ history: ModelHistory) -> [String] { history.voided.map(Texts.voided) }
}
