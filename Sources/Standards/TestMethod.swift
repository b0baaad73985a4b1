import Quantities

/// A way of making observations: what each observation carries and which observations count.
public struct TestMethod: Sendable, Hashable {
  public var id: String
  public var title: String
  public var clause: String
  /// What one observation is called: `shot`, `drop`, `check`.
  public var observation: String
  public var quantities: [QuantityTerm]
  /// The outcomes an observation can have; empty where there is none to record.
  public var outcomes: [Term]
  /// Whether the outcomes are the steps of a rating, from the best to the worst.
  public var isScale = false
  /// An observation counts only if it satisfies every one of these; empty: all count.
  public var fairHit: [FairHitRule]

  public func quantity(_ id: String) -> QuantityTerm? { quantities.first { $0.id == id } }
}

/// A quantity that an observation of a method carries.
public struct QuantityTerm: Sendable, Hashable {
  public var id: String
  public var title: String
  /// The unit the standard uses; a report may use any unit of the same dimension.
  public var unit: Unit
  /// Whether each observation must carry it.
  public var isRequired: Bool
}

/// One condition for an observation to count (*fair hit*), named by its clause.
public struct FairHitRule: Sendable, Hashable {
  public var id: String
  public var clause: String
  /// One sentence in plain words.
  public var summary: String
  public var test: Test
  /// Whether a supplier may declare a smaller limit than the rule's, which the definition does not know: what breaks the
  /// rule is then no evidence, and leaves a requirement open that is met only without it.
  public var isDeclarable = false

  public enum Test: Sendable, Hashable {
    /// The quantity lies within a tolerance of the threat's reference, nil: the reference's own tolerance;
    /// observations with an excepted outcome count on the excepted side of the window as well.
    case nearReference(quantity: String, tolerance: Figure?, exceptions: [Exception])
    /// The quantity lies within a tolerance of another quantity, the planned one.
    case nearPlanned(quantity: String, planned: String, tolerance: Figure)
    /// The quantity is at least a figure, for threats in these roles (empty: all), from the given observation
    /// of a specimen on (2 where the first has no neighbour), counted over all its series of the method.
    case atLeast(quantity: String, limit: Figure, roles: [String], fromObservation: Int)
    /// Every calibration that the series names meets this requirement, and there are at least as many as
    /// stated.
    case calibrated(requirement: String, count: Figure)
    /// The specimen's conditioning record meets this requirement, where the specimen is in this condition.
    case conditioned(requirement: String, condition: String, kind: String)
  }

  /// An outcome that counts although the velocity lies outside the window on one side.
  public struct Exception: Sendable, Hashable {
    public var outcome: String
    public var side: Side

    public enum Side: String, Sendable, Hashable {
      case below
      case above
    }
  }
}
