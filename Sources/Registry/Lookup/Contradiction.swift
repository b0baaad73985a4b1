import Quantities

/// Something that a label says and that cannot be, if the model is the one listed. Labels are forged.
public enum Contradiction: Sendable, Hashable {
  /// Another company answers for the model.
  case company(labelled: String, listed: String)
  /// The model is listed at another level.
  case level(labelled: String, listed: String)
  /// The model is not offered in this size.
  case size(labelled: String, offered: [String])
  /// It was made before the model was on the list.
  case madeBeforeListing(made: DaySpan, listed: Day)
  /// It was made on or after the day on which the model was removed.
  case madeAfterRemoval(made: DaySpan, removed: Day)
  /// It was made while the model was suspended from the list.
  case madeWhileSuspended(made: DaySpan, from: Day, until: Day?)
  /// It was made after its supplier had said that the model is no longer made.
  case madeWhileInactive(made: DaySpan, from: Day)
  /// It was made on a day that is yet to come.
  case madeInFuture(made: DaySpan, today: Day)

  /// Stable from release to release.
  public var code: String {
    switch self {
    case .company: "label.company"
    case .level: "label.level"
    case .size: "label.size"
    case .madeBeforeListing: "label.made.before-listing"
    case .madeAfterRemoval: "label.made.after-removal"
    case .madeWhileSuspended: "label.made.suspended"
    case .madeWhileInactive: "label.made.inactive"
    case .madeInFuture: "label.made.future"
    }
  }

  /// What does not fit, in a sentence.
  public var sentence: String {
    switch self {
    case .company(let labelled, let listed):
      "The label names the company \(labelled); the model is listed by \(listed)."
    case .level(let labelled, let listed):
      "The label says level \(labelled); the model is listed at level \(listed)."
    case .size(let labelled, let offered):
      "The label says size \(labelled); the model is offered in \(offered.joined(separator: ", ")) only."
    case .madeBeforeListing(let made, let listed):
      "Made \(made): the model came onto the list on \(listed) only."
    case .madeAfterRemoval(let made, let removed):
      "Made \(made): the model was removed from the list on \(removed)."
    case .madeWhileSuspended(let made, let from, let until):
      "Made \(made): the model was suspended from \(from)\(until.map { " until \($0)" } ?? " on")."
    case .madeWhileInactive(let made, let from):
      "Made \(made): the model is said to be no longer made since \(from)."
    case .madeInFuture(let made, let today):
      "Made \(made): that is after \(today)."
    }
  }

  /// Everything on a label that contradicts a listing.
  ///
  /// A month of manufacture contradicts only if each of its days does. What the label does not say, contradicts
  /// nothing.
  ///
  /// - Parameter today: the day on which somebody asks.
  public static func all(of label: Label, with record: ListingRecord, today: Day) -> [Contradiction] {
    var comparison = LabelComparison(label)
    return all(by: &comparison, with: record, today: today)
  }

  static func all(
    by comparison: inout LabelComparison, with record: ListingRecord, today: Day
  ) -> [Contradiction] {
    let label = comparison.label
    var found: [Contradiction] = []
    if let company = label.company, comparison.company(of: record) == .different {
      found.append(.company(labelled: company, listed: record.supplierName))
    }
    if let level = label.level, comparison.isOtherLevel(record) {
      found.append(.level(labelled: level, listed: record.level))
    }
    if let size = label.size, comparison.isOtherSize(record) {
      found.append(.size(labelled: size, offered: record.sizes))
    }
    if let made = label.made, let problem = problem(of: made, with: record, today: today) {
      found.append(problem)
    }
    return found
  }

  private static func problem(of made: DaySpan, with record: ListingRecord, today: Day) -> Contradiction? {
    if made.first > today { return .madeInFuture(made: made, today: today) }
    guard let listed = record.firstListed else { return nil }
    if made.last < listed { return .madeBeforeListing(made: made, listed: listed) }
    guard let period = record.periods.last(where: { $0.contains(made) }) else { return nil }
    return switch period.status {
    case .removed, .ended: .madeAfterRemoval(made: made, removed: period.from)
    case .suspended: .madeWhileSuspended(made: made, from: period.from, until: period.until)
    case .inactive: .madeWhileInactive(made: made, from: period.from)
    case .active, .undecided, .declined: nil
    }
  }
}
