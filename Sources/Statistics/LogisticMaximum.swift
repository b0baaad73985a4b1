/// The line of logits that maximises the log-likelihood, and the sums there.
struct LogisticMaximum {
  let line: LogitLine
  let sums: LikelihoodSums
}

extension LogisticLikelihood {
  /// Newton's method with step halving on the concave log-likelihood, which for this model is iteratively
  /// reweighted least squares. Source: P. McCullagh, J. A. Nelder (1989), Generalized Linear Models, 2.5.
  ///
  /// The pivot follows the weighted mean of the velocities, so that the two parameters stay uncorrelated and the
  /// method converges even where only a few shots in a narrow zone still carry weight.
  /// - Returns: nil where the shots leave no maximum or rounding hides it.
  func maximum() -> LogisticMaximum? {
    var line = LogitLine()
    var sums = sums(line)
    var decrement = Double.infinity
    for _ in 0..<200 {
      guard let step = NewtonStep(sums) else { return nil }
      let stalled = step.decrement < 1e-8 && step.decrement > 0.25 * decrement
      decrement = step.decrement
      // 1e-20 is 1e-10 standard errors before this step, and their square after it.
      if decrement < 1e-20 || stalled {
        let last = step.applied(to: line, fraction: 1)
        return LogisticMaximum(line: last, sums: self.sums(last))
      }
      var fraction = 1.0
      var next = step.applied(to: line, fraction: fraction)
      var nextSums = self.sums(next)
      let slack = 1e-13 * abs(sums.logLikelihood)
      while !(nextSums.logLikelihood >= sums.logLikelihood + 1e-4 * fraction * decrement - slack) {
        fraction *= 0.5
        guard fraction > 1e-10 else { return nil }
        next = step.applied(to: line, fraction: fraction)
        nextSums = self.sums(next)
      }
      line = next
      sums = nextSums
    }
    return nil
  }

  /// The curve of a line, in the unit of the shots, with the information that its sums hold.
  func curve(_ line: LogitLine, _ sums: LikelihoodSums) -> LogisticCurve {
    let offset = sums.weightMoment / sums.weight
    let slope = line.slope / scale
    let pivot = centre + scale * (line.pivot + offset)
    // The pivot was rounded to the grid of the raw velocities; the logit must be that of the rounded pivot.
    let position = (pivot - centre) / scale
    return LogisticCurve(
      slope: slope, pivot: pivot, pivotLogit: line.level + line.slope * (position - line.pivot),
      levelInformation: sums.weight,
      slopeInformation: (sums.weightSquare - offset * sums.weightMoment) * scale * scale)
  }
}

/// One Newton step, about the weighted mean of the velocities.
private struct NewtonStep {
  private let offset: Double
  private let level: Double
  private let slope: Double

  /// gᵀH⁻¹g, twice the gain in log-likelihood that the step promises; in squared standard errors.
  let decrement: Double

  init?(_ sums: LikelihoodSums) {
    offset = sums.weightMoment / sums.weight
    let spread = sums.weightSquare - offset * sums.weightMoment
    let moment = sums.residualMoment - offset * sums.residual
    level = sums.residual / sums.weight
    slope = moment / spread
    decrement = sums.residual * level + moment * slope
    guard sums.weight > 0, spread > 0, decrement.isFinite else { return nil }
  }

  func applied(to line: LogitLine, fraction: Double) -> LogitLine {
    LogitLine(
      pivot: line.pivot + offset, level: line.level + line.slope * offset + fraction * level,
      slope: line.slope + fraction * slope)
  }
}
