import Quantities

/// From where the registry's past is looked at: what was in force on a day, by what was known at a moment.
public struct Vantage: Sendable, Hashable {
  /// The day whose state is asked for; nil: the last day that anything known bears.
  public var asOf: Day?
  /// What was recorded later is not seen; nil: everything is.
  public var asKnown: Moment?

  /// Without arguments, all that is known.
  public init(asOf: Day? = nil, asKnown: Moment? = nil) {
    self.asOf = asOf
    self.asKnown = asKnown
  }
}
