import Foundation
import GRDB

/// Whether a registry's file is what SQLite and this release make of one. Before that is known, nothing in it can be
/// read with confidence.
struct FileCheck {
  let db: Database

  /// SQLite's own check of every page, index and value. References from table to table hold where the tables' rows are
  /// those that the documents give.
  func structure(_ account: inout PartAccount) throws {
    account.count(try Int.fetchOne(db, sql: "PRAGMA main.page_count") ?? 0)
    for complaint in try String.fetchAll(
      db, sql: "PRAGMA main.integrity_check(\(Verification.faultLimit))")
    where complaint != "ok" {
      account.fault("the file", "SQLite finds: \(complaint).")
    }
  }

  /// Tables, indexes, views and triggers, held against those that this release makes.
  func schema(_ account: inout PartAccount) throws {
    let expected = try FileCheck.expected.get()
    let present = try FileCheck.schema(of: db)
    for name in Set(expected.keys).union(present.keys).sorted() where expected[name] != present[name] {
      let state =
        present[name] == nil
        ? "is missing" : expected[name] == nil ? "does not belong here" : "is not as this release makes it"
      account.fault("the schema", "\(name) \(state).")
    }
  }

  /// What this release makes, by kind and name.
  private static let expected = Result { try FreshRegistry.read(schema) }

  /// What is written of each, by kind and name: the types of all values, since a text and a blob of the same bytes read
  /// alike but are not the same, and the values but for the page, which differs from file to file.
  private static func schema(of db: Database) throws -> [String: [Data]] {
    var found: [String: [Data]] = [:]
    // What ANALYZE leaves is SQLite's own.
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB),
          CAST(typeof(type) || typeof(name) || typeof(tbl_name) || typeof(rootpage) || typeof(sql) AS BLOB)
        FROM main.sqlite_schema WHERE CAST(name AS TEXT) NOT GLOB 'sqlite_stat*'
        """)
    while let row = try rows.next() {
      let values = try (0..<5).map { try row.value($0, as: Data?.self) ?? Data() }
      let object = values[..<2].map { String(decoding: $0, as: UTF8.self) }
      found[object.joined(separator: " ")] = Array(values[2...])
    }
    return found
  }
}

/// A registry without documents, as this release makes it.
enum FreshRegistry {
  static func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let queue = try DatabaseQueue()
    try RegistrySchema.migrator.migrate(queue)
    return try queue.read(body)
  }
}
