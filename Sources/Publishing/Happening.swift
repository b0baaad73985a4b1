import Quantities
import Registry

/// Something that happened to a model that has a page, and that may be published.
struct Happening {
  /// The place of the model among the site's rows.
  var row: Int
  var event: HistoryText.Event

  /// The month that its day lies in, `YYYY-MM`.
  var month: String { String(event.day.description.prefix(7)) }

  /// What a history tells to readers who follow the list: changes of status, and notices.
  static func all(in events: [HistoryText.Event], row: Int) -> [Happening] {
    events.filter { $0.isPublic && ($0.isChange || $0.kind == .notice) }
      .map { Happening(row: row, event: $0) }
  }
}

/// A notice about models that have pages.
struct PublicNotice {
  var number: String
  var kind: Notice.Kind
  var day: Day
  var title: String
  var text: String
  var decidedBy: Person?
  var sha256: String
  /// When the registry learned of it.
  var recorded: Moment
  /// The places of the models among the site's rows, with the status that each had after the notice.
  var models: [(row: Int, status: ListingStatus)]

  /// The notices in the histories of models, the latest first.
  static func all(
    in histories: some Sequence<(row: Int, history: ModelHistory)>, until day: Day
  ) -> [PublicNotice] {
    var notices: [String: PublicNotice] = [:]
    for (row, history) in histories {
      for entry in history.entries where entry.occurrence.day <= day {
        let occurrence = entry.occurrence
        guard case .notice(let kind) = occurrence.act else { continue }
        notices[
          occurrence.sha256,
          default: PublicNotice(
            number: occurrence.number ?? occurrence.sha256, kind: kind, day: occurrence.day,
            title: occurrence.heading, text: occurrence.text, decidedBy: occurrence.decidedBy,
            sha256: occurrence.sha256, recorded: occurrence.recorded, models: [])
        ].models.append((row, entry.status))
      }
    }
    return notices.values.sorted { ($1.day, $1.number) < ($0.day, $0.number) }
  }
}
