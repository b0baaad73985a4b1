import Quantities
import Registry
import Tables

/// What changed for which models in a span of days: what took effect in it, and what was learned in it of earlier days.
public struct Changes: Sendable {
  /// By day, then by model.
  public let entries: [Entry]

  public struct Entry: Sendable, Hashable {
    public var model: ModelKey
    public var event: HistoryText.Event
    /// Whether it took effect before the span, and was learned only in it.
    public var isLate: Bool
  }

  /// - Parameters:
  ///   - first: the first day of the span.
  ///   - last: the last day of the span.
  ///   - today: what comes later is told as what is to come; nil: everything is told as past.
  public init(
    _ snapshot: Snapshot, from first: Day, through last: Day, today: Day? = nil
  ) throws(RegistryError) {
    let span = first...max(first, last)
    entries = try snapshot.histories().flatMap { model, history in
      HistoryText(history, until: span.upperBound, today: today).events.compactMap { event -> Entry? in
        if span.contains(event.day) { return Entry(model: model, event: event, isLate: false) }
        let isLate = event.day < first && event.recorded.day.map(span.contains) ?? false
        return isLate ? Entry(model: model, event: event, isLate: true) : nil
      }
    }.sorted { ($0.event.day, $0.model.description) < ($1.event.day, $1.model.description) }
  }

  /// The columns' names, in order; in JSON the members of each change.
  public static let columns = [
    "day", "supplier", "designation", "status", "changed", "what", "reasons", "note", "late", "recorded",
    "document",
  ]

  /// RFC 4180 with a header line.
  public var csv: String {
    var bytes: [UInt8] = []
    CSVText.append(Changes.columns, to: &bytes)
    for entry in entries {
      CSVText.append(
        [
          entry.event.day.description, entry.model.supplier, entry.model.designation,
          entry.event.status.rawValue,
          entry.event.isChange ? "yes" : "no", entry.event.sentence,
          entry.event.reasons.joined(separator: " "),
          entry.event.note ?? "", entry.isLate ? "yes" : "no", entry.event.recorded.description,
          entry.event.sha256,
        ], to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An array of objects, one for each change.
  public var json: String {
    JSONText.array(
      entries.map { entry in
        .object([
          ("day", .text(entry.event.day.description)), ("supplier", .text(entry.model.supplier)),
          ("designation", .text(entry.model.designation)), ("status", .text(entry.event.status.rawValue)),
          ("changed", .flag(entry.event.isChange)), ("what", .text(entry.event.sentence)),
          ("reasons", .array(entry.event.reasons.map { .text($0) })),
          ("note", entry.event.note.map { .text($0) } ?? .null), ("late", .flag(entry.isLate)),
          ("recorded", .text(entry.event.recorded.description)), ("document", .text(entry.event.sha256)),
        ])
      }
    ).printed()
  }
}
