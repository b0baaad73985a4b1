import Quantities
import Standards

/// What the evidence says about one model and one standard: a verdict, and a finding for each requirement.
///
/// A determination is a function of the definition's bytes, the reports' bytes and the engine's version, and of
/// nothing else. It is not a decision: people decide on it.
public struct Determination: Sendable, Hashable, Codable {
  /// The version of the judging rules; it changes when the same inputs could give another determination.
  public var engine: String
  public var standard: StandardReference
  /// How values were held against limits.
  public var acceptance: Acceptance
  /// The amendments in force on the last day of testing.
  public var amendments: [AmendmentReference]
  public var subject: Subject
  /// The reports judged, in the order given.
  public var reports: [ReportReference]
  public var verdict: Verdict
  /// One finding for each requirement of the standard, in the standard's order.
  public var findings: [Finding]
  /// The figures without a confirmed source that a finding rests on, each once.
  public var unverifiedFigures: [CitedFigure]
  /// What a reader must know and no finding says: threats that the purchaser declared, evidence that was not used.
  public var remarks: [String]
}

/// The definition that was used, by its bytes.
public struct StandardReference: Sendable, Hashable, Codable {
  public var id: String
  public var title: String
  /// SHA-256 of the definition's bytes, lower-case hexadecimal.
  public var sha256: String
  /// Who adopted these bytes; nil: the definition is a draft.
  public var adoption: Adoption?

  public struct Adoption: Sendable, Hashable, Codable {
    public var role: String
    public var day: Day

    public init(role: String, day: Day) {
      self.role = role
      self.day = day
    }
  }

  public init(id: String, title: String, sha256: String, adoption: Adoption?) {
    self.id = id
    self.title = title
    self.sha256 = sha256
    self.adoption = adoption
  }
}

/// An amendment that was in force.
public struct AmendmentReference: Sendable, Hashable, Codable {
  public var id: String
  public var title: String
  public var effective: Day
}

/// The model that a determination is about.
public struct Subject: Sendable, Hashable, Codable {
  public var designation: String
  /// The supplier's identifier.
  public var supplier: String
  public var level: String
  public var kind: String

  public init(designation: String, supplier: String, level: String, kind: String) {
    self.designation = designation
    self.supplier = supplier
    self.level = level
    self.kind = kind
  }
}

/// A report that was judged, by its bytes.
public struct ReportReference: Sendable, Hashable, Codable {
  public var id: String
  /// SHA-256 of the report's bytes, lower-case hexadecimal.
  public var sha256: String
  public var laboratory: String
  public var issued: Day
  public var testedFrom: Day
  public var testedTo: Day
  /// On which occasion it was made; nil: it is first evidence.
  public var occasion: OccasionResult.Kind?
  /// The number of the report that it says to repeat.
  public var repeats: String?
}

/// What a determination comes to.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// Every applicable requirement is met.
  case compliant
  /// At least one requirement is not met.
  case notCompliant = "not compliant"
  /// No requirement is known not to be met, and at least one is not determined.
  case notDetermined = "not determined"
}

/// What a finding, or one rule within it, comes to.
public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
  case met
  case notMet = "not met"
  case notDetermined = "not determined"
  case notApplicable = "not applicable"
}

/// What was found for one requirement.
public struct Finding: Sendable, Hashable, Codable {
  /// The requirement's identifier in the definition.
  public var requirement: String
  public var clause: String
  public var title: String
  public var summary: String
  /// The test method's title.
  public var method: String
  public var outcome: Outcome
  /// How values were held against limits, and what the other way would come to.
  public var acceptance: Acceptance
  public var otherwise: Outcome
  /// Indexes into ``Determination/unverifiedFigures``: the unconfirmed figures that this finding rests on.
  public var unverified: [Int]
  /// One result for each group the requirement is judged for; empty where it is not applicable.
  public var groups: [GroupResult]
  /// What each occasion says by itself, where there are several; nil where there is only first evidence.
  public var occasions: [OccasionResult]?
}

/// A finding for one group of observations: one threat and condition, one calibration.
public struct GroupResult: Sendable, Hashable, Codable {
  /// What the group is, such as threat and condition; empty where the requirement has a single group.
  public var keys: [Key]
  /// Index into ``Determination/reports`` where the group is one specimen or record; nil otherwise.
  public var report: Int?
  public var outcome: Outcome
  /// Observations that were counted.
  public var counted: Int
  /// What the plan demands and the evidence lacks, a sentence each.
  public var gaps: [String]
  /// Observations that were left out, and why.
  public var leftOut: [LeftOut]
  /// The rule as it was judged, with its AND/OR structure.
  public var result: RuleResult

  public struct Key: Sendable, Hashable, Codable {
    /// `threat`, `condition`, `size`, `specimen` or `record`.
    public var key: String
    public var id: String
    public var title: String
  }

  public struct LeftOut: Sendable, Hashable, Codable {
    /// Stands for a rule where the report does not say in the standard's words to what the observation belongs.
    public static let unplaced = "unplaced"
    /// Stands for a rule where another report told of the observation before.
    public static let repeated = "repeated"

    public var observation: ObservationReference
    /// The fair-hit rule that it breaks; ``unplaced``, ``repeated``, or empty where the laboratory set it aside.
    public var rule: String
    public var clause: String
    /// A sentence; it can contain measured values.
    public var reason: String
  }
}

/// One node of a rule as it was judged.
public struct RuleResult: Sendable, Hashable, Codable {
  /// The kind of rule: `every`, `none`, `all of` …
  public var rule: String
  /// What the rule demands, as a sentence without measured values.
  public var statement: String
  public var outcome: Outcome
  /// The limit as the definition writes it, with its unit.
  public var limit: String?
  /// The clause of the limit.
  public var clause: String?
  /// False where a figure of this rule was not confirmed in a source.
  public var isVerified: Bool
  /// The value that was held against the limit, with its unit.
  public var measured: String?
  /// How far the value lies inside the limit (positive) or outside (negative), with its unit.
  public var margin: String?
  /// The observations that decided, worst first, at most ``decisiveLimit``.
  public var observations: [ObservationReference]
  /// How many observations decided in the same way, listed or not.
  public var decisiveCount: Int
  /// Why, in a sentence; it can contain measured values.
  public var reason: String?
  /// What a statistical rule computed, by name: `n`, `mean`, `k`, `v50` …
  public var statistics: [Statistic]
  public var children: [RuleResult]

  /// How many decisive observations a result lists.
  public static let decisiveLimit = 12

  public struct Statistic: Sendable, Hashable, Codable {
    public var name: String
    public var value: String
    /// The unit's symbol; empty for a pure number.
    public var unit: String
  }
}

/// Where an observation stands: report, specimen or record, number and line.
public struct ObservationReference: Sendable, Hashable, Codable {
  /// Index into ``Determination/reports``.
  public var report: Int
  /// The specimen's identifier, or that of the calibration or conditioning record.
  public var specimen: String
  /// The observation's number in its series.
  public var number: Int
  /// The line of the report.
  public var line: Int
  /// The measured value with its unit, or the outcome.
  public var value: String
}

/// A figure of the definition, as it is cited to a reader.
public struct CitedFigure: Sendable, Hashable, Codable {
  /// What the figure is, such as `reference velocity of .44 Magnum SJHP, new`.
  public var name: String
  /// The number with its unit.
  public var value: String
  public var clause: String
  /// The title of the source it was recalled from or read in.
  public var source: String
}
