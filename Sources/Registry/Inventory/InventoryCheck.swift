import Quantities

/// An inventory held against the registry: an entry for each line, in order.
public struct InventoryCheck: Sendable {
  /// The day whose status is told.
  public var day: Day
  public var inventory: Inventory
  public var entries: [Entry]

  /// What the registry says of a line.
  public struct Entry: Sendable, Hashable {
    public var result: Result
    /// The best match; nil where there is none.
    public var match: LabelMatch?
    /// The status on the day of purchase; nil where that day is not known.
    public var statusWhenBought: ListingRecord.Status?
    public var warranty: Warranty?
    /// Since when the inspection of the model's production is overdue; nil where it is not.
    public var inspectionOverdueSince: Day?
  }

  /// In one word, for scripts.
  public enum Result: String, Sendable, Hashable, Codable, CaseIterable {
    case listed
    case notListed = "not listed"
    case contradicted
    case uncertain
    case unknown
    /// The line itself could not be read.
    case unreadable

    init(_ outcome: LookupAnswer.Outcome) {
      self =
        switch outcome {
        case .listed: .listed
        case .notListed: .notListed
        case .contradicted: .contradicted
        case .uncertain: .uncertain
        case .unknown: .unknown
        }
    }
  }

  /// When the warranty ends: its months counted from the day of issue, else of purchase, else of manufacture.
  public struct Warranty: Sendable, Hashable {
    public var end: Day
    /// The column from whose day it was counted.
    public var from: Inventory.Column
    /// Whether it ended before the day asked about.
    public var isPast: Bool
  }

  /// How many lines came to each result; those without a line are absent.
  public var counts: [Result: Int] { entries.reduce(into: [:]) { $0[$1.result, default: 0] += 1 } }

  /// Whether somebody should look at a line.
  public func needsAttention(_ index: Int) -> Bool {
    let entry = entries[index]
    return entry.result != .listed || !inventory.lines[index].problems.isEmpty
      || entry.warranty?.isPast == true || entry.match?.record.notices.isEmpty == false
      || entry.inspectionOverdueSince != nil || entry.statusWhenBought.map { !$0.isOnList } == true
  }

  /// Holds every line against the registry.
  ///
  /// - Parameters:
  ///   - day: the day whose status is told.
  ///   - today: the day on which somebody asks.
  ///   - answer: looks a label up that states no day of manufacture and no serial number; asked once for each such label.
  ///   - progress: told how many lines are done.
  public static func of<Failure: Error>(
    _ inventory: Inventory, on day: Day, today: Day,
    answer: (Label) throws(Failure) -> LookupAnswer, progress: (Int) -> Void = { _ in }
  ) throws(Failure) -> InventoryCheck {
    var known: [Label: LookupAnswer] = [:]
    var entries: [Entry] = []
    entries.reserveCapacity(inventory.lines.count)
    for line in inventory.lines {
      defer { progress(entries.count) }
      guard !line.isUnreadable else {
        entries.append(Entry(result: .unreadable))
        continue
      }
      var label = line.label
      (label.made, label.serial) = (nil, nil)
      let bare: LookupAnswer
      if let earlier = known[label] {
        bare = earlier
      } else {
        bare = try answer(label)
        known[label] = bare
      }
      entries.append(Entry(line, bare.completed(by: line.label, today: today), on: day))
    }
    return InventoryCheck(day: day, inventory: inventory, entries: entries)
  }
}

extension InventoryCheck.Entry {
  fileprivate init(_ line: Inventory.Line, _ answer: LookupAnswer, on day: Day) {
    let match = answer.matches.first
    self.init(result: .init(answer.outcome), match: match)
    guard let match else { return }
    statusWhenBought = line.bought.map { match.record.status(on: $0) }
    warranty = InventoryCheck.Warranty(line, months: match.record.warrantyMonths, on: day)
    if let due = match.record.nextInspectionDue, due < day { inspectionOverdueSince = due }
  }
}

extension InventoryCheck.Warranty {
  init?(_ line: Inventory.Line, months: Int, on day: Day) {
    // Of a month of manufacture, its first day: a warranty is never said to last longer than it may.
    let starts: [(Inventory.Column, Day?)] = [
      (.issued, line.issued), (.bought, line.bought), (.made, line.label.made?.first),
    ]
    for case (let column, let start?) in starts {
      let end = start.adding(months: months)
      self.init(end: end, from: column, isPast: end < day)
      return
    }
    return nil
  }
}

extension LookupAnswer {
  /// The answer to a label that says more: neither a day of manufacture nor a serial number changes which model is
  /// meant.
  func completed(by label: Label, today: Day) -> LookupAnswer {
    var answer = self
    answer.label = label
    if label.made != nil, let best = matches.first {
      answer.matches[0].contradictions = Contradiction.all(of: label, with: best.record, today: today)
    }
    return answer
  }
}

extension Snapshot {
  /// Holds an agency's list against the registry.
  ///
  /// - Parameters:
  ///   - day: the day whose status is told.
  ///   - today: the day on which somebody asks.
  ///   - progress: told how many lines are done.
  public func check(
    _ inventory: Inventory, on day: Day, today: Day, progress: (Int) -> Void = { _ in }
  ) throws(RegistryError) -> InventoryCheck {
    var series = try LookupSeries(self, on: day, today: today)
    return try InventoryCheck.of(
      inventory, on: day, today: today,
      answer: { label throws(RegistryError) in try series.lookUp(label, limit: 1) }, progress: progress)
  }
}
