/// Why a statistic has no value for the data at hand.
///
/// A reason is an ordinary result, not an accident: missing evidence never reads as a pass, so every estimator
/// of this room says in a type of its own what it could not determine and why.
public protocol NotDeterminedReason: Error, Sendable, Equatable, CustomStringConvertible {
  /// A name that stays the same from release to release, such as `logistic.complete-separation`.
  var code: String { get }

  /// One sentence in plain words, with the numbers that decided it. Numbers are in the unit of the data.
  var description: String { get }
}
