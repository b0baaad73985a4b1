import ArgumentParser
import Foundation
import Publishing
import Quantities
import Registry
import XMLDocuments

/// An agency's list, held against the registry.
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "Hold an agency's list of armor against the registry, line by line.",
    discussion: """
      FILE is CSV (comma, semicolon or tab) in UTF-8. Its first line names the columns, in any order and among others: \
      designation (or model), company (or manufacturer), level, size, serial, made, issued, bought. Dates are written \
      YYYY-MM-DD or month/day/year; made may be a month. What could be two dates is never guessed.

      For each line: the best match and its certainty, its status on the day and on the day of purchase, the end of \
      the warranty (counted from issue, else purchase, else manufacture), notices, overdue inspections, and what on \
      the label contradicts the listing. A line that cannot be read is reported and stays in the answer.

      --changed-since DAY tells only the lines whose model changed from that day on, with its status before and what \
      happened: changes of status, notices, corrections, and what the registry learned since of earlier days. Before \
      means what the registry would have answered at the end of the day before.

      EXAMPLES
        proofmark inventory vests.csv
        proofmark inventory vests.csv --format csv --output vests-checked.csv
        proofmark inventory vests.csv --format html --output vests.html --as-of 2026-01-01
        proofmark inventory vests.csv --changed-since 2026-01-01

      EXIT CODES
        0  every line is found with certainty, on the list, and nothing on a label speaks against it
        1  some line is not on the list, contradicted by its label, or unknown
        2  none of that, but some line is uncertain or cannot be read
        3  the list as a whole was refused
        With --changed-since, all of that of the lines that changed: 0 where none did.
        64 the command line itself cannot be read
        70 the program failed               74 the answer cannot be written
      """)

  @Argument(help: "The agency's list; - reads standard input.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(
    name: .customLong("changed-since"),
    help: "Only lines whose model changed from this day on (YYYY-MM-DD), with what changed.")
  var changedSince: Day?

  @OptionGroup var time: VantageOptions

  @OptionGroup var registry: RegistryOption

  @Option(help: "text, csv, json or html (one page, to print).")
  var format: InventoryFormat = .text

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String = "-"

  enum InventoryFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case csv
    case json
    case html
  }

  /// How many of the lines to look at are printed as text.
  private static let shownLines = 50

  func run() throws {
    let (inventory, diagnostics) = Inventory.read(
      try InputFile.demanded(file), file: InputFile.name(of: file))
    for diagnostic in diagnostics { Terminal.complain(diagnostic.description) }
    guard let inventory else { throw ProofmarkExit.refused }
    let today = try Day.today()
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: time.vantage(today: today))
    var bar = ProgressBar("Checking", total: inventory.lines.count)
    let check = try RegistryAccess.reporting {
      try snapshot.check(inventory, on: time.asOf ?? today, today: today) { bar.update($0) }
    }
    bar.finish()
    if let changedSince {
      return try tell(try changes(of: check, since: changedSince, in: snapshot), snapshot)
    }
    try OutputFile.write(text(of: check, snapshot: snapshot), to: output)
    try conclude(check)
  }

  /// The lines that changed, as the registry itself can tell: by what it knew before.
  private func changes(
    of check: InventoryCheck, since: Day, in snapshot: Snapshot
  ) throws -> InventoryChanges {
    let told = min(Moment(endOf: since.adding(days: -1)), time.asKnown?.moment ?? Moment(milliseconds: .max))
    let before = try RegistryAccess.snapshot(registry.resolved, at: Vantage(asKnown: told))
    return try RegistryAccess.reporting {
      try InventoryChanges(check, since: since, now: snapshot, before: before)
    }
  }

  private func tell(_ changes: InventoryChanges, _ snapshot: Snapshot) throws {
    let text: String
    switch format {
    case .csv: text = InventoryExport.csv(changes)
    case .json: text = InventoryExport.json(changes)
    case .html:
      text = try InventoryReport.page(of: changes, name: name, keeper: keeper(snapshot))
    case .text: text = InventoryText(style: style).printed(changes)
    }
    try OutputFile.write(text, to: output)
    try conclude(changes.check)
  }

  /// Says what was written, and ends with the code that the lines come to.
  private func conclude(_ check: InventoryCheck) throws {
    if output != "-" {
      Terminal.write(
        "\(check.entries.count) \(check.entries.count == 1 ? "line" : "lines") written to \(output)\n")
    }
    let counts = check.counts
    if [.notListed, .contradicted, .unknown].contains(where: { counts[$0] != nil }) {
      throw ProofmarkExit.notMet
    }
    if [.uncertain, .unreadable].contains(where: { counts[$0] != nil }) { throw ProofmarkExit.notDetermined }
  }

  private func text(of check: InventoryCheck, snapshot: Snapshot) throws -> String {
    switch format {
    case .csv: return InventoryExport.csv(check)
    case .json: return InventoryExport.json(check)
    case .html:
      return try InventoryReport(check, name: name, keeper: keeper(snapshot)).page()
    case .text: return InventoryText(style: style).printed(check, limit: InventoryCommand.shownLines)
    }
  }

  private var name: String { URL(fileURLWithPath: InputFile.name(of: file)).lastPathComponent }

  private func keeper(_ snapshot: Snapshot) throws -> String? {
    try RegistryAccess.reporting { try snapshot.programme() }?.title
  }

  private var style: TextStyle { Terminal.usesColor && output == "-" ? .color : .plain }
}
