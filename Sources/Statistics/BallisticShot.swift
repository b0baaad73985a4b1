/// One shot of a ballistic limit test: how fast it was, and whether it perforated.
public struct BallisticShot: Sendable, Hashable {
  /// The impact velocity, in any unit, the same for all shots of a test.
  public let velocity: Double

  /// True for a perforation, false for a stop.
  public let perforated: Bool

  /// A shot; nothing is checked here, the estimators refuse velocities that are no numbers.
  public init(velocity: Double, perforated: Bool) {
    self.velocity = velocity
    self.perforated = perforated
  }
}
