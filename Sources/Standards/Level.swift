import Quantities

/// A protection level (a *type* in 0101.06): which threats, at which reference velocities.
public struct Level: Sendable, Hashable {
  public var id: String
  public var title: String
  /// One sentence for somebody who buys or wears the equipment.
  public var summary: String
  /// The kinds of equipment that can have this level.
  public var kinds: [String]
  public var threats: Threats

  /// Where a level's threats are stated.
  public enum Threats: Sendable, Hashable {
    /// In the definition.
    case listed([LevelThreat])
    /// By the purchaser, in the report (the special type of 0101.06).
    case declaredInReport
  }
}

/// A threat as a level uses it.
public struct LevelThreat: Sendable, Hashable {
  /// The identifier of the ``Threat``.
  public var threat: String
  /// Which of a level's threats it is, such as `lighter`, `heavier` or `only`; fair-hit rules can depend on
  /// it.
  public var role: String
  /// Reference velocity by condition.
  public var references: [ReferenceVelocity]

  public init(threat: String, role: String, references: [ReferenceVelocity]) {
    self.threat = threat
    self.role = role
    self.references = references
  }

  public func reference(in condition: String) -> Figure? {
    references.first { $0.condition == condition }?.velocity
  }
}

/// The velocity at which a threat is fired at specimens in one condition.
public struct ReferenceVelocity: Sendable, Hashable {
  public var condition: String
  public var velocity: Figure

  public init(condition: String, velocity: Figure) {
    self.condition = condition
    self.velocity = velocity
  }
}

/// A test round or weapon.
public struct Threat: Sendable, Hashable {
  public var id: String
  /// The designation as the standard writes it.
  public var title: String
  public var mass: Figure?
}
