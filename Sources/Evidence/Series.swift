import Quantities

/// Observations made together: the shots on one specimen, the drops of one calibration, one conditioning record.
public struct Series: Sendable, Hashable {
  public var role: Role
  /// The identifier by which specimens and other series refer to it; tests may have none.
  public var id: String?
  /// The standard's test method.
  public var method: String
  /// The specimen tested; nil for calibrations and conditioning records.
  public var specimen: String?
  /// The threat used; nil where the method has none.
  public var threat: String?
  /// The component tested, where no specimen says so; the region of the body; the test subject who wore it.
  public var place = Place()
  /// The calibrations that bracket it.
  public var calibrations: [String]
  public var day: Day?
  public var remark: String?
  public var observations: [Observation]
  public var line: Int

  /// Where on whom observations of ensembles were made.
  public struct Place: Sendable, Hashable {
    /// One of the standard's components.
    public var component: String?
    /// One of the standard's regions of the body.
    public var region: String?
    /// The test subject's identifier in the report.
    public var subject: String?

    public init(component: String? = nil, region: String? = nil, subject: String? = nil) {
      self.component = component
      self.region = region
      self.subject = subject
    }
  }

  public enum Role: String, Sendable, Hashable {
    case calibration
    case conditioning
    case test
  }

  public init(
    role: Role, id: String?, method: String, specimen: String?, threat: String?, place: Place = Place(),
    calibrations: [String], day: Day?, remark: String?, observations: [Observation], line: Int
  ) {
    self.role = role
    self.id = id
    self.method = method
    self.specimen = specimen
    self.threat = threat
    self.place = place
    self.calibrations = calibrations
    self.day = day
    self.remark = remark
    self.observations = observations
    self.line = line
  }
}

/// A shot, a strike, a drop, a check: one thing seen, with what was measured.
public struct Observation: Sendable, Hashable {
  /// The number within its series, from 1, in the order of testing.
  public var number: Int
  /// What happened, one of the method's outcomes.
  public var outcome: String?
  /// What was looked at, for documented checks.
  public var item: String?
  /// Whether the laboratory counts it as a fair hit; nil where it leaves that to the rules.
  public var claimedFair: Bool?
  /// What was measured; observations of one series that was read from a document share their storage.
  public var measurements: ArraySlice<Measurement>
  public var remark: String?
  public var line: Int

  /// The value of a measure, by its index in the report.
  @inlinable
  public func value(of measure: Int) -> ExactDecimal? {
    // In place: an iterator would hold on to the storage of the whole series for each value.
    for index in measurements.indices where measurements[index].measure == measure {
      return measurements[index].value
    }
    return nil
  }

  public init(
    number: Int, outcome: String?, item: String?, claimedFair: Bool?, measurements: [Measurement],
    remark: String?, line: Int
  ) {
    self.number = number
    self.outcome = outcome
    self.item = item
    self.claimedFair = claimedFair
    self.measurements = measurements[...]
    self.remark = remark
    self.line = line
  }
}
