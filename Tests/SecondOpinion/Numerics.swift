import Foundation
import Synchronization

/// Statistics by the plainest means: sums over a grid, bisection, Newton's method.
enum Numerics {
  static func normal(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  private static func bisect(_ low: Double, _ high: Double, _ isBelow: (Double) -> Bool) -> Double {
    var low = low
    var high = high
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The factor k by which mean + k · s covers a proportion with a confidence: the confidence is the mean, over the
  /// distribution of s, of the probability that the sample mean is high enough.
  static func toleranceFactor(count: Int, coverage: Double, confidence: Double) -> Double {
    let key = [Double(count), coverage, confidence]
    if let known = factors.withLock({ $0[key] }) { return known }
    let factor = integratedFactor(count: count, coverage: coverage, confidence: confidence)
    factors.withLock { $0[key] = factor }
    return factor
  }

  /// Those worked out already, for integration is slow.
  private static let factors = Mutex<[[Double]: Double]>([:])

  private static func integratedFactor(count: Int, coverage: Double, confidence: Double) -> Double {
    let quantile = bisect(-10, 10) { normal($0) < coverage }
    let root = Double(count).squareRoot()
    let freedom = Double(count - 1)
    let top = 1 + 13 / (2 * freedom).squareRoot()
    let start = max(0, 1 - 13 / (2 * freedom).squareRoot())
    // The density of few values has an edge at zero; that of many is so smooth that a coarse grid is exact.
    let steps = count < 8 ? 4_000 : 400
    let width = (top - start) / Double(steps)
    var grid: [(s: Double, weight: Double)] = []
    for step in 0...steps {
      let s = start + Double(step) * width
      let simpson = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      // The density of s, up to a constant, from its greatest value downwards.
      let power = freedom == 1 ? 0 : s == 0 ? -Double.infinity : (freedom - 1) * log(s)
      grid.append((s, simpson * exp(power - freedom * (s * s - 1) / 2)))
    }
    let whole = grid.reduce(0) { $0 + $1.weight }
    return bisect(-100, 10_000) { factor in
      var sum = 0.0
      for point in grid where point.weight > 0 {
        sum += point.weight * normal(root * (factor * point.s - quantile))
      }
      return sum / whole < confidence
    }
  }

  /// The probability of an event at a place by a fitted logistic curve that rises; nil where there is none.
  static func logistic(_ data: [(x: Double, event: Bool)], at place: Double) -> Double? {
    let events = data.filter(\.event).map(\.x)
    let others = data.filter { !$0.event }.map(\.x)
    guard let lowEvent = events.min(), let highEvent = events.max(), let lowOther = others.min(),
      let highOther = others.max(), lowEvent < highOther, lowOther < highEvent
    else { return nil }
    let centre = data.reduce(0) { $0 + $1.x } / Double(data.count)
    let spread = (data.reduce(0) { $0 + ($1.x - centre) * ($1.x - centre) } / Double(data.count)).squareRoot()
    guard spread > 0 else { return nil }
    let points = data.map { (x: ($0.x - centre) / spread, y: $0.event ? 1.0 : 0.0) }
    func likelihood(_ a: Double, _ b: Double) -> Double {
      points.reduce(0) { sum, point in
        let eta = a + b * point.x
        return sum + point.y * eta - (eta > 0 ? eta + log1p(exp(-eta)) : log1p(exp(eta)))
      }
    }
    var a = 0.0
    var b = 0.0
    for _ in 0..<400 {
      var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for point in points {
        let p = 1 / (1 + exp(-a - b * point.x))
        ga += point.y - p
        gb += (point.y - p) * point.x
        let w = p * (1 - p)
        haa += w
        hab += w * point.x
        hbb += w * point.x * point.x
      }
      let determinant = haa * hbb - hab * hab
      guard determinant > 0 else { return nil }
      let da = (hbb * ga - hab * gb) / determinant
      let db = (haa * gb - hab * ga) / determinant
      var step = 1.0
      let before = likelihood(a, b)
      while step > 1e-9, likelihood(a + step * da, b + step * db) < before - 1e-12 { step /= 2 }
      a += step * da
      b += step * db
      if abs(da) + abs(db) < 1e-12 { break }
    }
    guard b > 0 else { return nil }
    return 1 / (1 + exp(-a - b * (place - centre) / spread))
  }
}
