import ArgumentParser
import Foundation
import Publishing
import Quantities
import Registry

/// What changed in a span of days.
struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Say what changed for which models since a day.",
    discussion: """
      What took effect in the span, and what the registry learned in it about earlier days, which is marked as late.

      EXAMPLES
        proofmark changes --since 2026-01-01
        proofmark changes --since 2026-01-01 --until 2026-03-31 --format csv > quarter.csv
      """)

  @Option(help: "The first day of the span.")
  var since: Day

  @Option(help: "The last day of the span; otherwise today.")
  var until: Day?

  @OptionGroup var registry: RegistryOption

  @Option(name: .customLong("as-known"), help: "What the registry knew then: a day or a moment.")
  var asKnown: VantageOptions.KnownMoment?

  @Option(help: "text, csv or json.")
  var format: ChangesFormat = .text

  enum ChangesFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case csv
    case json
  }

  func run() throws {
    let today = try Day.today()
    let last = until ?? today
    if last < since { throw ValidationError("The span ends on \(last), before it begins on \(since).") }
    let snapshot = try RegistryAccess.snapshot(
      registry.resolved, at: Vantage(asOf: last, asKnown: asKnown?.moment))
    let changes = try RegistryAccess.reporting {
      try Changes(snapshot, from: since, through: last, today: today)
    }
    switch format {
    case .csv: Terminal.write(changes.csv)
    case .json: Terminal.write(changes.json)
    case .text:
      if changes.entries.isEmpty { Terminal.write("Nothing changed from \(since) to \(last).\n") }
      for entry in changes.entries {
        let late = entry.isLate ? " (learned \(entry.event.recorded.day?.description ?? "later"))" : ""
        Terminal.write("\(entry.event.day)\(late)  \(entry.model): \(entry.event.sentence)\n")
        for reason in entry.event.reasons { Terminal.write("            \(reason)\n") }
      }
    }
  }
}
