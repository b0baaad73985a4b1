import ArgumentParser
import Quantities
import Registry

/// From where the past is looked at.
struct VantageOptions: ParsableArguments {
  @Option(name: .customLong("as-of"), help: "What was in force on this day (YYYY-MM-DD); otherwise today.")
  var asOf: Day?

  @Option(
    name: .customLong("as-known"),
    help: "What the registry knew then: a day (its end, UTC) or a moment such as 2025-03-01T12:00:00.000Z.")
  var asKnown: KnownMoment?

  /// The vantage, today where no day was named.
  func vantage(today: Day?) -> Vantage { Vantage(asOf: asOf ?? today, asKnown: asKnown?.moment) }

  /// A moment as somebody types it: exactly, or as the end of a day.
  struct KnownMoment: ExpressibleByArgument {
    let moment: Moment

    init?(argument: String) {
      if let day = Day(argument) {
        moment = Moment(endOf: day)
      } else if let exact = Moment(argument) {
        moment = exact
      } else {
        return nil
      }
    }
  }
}
