/// Mean and sample standard deviation of a set of finite values.
struct SampleMoments {
  let mean: Double

  /// With n − 1 in the denominator; 0 where all values are equal.
  let standardDeviation: Double

  /// - Parameter values: at least two, all finite, in ascending order, so that the order in which they were
  ///   measured cannot reach the last bit of a bound.
  init(ascending values: [Double]) {
    let n = Double(values.count)
    let origin = values[values.count / 2]
    // Sums of deviations from the median: equal values give mean = value and s = 0 exactly, and a large common
    // part costs no digits. Two passes with the correction of T. F. Chan, G. H. Golub, R. J. LeVeque (1983),
    // The American Statistician 37, 242–247, formula 1.7.
    var sum = 0.0
    for value in values { sum += value - origin }
    let shift = sum / n
    var squares = 0.0
    var rest = 0.0
    for value in values {
      let deviation = (value - origin) - shift
      squares += deviation * deviation
      rest += deviation
    }
    mean = origin + shift
    standardDeviation = (max(squares - rest * rest / n, 0) / (n - 1)).squareRoot()
  }
}
