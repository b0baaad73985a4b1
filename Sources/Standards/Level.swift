import Quantities

/// A protection level (a *type* in 0101.06): which threats, at which reference velocities.
public struct Level: Sendable, Hashable {
  public var id: String
  public var title: String
  /// One sentence for somebody who buys or wears the equipment.
  public var summary: String
  /// The kinds of equipment that can have this level.
  public var kinds: [String]
  /// Levels whose requirements and plan apply to this one as well; those name it already.
  public var includes: [String] = []
  public var threats: Threats

  /// Whether it has any threats, stated or yet to be declared.
  public var hasThreats: Bool {
    switch threats {
    case .listed(let threats): !threats.isEmpty
    case .declaredInReport: true
    }
  }

  /// Where a level's threats are stated.
  public enum Threats: Sendable, Hashable {
    /// In the definition.
    case listed([LevelThreat])
    /// By the purchaser, in the report (the special type of 0101.06).
    case declaredInReport
  }
}

/// A threat or hazard as a level uses it.
public struct LevelThreat: Sendable, Hashable {
  /// The identifier of the ``Threat``.
  public var threat: String
  /// Which of a level's threats it is, such as `lighter`, `heavier` or `only`; fair-hit rules can depend on
  /// it.
  public var role: String
  /// The kinds of equipment that it is used on; empty: all of the level's.
  public var kinds: [String]
  /// What it meets specimens with, by condition and test method; empty for hazards without such a value.
  public var references: [Reference]

  public init(threat: String, role: String, kinds: [String] = [], references: [Reference]) {
    self.threat = threat
    self.role = role
    self.kinds = kinds
    self.references = references
  }

  /// The reference for specimens in a condition, tested by a method.
  public func reference(in condition: String?, method: String) -> Reference? {
    references.first { reference in
      (reference.condition == nil || reference.condition == condition)
        && (reference.method == nil || reference.method == method)
    }
  }
}

/// What a threat meets specimens with: the reference velocity of a bullet, the energy of a strike.
public struct Reference: Sendable, Hashable {
  /// The condition of the specimens; nil: any.
  public var condition: String?
  /// The test method; nil: any.
  public var method: String?
  public var value: Figure
  /// How far from it an observation may lie to count; nil: what the method's fair-hit rule says.
  public var tolerance: Figure?

  public init(condition: String?, method: String? = nil, value: Figure, tolerance: Figure? = nil) {
    self.condition = condition
    self.method = method
    self.value = value
    self.tolerance = tolerance
  }
}

/// A test round, a weapon, or a hazard such as a chemical.
public struct Threat: Sendable, Hashable {
  public var id: String
  /// The designation as the standard writes it.
  public var title: String
  public var mass: Figure?
}
