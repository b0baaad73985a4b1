/// What kind of quantity a unit measures: the exponents of its base quantities.
public struct Dimension: Sendable, Hashable {
  public var length = 0
  public var mass = 0
  public var time = 0
  public var current = 0
  public var temperature = 0
  public var amount = 0
  public var luminosity = 0
  public var planeAngle = 0

  public init(
    length: Int = 0, mass: Int = 0, time: Int = 0, current: Int = 0, temperature: Int = 0, amount: Int = 0,
    luminosity: Int = 0, planeAngle: Int = 0
  ) {
    self.length = length
    self.mass = mass
    self.time = time
    self.current = current
    self.temperature = temperature
    self.amount = amount
    self.luminosity = luminosity
    self.planeAngle = planeAngle
  }

  public static let dimensionless = Dimension()

  /// The dimension of a product, the other one taken to a power.
  func times(_ other: Dimension, power: Int = 1) -> Dimension {
    Dimension(
      length: length + power * other.length, mass: mass + power * other.mass, time: time + power * other.time,
      current: current + power * other.current, temperature: temperature + power * other.temperature,
      amount: amount + power * other.amount, luminosity: luminosity + power * other.luminosity,
      planeAngle: planeAngle + power * other.planeAngle)
  }

  /// The quantity's name where it has one, otherwise `another quantity`.
  public var name: String {
    switch self {
    case .dimensionless: "number"
    case Dimension(length: 1): "length"
    case Dimension(length: 2): "area"
    case Dimension(length: 3): "volume"
    case Dimension(mass: 1): "mass"
    case Dimension(time: 1): "time"
    case Dimension(time: -1): "frequency"
    case Dimension(temperature: 1): "temperature"
    case Dimension(planeAngle: 1): "plane angle"
    case Dimension(length: 1, time: -1): "velocity"
    case Dimension(length: 1, time: -2): "acceleration"
    case Dimension(length: 1, mass: 1, time: -2): "force"
    case Dimension(length: 2, mass: 1, time: -2): "energy"
    case Dimension(length: -1, mass: 1, time: -2): "pressure"
    case Dimension(length: -2, mass: 1): "mass per area"
    default: "another quantity"
    }
  }
}
