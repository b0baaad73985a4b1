import DatabaseFiles
import Foundation
import GRDB
import Testing

@Suite("Databases of tables")
struct DatabaseFileTests {
  private let tables = [
    DatabaseTable(
      "models", columns: [.init("name"), .init("months", .integer), .init("since", isRequired: false)],
      key: ["name"],
      rows: [
        [.text("HX-1"), .integer(60), .text("2026-01-01")],
        [.text("'); DROP TABLE models; --\n🛡️"), .integer(-1), .null],
        [.text(""), .integer(.min), .text("")], [.text("\""), .integer(.max), .null],
      ]),
    DatabaseTable("a \"strange\" name", columns: [.init("select \"x\"", isRequired: false)], rows: []),
  ]

  private func read<Value>(_ bytes: [UInt8], _ body: (Database) throws -> Value) throws -> Value {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite")
      .path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try DatabaseQueue(path: path).read(body)
  }

  @Test("every value comes back, whatever is in it, and the file says its version")
  func values() throws {
    try read(try DatabaseFile.write(tables, version: 7)) { db in
      let rows = try Row.fetchAll(db, sql: "SELECT name, months, since FROM models ORDER BY rowid")
      #expect(rows.map { $0["name"] as String } == ["HX-1", "'); DROP TABLE models; --\n🛡️", "", "\""])
      #expect(rows.map { $0["months"] as Int } == [60, -1, .min, .max])
      #expect(rows.map { $0["since"] as String? } == ["2026-01-01", nil, "", nil])
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 7)
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      let names = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [tables[1].name])
      #expect(names == ["select \"x\""])
    }
  }

  @Test("the same tables are the same bytes, and others are others")
  func deterministic() throws {
    let bytes = try DatabaseFile.write(tables, version: 1)
    #expect(try DatabaseFile.write(tables, version: 1) == bytes)
    #expect(try DatabaseFile.write([tables[0]], version: 1) != bytes)
  }

  @Test("rows that the key does not tell apart are refused in words")
  func key() {
    let table = DatabaseTable(
      "models", columns: [.init("name")], key: ["name"], rows: [[.text("HX-1")], [.text("HX-1")]])
    #expect(throws: DatabaseFileProblem(reason: "UNIQUE constraint failed: models.name")) {
      try DatabaseFile.write([table], version: 1)
    }
  }

  @Test("rows can be kept in the order of their key, with no other order beside it")
  func ordered() throws {
    let table = DatabaseTable(
      "sizes", columns: [.init("name"), .init("position", .integer)], key: ["name", "position"],
      isOrderedByKey: true
    ) { add in
      for position in [3, 1, 2] { try add([.text("HX-1"), .integer(position)]) }
    }
    try read(try DatabaseFile.write([table], version: 1)) { db in
      let positions = try Int.fetchAll(db, sql: "SELECT position FROM sizes")
      #expect(positions == [1, 2, 3])
      #expect(throws: DatabaseError.self) { try db.execute(sql: "SELECT rowid FROM sizes") }
    }
  }
}
