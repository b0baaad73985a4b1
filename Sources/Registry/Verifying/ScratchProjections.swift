import Foundation
import GRDB

/// Everything that follows from the documents, derived again beside what is stored.
///
/// The tables are made anew as temporary ones, under their own names: SQLite looks there first, so that what derives
/// them reads the registry's documents and writes beside it, and the registry's own tables stay untouched.
struct ScratchProjections {
  let db: Database
  let path: String

  /// Derives all tables.
  func derive() throws {
    for statement in try ScratchProjections.statements.get() { try db.execute(sql: statement) }
    try Projections.fill(in: db, path: path)
  }

  /// What makes the tables and their indexes, as temporary ones.
  private static let statements = Result {
    let apart = QuarantineTable.names.map { "'\($0)'" }.joined(separator: ", ")
    let originals = try FreshRegistry.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT type, name, sql FROM sqlite_schema
          WHERE sql IS NOT NULL AND type <> 'trigger'
            AND tbl_name NOT IN ('documents', 'events', 'grdb_migrations', \(apart))
          ORDER BY type = 'table' DESC, rowid
          """
      ).map {
        (try $0.value(0, as: String.self), try $0.value(1, as: String.self), try $0.value(2, as: String.self))
      }
    }
    return originals.map { kind, name, sql in
      kind == "index"
        ? sql.replacing("INDEX \(name) ", with: "INDEX temp.\(name) ", maxReplacements: 1)
        : sql.replacing("CREATE ", with: "CREATE TEMP ", maxReplacements: 1)
    }
  }

  /// Holds every row of a table against the one that was derived, value by value and byte by byte.
  ///
  /// - Parameter name: what to call a row, by the values of its key; nil: table and key.
  func compare(
    _ table: String, _ account: inout PartAccount, name: ([String]) throws -> String? = { _ in nil }
  ) throws {
    let columns = try Row.fetchAll(db, sql: "PRAGMA temp.table_info(\(table))")
    let names = try columns.map { try $0.value("name", as: String.self) }
    let keys = try columns.filter { try $0.value("pk", as: Int.self) > 0 }.sorted {
      try $0.value("pk", as: Int.self) < $1.value("pk", as: Int.self)
    }
    .map { try $0.value("name", as: String.self) }
    // Bytes, not characters: two texts that look the same need not be the same.
    let values = names.map { "typeof(\($0)), CAST(\($0) AS BLOB)" }.joined(separator: ", ")
    func rows(_ schema: String) throws -> RowCursor {
      try Row.fetchCursor(
        db, sql: "SELECT \(values) FROM \(schema).\(table) ORDER BY \(keys.joined(separator: ", "))")
    }
    let (stored, derived) = (try rows("main"), try rows("temp"))
    while true {
      let (left, right) = (try stored.next().map(Value.all), try derived.next().map(Value.all))
      guard left != nil || right != nil else { return }
      account.count()
      func place(_ values: [Value]) throws -> String {
        let key = keys.compactMap { names.firstIndex(of: $0) }.map { values[$0].text }
        return try name(key)
          ?? "\(table), row " + zip(keys, key).map { "\($0) \($1)" }.joined(separator: ", ")
      }
      guard let left else {
        account.fault(try place(right ?? []), "The row is missing.")
        return
      }
      guard let right else {
        account.fault(try place(left), "No document gives this row.")
        return
      }
      if left == right { continue }
      let differing = names.indices.filter { left[$0] != right[$0] }
      if differing.contains(where: { keys.contains(names[$0]) }) {
        // From here on the rows are no longer opposite each other.
        account.fault(try place(left), "The documents give another row here: \(try place(right)).")
        return
      }
      for index in differing where !isSameContent(left, right, column: index, names: names) {
        account.fault(
          "\(try place(left)), column \(names[index])",
          "It is \(left[index].shown), and the documents give \(right[index].shown).")
      }
    }
  }

  /// Whether two compressed values hold the same: another release of the compressor writes other bytes.
  private func isSameContent(_ left: [Value], _ right: [Value], column: Int, names: [String]) -> Bool {
    guard left[column].type == "blob", let index = names.firstIndex(of: "size"),
      let size = Int(left[index].text), left[index] == right[index],
      let bytes = Zstd.decompress(left[column].bytes, size: size)
    else { return false }
    return bytes == Zstd.decompress(right[column].bytes, size: size)
  }

  /// A value as it is stored.
  private struct Value: Equatable {
    var type: String
    var bytes: Data

    static func all(of row: Row) -> [Value] {
      stride(from: 0, to: row.count, by: 2).map { Value(type: row[$0], bytes: row[$0 + 1] ?? Data()) }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// For a sentence.
    var shown: String {
      switch type {
      case "null": "empty"
      case "blob": "\(bytes.count) other bytes"
      case "text": text.count <= 60 ? "\"\(text)\"" : "\"\(text.prefix(60))…\""
      default: text
      }
    }
  }
}
