import Synchronization

/// The factors of tolerance bounds of one coverage and confidence, computed once for each number of values.
///
/// A factor takes longer than all the rest of a bound, and the bounds that a standard asks for nearly always have the
/// planned number of values. It can be used from any number of threads.
public final class ToleranceFactors: Sendable {
  /// p, the share of the population that the bounds cover.
  public let coverage: Double
  /// γ, the confidence with which they do.
  public let confidence: Double

  private let known = Mutex<[Int: Double]>([:])
  /// More numbers of values than that are no plan's, and not worth their room.
  private static let keptCount = 256

  public init(coverage: Double, confidence: Double) {
    self.coverage = coverage
    self.confidence = confidence
  }

  /// k for n values, as ``ToleranceBound/factor(count:coverage:confidence:)`` gives it.
  public func factor(count: Int) -> Double? {
    if let known = known.withLock({ $0[count] }) { return known }
    let factor = ToleranceBound.factor(count: count, coverage: coverage, confidence: confidence)
    known.withLock { if $0.count < ToleranceFactors.keptCount { $0[count] = factor } }
    return factor
  }
}
