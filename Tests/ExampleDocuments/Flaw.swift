/// What an example was made to show: one way to comply narrowly, to fail, or to leave the verdict open.
public enum Flaw: String, CaseIterable, Sendable {
  case none
  // Compliant, though it may not look it.
  case depthsSaved
  case fastStop
  case inches
  // Not compliant.
  case perforation
  case slowPerforation
  case depthBeyondCap
  case depthsNotSaved
  case weakLimit
  case perforationAtReference
  case labelWrong
  case workmanshipFault
  // Not determined.
  case separated
  case allStops
  case nearEdge
  case slowStop
  case obliqueBeyondPlan
  case specimenMissing
  case depthMissing
  case clayOutOfCalibration
  case conditioningOutOfLimits
  case wrongUnit
  case unknownUnit
  case wrongEdition
  case labelNotChecked
  case perforationSetAside

  /// The verdict that the example was made for.
  public var verdict: String {
    switch self {
    case .none, .depthsSaved, .fastStop, .inches: "compliant"
    case .perforation, .slowPerforation, .depthBeyondCap, .depthsNotSaved, .weakLimit,
      .perforationAtReference,
      .labelWrong, .workmanshipFault:
      "not compliant"
    case .separated, .allStops, .nearEdge, .slowStop, .obliqueBeyondPlan, .specimenMissing, .depthMissing,
      .clayOutOfCalibration, .conditioningOutOfLimits, .wrongUnit, .unknownUnit, .wrongEdition,
      .labelNotChecked,
      .perforationSetAside:
      "not determined"
    }
  }

  /// The requirement that decides; nil where all are met.
  public var requirement: String? {
    switch self {
    case .none, .depthsSaved, .fastStop, .inches: nil
    case .perforation, .slowPerforation, .nearEdge, .slowStop, .obliqueBeyondPlan, .specimenMissing,
      .wrongEdition,
      .perforationSetAside, .unknownUnit:
      "pbfs.no-perforation"
    case .depthBeyondCap, .depthsNotSaved, .depthMissing, .wrongUnit: "pbfs.bfs"
    case .weakLimit, .separated, .allStops: "bl.probability"
    case .perforationAtReference: "bl.no-perforation-at-reference"
    case .clayOutOfCalibration: "clay.calibration"
    case .conditioningOutOfLimits: "conditioning.flexible"
    case .labelWrong: "label.size"
    case .labelNotChecked: "label.warning"
    case .workmanshipFault: "workmanship.blisters"
    }
  }

  /// What was planted, in a sentence.
  public var story: String {
    switch self {
    case .none: "Everything is as it should be."
    case .depthsSaved: "Some depths are over 44 mm; the tolerance bound is not, and none is over 50 mm."
    case .fastStop: "One bullet was faster than its window and was stopped, which counts."
    case .inches: "Lengths are in inches and velocities in feet per second."
    case .perforation: "One fair hit perforated."
    case .slowPerforation: "One bullet was slower than its window and perforated, which counts."
    case .depthBeyondCap: "One depth is 50.1 mm."
    case .depthsNotSaved: "Depths are over 44 mm, and so is the tolerance bound."
    case .weakLimit: "The armor begins to fail just above the reference velocity."
    case .perforationAtReference: "In the ballistic limit test a bullet at the reference velocity perforated."
    case .labelWrong: "The label states the wrong size."
    case .workmanshipFault: "A panel has a blister."
    case .separated: "In the ballistic limit test every stop was slower than every perforation."
    case .allStops: "In the ballistic limit test nothing perforated."
    case .nearEdge: "One shot hit too close to the edge, and the laboratory counted it."
    case .slowStop: "One bullet was slower than its window and was stopped, which shows nothing."
    case .obliqueBeyondPlan: "One shot hit at 8° where 0° was planned."
    case .specimenMissing: "One of the planned panels was not shot."
    case .depthMissing: "One depth was not measured."
    case .clayOutOfCalibration: "The clay of one set of shots was too soft."
    case .conditioningOutOfLimits: "The conditioning chamber was too cool."
    case .wrongUnit: "Depths are declared in kilograms."
    case .unknownUnit: "Velocities are declared in a unit that does not exist."
    case .wrongEdition: "The report was made to an earlier edition of the standard."
    case .labelNotChecked: "Nobody looked for the label's warning."
    case .perforationSetAside:
      "A perforation was set aside by the laboratory for a reason the standard does not know."
    }
  }

  /// The remark that a report with this flaw carries; tests read the expectation from it.
  public var remark: String {
    guard let requirement else { return "Example document, invented. \(story) Expected: \(verdict)." }
    let outcome = verdict == "not compliant" ? "not met" : "not determined"
    return "Example document, invented. \(story) Expected: \(verdict); requirement \(requirement) \(outcome)."
  }
}
