import Quantities

/// The policies of a programme over time.
public struct PolicyRecord: Sendable, Hashable {
  /// In the order in which they are in force; of two from the same day the later one counts.
  private let entries: [(from: Day?, policy: ProgrammePolicy)]

  /// - Parameter entries: in the order in which their documents were stored.
  public init(_ entries: [(from: Day?, policy: ProgrammePolicy)] = []) {
    // Stable: of equal days the later document stays later.
    self.entries = entries.enumerated().sorted { left, right in
      switch (left.element.from, right.element.from) {
      case (let a?, let b?) where a != b: a < b
      case (nil, .some): true
      case (.some, nil): false
      default: left.offset < right.offset
      }
    }.map(\.element)
  }

  /// The policy in force on a day; without any, the standard one.
  public func policy(on day: Day) -> ProgrammePolicy {
    entries.last { $0.from.map { $0 <= day } ?? true }?.policy ?? ProgrammePolicy()
  }

  public static func == (left: PolicyRecord, right: PolicyRecord) -> Bool {
    left.entries.elementsEqual(right.entries) { $0.from == $1.from && $0.policy == $1.policy }
  }

  public func hash(into hasher: inout Hasher) {
    for entry in entries {
      hasher.combine(entry.from)
      hasher.combine(entry.policy)
    }
  }
}
