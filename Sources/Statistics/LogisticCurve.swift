/// A fitted curve P(v) = 1 / (1 + exp(−(β₀ + β₁ v))) with the uncertainty of its two parameters.
///
/// It is held as a line of logits through the pivot, the mean velocity weighted by information. There the two
/// parameters are uncorrelated, so that no standard error is a small difference of large numbers, however far
/// the velocities are from 0. Velocities are in the unit of the shots, the slope in logits per that unit.
public struct LogisticCurve: Sendable, Equatable {
  /// β₁, in logits per unit of velocity.
  public let slope: Double

  /// The velocity v̄ = Σwᵢvᵢ/Σwᵢ, with the weights wᵢ = pᵢ(1 − pᵢ) of the fitted probabilities.
  public let pivot: Double

  /// β₀ + β₁ v̄.
  public let pivotLogit: Double

  /// Σwᵢ: the Fisher information on the logit at the pivot.
  public let levelInformation: Double

  /// Σwᵢ(vᵢ − v̄)²: the Fisher information on the slope.
  public let slopeInformation: Double

  /// β₀, the logit at velocity 0.
  public var intercept: Double { pivotLogit - slope * pivot }
}

extension LogisticCurve {
  /// β₀ + β₁ v, the logit of the probability of perforation at velocity v.
  public func logit(at velocity: Double) -> Double {
    pivotLogit + slope * (velocity - pivot)
  }

  /// The probability of perforation at a velocity.
  public func probability(at velocity: Double) -> Double {
    logistic(logit(at: velocity))
  }

  /// V_p, the velocity at which the probability of perforation is p: (ln(p/(1 − p)) − β₀)/β₁.
  /// - Parameter p: between 0 and 1; 0 and 1 themselves give −∞ and +∞, anything outside gives NaN.
  public func velocity(at p: Double) -> Double {
    pivot + (Statistics.logit(p) - pivotLogit) / slope
  }

  /// The velocity that half the shots perforate at.
  public var v50: Double { velocity(at: 0.5) }

  /// The velocity that one shot in twenty perforates at.
  public var v05: Double { velocity(at: 0.05) }
}

// MARK: - Uncertainty

extension LogisticCurve {
  /// Variances and covariance of intercept and slope: the inverse of the Fisher information.
  public struct Covariance: Sendable, Equatable {
    /// In logits².
    public let intercept: Double
    /// In logits² per unit of velocity.
    public let interceptSlope: Double
    /// In logits² per squared unit of velocity.
    public let slope: Double
  }

  /// The covariance matrix of β₀ and β₁.
  public var covariance: Covariance {
    Covariance(
      intercept: logitVariance(at: 0), interceptSlope: -pivot / slopeInformation, slope: 1 / slopeInformation)
  }

  /// The standard error of β₀.
  public var interceptStandardError: Double { logitVariance(at: 0).squareRoot() }

  /// The standard error of β₁.
  public var slopeStandardError: Double { (1 / slopeInformation).squareRoot() }

  /// The standard error of the logit at a velocity.
  public func standardErrorOfLogit(at velocity: Double) -> Double {
    logitVariance(at: velocity).squareRoot()
  }

  /// The standard error of the probability of perforation at a velocity, by the delta method: p(1 − p)·se(logit).
  public func standardErrorOfProbability(at velocity: Double) -> Double {
    let x = logit(at: velocity)
    return logistic(x) * logistic(-x) * standardErrorOfLogit(at: velocity)
  }

  /// The standard error of V_p, by the delta method: se(logit at V_p)/β₁.
  ///
  /// Source: D. J. Finney (1971), Probit Analysis, 3rd edition, chapter 4, the case g = 0.
  public func standardErrorOfVelocity(at p: Double) -> Double {
    standardErrorOfLogit(at: velocity(at: p)) / abs(slope)
  }

  /// The confidence interval of V_p by the delta method, V_p ± z·se(V_p); symmetric, and too short where the
  /// slope is poorly known. `LogisticFit.profileInterval(ofVelocityAt:level:)` is the better one.
  /// - Returns: nil where p or the level is not between 0 and 1, exclusive.
  public func deltaInterval(ofVelocityAt p: Double, level: Double) -> ConfidenceInterval? {
    guard p > 0, p < 1, let z = ConfidenceInterval.deviate(level: level) else { return nil }
    let half = z * standardErrorOfVelocity(at: p)
    let middle = velocity(at: p)
    return ConfidenceInterval(lower: middle - half, upper: middle + half, level: level)
  }

  /// The confidence interval of the probability of perforation at a velocity, symmetric on the logit scale, so
  /// that it stays between 0 and 1.
  ///
  /// Source: D. W. Hosmer, S. Lemeshow, R. X. Sturdivant (2013), Applied Logistic Regression, 3rd ed., 1.4.
  /// - Returns: nil where the level is not between 0 and 1, exclusive.
  public func interval(ofProbabilityAt velocity: Double, level: Double) -> ConfidenceInterval? {
    guard let z = ConfidenceInterval.deviate(level: level) else { return nil }
    let half = z * standardErrorOfLogit(at: velocity)
    let middle = logit(at: velocity)
    return ConfidenceInterval(lower: logistic(middle - half), upper: logistic(middle + half), level: level)
  }

  private func logitVariance(at velocity: Double) -> Double {
    let distance = velocity - pivot
    return 1 / levelInformation + distance * distance / slopeInformation
  }
}
