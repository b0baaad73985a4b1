/// The Shapiro–Wilk statistic of normality and its significance, for people to read: no rule acts on it.
///
/// Source: S. S. Shapiro, M. B. Wilk (1965), Biometrika 52, 591–611; P. Royston (1995), Remark AS R94,
/// Applied Statistics 44, 547–551, for the coefficients and the significance.
public struct ShapiroWilk: Sendable, Equatable {
  /// n, the number of values.
  public let count: Int

  /// W, 0 ... 1; close to 1 where the values look normal.
  public let statistic: Double

  /// The probability of a W this small or smaller if the values are normal.
  public let pValue: Double
}

extension ShapiroWilk {
  /// What was made of a set of values.
  public enum Outcome: Sendable, Equatable {
    case statistic(ShapiroWilk)
    case notDetermined(Reason)
  }

  /// Why there is no statistic.
  public enum Reason: NotDeterminedReason {
    /// Fewer than three values always look normal.
    case tooFew(count: Int)
    /// Royston's approximation was fitted for at most 5000 values.
    case tooMany(count: Int)
    /// The value at `index` is infinite or not a number.
    case nonFinite(index: Int)
    /// All values are equal, or too close to one another for the arithmetic.
    case noSpread
  }

  /// The statistic of 3 to 5000 values, in any order and any one unit.
  public static func of(_ values: [Double]) -> Outcome {
    let n = values.count
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      return .notDetermined(.nonFinite(index: index))
    }
    guard n >= 3 else { return .notDetermined(.tooFew(count: n)) }
    guard n <= 5000 else { return .notDetermined(.tooMany(count: n)) }
    let ordered = values.sorted()
    let middle = ordered[n / 2]
    let range = ordered[n - 1] - ordered[0]
    guard range > 0, range.isFinite else { return .notDetermined(.noSpread) }
    let shortfall = shortfall(ordered.map { ($0 - middle) / range }, coefficients(n))
    let significance = significance(n, shortfall)
    return .statistic(ShapiroWilk(count: n, statistic: 1 - shortfall, pValue: significance))
  }
}

extension ShapiroWilk.Reason {
  public var code: String {
    switch self {
    case .tooFew: "normality.too-few"
    case .tooMany: "normality.too-many"
    case .nonFinite: "normality.non-finite"
    case .noSpread: "normality.no-spread"
    }
  }

  public var description: String {
    switch self {
    case .tooFew(let count):
      "A statistic of normality needs at least 3 values; there are \(count)."
    case .tooMany(let count):
      "A statistic of normality is known for at most 5000 values; there are \(count)."
    case .nonFinite(let index):
      "Value \(index + 1) is not a finite number."
    case .noSpread:
      "All values are equal, so that no statistic of normality exists."
    }
  }
}

extension ShapiroWilk {
  /// The upper half of the antisymmetric coefficients, for the largest value first.
  private static func coefficients(_ n: Int) -> [Double] {
    guard n > 3 else { return [(0.5).squareRoot()] }
    let scores = (1...(n / 2)).map {
      -NormalDistribution.quantile((Double($0) - 0.375) / (Double(n) + 0.25))
    }
    let sumOfSquares = 2 * scores.reduce(0) { $0 + $1 * $1 }
    let norm = sumOfSquares.squareRoot()
    let x = 1 / Double(n).squareRoot()
    let first =
      scores[0] / norm + polynomial([0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056], x)
    var head = [first]
    if n > 5 {
      head.append(scores[1] / norm + polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], x))
    }
    var scoreRest = sumOfSquares
    var coefficientRest = 1.0
    for (index, coefficient) in head.enumerated() {
      scoreRest -= 2 * scores[index] * scores[index]
      coefficientRest -= 2 * coefficient * coefficient
    }
    let divisor = (scoreRest / coefficientRest).squareRoot()
    return head + scores.dropFirst(head.count).map { $0 / divisor }
  }

  /// 1 − W, computed as such because W is close to 1.
  private static func shortfall(_ x: [Double], _ a: [Double]) -> Double {
    let n = x.count
    let mean = x.reduce(0, +) / Double(n)
    var valueSquares = 0.0
    for value in x { valueSquares += (value - mean) * (value - mean) }
    var coefficientSquares = 0.0
    var products = 0.0
    for (index, coefficient) in a.enumerated() {
      coefficientSquares += 2 * coefficient * coefficient
      products += coefficient * (x[n - 1 - index] - x[index])
    }
    // (1 − r)(1 + r) with r² = W, after the published algorithm.
    let root = (coefficientSquares * valueSquares).squareRoot()
    let shortfall = (root - products) * (root + products) / (coefficientSquares * valueSquares)
    return min(max(shortfall, 0), 1)
  }

  private static func significance(_ n: Int, _ shortfall: Double) -> Double {
    guard shortfall > 0 else { return 1 }
    let size = Double(n)
    if n == 3 {
      // Exact: 6/π · (asin √W − asin √¾).
      let p = 6 / Double.pi * (arcsine((1 - shortfall).squareRoot()) - arcsine((0.75).squareRoot()))
      return min(max(p, 0), 1)
    }
    var y = logarithm(shortfall)
    let mean: Double
    let deviation: Double
    if n <= 11 {
      let limit = -2.273 + 0.459 * size
      guard y < limit else { return 0 }
      y = -logarithm(limit - y)
      mean = polynomial([0.5440, -0.39978, 0.025054, -6.714e-4], size)
      deviation = exponential(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], size))
    } else {
      let x = logarithm(size)
      mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], x)
      deviation = exponential(polynomial([-0.4803, -0.082676, 0.0030302], x))
    }
    return NormalDistribution.upperTail((y - mean) / deviation)
  }
}
