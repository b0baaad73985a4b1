import Evidence
import Quantities
import Standards

/// Everything that a standard demands for a level and a kind of equipment: what is conditioned, calibrated, tested and
/// checked, in the order of the definition.
///
///     let plan = TestPlan(of: standard, level: level, kind: "flexible")
///
/// It asks for what the judge will look for: a report that fulfils it has no gap in its plan, but for those that the
/// definition itself leaves because it does not know how much is asked for.
public struct TestPlan: Sendable {
  /// The definition as it is in force on the day that the plan is for.
  public let standard: Standard
  public let level: Level
  /// The identifier of the kind of equipment.
  public let kind: String
  /// The level's threats; those that the purchaser declares have a stand-in while they are not known.
  public let threats: [LevelThreat]
  /// The threats that the purchaser declared, of a level that leaves them open.
  public let declaredThreats: [DeclaredThreat]
  /// Whether the purchaser has yet to declare the threats.
  public let areThreatsOpen: Bool
  /// Size classes that the plan demands and that the specimens do not come in: what rests on them stays open.
  public let lackingSizes: [String]
  public let conditionings: [PlannedRecord]
  public let lines: [PlannedLine]
  public let checks: [PlannedCheck]
  public let certificates: [PlannedCertificate]

  /// The specimens in the order in which they are tested.
  public var specimens: [PlannedSpecimen] { lines.flatMap(\.series).compactMap(\.specimen) }
  /// The calibrations in the order in which they are made.
  public var calibrations: [PlannedRecord] { lines.flatMap(\.calibrations) }

  /// What a threat is called until the purchaser has declared it.
  public static let undeclaredThreat = "threat-1"
}

/// A calibration or a conditioning run.
public struct PlannedRecord: Sendable, Hashable {
  /// The identifier by which specimens and series refer to it, unique in the plan.
  public var id: String
  public var method: TestMethod
  /// What it must meet.
  public var requirements: [Requirement]
  /// How many observations it holds at least.
  public var observations: Int
  /// The conditions of specimens that it is for; empty: all specimens go through it.
  public var conditions: [String] = []
}

/// A line of the standard's plan, for one threat where it is due for each of them.
public struct PlannedLine: Sendable, Hashable {
  public var entry: PlanEntry
  public var method: TestMethod
  public var threat: LevelThreat?
  /// The requirements that look at its observations.
  public var requirements: [Requirement]
  /// The conditions that its specimens can be in: the one that the line names, otherwise those that the threat has a
  /// reference for; empty where the standard distinguishes none.
  public var conditions: [String]
  /// The calibrations that its series name.
  public var calibrations: [PlannedRecord]
  public var series: [PlannedSeries]
  /// Where the numbers come from.
  public var specimens: Basis
  public var subjects: Basis
  public var observations: Basis

  /// Where a number of the plan comes from.
  public enum Basis: Sendable, Hashable {
    /// The definition states it.
    case stated(Figure)
    /// It follows from another number that the definition states.
    case derived
    /// The definition does not say, and one stands in: the plan asks for one at least.
    case open
    /// The line has none of these.
    case absent
  }

  /// Whether some number of the line is not known.
  public var isOpen: Bool {
    !entry.areCountsKnown || specimens == .open || subjects == .open || observations == .open
  }

  /// How many observations the line plans.
  public var observationCount: Int { series.reduce(0) { $0 + $1.observations.count } }
}

/// The observations on one specimen, or by one test subject.
public struct PlannedSeries: Sendable, Hashable {
  public var specimen: PlannedSpecimen?
  /// The test subject's identifier.
  public var subject: String?
  public var observations: [PlannedObservation]
}

/// A sample as it is to be tested.
public struct PlannedSpecimen: Sendable, Hashable {
  /// Unique in the plan.
  public var id: String
  /// The size class; nil: any.
  public var size: String?
  /// The condition; nil: any of the line's.
  public var condition: String?
  public var component: String?
}

/// One shot, strike or reading.
public struct PlannedObservation: Sendable, Hashable {
  /// From 1, in the order of testing.
  public var number: Int
  /// The planned angles of which one is to be chosen; empty: not prescribed.
  public var angles: [Figure]
  /// Which of the line's planned angles it is for, from 0.
  public var share: Int
}

/// What is looked at once for the model: labels, workmanship, documents.
public struct PlannedCheck: Sendable, Hashable {
  public var method: TestMethod
  public var requirements: [Requirement]
  /// What is looked at; empty where the method makes an observation of its own.
  public var items: [EvidencePresentRule]
  public var component: String?
}

/// A certificate that must be valid when the equipment is tested.
public struct PlannedCertificate: Sendable, Hashable {
  public var requirement: Requirement
  public var rule: CertificateRule
}
