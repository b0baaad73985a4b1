import Quantities

/// Something that the equipment, or the evidence about it, must meet.
public struct Requirement: Sendable, Hashable {
  public var id: String
  public var clause: String
  public var title: String
  /// What it means for somebody who wears or buys the equipment, in a sentence or two.
  public var summary: String
  public var subject: Subject
  /// The kinds of equipment and levels it applies to; empty: all.
  public var kinds: [String]
  public var levels: [String]
  public var selection: Selection
  /// The rule is judged once for each combination of these.
  public var grouping: [GroupingKey]
  public var rule: Rule
  /// What says that there is such a requirement, whatever its numbers rest on.
  public var standing = Standing()
  /// The clause by which a retest decides after the requirement was not met; nil: none does.
  public var retest: RetestRule?
  /// From which amendment to which other one it is in force.
  public var inForce = InForce.always
  public var line: Int

  /// Where a requirement was read.
  public struct Standing: Sendable, Hashable {
    /// Whether the encoder read it in the source.
    public var isVerified = false
    /// The identifier of the ``Source``; nil where the definition names none.
    public var source: String?
  }

  /// That a retest decides in place of what it repeats.
  public struct RetestRule: Sendable, Hashable {
    public var clause: String
    /// Whether the encoder read it in the source.
    public var isVerified: Bool
    /// The identifier of the ``Source``.
    public var source: String

    public init(clause: String, isVerified: Bool, source: String) {
      self.clause = clause
      self.isVerified = isVerified
      self.source = source
    }
  }

  public enum Subject: String, Sendable, Hashable {
    /// A violation is a fault of the equipment: not met.
    case equipment
    /// A violation makes the evidence worthless, and says nothing of the equipment: not determined.
    case evidence
  }

  public func applies(kind: String, level: String) -> Bool {
    (kinds.isEmpty || kinds.contains(kind)) && (levels.isEmpty || levels.contains(level))
  }
}

/// Which observations a requirement looks at.
public struct Selection: Sendable, Hashable {
  public var method: String
  /// Only specimens in this condition; nil: any.
  public var condition: String?
  /// Only specimens of this size class; nil: any.
  public var size: String?
  /// Only this component and this region of the body; nil: any.
  public var component: String?
  public var region: String?
  /// Only this threat; nil: any.
  public var threat: String?
  /// Only threats in this role; nil: any.
  public var role: String?
  /// Whether observations that are no fair hits are left out.
  public var fairOnly: Bool
}

/// What divides the selected observations into groups that are judged on their own.
public enum GroupingKey: String, Sendable, Hashable, CaseIterable {
  case threat
  case condition
  case size
  case component
  case region
  /// One test subject who wears the equipment.
  case subject
  case specimen
  /// One calibration or conditioning record.
  case record
}
