import Quantities

/// The policies of a programme over time.
public struct PolicyRecord: Sendable, Hashable {
  /// In the order in which they are in force; of two from the same day the later one counts.
  private let entries: [Entry]

  /// What one document of the programme says.
  public struct Entry: Sendable, Hashable {
    /// The first day on which it is in force; nil: from the beginning.
    public var from: Day?
    public var policy: ProgrammePolicy
    /// The place of its document in the order in which documents were stored.
    public var sequence: Int64
    public var sha256: String
    /// When the registry learned of it.
    public var recorded: Moment

    public init(from: Day?, policy: ProgrammePolicy, sequence: Int64, sha256: String, recorded: Moment) {
      self.from = from
      self.policy = policy
      self.sequence = sequence
      self.sha256 = sha256
      self.recorded = recorded
    }
  }

  public init(_ entries: [Entry] = []) {
    self.entries = entries.sorted { left, right in
      (left.from ?? .first, left.sequence) < (right.from ?? .first, right.sequence)
    }
  }

  /// The policy in force on a day; without any, the standard one.
  ///
  /// - Parameter sequence: the last document that is known.
  public func policy(on day: Day, knownBy sequence: Int64 = .max) -> ProgrammePolicy {
    entry(on: day, knownBy: sequence)?.policy ?? ProgrammePolicy()
  }

  /// The days on which something begins to be in force, or the list of an edition is over.
  var days: [Day] {
    entries.flatMap { entry in
      [entry.from].compactMap { $0 } + entry.policy.editions.compactMap { $0.listedUntil?.adding(days: 1) }
    }
  }

  /// What the document says that is in force on a day; nil where there is none.
  private func entry(on day: Day, knownBy sequence: Int64) -> Entry? {
    entries.last { $0.sequence <= sequence && $0.from ?? .first <= day }
  }

  /// The days on which the list of an edition can be over, or be open again; empty where nothing says that it ends.
  func turningDays(ofListOf standard: String) -> [Day] {
    let ends = entries.compactMap { $0.policy.edition(standard)?.listedUntil?.adding(days: 1) }
    return ends.isEmpty ? [] : ends + entries.compactMap(\.from)
  }

  /// What the document says by which the list of an edition is over, or open, on a day: the first that was known of those
  /// that have said the same of its end ever since. One that says it again changes nothing.
  func settling(endOfListOf standard: String, on day: Day) -> Entry? {
    agreeing(onEndOfListOf: standard, on: day).min { $0.sequence < $1.sequence }
  }

  /// The first day on which the list of an edition is over, by what is in force on a later one; nil where it is not over.
  func over(listOf standard: String, on day: Day) -> Day? {
    let agreeing = agreeing(onEndOfListOf: standard, on: day)
    guard let end = agreeing.first?.policy.edition(standard)?.listedUntil, end < day else { return nil }
    return max(end.adding(days: 1), agreeing.last?.from ?? .first)
  }

  /// The last day, by one, on which the list of an edition was open again after it had been over; nil where none is.
  func opened(listOf standard: String, on day: Day) -> Day? {
    turningDays(ofListOf: standard).filter {
      $0 <= day && over(listOf: standard, on: $0) == nil
        && over(listOf: standard, on: $0.adding(days: -1)) != nil
    }.max()
  }

  /// Those that say of the end of an edition's list what is in force on a day, the latest first.
  private func agreeing(onEndOfListOf standard: String, on day: Day) -> [Entry] {
    func end(_ entry: Entry) -> Day? { entry.policy.edition(standard)?.listedUntil }
    let past = entries.prefix { $0.from ?? .first <= day }
    let last = past.last.flatMap(end)
    return Array(past.reversed().prefix { end($0) == last })
  }
}
