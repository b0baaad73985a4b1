import Statistics

/// Where the fitted probability lies with 95 % confidence, beside the curve that the judge printed.
struct ConfidenceBand {
  static let level = 0.95

  private let curve: LogisticCurve

  /// Fits the observations again, because a determination keeps no covariance; nil where that does not come to the
  /// curve that is drawn: a band around another curve would be worse than none.
  init?(_ shots: [PlottedShot], around drawn: LogisticPlot.Curve) {
    let shots = shots.map { BallisticShot(velocity: $0.value, perforated: $0.isEvent) }
    guard case .fit(let fit) = LogisticFit.of(shots), abs(fit.curve.v50 - drawn.v50.value) <= 0.006,
      abs(fit.curve.slope - drawn.slope) <= 1e-6 * drawn.slope
    else { return nil }
    curve = fit.curve
  }

  /// The lower and the upper limit of the probability at a value.
  func limits(at value: Double) -> (low: Double, high: Double)? {
    curve.interval(ofProbabilityAt: value, level: ConfidenceBand.level).map { ($0.lower, $0.upper) }
  }
}
