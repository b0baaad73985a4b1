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

      EXAMPLES
        proofmark inventory vests.csv
        proofmark inventory vests.csv --format csv --output vests-checked.csv
        proofmark inventory vests.csv --format html --output vests.html --as-of 2026-01-01

      EXIT CODES
        0  every line is found with certainty, on the list, and nothing on a label speaks against it
        1  some line is not on the list, contradicted by its label, or unknown
        2  none of that, but some line is uncertain or cannot be read
        3  the list as a whole was refused
        64 the command line itself cannot be read
        70 the program failed               74 the answer cannot be written
      """)

  @Argument(help: "The agency's list; - reads standard input.", completion: .file(extensions: ["csv"]))
  var file: String

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
    try OutputFile.write(text(of: check, snapshot: snapshot), to: output)
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
      let programme = try RegistryAccess.reporting { try snapshot.programme() }
      let name = URL(fileURLWithPath: InputFile.name(of: file)).lastPathComponent
      return try InventoryReport(check, name: name, keeper: programme?.title).page()
    case .text:
      return InventoryText(style: Terminal.usesColor && output == "-" ? .color : .plain).printed(
        check, limit: InventoryCommand.shownLines)
    }
  }
}
