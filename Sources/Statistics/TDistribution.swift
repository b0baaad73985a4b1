/// Student's t distribution, central or noncentral: the law of (Z + δ) / √(χ²ᵥ/ν) for independent Z and χ²ᵥ.
///
/// The noncentral t carries the factor of a normal tolerance bound; with δ = 0 it is Student's t.
/// Probabilities from 1e-14 to 1 − 1e-14 are good to 1e-13, relative, in both tails, and quantiles likewise.
///
/// Source: P(T ≤ t) = ∫ Φ(t s − δ) f(s) ds, f being the density of s = √(χ²ᵥ/ν): N. L. Johnson, S. Kotz,
/// N. Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 31. With s = eˣ the integrand is
/// analytic and dies off at both ends, so the trapezoidal rule converges geometrically: L. N. Trefethen,
/// J. A. C. Weideman (2014), SIAM Review 56, 385–458. One grid serves every t.
public struct TDistribution: Sendable {
  /// ν, the degrees of freedom, at least 1.
  public let degreesOfFreedom: Double

  /// δ, the noncentrality.
  public let noncentrality: Double

  private let nodes: [Node]

  /// Prepares the distribution; some 40 to 600 nodes, most for the fewest degrees of freedom.
  /// - Parameters:
  ///   - degreesOfFreedom: ν, 1 ... 1e9, not necessarily whole.
  ///   - noncentrality: δ, at most 40·√(ν + 1) either way, which leaves room for every tolerance bound.
  /// - Returns: nil where a parameter is out of range.
  public init?(degreesOfFreedom: Double, noncentrality: Double = 0) {
    guard degreesOfFreedom >= 1, degreesOfFreedom <= 1e9 else { return nil }
    guard abs(noncentrality) <= 40 * (degreesOfFreedom + 1).squareRoot() else { return nil }
    self.degreesOfFreedom = degreesOfFreedom
    self.noncentrality = noncentrality
    self.nodes = Self.nodes(degreesOfFreedom, noncentrality)
  }

  /// P(T ≤ t).
  public func cdf(_ t: Double) -> Double {
    guard t.isFinite else { return t.isNaN ? .nan : (t > 0 ? 1 : 0) }
    return evaluate(t, upper: false).tail
  }

  /// P(T > t), which keeps its digits where `1 - cdf(t)` would lose them.
  public func upperTail(_ t: Double) -> Double {
    guard t.isFinite else { return t.isNaN ? .nan : (t > 0 ? 0 : 1) }
    return evaluate(t, upper: true).tail
  }

  /// The probability density at t.
  public func density(_ t: Double) -> Double {
    guard t.isFinite else { return t.isNaN ? .nan : 0 }
    return evaluate(t, upper: true).density
  }

  /// The t with P(T ≤ t) = p.
  /// - Parameter p: a probability; 0 gives −∞ and 1 gives +∞, anything else outside 0 ... 1 gives NaN.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    guard p > 0 else { return -.infinity }
    guard p < 1 else { return .infinity }
    return root(goal: NormalDistribution.quantile(p), upper: p > 0.5)
  }
}

extension TDistribution {
  private struct Node: Sendable {
    let s: Double
    let weight: Double
  }

  private static func nodes(_ ν: Double, _ δ: Double) -> [Node] {
    // The step was chosen against steps five times finer: it leaves 4e-14 of either tail probability over
    // ν 1 ... 5000, δ/√(ν + 1) 0 ... 4.8. What limits it is the width of the bell in x, 1/√(2ν + δ²), and for
    // small ν the distance π/4 of the nearest complex x at which the integrand stops dying off.
    let step = 1 / (64 + 4 * ν + 2 * δ * δ).squareRoot()
    var nodes = walk(ν, from: 0, by: step)
    nodes.append(contentsOf: walk(ν, from: -step, by: -step))
    // Dividing by their sum normalises the weights, so that no gamma function is needed.
    let total = nodes.reduce(0) { $0 + $1.weight }
    return nodes.map { Node(s: $0.s, weight: $0.weight / total) }
  }

  /// Nodes from the mode x = 0 outwards until the weight is below 1e-30 of the mode's.
  private static func walk(_ ν: Double, from start: Double, by step: Double) -> [Node] {
    var nodes: [Node] = []
    var index = 0
    while true {
      let x = start + Double(index) * step
      let exponent = 0.5 * ν * exponentialExcess(2 * x)
      guard exponent < 70 else { return nodes }
      nodes.append(Node(s: exponential(x), weight: exponential(-exponent)))
      index += 1
    }
  }

  /// eʸ − 1 − y, without cancellation at small y.
  private static func exponentialExcess(_ y: Double) -> Double {
    guard abs(y) < 0.25 else { return exponentialMinusOne(y) - y }
    var sum = 1.0
    for k in stride(from: 14.0, through: 3, by: -1) { sum = 1 + sum * y / k }
    return 0.5 * y * y * sum
  }

  private func evaluate(_ t: Double, upper: Bool) -> (tail: Double, density: Double) {
    let sign = upper ? -1.0 : 1.0
    var tail = 0.0
    var density = 0.0
    for node in nodes {
      let z = t * node.s - noncentrality
      tail += node.weight * NormalDistribution.cdf(sign * z)
      density += node.weight * node.s * NormalDistribution.density(z)
    }
    return (tail, density)
  }

  /// Solves Φ⁻¹(P(T ≤ t)) = goal, a nearly straight line in t, by Newton's method kept inside a bracket.
  private func root(goal: Double, upper: Bool) -> Double {
    var t = start(goal)
    var low = -Double.infinity
    var high = Double.infinity
    for _ in 0..<400 {
      let (tail, density) = evaluate(t, upper: upper)
      let score = upper ? -NormalDistribution.quantile(tail) : NormalDistribution.quantile(tail)
      let newton = t + (goal - score) * NormalDistribution.density(score) / density
      // Convergence is quadratic: what is 1e-9 off here is exact after the step.
      if abs(goal - score) < 1e-9 { return newton.isFinite ? newton : t }
      if score < goal { low = t } else { high = t }
      if newton > low, newton < high {
        t = newton
      } else if low.isFinite, high.isFinite {
        let middle = low + 0.5 * (high - low)
        guard middle > low, middle < high else { return middle }
        t = middle
      } else {
        t += score < goal ? 1 + abs(t) : -1 - abs(t)
      }
    }
    return t
  }

  /// Source: N. L. Johnson, B. L. Welch (1940), Biometrika 31, 362–389, s taken as normal about b.
  private func start(_ z: Double) -> Double {
    let b = 1 - 0.25 / degreesOfFreedom
    let variance = 0.5 / degreesOfFreedom
    let denominator = b * b - z * z * variance
    guard denominator > 0.2 else { return noncentrality }
    let radicand = b * b + variance * (noncentrality * noncentrality - z * z)
    return (noncentrality * b + z * max(radicand, 0).squareRoot()) / denominator
  }
}
