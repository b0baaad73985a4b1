/// The ballistic limit by logistic regression: the maximum likelihood fit of P(v) = 1 / (1 + exp(−(β₀ + β₁ v)))
/// to shots that stopped or perforated.
///
///     switch LogisticFit.of(shots) {
///     case .fit(let fit): print(fit.curve.v50, fit.curve.v05)
///     case .notDetermined(let reason): print(reason.code, reason)
///     }
///
/// A fit exists only where stops and perforations overlap and faster shots perforate more. That is decided from
/// the data before the first iteration: a solver that "converges" on separated data never gets to see them.
public struct LogisticFit: Sendable, Equatable {
  /// The fitted curve with its standard errors.
  public let curve: LogisticCurve

  /// ln L at the maximum.
  public let logLikelihood: Double

  /// n, the number of shots.
  public var count: Int { likelihood.count }

  /// How many of them perforated.
  public var perforations: Int { likelihood.perforations }

  /// The shots themselves, which profile likelihood asks again.
  let likelihood: LogisticLikelihood
}

extension LogisticFit {
  /// What was made of a set of shots.
  public enum Outcome: Sendable, Equatable {
    case fit(LogisticFit)
    case notDetermined(Reason)
  }

  /// Why there is no ballistic limit. Velocities are in the unit of the shots.
  public enum Reason: NotDeterminedReason {
    /// Fewer shots than two parameters and a doubt.
    case tooFew(count: Int)
    /// The velocity of the shot at `index` is infinite or not a number.
    case nonFinite(index: Int)
    /// Nothing perforated: the limit lies somewhere above.
    case allStops(count: Int, highestStop: Double)
    /// Everything perforated: the limit lies somewhere below.
    case allPerforations(count: Int, lowestPerforation: Double)
    /// All shots had one velocity, so that the slope is open.
    case identicalVelocities(velocity: Double, count: Int)
    /// Every stop was slower than every perforation: the likelihood grows without end as the slope does.
    case completeSeparation(highestStop: Double, lowestPerforation: Double)
    /// Stops and perforations share one velocity only, which leaves the slope without a maximum as well.
    case quasiSeparation(velocity: Double)
    /// Every perforation was slower than every stop, or as slow as the slowest: a fault in the data.
    case reversedSeparation(highestPerforation: Double, lowestStop: Double)
    /// Perforations were on average no faster than stops, so that the slope is not positive: a data fault.
    case nonPositiveSlope(meanOfStops: Double, meanOfPerforations: Double)
    /// Rounding hid the maximum.
    case didNotConverge
  }

  /// The fewest shots on which stops and perforations can overlap: two parameters and one shot to contradict.
  public static let minimumCount = 3

  /// Fits the curve by maximum likelihood.
  /// - Parameter shots: in any order; repeated shots count as often as they occur.
  public static func of(_ shots: [BallisticShot]) -> Outcome {
    let pattern = ShotPattern(shots)
    if let reason = pattern.reasonAgainstMaximumLikelihood { return .notDetermined(reason) }
    let likelihood = LogisticLikelihood(shots, pattern)
    // The maximum over the level alone is concave in the slope, so its direction at slope 0 gives the sign.
    guard likelihood.meansDifference > Double(likelihood.count) * Double.ulpOfOne else {
      return .notDetermined(likelihood.nonPositiveSlope)
    }
    guard let maximum = likelihood.maximum(), maximum.line.slope > 0 else {
      return .notDetermined(.didNotConverge)
    }
    let curve = likelihood.curve(maximum.line, maximum.sums)
    guard curve.isUsable else { return .notDetermined(.didNotConverge) }
    return .fit(
      LogisticFit(curve: curve, logLikelihood: maximum.sums.logLikelihood, likelihood: likelihood))
  }
}

extension LogisticFit.Reason {
  public var code: String {
    switch self {
    case .tooFew: "logistic.too-few"
    case .nonFinite: "logistic.non-finite"
    case .allStops: "logistic.all-stops"
    case .allPerforations: "logistic.all-perforations"
    case .identicalVelocities: "logistic.identical-velocities"
    case .completeSeparation: "logistic.complete-separation"
    case .quasiSeparation: "logistic.quasi-separation"
    case .reversedSeparation: "logistic.reversed-separation"
    case .nonPositiveSlope: "logistic.non-positive-slope"
    case .didNotConverge: "logistic.did-not-converge"
    }
  }

  public var description: String {
    switch self {
    case .tooFew(let count):
      "A ballistic limit needs at least \(LogisticFit.minimumCount) shots; there \(count == 1 ? "is" : "are") "
        + "\(count)."
    case .nonFinite(let index):
      "The velocity of shot \(index + 1) is not a finite number."
    case .allStops(let count, let highest):
      "All \(count) shots were stopped, up to velocity \(highest): the limit lies somewhere above."
    case .allPerforations(let count, let lowest):
      "All \(count) shots perforated, down to velocity \(lowest): the limit lies somewhere below."
    case .identicalVelocities(let velocity, let count):
      "All \(count) shots had velocity \(velocity), which says nothing about other velocities."
    case .completeSeparation(let stop, let perforation):
      "Every stop (fastest \(stop)) was slower than every perforation (slowest \(perforation)): "
        + "no finite maximum likelihood estimate exists."
    case .quasiSeparation(let velocity):
      "Stops and perforations meet only at velocity \(velocity): "
        + "no finite maximum likelihood estimate exists."
    case .reversedSeparation(let perforation, let stop):
      "No perforation (fastest \(perforation)) was faster than any stop (slowest \(stop)): check the data."
    case .nonPositiveSlope(let stops, let perforations):
      "Perforations (mean velocity \(perforations)) were not faster than stops (mean velocity \(stops)): "
        + "check the data."
    case .didNotConverge:
      "The maximum of the likelihood could not be found within the precision of the arithmetic."
    }
  }
}

// MARK: - Signs and sanity

extension LogisticLikelihood {
  /// Mean velocity of the perforations less that of the stops, standardised.
  var meansDifference: Double {
    mean(positions[stops...]) - mean(positions[..<stops])
  }

  /// The reason that a slope which is not positive amounts to.
  var nonPositiveSlope: LogisticFit.Reason {
    .nonPositiveSlope(
      meanOfStops: centre + scale * mean(positions[..<stops]),
      meanOfPerforations: centre + scale * mean(positions[stops...]))
  }

  private func mean(_ positions: ArraySlice<Double>) -> Double {
    positions.reduce(0, +) / Double(positions.count)
  }
}

extension LogisticCurve {
  /// Whether every number survived the way back to the unit of the shots.
  var isUsable: Bool {
    slope.isFinite && slope > 0 && pivotLogit.isFinite && v50.isFinite && levelInformation > 0
      && slopeInformation > 0 && slopeInformation.isFinite
  }
}
