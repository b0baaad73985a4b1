import Spreadsheets
import Tables
import XMLDocuments

/// A table as it was read, from whichever kind of file.
struct InputTable {
  /// What it is called: the sheet, or the file.
  var name: String
  /// Where it begins.
  var place: TablePlace
  /// The rows that have anything in them, the headings first.
  var rows: [Row]

  struct Row {
    var place: TablePlace
    /// What stands in it, by column.
    var cells: [Int: ReadCell.Value]
  }
}

/// The tables of a report, as far as they are there.
struct InputTables {
  private(set) var tables: [ReportTable: InputTable] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  // MARK: - Workbooks

  init(workbook bytes: [UInt8], file: String) {
    let (workbook, problems) = WorkbookReader.open(bytes, file: file)
    diagnostics = problems
    guard let workbook else { return }
    for entry in workbook.sheets {
      let place = TablePlace(file: file, sheet: entry.name, row: 1)
      guard let table = ReportTable(sheet: entry.name) else {
        if entry.name.folded != ReportTable.guide.folded, !entry.isHidden { passOver(entry.name, file) }
        continue
      }
      if entry.isHidden {
        diagnostics.append(
          Diagnostic(
            .sheetHidden, file: file, "A sheet of the report is hidden.", found: entry.name,
            cure: "Show the sheet, and look at it: what nobody sees must not be reported."))
        continue
      }
      let (sheet, problems) = workbook.read(entry)
      diagnostics += problems
      guard let sheet else { continue }
      for range in sheet.merged {
        diagnostics.append(
          Diagnostic(
            .sheetMerged, file: file, cell: "\(sheet.name)!\(range)",
            "Cells are merged, so that nobody knows where the value belongs.",
            cure: "Undo the merging and fill in each cell."))
      }
      let rows = sheet.rows.compactMap { row -> InputTable.Row? in
        let cells = row.cells.filter { !$0.value.isBlank }
        guard !cells.isEmpty else { return nil }
        var place = place
        place.row = row.number
        return InputTable.Row(
          place: place, cells: Dictionary(cells.map { ($0.column, $0.value) }, uniquingKeysWith: { $1 }))
      }
      warnOfHidden(sheet, place)
      add(InputTable(name: entry.name, place: place, rows: rows), table, file)
    }
    demandTables(file)
  }

  /// What nobody sees is part of the report all the same.
  private mutating func warnOfHidden(_ sheet: ReadSheet, _ place: TablePlace) {
    var place = place
    let rows = sheet.rows.filter(\.isHidden)
    if let first = rows.first {
      place.row = first.number
      warnOfHidden("\(rows.count) \(rows.count == 1 ? "row is" : "rows are")", place)
    }
    let used = Set(sheet.rows.flatMap { $0.cells.map(\.column) })
    let columns = used.filter { column in sheet.hiddenColumns.contains { $0.contains(column) } }
    if let first = columns.min(), let row = sheet.rows.first {
      place.row = row.number
      place.column = first
      warnOfHidden("\(columns.count) \(columns.count == 1 ? "column is" : "columns are")", place)
    }
  }

  private mutating func warnOfHidden(_ what: String, _ place: TablePlace) {
    diagnostics.append(
      place.diagnostic(
        .sheetPartsHidden, severity: .warning, "\(what) hidden, and part of the report.",
        cure: "Show what is hidden, and delete what does not belong to the report."))
  }

  private mutating func passOver(_ name: String, _ file: String) {
    diagnostics.append(
      Diagnostic(
        .sheetUnknown, severity: .warning, file: file, "A sheet is no part of a report, and was not read.",
        found: name, expected: ReportTable.allCases.map(\.rawValue).joined(separator: ", "),
        cure: "If it holds observations, move them to the sheet for them."))
  }

  // MARK: - Comma-separated values

  /// The most bytes of all the files of a report: as many as the report may have.
  static let maximumBytes = ReportDraft.limits.maximumBytes

  init(files: [(name: String, bytes: [UInt8])]) {
    let size = files.reduce(0) { $0 + $1.bytes.count }
    guard size <= InputTables.maximumBytes else {
      diagnostics.append(
        Diagnostic(
          .sheetLimit, file: files.first?.name ?? "", "The tables are too large together.",
          found: "\(size) bytes",
          expected: "at most \(InputTables.maximumBytes) bytes", cure: "Make a report for each model."))
      return
    }
    // Programs that export every sheet export the guide as well.
    for (file, bytes) in files where !ReportTable.isGuide(file: file) {
      guard let table = ReportTable(file: file) else {
        diagnostics.append(
          Diagnostic(
            .sheetUnknown, file: file, "The file's name does not say which table of a report it is.",
            expected: "a name that ends with \(ReportTable.allCases.map(\.fileName).joined(separator: ", "))",
            cure: "Rename it."))
        continue
      }
      if let kind = CSVReader.foreignKind(of: bytes) {
        diagnostics.append(
          Diagnostic(
            .tableFormat, file: file, "The file is not a table of comma-separated values in UTF-8.",
            found: kind,
            expected: "text in UTF-8", cure: "Export it from the spreadsheet program as \"CSV UTF-8\"."))
        continue
      }
      add(read(bytes, file: file), table, file)
    }
    demandTables(files.first.map { folder(of: $0.name) } ?? "")
  }

  private func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[..<$0]) } ?? file
  }

  private mutating func read(_ bytes: [UInt8], file: String) -> InputTable {
    // The separator that makes the most of the headings.
    let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    let counts = separators.map { separator in
      CSVReader(bytes, separator: separator).first { !$0.isBlank }?.cells.count ?? 0
    }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    var rows: [InputTable.Row] = []
    var number = 0
    for record in CSVReader(bytes, separator: separators[best]) {
      number += 1
      let place = TablePlace(file: file, sheet: nil, row: number, line: record.line)
      if let problem = record.problem {
        diagnostics.append(place.diagnostic(.tableLine, problem.message, cure: problem.cure))
        continue
      }
      var cells: [Int: ReadCell.Value] = [:]
      for (column, text) in record.cells.enumerated() where !text.allSatisfy(\.isWhitespace) {
        cells[column] = .text(CSVText.unguarded(text))
      }
      if !cells.isEmpty { rows.append(InputTable.Row(place: place, cells: cells)) }
    }
    return InputTable(name: file, place: TablePlace(file: file, sheet: nil, row: 1, line: 1), rows: rows)
  }

  // MARK: - Both

  private mutating func add(_ input: InputTable, _ table: ReportTable, _ file: String) {
    guard let other = tables[table] else {
      tables[table] = input
      return
    }
    diagnostics.append(
      Diagnostic(
        .sheetMissing, file: file, "Two tables could be that of the report's \(table.rawValue).",
        found: "\(other.name), \(input.name)", expected: "one", cure: "Rename the one that is not."))
  }

  private mutating func demandTables(_ file: String) {
    guard !diagnostics.hasErrors else { return }
    for table in ReportTable.allCases where table.isRequired && tables[table]?.rows.isEmpty != false {
      diagnostics.append(
        Diagnostic(
          .sheetMissing, file: file, "A table of the report is missing or empty.",
          found: tables.keys.map(\.rawValue).sorted().joined(separator: ", "), expected: table.rawValue,
          cure: "Name it so; proofmark convert writes all of them, with their headings."))
    }
  }
}

extension ReadCell.Value {
  /// Whether nobody sees anything in it.
  var isBlank: Bool {
    if case .text(let text) = self { return text.allSatisfy(\.isWhitespace) }
    return false
  }

  /// What to show of it in a diagnostic.
  var shown: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.value.description + (number.unit.isEmpty ? "" : " " + number.unit)
    case .day(let day): "the date \(day)"
    case .moment(let text): "\(text), as a time"
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .formula: "a formula"
    case .error(let text): text
    case .unreadable(let text): text
    }
  }
}
