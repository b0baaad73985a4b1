import Quantities
import Registry

/// The lines of an inventory whose models changed since a day: for an agency that checked all of it before.
///
/// A line is among them where its model's status is another one than before that day, or where something was told of the
/// model since: a change of status, a notice, or a correction. Before means: as the registry would have answered at the end
/// of the day before, by what it knew then; of models that it learned of later, what was in force then.
public struct InventoryChanges: Sendable {
  /// The first day of what is told.
  public let since: Day
  /// The check of the lines that changed, and of no others.
  public let check: InventoryCheck
  /// What changed, line by line.
  public let changes: [Change]

  public struct Change: Sendable, Hashable {
    public var statusBefore: ListingStatus
    /// What happened, in sentences, by day.
    public var sentences: [String]
  }

  /// - Parameters:
  ///   - check: of the whole inventory.
  ///   - now: what the check was made in.
  ///   - before: the same registry by what it knew at the end of the day before `since`.
  public init(
    _ check: InventoryCheck, since: Day, now: Snapshot, before: Snapshot
  ) throws(RegistryError) {
    var known: [ModelKey: Change?] = [:]
    var lines: [Inventory.Line] = []
    var entries: [InventoryCheck.Entry] = []
    var changes: [Change] = []
    for (line, entry) in zip(check.inventory.lines, check.entries) {
      guard let match = entry.match else { continue }
      let key = match.record.key
      if known[key] == nil {
        known[key] = .some(
          try Change(key, on: check.day, status: match.status, since: since, now: now, before: before))
      }
      guard let change = known[key] ?? nil else { continue }
      lines.append(line)
      entries.append(entry)
      changes.append(change)
    }
    self.since = since
    self.changes = changes
    var reduced = check
    reduced.inventory.lines = lines
    reduced.entries = entries
    self.check = reduced
  }
}

extension InventoryChanges.Change {
  /// What changed for a model; nil where nothing did.
  fileprivate init?(
    _ key: ModelKey, on day: Day, status: ListingStatus, since: Day, now: Snapshot, before: Snapshot
  ) throws(RegistryError) {
    let last = since.adding(days: -1)
    guard let history = try now.history(of: key) else { return nil }
    let former = try before.history(of: key)
    statusBefore = (former ?? history).standing(on: last).status
    let told = Moment(endOf: last)
    let events = HistoryText(history, until: day).events.filter { event in
      guard event.isPublic, event.isChange || event.kind == .notice else { return false }
      return event.day >= since || (former != nil && event.recorded > told)
    }
    sentences = events.map { event in
      let learned = event.day < since ? Texts.InventoryChanges.learned(event.recorded.day?.description) : ""
      return "\(event.day)\(learned): \(event.sentence)"
    }
    // Of what was known before and never was, somebody has to be told.
    let formerlyVoid = Set((former?.voided ?? []).map(\.sha256))
    if former != nil {
      sentences += history.voided.filter {
        $0.act.kind != .fieldReport && !formerlyVoid.contains($0.sha256) && $0.recorded <= told
      }.map(Texts.voided)
    }
    if statusBefore == status, sentences.isEmpty { return nil }
  }
}
