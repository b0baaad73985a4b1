import Quantities
import Registry

/// Something that those who follow the list are told: a change of status, a notice, that an earlier one was corrected, or
/// that the list of an edition ended.
///
/// Of a model's entries the one with the latest day tells its status, of those of one day the last: whatever the order in
/// which the registry learned of them.
struct LogEntry {
  /// The place of the model among the site's rows.
  var row: Int
  var event: HistoryText.Event
  /// When the registry last learned something of it, of the event or of its correction; not before its day.
  var updated: Moment

  /// The days that corrections bear, and how they were recorded, by the SHA-256 of their documents.
  typealias Corrections = [String: (day: Day, event: RecordedEvent)]

  init(row: Int, event: HistoryText.Event, updated: Moment) {
    self.row = row
    self.event = event
    self.updated = max(updated, Moment(startOf: event.day))
  }

  /// What a history tells to those who follow the list, by number and then by day.
  ///
  /// - Parameter events: the same history in sentences.
  static func all(
    in history: ModelHistory, _ events: [HistoryText.Event], row: Int, until day: Day,
    corrections: Corrections
  ) -> [LogEntry] {
    let teller = Teller(history: history, told: events, row: row, day: day, corrections: corrections)
    return (teller.events + teller.voided + teller.turns)
      .sorted { ($0.event.sequence, $0.event.day) < ($1.event.sequence, $1.event.day) }
  }
}

/// Tells what happened to one model.
private struct Teller {
  let history: ModelHistory
  let told: [HistoryText.Event]
  let row: Int
  let day: Day
  let corrections: LogEntry.Corrections

  var events: [LogEntry] {
    zip(history.entries, told.filter { $0.kind != .programme }).flatMap { entry, event -> [LogEntry] in
      guard event.isPublic, event.isChange || event.kind == .notice else { return [] }
      let correction = entry.occurrence.correction.flatMap { corrections[$0] }
      let told = LogEntry(
        row: row, event: event, updated: max(event.recorded, correction?.event.recorded ?? event.recorded))
      return [told] + self.correction(of: entry.occurrence, Texts.Following.otherDay(entry.occurrence))
    }
  }

  /// What never was, and what followers were told of before.
  var voided: [LogEntry] {
    history.voided.flatMap { occurrence -> [LogEntry] in
      guard [.decision, .statusChange, .notice].contains(occurrence.act.kind), occurrence.statedDay <= day
      else {
        return []
      }
      return correction(of: occurrence, Texts.voided(occurrence))
    }
  }

  /// That the list of the model's edition ended while it was on it, or was opened again.
  var turns: [LogEntry] {
    told.filter { $0.kind == .programme }.map { LogEntry(row: row, event: $0, updated: $0.recorded) }
  }

  private func correction(of occurrence: Occurrence, _ sentence: String) -> [LogEntry] {
    guard let sha256 = occurrence.correction, let (stated, event) = corrections[sha256] else {
      return []
    }
    let told = min(stated, day)
    return [
      LogEntry(
        row: row,
        event: HistoryText.Event(
          day: told, recorded: event.recorded, sentence: sentence, reasons: [], note: nil,
          status: history.standing(on: told).status, isChange: false, isPublic: true, sha256: sha256,
          kind: .correction, sequence: Int64(event.sequence)), updated: event.recorded)
    ]
  }
}

extension Site {
  /// A number for something of this registry, the same for as long as the registry lives and wherever the site is.
  func urn(_ parts: String...) -> String {
    var ingredients = Ingredients()
    ingredients.add([origin] + parts)
    // RFC 9562: a UUID of version 8, whose bits are the maker's to choose.
    var digits = Array(ingredients.key.text)
    digits[12] = "8"
    digits[16] = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) % 4]
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "urn:uuid:\(groups.joined(separator: "-"))"
  }

  /// The number of an entry of the log.
  func urn(_ entry: LogEntry) -> String {
    let row = rows[entry.row]
    let event = entry.event
    // One document of the programme can open a list again and end it later.
    return event.kind == .programme && event.status.isOnList
      ? urn("change", event.sha256, row.supplierID, row.designation, "opened")
      : urn("change", event.sha256, row.supplierID, row.designation)
  }
}
