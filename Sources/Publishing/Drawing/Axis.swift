/// A linear scale from values to coordinates, with ticks at round numbers.
struct Axis {
  let low: Double
  let high: Double
  let start: Double
  let end: Double
  let ticks: [Tick]

  struct Tick {
    let value: Double
    let label: String
  }

  /// Covers the values with a little air and about `count` ticks, from coordinate `start` to `end`.
  ///
  /// Values that are not finite are left out; without any, the axis runs from 0 to 1.
  init(covering values: some Sequence<Double>, start: Double, end: Double, count: Int = 6) {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if !(high - low > abs(high) * 1e-9) {
      let spread = max(abs(high) * 0.05, 1)
      low -= spread
      high += spread
    }
    let air = (high - low) * 0.04
    low -= air
    high += air
    let (step, exponent) = Axis.step(for: (high - low) / Double(max(count, 2)))
    let first = Int((low / step).rounded(.up))
    let last = Int((high / step).rounded(.down))
    self.low = low
    self.high = high
    self.start = start
    self.end = end
    ticks =
      last < first
      ? []
      : (first...last).map {
        Tick(value: Double($0) * step, label: Axis.label($0, step: step, exponent: exponent))
      }
  }

  func position(_ value: Double) -> Double {
    start + (value - low) / (high - low) * (end - start)
  }

  /// The next step of 1, 2 or 5 times a power of ten, and that power.
  private static func step(for raw: Double) -> (step: Double, exponent: Int) {
    var power = 1.0
    var exponent = 0
    while power * 10 <= raw {
      power *= 10
      exponent += 1
    }
    while power > raw {
      power /= 10
      exponent -= 1
    }
    for factor in [1.0, 2, 5] where power * factor >= raw { return (power * factor, exponent) }
    return (power * 10, exponent + 1)
  }

  /// `index` steps in decimal digits, without passing through binary fractions.
  private static func label(_ index: Int, step: Double, exponent: Int) -> String {
    if exponent >= 0 { return "\(index * Int(step.rounded()))".replacingHyphen }
    var scale = 1
    for _ in 0..<min(-exponent, 9) { scale *= 10 }
    let units = index * Int((step * Double(scale)).rounded())
    let digits = String(abs(units) % scale)
    let fraction = String(repeating: "0", count: min(-exponent, 9) - digits.count) + digits
    return ((units < 0 ? "-" : "") + "\(abs(units) / scale).\(fraction)").replacingHyphen
  }
}

extension String {
  /// With a minus sign in place of the hyphen.
  fileprivate var replacingHyphen: String { hasPrefix("-") ? "−" + dropFirst() : self }
}
