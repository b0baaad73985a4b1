import DatabaseFiles
import Spreadsheets
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
    var bytes: [UInt8] = []
    let take = { (piece: UnsafeBufferPointer<UInt8>) in bytes.append(contentsOf: piece) }
    switch format {
    case .csv: csv(rows, to: take)
    case .json: document(rows, from: origin).print(to: take)
    case .xml: xml(rows, from: origin, to: take)
    case .xlsx:
      bytes = try told { () throws(WorkbookProblem) in try WorkbookWriter.write(workbook(rows, from: origin))
      }
    case .sqlite:
      bytes = try told { () throws(DatabaseFileProblem) in
        try DatabaseFile.write(tables(rows, from: origin), version: 1)
      }
    }
    return bytes
  }

  /// The same as a file, of which no more is in memory than a piece.
  ///
  /// - Parameter path: where nothing is yet.
  static func write(
    _ rows: [ListRow], from origin: ExportOrigin, as format: ListFormat, to path: String
  ) throws(ExportProblem) {
    switch format {
    case .csv: try store(at: path) { take throws(NewFile.Failure) in try csv(rows, to: take) }
    case .json:
      try store(at: path) { take throws(NewFile.Failure) in try document(rows, from: origin).print(to: take) }
    case .xml: try store(at: path) { take throws(NewFile.Failure) in try xml(rows, from: origin, to: take) }
    case .xlsx:
      try told { () throws(WorkbookProblem) in
        try WorkbookWriter.write(workbook(rows, from: origin), to: path)
      }
    case .sqlite:
      try told { () throws(DatabaseFileProblem) in
        try DatabaseFile.write(tables(rows, from: origin), version: 1, to: path)
      }
    }
  }

  private static func store(
    at path: String, _ pieces: (_ take: NewFile.Write) throws(NewFile.Failure) -> Void
  ) throws(ExportProblem) {
    guard let reason = NewFile.store(at: path, pieces) else { return }
    throw ExportProblem(description: "\(path) cannot be written: \(reason).")
  }

  private static func told<Problem: Error & CustomStringConvertible, Made>(
    _ make: () throws(Problem) -> Made
  ) throws(ExportProblem) -> Made {
    do throws(Problem) {
      return try make()
    } catch {
      throw ExportProblem(description: error.description)
    }
  }

  /// The size of the pieces in which a text is written, in bytes.
  static let piece = 1 << 16

  /// RFC 4180 with a header line; several sizes or laboratories in one cell are separated by `; `.
  public static func csv(_ rows: [ListRow]) -> String {
    var bytes: [UInt8] = []
    csv(rows) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func csv<Failure>(
    _ rows: [ListRow], to take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes: [UInt8] = []
    CSVText.append(columns, to: &bytes)
    for row in rows {
      CSVText.append(ListColumn.allCases.map { $0.value(of: row).words }, to: &bytes)
      guard bytes.count >= piece else { continue }
      try bytes.withUnsafeBufferPointer { piece throws(Failure) in try take(piece) }
      bytes.removeAll(keepingCapacity: true)
    }
    try bytes.withUnsafeBufferPointer { piece throws(Failure) in try take(piece) }
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
