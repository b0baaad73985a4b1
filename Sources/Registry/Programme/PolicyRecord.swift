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

    public init(from: Day?, policy: ProgrammePolicy, sequence: Int64) {
      self.from = from
      self.policy = policy
      self.sequence = sequence
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
  func entry(on day: Day, knownBy sequence: Int64 = .max) -> Entry? {
    entries.last { $0.sequence <= sequence && $0.from ?? .first <= day }
  }
}
