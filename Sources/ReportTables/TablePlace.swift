import Spreadsheets
import XMLDocuments

/// Where a value stands in a workbook or in a file of comma-separated values.
struct TablePlace: Sendable, Hashable {
  /// The workbook, or the file of the table.
  var file: String
  /// The sheet; nil in a file of comma-separated values.
  var sheet: String?
  /// The row of the sheet, or the record of the file, from 1.
  var row: Int
  /// The line of the file; 0 in a workbook.
  var line = 0
  /// From 0; nil: the row as a whole.
  var column: Int?

  /// The cell as people name it.
  var cell: String? {
    let name = column.map { CellName.of(row: row, column: $0) } ?? "row \(row)"
    guard let sheet else { return column == nil ? nil : name }
    return "\(sheet)!\(name)"
  }

  func at(column: Int) -> TablePlace {
    var place = self
    place.column = column
    return place
  }

  func diagnostic(
    _ code: Diagnostic.Code, severity: Diagnostic.Severity = .error, _ message: String, found: String? = nil,
    expected: String? = nil, cure: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, severity: severity, file: file, line: line, cell: cell, message, found: found, expected: expected,
      cure: cure)
  }
}
