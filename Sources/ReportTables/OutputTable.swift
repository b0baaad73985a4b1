import Quantities
import Spreadsheets
import Tables

/// A table to write, into a workbook or a file of its own.
struct OutputTable {
  var table: ReportTable
  var headings: [String]
  var rows: [[Cell]] = []

  func column(_ heading: String) -> Int? { headings.firstIndex(of: heading) }

  /// The table as comma-separated values, with a byte order mark by which spreadsheet programs know UTF-8.
  var csv: String {
    "\u{FEFF}" + ([headings] + rows.map { row in row.map(\.written) }).map(CSVText.row).joined()
  }
}

extension Cell {
  /// What stands in the cell, as text.
  var written: String {
    switch value {
    case .empty: ""
    case .text(let text): text
    case .number(let number): number.description
    case .day(let day): day.description
    }
  }

  /// The cell of an attribute; nil: it is not there.
  init(_ value: String?, _ field: Field) {
    guard let value else {
      self = field.presence == .orDash ? .text(Field.dash, .muted) : .empty
      return
    }
    if value.isEmpty {
      self.init(.empty, .open)
      return
    }
    switch field.kind {
    case .number, .count: self.init((try? ExactDecimal(value)).map { .number($0) } ?? .text(value))
    case .day: self.init(Day(value).map { .day($0) } ?? .text(value))
    case .text, .flag: self.init(.text(value))
    }
  }
}
