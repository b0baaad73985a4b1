import ArgumentParser
import Conformity
import Foundation
import Registry
import ReportTables
import Spreadsheets
import Standards
import XMLDocuments

/// Reports for spreadsheets, and back.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Turn a report into a workbook or tables to fill in, and back into a report.",
    discussion: """
      What becomes of what follows from the names: .xml is a report or the skeleton of one that plan writes, .xlsx a \
      workbook, .csv a table; an output without an extension is a new folder with a CSV file for each table (head.csv, \
      specimens.csv, observations.csv and those that the report needs besides). There and back, the same report comes \
      out, digit for digit.

      A workbook has drop-downs and velocity windows from the standard's definition, which only warn, and says which \
      definition that was. Yellow cells are to be filled in; a dash (–) says that there is no reading. Nothing is \
      guessed: formulas, merged cells, dates and numbers that could be two, other units than the heading's and cells \
      that are still empty are refused by sheet and cell, and no report is written.

      EXAMPLES
        proofmark plan NIJ-0101.06 --level IIIA --format skeleton --output plan.xml
        proofmark convert plan.xml --output report.xlsx
        proofmark convert report.xlsx --output report.xml
        proofmark convert report.xml --output tables
        proofmark convert tables --output report.xml
        proofmark convert report.xlsx --output report.xml --format json
        proofmark convert head.csv specimens.csv measures.csv observations.csv sign-offs.csv --output report.xml

      EXIT CODES
        0  the output is written            3  an input was refused, or the output cannot be written
        64 the command line itself cannot be read
        70 the program failed               74 the answer cannot be written
      """)

  @Argument(
    help: "A report, a workbook, CSV files or a folder of them; - reads a report from standard input.",
    completion: .file(extensions: ["xml", "xlsx", "csv"]))
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: "The file to write, .xml or .xlsx, or the folder for CSV; - is a report on standard output.",
    completion: .file())
  var output: String

  @Option(
    help:
      "The definition to lay tables out by: a standard's identifier or a file; otherwise the report's standard."
  )
  var standard: String?

  @Option(help: "How to tell what became of it: text, or json with every problem by code, sheet and cell.")
  var format = Format.text

  @OptionGroup var shelfOption: ShelfOption

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  private enum Kind {
    case report
    case workbook
    case tables
  }

  private static func kind(of path: String) -> Kind? {
    switch (path as NSString).pathExtension.lowercased() {
    case "xml": .report
    case "xlsx", "xlsm": .workbook
    case "csv": .tables
    case "": path == "-" ? .report : .tables
    default: nil
    }
  }

  func validate() throws {
    guard let kind = ConvertCommand.kind(of: output) else {
      throw ValidationError(
        "--output needs a name that ends with .xml or .xlsx, or the name of a folder for CSV.")
    }
    if kind == .tables, (output as NSString).pathExtension.lowercased() == "csv" {
      throw ValidationError("CSV is a file for each table: name a folder for them, such as --output tables.")
    }
    let kinds = Set(inputs.map { ConvertCommand.kind(of: $0) })
    guard let first = kinds.first, kinds.count == 1, first != nil else {
      throw ValidationError(
        "The inputs need to be one report (.xml), one workbook (.xlsx), or tables (.csv, a folder).")
    }
    if first != .tables, inputs.count > 1 {
      throw ValidationError(
        "One report at a time: name one .xml or .xlsx file, or the CSV files of one report.")
    }
    if output == "-", format == .json {
      throw ValidationError(
        "Standard output takes the report or the JSON, not both: name a file with --output.")
    }
  }

  func run() throws {
    let definitions = Definitions(shelfOption: shelfOption, named: standard)
    var account = ConversionAccount(output: output)
    let result = Result { try convert(definitions, &account) }
    account.written = (try? result.get()) ?? false
    switch format {
    case .text:
      for problem in account.diagnostics { Terminal.complain(problem.description) }
      if account.written, output != "-" { Terminal.write(account.sentence + "\n") }
    case .json: try JSONOutput.print(account)
    }
    if try !result.get() { throw ProofmarkExit.refused }
  }

  /// Whether the output is written.
  private func convert(_ definitions: Definitions, _ account: inout ConversionAccount) throws -> Bool {
    let (read, problems) = try read(definitions)
    account.diagnostics += problems
    guard let draft = read else { return false }
    account.count(draft)
    let name = inputs.map { InputFile.name(of: $0) }[0]
    switch ConvertCommand.kind(of: output) {
    case .report:
      let (xml, _, problems) = draft.xml(file: name)
      account.diagnostics += problems
      guard let xml else { return false }
      try OutputFile.write(xml, to: output)
    case .workbook:
      let definition = try definitions.layout(for: draft)
      let bytes: [UInt8]
      do throws(WorkbookProblem) {
        bytes = try draft.workbook(by: definition)
      } catch {
        account.diagnostics.append(
          Diagnostic(
            .sheetLimit, file: name, error.description, cure: "Convert it to CSV: --output a folder."))
        return false
      }
      try OutputFile.write(bytes, to: output)
    case .tables, nil:
      try OutputFolder.write(draft.tables(by: definitions.layout(for: draft)), to: output)
    }
    return true
  }

  /// What the inputs hold, nil where they cannot be used; and what is wrong with them.
  private func read(_ definitions: Definitions) throws -> (draft: ReportDraft?, diagnostics: [Diagnostic]) {
    let path = inputs[0]
    let name = InputFile.name(of: path)
    switch ConvertCommand.kind(of: path) {
    case .report: return ReportDraft.read(xml: try InputFile.demanded(path), file: name)
    case .workbook:
      return ReportDraft.read(
        workbook: try InputFile.demanded(path), file: name, sha256: definitions.sha256)
    case .tables, nil:
      let files = try inputs.flatMap { try tables(in: $0) }.map {
        (name: $0, bytes: try InputFile.demanded($0))
      }
      return ReportDraft.read(tables: files, sha256: definitions.sha256)
    }
  }

  /// A file of a table, or those of a folder.
  private func tables(in path: String) throws -> [String] {
    guard XMLFiles.isFolder(path) else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let tables = names.filter { $0.lowercased().hasSuffix(".csv") }.sorted()
    if tables.isEmpty {
      Terminal.complain(
        "\(path): error: There is no CSV file in the folder. Name the one that convert has written.")
      throw ProofmarkExit.refused
    }
    return tables.map { (path as NSString).appendingPathComponent($0) }
  }
}

/// The definitions that tables are laid out by and held against.
private final class Definitions {
  private let shelfOption: ShelfOption
  private let named: String?
  private var shelf: Shelf??

  init(shelfOption: ShelfOption, named: String?) {
    self.shelfOption = shelfOption
    self.named = named
  }

  /// The definition for a report's tables; nil where there is none and none was named.
  func layout(for draft: ReportDraft) throws -> ReportDefinition? {
    let (standard, reference): (Standard, StandardReference)
    if let named {
      (standard, reference) = try shelfOption.definition(named)
    } else if let entry = entry(draft.standard) {
      (standard, reference) = (entry.standard, entry.reference)
    } else {
      Terminal.complain(
        "No definition of \(draft.standard) is at hand: the tables have no drop-downs and windows. Name one with "
          + "--standard, or the folder of definitions with --standards.")
      return nil
    }
    // As a plan does while nobody knows the day.
    let day = draft.lastTestDay ?? standard.amendments.map(\.effective).max()
    return ReportDefinition(
      standard: standard.inForce(on: day), sha256: reference.sha256,
      standing: reference.adoption.map { "adopted on \($0.day) by \($0.role)" }
        ?? "draft: nobody has adopted this definition")
  }

  /// The SHA-256 of the definition at hand.
  func sha256(of standard: String) -> String? {
    if let named, let (definition, reference) = try? shelfOption.definition(named), definition.id == standard
    {
      return reference.sha256
    }
    return entry(standard)?.reference.sha256
  }

  /// Reports can be converted where no definitions are.
  private func entry(_ standard: String) -> Shelf.Entry? {
    let known = shelf ?? (try? Shelf(folder: shelfOption.resolved))
    shelf = .some(known)
    return known?.entries.first { $0.standard.id == standard }
  }
}
