/// A one-sided normal tolerance bound: with the stated confidence, at least the stated share of the population
/// from which the values come lies on its inner side.
///
/// Upper bound x̄ + k·s, lower bound x̄ − k·s, with k = t(γ; n − 1, δ)/√n and δ = Φ⁻¹(p)·√n, where t(γ; ν, δ) is
/// the γ-quantile of the noncentral t distribution, p the coverage and γ the confidence.
///
/// Source: D. B. Owen (1968), A survey of properties and applications of the noncentral t-distribution,
/// Technometrics 10, 445–478; ISO 16269-6:2014, annex on one-sided intervals with unknown σ.
///
/// That the values are normal is an assumption of the rule that asks for the bound. `ShapiroWilk` reports how
/// well it holds; nothing here acts on it.
public struct ToleranceBound: Sendable, Equatable {
  /// The side on which the population is bounded.
  public enum Side: Sendable, Equatable {
    /// The population stays below the bound: depths, which must not be large.
    case upper
    /// The population stays above the bound: velocities withstood, which must not be small.
    case lower
  }

  /// The side on which this bound lies.
  public let side: Side

  /// p, the share of the population that the bound covers.
  public let coverage: Double

  /// γ, the confidence with which it does.
  public let confidence: Double

  /// n, the number of values.
  public let count: Int

  /// x̄, in the unit of the values.
  public let mean: Double

  /// s, with n − 1 in the denominator, in the unit of the values.
  public let standardDeviation: Double

  /// k, a pure number.
  public let factor: Double

  /// The bound, in the unit of the values; the mean itself, exactly, where all values are equal.
  public let bound: Double
}

extension ToleranceBound {
  /// What was made of a set of values.
  public enum Outcome: Sendable, Equatable {
    case bound(ToleranceBound)
    case notDetermined(Reason)
  }

  /// Why there is no bound.
  public enum Reason: NotDeterminedReason {
    /// Fewer than two values leave the standard deviation open.
    case tooFew(count: Int)
    /// The value at `index` is infinite or not a number.
    case nonFinite(index: Int)
    /// Coverage and confidence must lie between 0 and 1, exclusive, and n within 2 ... 1e9.
    case badParameters(coverage: Double, confidence: Double)
    /// The values are so large that the bound is not a number that a `Double` holds.
    case overflow
  }

  /// The bound that the share `coverage` of the population stays below.
  /// - Parameters:
  ///   - values: at least two, in any order and any one unit.
  ///   - coverage: p, between 0 and 1 exclusive.
  ///   - confidence: γ, between 0 and 1 exclusive.
  public static func upper(of values: [Double], coverage: Double, confidence: Double) -> Outcome {
    outcome(.upper, values, ToleranceFactors(coverage: coverage, confidence: confidence))
  }

  /// The same by factors that are kept.
  public static func upper(of values: [Double], factors: ToleranceFactors) -> Outcome {
    outcome(.upper, values, factors)
  }

  /// The bound that the share `coverage` of the population stays above; parameters as for `upper`.
  public static func lower(of values: [Double], coverage: Double, confidence: Double) -> Outcome {
    outcome(.lower, values, ToleranceFactors(coverage: coverage, confidence: confidence))
  }

  /// k for n values; it depends on nothing else, so a caller may keep it.
  /// - Parameters:
  ///   - count: n, 2 ... 1e9.
  ///   - coverage: p, between 0 and 1 exclusive.
  ///   - confidence: γ, between 0 and 1 exclusive.
  /// - Returns: nil where a parameter is out of range.
  public static func factor(count: Int, coverage: Double, confidence: Double) -> Double? {
    guard count >= 2, coverage > 0, coverage < 1, confidence > 0, confidence < 1 else { return nil }
    let rootN = Double(count).squareRoot()
    let noncentrality = NormalDistribution.quantile(coverage) * rootN
    return TDistribution(degreesOfFreedom: Double(count - 1), noncentrality: noncentrality)
      .map { $0.quantile(confidence) / rootN }
  }
}

extension ToleranceBound.Reason {
  public var code: String {
    switch self {
    case .tooFew: "tolerance.too-few"
    case .nonFinite: "tolerance.non-finite"
    case .badParameters: "tolerance.bad-parameters"
    case .overflow: "tolerance.overflow"
    }
  }

  public var description: String {
    switch self {
    case .tooFew(let count):
      "A tolerance bound needs at least 2 values; there \(count == 1 ? "is 1" : "are \(count)")."
    case .nonFinite(let index):
      "Value \(index + 1) is not a finite number."
    case .badParameters(let coverage, let confidence):
      "Coverage \(coverage) and confidence \(confidence) must both lie between 0 and 1."
    case .overflow:
      "The values are too large for their spread to be computed."
    }
  }
}

extension ToleranceBound {
  private static func outcome(
    _ side: Side, _ values: [Double], _ factors: ToleranceFactors
  ) -> Outcome {
    let (coverage, confidence) = (factors.coverage, factors.confidence)
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      return .notDetermined(.nonFinite(index: index))
    }
    guard values.count >= 2 else { return .notDetermined(.tooFew(count: values.count)) }
    guard let factor = factors.factor(count: values.count) else {
      return .notDetermined(.badParameters(coverage: coverage, confidence: confidence))
    }
    let moments = SampleMoments(ascending: values.sorted())
    let bound = moments.mean + (side == .upper ? factor : -factor) * moments.standardDeviation
    guard bound.isFinite else { return .notDetermined(.overflow) }
    return .bound(
      ToleranceBound(
        side: side, coverage: coverage, confidence: confidence, count: values.count, mean: moments.mean,
        standardDeviation: moments.standardDeviation, factor: factor, bound: bound))
  }
}
