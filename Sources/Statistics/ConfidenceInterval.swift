/// A two-sided confidence interval.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The lower limit; −∞ where the data set none.
  public let lower: Double

  /// The upper limit; +∞ where the data set none.
  public let upper: Double

  /// The two-sided confidence level, between 0 and 1 exclusive; 0.95 leaves 2.5 % on either side.
  public let level: Double

  /// Whether both limits are finite.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }
}

extension ConfidenceInterval {
  /// The normal deviate z with P(|Z| ≤ z) = level, or nil where the level is not between 0 and 1 exclusive.
  static func deviate(level: Double) -> Double? {
    guard level > 0, level < 1 else { return nil }
    return -NormalDistribution.quantile((1 - level) / 2)
  }
}
