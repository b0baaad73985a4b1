/// A ballistic limit by Firth's penalised likelihood, which stays finite on separated data.
///
/// It maximises ln L + ½ ln |I|, I being the Fisher information, and so shrinks the slope a little. It is a
/// second opinion to stand beside the verdict of `LogisticFit`, never in its place.
///
/// Source: D. Firth (1993), Biometrika 80, 27–38; G. Heinze, M. Schemper (2002), Statistics in Medicine 21,
/// 2409–2419, for its use on separated data.
public struct FirthFit: Sendable, Equatable {
  /// The fitted curve; its standard errors are those of the information at the estimate.
  public let curve: LogisticCurve

  /// ln L + ½ ln |I| at the maximum, with I in terms of intercept and slope.
  public let penalisedLogLikelihood: Double

  /// n, the number of shots.
  public let count: Int

  /// How many of them perforated.
  public let perforations: Int
}

extension FirthFit {
  /// What was made of a set of shots; the reasons are those of `LogisticFit`, without separation.
  public enum Outcome: Sendable, Equatable {
    case fit(FirthFit)
    case notDetermined(LogisticFit.Reason)
  }

  /// Fits the curve by penalised likelihood.
  ///
  /// Shots of one kind only have a finite estimate too, but the sign of its slope comes from the spacing of the
  /// velocities and from no outcome, so they are refused here as well.
  public static func of(_ shots: [BallisticShot]) -> Outcome {
    let pattern = ShotPattern(shots)
    if let reason = pattern.reasonAgainstAnyFit { return .notDetermined(reason) }
    let likelihood = LogisticLikelihood(shots, pattern)
    guard let maximum = likelihood.penalisedMaximum() else { return .notDetermined(.didNotConverge) }
    guard maximum.line.slope > Double(likelihood.count) * Double.ulpOfOne else {
      return .notDetermined(likelihood.nonPositiveSlope)
    }
    let curve = likelihood.curve(maximum.line, maximum.sums)
    guard curve.isUsable else { return .notDetermined(.didNotConverge) }
    // The determinant of the information does not depend on the pivot, only on the unit of velocity.
    let penalty = 0.5 * (logarithm(curve.levelInformation) + logarithm(curve.slopeInformation))
    return .fit(
      FirthFit(
        curve: curve, penalisedLogLikelihood: maximum.sums.logLikelihood + penalty, count: pattern.count,
        perforations: pattern.perforations))
  }
}

extension LogisticLikelihood {
  /// Newton's method with step halving on the penalised log-likelihood.
  fileprivate func penalisedMaximum() -> LogisticMaximum? {
    var line = LogitLine()
    guard var here = PenalisedPoint(self, line) else { return nil }
    var decrement = Double.infinity
    for _ in 0..<200 {
      let stalled = here.decrement < 1e-12 && here.decrement > 0.25 * decrement
      decrement = here.decrement
      if decrement < 1e-24 || stalled { return LogisticMaximum(line: line, sums: here.sums) }
      let slack = 1e-13 * (1 + abs(here.value))
      var fraction = 1.0
      while true {
        let trial = here.stepped(from: line, fraction: fraction)
        let gain = 1e-4 * fraction * decrement - slack
        if let there = PenalisedPoint(self, trial), there.value >= here.value + gain {
          line = trial
          here = there
          break
        }
        fraction *= 0.5
        guard fraction > 1e-12 else { return nil }
      }
    }
    return nil
  }
}

/// Value, gradient and Newton step of the penalised log-likelihood at one line.
private struct PenalisedPoint {
  let sums: LikelihoodSums

  /// ln L + ½ ln |I|.
  let value: Double

  /// Gradient times step: twice the gain that the step promises.
  let decrement: Double

  private let offset: Double
  private let level: Double
  private let slope: Double

  /// nil where the weights have vanished, so that the information has no inverse.
  init?(_ likelihood: LogisticLikelihood, _ line: LogitLine) {
    let sums = likelihood.sums(line)
    let offset = sums.weightMoment / sums.weight
    let weight = sums.weight
    let spread = sums.weightSquare - offset * sums.weightMoment
    guard weight > 0, spread > 0, spread.isFinite else { return nil }

    // About the weighted mean the information is diagonal, diag(A, C), and with wʹ = w(1 − 2p) and
    // wʺ = w(1 − 6w) the derivatives of ln |I| are short sums of Σwʹxᵏ and Σwʺxᵏ.
    let (first, second) = likelihood.weightDerivatives(line, offset: offset)
    func gradient(_ k: Int) -> Double { first[k] / weight + first[k + 2] / spread }
    func curvature(_ j: Int, _ k: Int) -> Double {
      let level = first[j] * first[k] / (weight * weight)
      let mixed = 2 * first[j + 1] * first[k + 1] / (weight * spread)
      let slope = first[j + 2] * first[k + 2] / (spread * spread)
      return second[j + k] / weight + second[j + k + 2] / spread - level - mixed - slope
    }
    let residual = sums.residual + 0.5 * gradient(0)
    let moment = sums.residualMoment - offset * sums.residual + 0.5 * gradient(1)
    var a = weight - 0.5 * curvature(0, 0)
    var b = -0.5 * curvature(0, 1)
    var c = spread - 0.5 * curvature(1, 1)
    // Where the penalty makes the surface convex, the plain information still points uphill.
    if a <= 0 || a * c - b * b <= 0.01 * weight * spread { (a, b, c) = (weight, 0, spread) }
    let determinant = a * c - b * b

    self.sums = sums
    self.offset = offset
    value = sums.logLikelihood + 0.5 * (logarithm(weight) + logarithm(spread))
    level = (c * residual - b * moment) / determinant
    slope = (a * moment - b * residual) / determinant
    decrement = residual * level + moment * slope
    guard decrement.isFinite else { return nil }
  }

  func stepped(from line: LogitLine, fraction: Double) -> LogitLine {
    LogitLine(
      pivot: line.pivot + offset, level: line.level + line.slope * offset + fraction * level,
      slope: line.slope + fraction * slope)
  }
}

extension LogisticLikelihood {
  /// Σwʹxᵏ for k = 0 ... 3 and Σwʺxᵏ for k = 0 ... 4, x being counted from the pivot plus the offset and the
  /// primes denoting derivatives with respect to the logit.
  fileprivate func weightDerivatives(
    _ line: LogitLine, offset: Double
  ) -> (first: [Double], second: [Double]) {
    var first = [Double](repeating: 0, count: 4)
    var second = [Double](repeating: 0, count: 5)
    for position in positions {
      let x = position - line.pivot
      let logit = line.level + line.slope * x
      let p = logistic(logit)
      let q = logistic(-logit)
      var firstTerm = p * q * (q - p)
      var secondTerm = p * q * (1 - 6 * p * q)
      for k in 0...4 {
        if k < 4 { first[k] += firstTerm }
        second[k] += secondTerm
        firstTerm *= x - offset
        secondTerm *= x - offset
      }
    }
    return (first, second)
  }
}
