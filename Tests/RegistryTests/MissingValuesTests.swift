import Foundation
import GRDB
import Quantities
import Testing

@testable import Registry

@Suite("A damaged file in which values are missing that cannot be missing")
struct MissingValuesTests {
  private func filled() throws -> Scratch {
    let scratch = try Scratch()
    let database = try scratch.open()
    let definition = try Toy.standard()
    try database.take(
      [
        ("TOY-1", definition), ("adoption", Toy.adoption(of: definition)), ("programme", Toy.lenient),
        ("supplier", Toy.supplier()), ("laboratory", Toy.laboratory()), ("HX-1", Toy.model("HX-1")),
        ("R1", Toy.report("R1", model: "HX-1")), ("decision", Toy.decision()),
        ("inspection", Toy.inspection()), ("notice", Toy.notice("advisory", day: "2024-09-01")),
      ].map { ImportSource(path: "\($0.0).xml", bytes: $0.1) })
    try database.close()
    return scratch
  }

  /// Asks whatever can be asked; each question is answered or refused, and none ends the program.
  private func askEverything(_ path: String) -> Int {
    var refused = 0
    func ask(_ what: String, _ question: () throws -> Void) {
      do {
        try question()
      } catch is RegistryError, is ModelLookupError {
        refused += 1
      } catch {
        Issue.record("\(what): \(error)")
      }
    }
    guard let snapshot = try? RegistryDatabase.open(path: path, mode: .readOnly).snapshot(),
      let day = Day("2024-12-01")
    else { return 1 }
    let key = ModelKey(supplier: "hexholt", designation: "HX-1")
    ask("counts") { _ = try snapshot.counts() }
    ask("listings") {
      for listing in try snapshot.listings() {
        _ = try snapshot.determinationBytes(of: listing)
        _ = try snapshot.determination(of: listing)
      }
    }
    ask("histories") { _ = try snapshot.histories() }
    ask("history") { _ = try snapshot.history(of: key) }
    ask("reports") { _ = try snapshot.reports(of: key) }
    ask("documents") { try snapshot.forEachDocument { _ in } }
    ask("programme") { _ = try snapshot.programme() }
    ask("standards") { _ = try snapshot.standards() }
    ask("suppliers") { _ = try snapshot.suppliers() }
    ask("laboratories") { _ = try snapshot.laboratories() }
    ask("name") { _ = try snapshot.listing(named: "HX-2") }
    ask("label") { _ = try snapshot.lookUp(Label(designation: "HX1"), on: day, today: day) }
    ask("import") {
      let database = try RegistryDatabase.open(path: path, mode: .readWrite)
      try database.take(Toy.report("R9", model: "HX-1"))
      try database.close()
    }
    ask("verify") { _ = try Verifier(path: path).run() }
    return refused
  }

  @Test("whatever is asked is answered or refused in words")
  func missing() throws {
    let scratch = try filled()
    // What a torn page does to a row, SQL does not do as long as the tables forbid it.
    try scratch.alter(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table';
      DELETE FROM sqlite_master WHERE type = 'trigger';
      """)
    let columns = try scratch.query { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m, pragma_table_info(m.name) c
          WHERE m.type = 'table' AND m.name NOT LIKE 'grdb%' AND m.name NOT LIKE 'sqlite%'
            AND m.sql NOT LIKE 'CREATE VIRTUAL%'
          """
      ).map { (table: $0["table"] as String, column: $0["column"] as String) }
    }
    #expect(columns.count > 60)
    var refused = 0
    for (table, column) in columns {
      let damaged = try Scratch()
      try FileManager.default.copyItem(atPath: scratch.path, toPath: damaged.path)
      do {
        try damaged.alter("UPDATE \(table) SET \(column) = NULL")
      } catch {
        // A key of a row cannot be missing: there would be no row.
        continue
      }
      refused += askEverything(damaged.path)
    }
    // If nothing were ever refused, nothing was missing.
    #expect(refused > 50)
  }
}
