/// One unit of UCUM's tables, before prefixes and exponents.
struct UnitAtom {
  let dimension: Dimension
  let factor: Rational
  /// Whether metric prefixes are allowed.
  let isMetric: Bool
  /// Set for scales with a zero of their own, which stand alone.
  let offset: Rational?

  init(_ dimension: Dimension, _ factor: Rational, metric: Bool = false, offset: Rational? = nil) {
    self.dimension = dimension
    self.factor = factor
    isMetric = metric
    self.offset = offset
  }

  /// A constant of the tables below; their denominators are not zero.
  static func fraction(_ numerator: Int128, _ denominator: Int128) -> Rational {
    Rational(numerator, denominator) ?? Rational(0)
  }

  /// π/180 to 30 digits; the convertibility of degrees and their parts among themselves is exact.
  static let degree = fraction(3_141_592_653_589_793_238_462_643, 180 * 1_000_000_000_000_000_000_000_000)

  static let table: [String: UnitAtom] = {
    let length = Dimension(length: 1)
    let mass = Dimension(mass: 1)
    let time = Dimension(time: 1)
    let temperature = Dimension(temperature: 1)
    let angle = Dimension(planeAngle: 1)
    let force = Dimension(length: 1, mass: 1, time: -2)
    let energy = Dimension(length: 2, mass: 1, time: -2)
    let pressure = Dimension(length: -1, mass: 1, time: -2)
    let volume = Dimension(length: 3)
    // The international pound is 453.59237 g, and standard gravity 9.80665 m/s² (UCUM tables 6 and 4).
    let pound = fraction(45_359_237, 100_000)
    let poundForce = fraction(45_359_237 * 980_665, 100_000 * 100_000)
    var atoms: [String: UnitAtom] = [
      // Base units (table 1); the gram is UCUM's base unit of mass.
      "m": UnitAtom(length, Rational(1), metric: true),
      "g": UnitAtom(mass, Rational(1), metric: true),
      "s": UnitAtom(time, Rational(1), metric: true),
      "rad": UnitAtom(angle, Rational(1), metric: true),
      "K": UnitAtom(temperature, Rational(1), metric: true),
      "A": UnitAtom(Dimension(current: 1), Rational(1), metric: true),
      "mol": UnitAtom(Dimension(amount: 1), Rational(1), metric: true),
      "cd": UnitAtom(Dimension(luminosity: 1), Rational(1), metric: true),
      // Dimensionless (table 3).
      "10*": UnitAtom(.dimensionless, Rational(10)),
      "%": UnitAtom(.dimensionless, fraction(1, 100)),
      "[ppth]": UnitAtom(.dimensionless, fraction(1, 1000)),
      "[ppm]": UnitAtom(.dimensionless, fraction(1, 1_000_000)),
      "[ppb]": UnitAtom(.dimensionless, fraction(1, 1_000_000_000)),
      // SI units with names (table 4), in grams.
      "Hz": UnitAtom(Dimension(time: -1), Rational(1), metric: true),
      "N": UnitAtom(force, Rational(1000), metric: true),
      "Pa": UnitAtom(pressure, Rational(1000), metric: true),
      "J": UnitAtom(energy, Rational(1000), metric: true),
      "W": UnitAtom(Dimension(length: 2, mass: 1, time: -3), Rational(1000), metric: true),
      "lx": UnitAtom(Dimension(length: -2, luminosity: 1), Rational(1), metric: true),
      "Cel": UnitAtom(temperature, Rational(1), metric: false, offset: fraction(27315, 100)),
      // Other units from ISO 1000 (table 5).
      "deg": UnitAtom(angle, degree),
      "'": UnitAtom(angle, degree.times(fraction(1, 60)) ?? degree),
      "''": UnitAtom(angle, degree.times(fraction(1, 3600)) ?? degree),
      "l": UnitAtom(volume, fraction(1, 1000), metric: true),
      "L": UnitAtom(volume, fraction(1, 1000), metric: true),
      "min": UnitAtom(time, Rational(60)),
      "h": UnitAtom(time, Rational(3600)),
      "d": UnitAtom(time, Rational(86_400)),
      "wk": UnitAtom(time, Rational(604_800)),
      "a": UnitAtom(time, Rational(31_557_600)),
      "mo": UnitAtom(time, Rational(2_629_800)),
      "t": UnitAtom(mass, Rational(1_000_000), metric: true),
      "bar": UnitAtom(pressure, Rational(100_000_000), metric: true),
      // Natural units (table 7).
      "[g]": UnitAtom(Dimension(length: 1, time: -2), fraction(980_665, 100_000), metric: true),
      // International customary units (table 9) and avoirdupois weights (table 13).
      "[in_i]": UnitAtom(length, fraction(254, 10_000)),
      "[ft_i]": UnitAtom(length, fraction(3048, 10_000)),
      "[yd_i]": UnitAtom(length, fraction(9144, 10_000)),
      "[mi_i]": UnitAtom(length, fraction(1_609_344, 1000)),
      "[gr]": UnitAtom(mass, fraction(6_479_891, 100_000_000)),
      "[lb_av]": UnitAtom(mass, pound),
      "[oz_av]": UnitAtom(mass, pound.times(fraction(1, 16)) ?? pound),
      "[lbf_av]": UnitAtom(force, poundForce),
      // One pound-force on a square inch of 0.00064516 m².
      "[psi]": UnitAtom(pressure, poundForce.times(fraction(100_000_000, 64_516)) ?? poundForce),
    ]
    // Fahrenheit: K = (°F + 459.67) × 5/9.
    atoms["[degF]"] = UnitAtom(temperature, fraction(5, 9), offset: fraction(45_967 * 5, 900))
    return atoms
  }()

  /// Metric prefixes (table 2) that equipment standards have use for.
  static let prefixes: [(name: String, factor: Rational)] = [
    ("da", Rational(10)), ("h", Rational(100)), ("k", Rational(1000)), ("M", Rational(1_000_000)),
    ("G", Rational(1_000_000_000)), ("d", fraction(1, 10)), ("c", fraction(1, 100)), ("m", fraction(1, 1000)),
    ("u", fraction(1, 1_000_000)), ("n", fraction(1, 1_000_000_000)), ("p", fraction(1, 1_000_000_000_000)),
  ]
}
