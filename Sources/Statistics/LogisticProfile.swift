extension LogisticFit {
  /// The confidence interval of V_p by profile likelihood: all velocities v₀ for which some curve with a slope
  /// that is not negative and P(v₀) = p has twice its log-likelihood within χ²₁(level) of the maximum.
  ///
  /// It follows the data instead of assuming symmetry. A limit is infinite where the shots do not bound V_p on
  /// that side, that is, where a flat curve is still compatible with them.
  ///
  /// Source: D. J. Venzon, S. H. Moolgavkar (1988), Applied Statistics 37, 87–94.
  /// - Parameters:
  ///   - p: the probability of perforation, between 0 and 1 exclusive.
  ///   - level: the two-sided confidence level, between 0 and 1 exclusive.
  /// - Returns: nil where p or the level is out of range.
  public func profileInterval(ofVelocityAt p: Double, level: Double) -> ConfidenceInterval? {
    guard p > 0, p < 1, let z = ConfidenceInterval.deviate(level: level) else { return nil }
    let profile = VelocityProfile(fit: self, probability: p, deviate: z)
    return ConfidenceInterval(
      lower: profile.limit(side: -1), upper: profile.limit(side: 1), level: level)
  }
}

/// The likelihood as a function of V_p alone, the slope being chosen anew for each.
private struct VelocityProfile {
  let fit: LogisticFit
  let probability: Double
  let deviate: Double

  /// The limit below (side −1) or above (side 1) V_p.
  func limit(side: Double) -> Double {
    guard deviate < deviation(logLikelihood: flatLogLikelihood(side: side)) else {
      return side * .infinity
    }
    let (centre, scale) = (fit.likelihood.centre, fit.likelihood.scale)
    let best = (fit.curve.velocity(at: probability) - centre) / scale
    let error = fit.curve.standardErrorOfVelocity(at: probability) / scale
    // Newton's method on the signed root of the likelihood ratio, nearly straight in V_p, kept in a bracket.
    var slope = fit.curve.slope * scale
    var near = 0.0
    var far = Double.infinity
    var distance = deviate * error
    for _ in 0..<400 {
      let point = profile(at: best + side * distance, startingAt: slope)
      // A best slope of 0 is where the next search must not start: there it would find no way up.
      if point.slope > 0 { slope = point.slope }
      let deviation = deviation(logLikelihood: point.sums.logLikelihood)
      let growth = side * point.slope * point.sums.residual / deviation
      let newton = distance + (deviate - deviation) / growth
      if abs(deviation - deviate) < 1e-9, newton.isFinite {
        return centre + scale * (best + side * newton)
      }
      if deviation < deviate { near = distance } else { far = distance }
      if newton > near, newton < min(far, 8 * distance) {
        distance = newton
      } else if far.isFinite {
        let middle = near + 0.5 * (far - near)
        guard middle > near, middle < far else { return centre + scale * (best + side * far) }
        distance = middle
      } else {
        distance *= 8
      }
      guard distance.isFinite else { break }
    }
    return side * .infinity
  }

  /// √(2(ln L̂ − ln L)), the standard normal deviate that a log-likelihood corresponds to.
  private func deviation(logLikelihood: Double) -> Double {
    max(2 * (fit.logLikelihood - logLikelihood), 0).squareRoot()
  }

  /// What the profile tends to as V_p goes to infinity: the best flat curve with P ≥ p below, P ≤ p above.
  private func flatLogLikelihood(side: Double) -> Double {
    let share = Double(fit.perforations) / Double(fit.count)
    let flat = side > 0 ? min(share, probability) : max(share, probability)
    return Double(fit.perforations) * logarithm(flat)
      + Double(fit.count - fit.perforations) * logarithm(onePlus: -flat)
  }

  /// The best slope, not below 0, for a curve through probability p at the given standardised velocity.
  private func profile(at pivot: Double, startingAt start: Double) -> (slope: Double, sums: LikelihoodSums) {
    var line = LogitLine(pivot: pivot, level: logit(probability), slope: start)
    var low = 0.0
    var high = Double.infinity
    var flatIsExcluded = false
    for _ in 0..<200 {
      let sums = fit.likelihood.sums(line)
      let newton = line.slope + sums.residualMoment / sums.weightSquare
      let decrement = sums.residualMoment * sums.residualMoment / sums.weightSquare
      if decrement < 1e-22 { return (line.slope, sums) }
      if sums.residualMoment > 0 { low = line.slope } else { high = line.slope }
      flatIsExcluded = flatIsExcluded || low > 0
      if high <= 0 { return (line.slope, sums) }
      let next: Double
      if newton > low, newton < high, newton < 8 * max(line.slope, start) {
        next = newton
      } else if newton <= 0, !flatIsExcluded {
        // Either the flat curve is the best, or it becomes the lower end of the bracket.
        flatIsExcluded = true
        next = 0
      } else if high.isFinite {
        next = low + 0.5 * (high - low)
        guard next > low, next < high else { return (line.slope, sums) }
      } else {
        next = 8 * max(line.slope, start)
      }
      line.slope = next
    }
    return (line.slope, fit.likelihood.sums(line))
  }
}
