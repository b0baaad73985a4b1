import Quantities

/// One line of the test plan: so many specimens of a size and condition, so many observations on each.
///
/// An entry applies to every threat of the level unless some are named. It is due for each of them on its own, or once
/// for all of them together, and asks for one counting observation at least.
public struct PlanEntry: Sendable, Hashable {
  public var id: String
  public var clause: String
  public var method: String
  /// The kinds of equipment and levels it applies to; empty: all.
  public var kinds: [String]
  public var levels: [String]
  /// Whether the entry is due once for each threat of the level, or once.
  public var perThreat: Bool
  /// Only for these threats of the level; empty: all.
  public var threats: [String] = []
  /// The condition of the specimens; nil where the method does not depend on it.
  public var condition: String?
  /// The size class of the specimens; nil: any.
  public var size: String?
  /// The component and the region of the body tested; nil: any.
  public var component: String?
  public var region: String?
  /// From which amendment to which other one it is in force.
  public var inForce = InForce.always
  /// Whether the encoder knows all numbers of this line; otherwise no evidence fulfils it.
  public var areCountsKnown = true
  /// At least so many test subjects.
  public var subjects: Figure?
  /// At least so many specimens on which observations count; nil where the method has no specimens.
  public var specimens: Figure?
  /// At least so many counting observations on each of so many specimens; on every one where their number is not
  /// stated.
  public var observationsPerSpecimen: Figure?
  /// At least so many counting observations in all.
  public var total: Figure?
  /// How the observations on one specimen divide over planned angles; empty: not prescribed.
  public var angles: [PlannedAngle]

  public func applies(kind: String, level: String) -> Bool {
    (kinds.isEmpty || kinds.contains(kind)) && (levels.isEmpty || levels.contains(level))
  }
}

/// So many observations on a specimen at one of these angles.
public struct PlannedAngle: Sendable, Hashable {
  /// The quantity in which a report states the planned angle of an observation.
  public static let quantity = "angle"
  /// The planned angles that satisfy it, such as 30° or 45°.
  public var angles: [Figure]
  public var count: Figure
}
