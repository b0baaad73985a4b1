import Statistics

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014): the same numbers on every machine and in every year.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 ..< 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Symmetric about 0, standard deviation about 0.58, never beyond ±2.
  mutating func bell() -> Double { uniform() + uniform() + uniform() + uniform() - 2 }

  mutating func values(_ count: Int, shape: String) -> [Double] {
    (0..<count).map { _ in
      switch shape {
      case "bell": return 40 + 2 * bell()
      case "uniform": return uniform()
      default:
        let u = uniform()
        return u * u * u * u
      }
    }
  }

  /// Shots about a limit of 470 whose noise makes stops and perforations overlap, as a rule.
  mutating func shots(_ count: Int, noise: Double = 25) -> [BallisticShot] {
    (0..<count).map { _ in
      let velocity = (4200 + 1000 * uniform()).rounded() / 10
      return BallisticShot(velocity: velocity, perforated: velocity + noise * bell() > 470)
    }
  }
}

extension LogisticFit.Outcome {
  var fit: LogisticFit? {
    if case .fit(let fit) = self { fit } else { nil }
  }
  var reason: LogisticFit.Reason? {
    if case .notDetermined(let reason) = self { reason } else { nil }
  }
}

extension FirthFit.Outcome {
  var fit: FirthFit? {
    if case .fit(let fit) = self { fit } else { nil }
  }
  var reason: LogisticFit.Reason? {
    if case .notDetermined(let reason) = self { reason } else { nil }
  }
}

extension ToleranceBound.Outcome {
  var bound: ToleranceBound? {
    if case .bound(let bound) = self { bound } else { nil }
  }
  var reason: ToleranceBound.Reason? {
    if case .notDetermined(let reason) = self { reason } else { nil }
  }
}

extension ShapiroWilk.Outcome {
  var value: ShapiroWilk? {
    if case .statistic(let value) = self { value } else { nil }
  }
  var reason: ShapiroWilk.Reason? {
    if case .notDetermined(let reason) = self { reason } else { nil }
  }
}

extension MeanV50.Outcome {
  var limit: MeanV50? {
    if case .limit(let limit) = self { limit } else { nil }
  }
  var reason: MeanV50.Reason? {
    if case .notDetermined(let reason) = self { reason } else { nil }
  }
}

/// Shots from two lists of velocities.
func shots(stops: [Double], perforations: [Double]) -> [BallisticShot] {
  stops.map { BallisticShot(velocity: $0, perforated: false) }
    + perforations.map { BallisticShot(velocity: $0, perforated: true) }
}
