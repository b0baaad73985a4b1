import Quantities
import Registry

/// Something that those who follow the list are told: a change of status, a notice, or that an earlier one was corrected.
struct LogEntry {
  /// The place of the model among the site's rows.
  var row: Int
  var event: HistoryText.Event
  /// When the registry last learned something of it: of the event, or of its correction.
  var updated: Moment

  /// What a history tells to those who follow the list, each once, in no order.
  ///
  /// - Parameter events: how corrections were recorded, by the SHA-256 of their documents.
  static func all(
    in history: ModelHistory, row: Int, until day: Day, events: [String: RecordedEvent]
  ) -> [LogEntry] {
    let status = history.standing(on: day).status
    var entries = zip(history.entries, HistoryText(history).events).compactMap {
      entry, event -> [LogEntry]? in
      guard event.isPublic, event.day <= day, event.isChange || event.kind == .notice else { return nil }
      let correction = entry.occurrence.correction.flatMap { events[$0] }
      let told = LogEntry(
        row: row, event: event, updated: max(event.recorded, correction?.recorded ?? event.recorded))
      guard let correction, let sha256 = entry.occurrence.correction else { return [told] }
      return [
        told,
        LogEntry(
          correction, sha256, row: row, sentence: Texts.Following.otherDay(entry.occurrence), status: status),
      ]
    }.flatMap { $0 }
    for occurrence in history.voided where occurrence.statedDay <= day {
      guard [.decision, .statusChange, .notice].contains(occurrence.act.kind),
        let sha256 = occurrence.correction, let correction = events[sha256]
      else { continue }
      entries.append(
        LogEntry(correction, sha256, row: row, sentence: Texts.voided(occurrence), status: status))
    }
    return entries
  }

  private init(
    _ correction: RecordedEvent, _ sha256: String, row: Int, sentence: String, status: ListingStatus
  ) {
    self.row = row
    updated = correction.recorded
    event = HistoryText.Event(
      day: correction.recorded.day ?? .first, recorded: correction.recorded, sentence: sentence, reasons: [],
      note: nil, status: status, isChange: false, isPublic: true, sha256: sha256, kind: .correction,
      sequence: Int64(correction.sequence))
  }

  init(row: Int, event: HistoryText.Event, updated: Moment) {
    self.row = row
    self.event = event
    self.updated = updated
  }

  /// The SHA-256 of the documents by which a history was corrected.
  static func corrections(of history: ModelHistory) -> [String] {
    (history.entries.map(\.occurrence) + history.voided).compactMap(\.correction)
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
    return urn("change", entry.event.sha256, row.supplierID, row.designation)
  }
}
