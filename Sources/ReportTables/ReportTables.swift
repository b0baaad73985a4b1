import Evidence
import Spreadsheets
import Tables
import XMLDocuments

// Reports as tables and back. The same report comes back: every digit that was written, every order, every text.
//
//     let (draft, problems) = ReportDraft.read(xml: bytes, file: "report.xml")
//     let workbook = try draft.workbook(by: definition)
//     let (again, more) = ReportDraft.read(workbook: workbook, file: "report.xlsx", definitions: { _ in nil })
//     let (xml, rest) = again.xml(file: "report.xlsx")

extension ReportDraft {
  /// Reads the workbook of a report.
  ///
  /// - Parameter sha256: the SHA-256 of the definition at hand for a standard's identifier; nil where there is none.
  /// - Returns: nil where anything is wrong with it, open cells among it; and every problem, by sheet and cell.
  public static func read(
    workbook bytes: [UInt8], file: String, sha256: (String) -> String?
  ) -> (draft: ReportDraft?, diagnostics: [Diagnostic]) {
    read(InputTables(workbook: bytes, file: file), sha256)
  }

  /// Reads the tables of a report from files of comma-separated values, which are told apart by their names.
  public static func read(
    tables files: [(name: String, bytes: [UInt8])], sha256: (String) -> String?
  ) -> (draft: ReportDraft?, diagnostics: [Diagnostic]) {
    read(InputTables(files: files), sha256)
  }

  private static func read(
    _ input: InputTables, _ sha256: (String) -> String?
  ) -> (draft: ReportDraft?, diagnostics: [Diagnostic]) {
    guard !input.diagnostics.hasErrors else { return (nil, capped(input.diagnostics)) }
    var reader = TableReader(input)
    let draft = reader.read()
    var diagnostics = reader.diagnostics
    if let made = reader.definition, let warning = objection(made.sha256, made.place, draft.standard, sha256)
    {
      diagnostics.append(warning)
    }
    return (diagnostics.hasErrors ? nil : draft, capped(diagnostics))
  }

  /// What is wrong with the definition that tables were made with; nil: it is the one at hand.
  private static func objection(
    _ made: String, _ place: TablePlace, _ standard: String, _ sha256: (String) -> String?
  ) -> Diagnostic? {
    let known = sha256(standard)
    if known == made { return nil }
    return place.diagnostic(
      .sheetDefinition, severity: .warning,
      known == nil
        ? "The definition that the tables were made with is not at hand."
        : "The tables were made with another definition than the one at hand.",
      found: made, expected: known ?? "a definition of \(standard)",
      cure: known == nil
        ? "Name the folder of definitions with --standards."
        : "Compare the two; plan again where they differ.")
  }

  /// As many problems as anybody reads, and how many there are beyond.
  private static func capped(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let limit = ReadLimits.standard.maximumDiagnostics
    guard diagnostics.count > limit else { return diagnostics }
    // An error must not be lost among warnings.
    let kept = (diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity == .warning })
      .prefix(limit)
    let rest = diagnostics.count - limit
    return kept + [
      Diagnostic(
        .xmlLimitDiagnostics, severity: diagnostics.hasErrors ? .error : .warning, file: diagnostics[0].file,
        "\(rest) further problem\(rest == 1 ? " was" : "s were") not listed.",
        cure: "Mend those that are listed and convert again.")
    ]
  }

  /// The report as a document.
  ///
  /// - Parameter file: what to call it in diagnostics that belong to no cell.
  /// - Returns: nil where it is no report that can be read; and every problem, by sheet and cell where it came from one.
  public func xml(file: String) -> (xml: [UInt8]?, report: Report?, diagnostics: [Diagnostic]) {
    DraftWriter.write(self, file: file)
  }

  /// The report as a workbook to look at or to fill in: the same bytes each time.
  ///
  /// - Parameter definition: gives the drop-downs and windows; nil: there are none.
  public func workbook(by definition: ReportDefinition?) throws(WorkbookProblem) -> [UInt8] {
    try WorkbookWriter.write(WorkbookLayout(draft: self, definition: definition).workbook)
  }

  /// The report as files of comma-separated values, by their names. Tables that a report can do without and that are empty
  /// are left out.
  public func tables(by definition: ReportDefinition?) -> [(name: String, text: String)] {
    TableWriter(draft: self, definition: definition).tables
      .filter { $0.table.isRequired || !$0.rows.isEmpty }.map { ($0.table.fileName, $0.csv) }
  }
}
