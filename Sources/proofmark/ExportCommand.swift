import ArgumentParser
import Publishing
import Registry

/// The list as a file for spreadsheets and programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the list as a file: a spreadsheet, JSON, XML or a database.",
    discussion: """
      Every format has the same columns in the same order, and every line the SHA-256 of the definition it was judged by. \
      The filters are those of list, each as often as wanted. All but CSV say what they were made from: the filter, the day, the moment by which \
      it was known, and the head of the chain of events by then. The same registry gives the same bytes.

        csv     RFC 4180 in UTF-8; cells that a spreadsheet program would run as a formula begin with an apostrophe
        xlsx    a workbook with filters and real dates, and a second sheet that says what it was made from
        json    an object by Registry/list.schema.json
        xml     a document by Registry/list.xsd
        sqlite  one database with the tables models, former_designations, sizes, accessories, laboratories,
                definitions and about

      What is exported as CSV can be taken over by adopt-list.

      EXAMPLES
        proofmark export --format csv --output models.csv
        proofmark export --format csv --bom --output for-excel.csv
        proofmark export --format xlsx --as-of 2025-03-01 --output march.xlsx
        proofmark export --format json --level IV --output plates.json
        proofmark export --format xlsx --level II --level IIIA --gender female --output vests.xlsx
        proofmark export --format sqlite --status all --output list.sqlite
      """)

  @Option(help: "csv, xlsx, json, xml or sqlite.")
  var format: Publishing.ListFormat

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String

  @Flag(help: "Begin the CSV with a byte order mark, by which older spreadsheet programs tell UTF-8.")
  var bom = false

  @OptionGroup var filter: FilterOptions
  @OptionGroup var time: VantageOptions
  @OptionGroup var registry: RegistryOption

  func validate() throws {
    if bom, format != .csv { throw ValidationError("--bom goes with --format csv.") }
  }

  func run() throws {
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: time.vantage(today: .today()))
    let rows = try filter.rows(of: snapshot)
    let origin = try RegistryAccess.reporting { try ExportOrigin(snapshot, filter: filter.conditions) }
    let bytes: [UInt8]
    do throws(ExportProblem) {
      bytes = try ListExport.bytes(rows, from: origin, as: format)
    } catch {
      Terminal.complain("error: \(error)")
      throw ProofmarkExit.refused
    }
    try OutputFile.write(bom ? ListExport.byteOrderMark + bytes : bytes, to: output)
    if output != "-" {
      Terminal.write("\(rows.count) \(rows.count == 1 ? "model" : "models") written to \(output)\n")
    }
  }
}

extension Publishing.ListFormat: ExpressibleByArgument {}
