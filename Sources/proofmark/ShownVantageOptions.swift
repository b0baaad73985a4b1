import ArgumentParser
import Quantities
import Registry

/// From where the past is looked at by what is published: not by whoever asks, so that a publication does not change
/// with the day on which it is made.
struct ShownVantageOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: "The day that is shown (YYYY-MM-DD); otherwise the last one of any event.")
  var asOf: Day?

  @Option(name: .customLong("as-known"), help: "What the registry knew then: a day or a moment.")
  var asKnown: VantageOptions.KnownMoment?

  var vantage: Vantage { Vantage(asOf: asOf, asKnown: asKnown?.moment) }
}
