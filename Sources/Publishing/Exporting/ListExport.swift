import Tables

/// A list for spreadsheets and programs: the same columns in the same order in every format, and the same list gives the
/// same bytes.
public enum ListExport {
  /// The columns' names, in order; in JSON the members of each model.
  public static let columns = ListColumn.allCases.map(\.rawValue)

  /// The whole file in a format.
  ///
  /// - Throws: ``ExportProblem`` where the format has no room for the list.
  public static func bytes(
    _ rows: [ListRow], from origin: ExportOrigin, as format: ListFormat
  ) throws(ExportProblem) -> [UInt8] {
    switch format {
    case .csv: csvBytes(rows)
    case .json: document(rows, from: origin).printedBytes
    case .xml: xml(rows, from: origin)
    case .xlsx: try workbook(rows, from: origin)
    case .sqlite: try database(rows, from: origin)
    }
  }

  /// RFC 4180 with a header line; several sizes or laboratories in one cell are separated by `; `.
  public static func csv(_ rows: [ListRow]) -> String { String(decoding: csvBytes(rows), as: UTF8.self) }

  private static func csvBytes(_ rows: [ListRow]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * 256)
    CSVText.append(columns, to: &bytes)
    for row in rows { CSVText.append(ListColumn.allCases.map { $0.value(of: row).words }, to: &bytes) }
    return bytes
  }

  /// What programs that take every file for another encoding want in front of CSV in UTF-8.
  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// An array of objects, one for each model; an unknown day is null.
  public static func json(_ rows: [ListRow]) -> String { models(rows).printed() }

  /// An object by `list.schema.json`: what the list was made from, and the models.
  public static func json(_ rows: [ListRow], from origin: ExportOrigin) -> String {
    document(rows, from: origin).printed()
  }

  private static func document(_ rows: [ListRow], from origin: ExportOrigin) -> JSONText {
    let facts = origin.facts(of: rows).map { name, value in
      // What is not known is null, in one way for days and texts.
      (name, value == .text("") && name != "keeper" ? JSONText.null : value.json)
    }
    let definitions = ExportOrigin.definitions(of: rows).map { definition in
      JSONText.object([
        ("standard", .text(definition.standard)), ("sha256", .text(definition.sha256)),
        ("adopted", .flag(definition.isAdopted)),
      ])
    }
    let filter = origin.filter.map { ($0.name, JSONText.text($0.value)) }
    return JSONText.object([
      ("format", .text(format)),
      (
        "about",
        .object(facts + [("filter", .object(filter)), ("definitions", .array(definitions))])
      ),
      ("models", models(rows)),
    ])
  }

  /// The name and version of the form in which JSON, XML and the database are.
  static let format = "proofmark list 1"

  private static func models(_ rows: [ListRow]) -> JSONText {
    .list(count: rows.count) { place in
      .object(ListColumn.allCases.map { ($0.rawValue, $0.value(of: rows[place]).json) })
    }
  }
}

/// Why a list cannot be written in a format.
public struct ExportProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String
}
