import DatabaseFiles

extension ListExport {
  /// A database for analysts: `models` with the columns of every format, in the order of the list, one table for each column
  /// that holds several values, `definitions`, and `about` with what the list was made from. Days are texts, `YYYY-MM-DD`; yes is 1.
  static func tables(_ rows: [ListRow], from origin: ExportOrigin) -> [DatabaseTable] {
    let models = DatabaseTable(
      "models",
      columns: ListColumn.allCases.map { .init($0.field, kind(of: $0), isRequired: !isDay($0)) },
      key: key
    ) { add in
      for row in rows { try add(ListColumn.allCases.map { stored($0.value(of: row)) }) }
    }
    return [about(rows, from: origin), definitions(rows), models] + lists(rows)
  }

  /// A designation is unique for its supplier.
  private static let key = [ListColumn.supplierID.field, ListColumn.designation.field]

  private static func about(_ rows: [ListRow], from origin: ExportOrigin) -> DatabaseTable {
    let facts = [("format", format)] + origin.facts(of: rows).map { ($0.name, $0.value.words) }
    let filter = origin.filter.map { ("filter: \($0.name)", $0.value) }
    return DatabaseTable(
      "about", columns: [.init("name"), .init("value")],
      rows: (facts + filter).map { [.text($0.0), .text($0.1)] })
  }

  private static func definitions(_ rows: [ListRow]) -> DatabaseTable {
    DatabaseTable(
      "definitions", columns: [.init("standard"), .init("sha256"), .init("adopted", .integer)],
      rows: ExportOrigin.definitions(of: rows).map {
        [.text($0.standard), .text($0.sha256), .integer($0.isAdopted ? 1 : 0)]
      })
  }

  private static func lists(_ rows: [ListRow]) -> [DatabaseTable] {
    ListColumn.allCases.compactMap { column in
      guard let item = column.item else { return nil }
      return DatabaseTable(
        column.field, columns: key.map { .init($0) } + [.init("position", .integer), .init(item)],
        key: key + ["position"], isOrderedByKey: true
      ) { add in
        for row in rows {
          guard case .texts(let texts) = column.value(of: row) else { continue }
          for (index, text) in texts.enumerated() {
            try add([.text(row.supplierID), .text(row.designation), .integer(index + 1), .text(text)])
          }
        }
      }
    }
  }

  private static func kind(of column: ListColumn) -> DatabaseTable.Kind {
    switch column {
    case .warrantyMonths, .evidenceHeld, .adopted, .example: .integer
    default: .text
    }
  }

  private static func isDay(_ column: ListColumn) -> Bool {
    [.statusSince, .listedOn, .day].contains(column)
  }

  private static func stored(_ value: ExportValue) -> DatabaseTable.Value {
    switch value {
    case .text, .texts: .text(value.words)
    case .number(let number): .integer(number)
    case .flag(let flag): .integer(flag ? 1 : 0)
    case .day(let day): day.map { .text($0.description) } ?? .null
    }
  }
}
