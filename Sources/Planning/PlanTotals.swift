import Quantities
import Standards

/// What a plan comes to.
public struct PlanTotals: Sendable, Hashable {
  /// Specimens that are alike but for their numbers.
  public struct Specimens: Sendable, Hashable {
    public var component: String?
    public var size: String?
    public var condition: String?
    public var count: Int
  }

  /// Observations of one name, with one threat.
  public struct Observations: Sendable, Hashable {
    /// What one is called: `shot`, `strike`.
    public var noun: String
    public var threat: String?
    /// Whether the rate of shots holds for them.
    public var isShot: Bool
    public var count: Int
  }

  public var specimens: [Specimens] = []
  public var observations: [Observations] = []
  public var conditionings = 0
  public var calibrations = 0
  /// What calibrations consist of, such as drops.
  public var calibrationObservations = 0
  /// Lines of which the definition does not know all numbers: the totals are the least.
  public var openLines = 0
  /// Whether some number of the plan was not verified.
  public var restsOnUnverified = false

  public var specimenCount: Int { specimens.reduce(0) { $0 + $1.count } }
  public var observationCount: Int { observations.reduce(0) { $0 + $1.count } }
  /// Shots and strikes: observations that are made with a threat, or are called a shot.
  public var shotCount: Int { observations.lazy.filter(\.isShot).reduce(0) { $0 + $1.count } }

  /// How long the shots take at a rate of so many an hour, without calibration and conditioning.
  public func hours(at rate: ExactDecimal) -> Double { Double(shotCount) / rate.doubleValue }
}

extension TestPlan {
  /// What the plan comes to.
  public var totals: PlanTotals {
    var totals = PlanTotals()
    for line in lines {
      if line.isOpen { totals.openLines += 1 }
      if line.entry.figures.contains(where: { !$0.isVerified }) { totals.restsOnUnverified = true }
      for specimen in line.series.compactMap(\.specimen) {
        let group = PlanTotals.Specimens(
          component: specimen.component, size: specimen.size, condition: specimen.condition, count: 1)
        let known = totals.specimens.firstIndex {
          $0.component == group.component && $0.size == group.size && $0.condition == group.condition
        }
        if let known { totals.specimens[known].count += 1 } else { totals.specimens.append(group) }
      }
      let group = PlanTotals.Observations(
        noun: line.method.observation, threat: line.threat?.threat,
        isShot: line.threat != nil || line.method.observation == "shot", count: line.observationCount)
      let known = totals.observations.firstIndex { $0.noun == group.noun && $0.threat == group.threat }
      if let known {
        totals.observations[known].count += group.count
      } else {
        totals.observations.append(group)
      }
    }
    totals.conditionings = conditionings.count
    totals.calibrations = calibrations.count
    totals.calibrationObservations = calibrations.reduce(0) { $0 + $1.observations }
    return totals
  }
}
