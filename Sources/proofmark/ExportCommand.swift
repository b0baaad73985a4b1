import ArgumentParser
import Foundation
import Publishing
import Registry

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
    if output == "-" {
      Terminal.write(text)
      return
    }
    do {
      // Whole or not at all: a reader never sees half a list.
      try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      Terminal.complain("\(output): error: The file cannot be written: \(reason(error)).")
      throw ProofmarkExit.refused
    }
    Terminal.write("\(rows.count) \(rows.count == 1 ? "model" : "models") written to \(output)\n")
  }

  private func reason(_ error: any Error) -> String {
    var isFolder: ObjCBool = false
    let folder = URL(fileURLWithPath: output).deletingLastPathComponent().path
    if FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue {
      return "It is a folder"
    }
    return FileManager.default.fileExists(atPath: folder)
      ? SystemReason.of(error) : "There is no folder \(folder)"
  }
}
