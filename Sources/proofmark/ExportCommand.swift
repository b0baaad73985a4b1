import ArgumentParser
import Publishing

/// The list as a file for spreadsheets and programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the list as a file: CSV for spreadsheets, JSON for programs.",
    discussion: """
      Every line carries the SHA-256 of the definition it was judged by. The filters are those of list.

      EXAMPLES
        proofmark export --format csv --output models.csv
        proofmark export --format json --level IV --output plates.json
        proofmark export --format csv --as-of 2025-03-01 --output march.csv
      """)

  @Option(help: "csv or json.")
  var format: ExportFormat

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String

  @OptionGroup var filter: FilterOptions
  @OptionGroup var time: VantageOptions
  @OptionGroup var registry: RegistryOption

  enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    case csv
    case json
  }

  func run() throws {
    let vantage = try time.vantage(today: .today())
    let rows = try filter.rows(of: RegistryAccess.snapshot(registry.resolved, at: vantage))
    let text = format == .csv ? ListExport.csv(rows) : ListExport.json(rows)
    try OutputFile.write(text, to: output)
    if output != "-" {
      Terminal.write("\(rows.count) \(rows.count == 1 ? "model" : "models") written to \(output)\n")
    }
  }
}
