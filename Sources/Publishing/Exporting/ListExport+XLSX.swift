import Quantities
import Spreadsheets

extension ListExport {
  /// A workbook: the list with a frozen header, filters and real dates, and a sheet that says what it was made from.
  static func workbook(_ rows: [ListRow], from origin: ExportOrigin) -> Workbook {
    let models = Worksheet(
      name: Texts.Exports.listSheet, widths: ListColumn.allCases.map(\.width),
      rows: SheetRows(count: rows.count + 1) { line in
        ListColumn.allCases.map { column in
          line == 0 ? .text(column.rawValue, .header) : cell(column.value(of: rows[line - 1]))
        }
      },
      frozenRows: 1, frozenColumns: 1, hasFilter: true)
    let about = Worksheet(
      name: Texts.Exports.aboutSheet, widths: [24, 72, 12], rows: SheetRows(facts(rows, from: origin)))
    return Workbook(title: origin.title, subject: Texts.Exports.subject, worksheets: [models, about])
  }

  private static func facts(_ rows: [ListRow], from origin: ExportOrigin) -> [[Cell]] {
    var lines: [[Cell]] = [[.text(origin.title, .title)], [.text(Texts.Exports.lead)], []]
    for (name, value) in origin.facts(of: rows) where name != "title" {
      lines.append([.text(name, .header), cell(value)])
    }
    lines += [[], [.text(Texts.Exports.filter, .title)]]
    if origin.filter.isEmpty { lines.append([.text(Texts.Exports.noFilter)]) }
    for condition in origin.filter { lines.append([.text(condition.name, .header), .text(condition.value)]) }
    lines += [[], [.text(Texts.Exports.definitions, .title)]]
    for definition in ExportOrigin.definitions(of: rows) {
      lines.append([
        .text(definition.standard, .header), .text(definition.sha256),
        .text(definition.isAdopted ? Texts.Exports.adopted : Texts.Exports.draft),
      ])
    }
    return lines
  }

  private static func cell(_ value: ExportValue) -> Cell {
    switch value {
    case .number(let number): Cell(.number(ExactDecimal(number)))
    case .day(let day): day.map { Cell(.day($0)) } ?? .empty
    case .text, .flag, .texts: .text(fitting(value.words))
    }
  }

  /// A text as long as a cell can hold; one that is longer says so where it was cut.
  private static func fitting(_ text: String) -> String {
    guard text.utf16.count > Worksheet.maximumText else { return text }
    let room = Worksheet.maximumText - Texts.Exports.cut.utf16.count
    var kept = String.UnicodeScalarView()
    var length = 0
    for scalar in text.unicodeScalars {
      length += UTF16.width(scalar)
      if length > room { break }
      kept.append(scalar)
    }
    return String(kept) + Texts.Exports.cut
  }
}
