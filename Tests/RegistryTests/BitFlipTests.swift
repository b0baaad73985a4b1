import Foundation
import GRDB
import Testing

@testable import Registry

/// How many bits of a value are flipped at most: a few in every run of the tests, up to 200 by `make flips`.
private let turns = ProcessInfo.processInfo.environment["PROOFMARK_FLIPS"].flatMap { Int($0) }

@Suite("A single bit that changes in a registry", .serialized)
struct BitFlipTests {
  /// A registry with a row in every table, closed, so that it is one file.
  private func registry() throws -> Scratch {
    let scratch = try Scratch()
    let database = try scratch.open()
    let definition = try Toy.standard()
    let decision = Toy.decision()
    let certificate = """
      <signing-certificate sha256="\(String(repeating: "0a", count: 32))" from="2024-01-01" until="2024-12-31"
        revoked-on="2025-01-01"/>
      """
    let documents: [(String, [UInt8])] = [
      ("TOY-1", definition), ("adoption", Toy.adoption(of: definition)), ("programme", Toy.lenient),
      ("supplier", Toy.supplier()), ("laboratory", Toy.laboratory(certificates: certificate)),
      ("HX-1", Toy.model("HX-1")),
      ("HX-2", Toy.model("HX-2")), ("R1", Toy.report("R1", model: "HX-1")),
      ("R2", Toy.report("R2", model: "HX-2", outcomes: ["stop", "perforation", "stop"])),
      ("decision", decision), ("inspection", Toy.inspection()), ("variation", Toy.variation()),
      ("notice", Toy.notice("advisory", day: "2024-09-01")), ("field-report", Toy.fieldReport()),
      ("correction", Toy.correction(of: decision, #"effective="2024-04-02""#)),
    ]
    let outcomes = try database.take(documents.map { ImportSource(path: "\($0.0).xml", bytes: $0.1) })
    try #require(outcomes.allSatisfy { $0.result == .imported }, "\(outcomes.codes)")
    let refused = ["HX-3", "HX-4"].map {
      ImportSource(path: "\($0).xml", bytes: Toy.model($0, supplier: "nobody"))
    }
    _ = try Importer(
      into: database, keepsRefused: true, deliveredBy: "Northfield",
      moment: { Moment(milliseconds: 1_700_000_000_000) }
    ).run(refused) { _ in }
    let kept = try database.quarantine.documents()
    try database.quarantine.discard(
      kept[1].sha256, by: "D. Person", reason: "Sent twice.", at: Moment(milliseconds: 1_700_000_060_000))
    try database.close()
    return scratch
  }

  /// A value of a table: a run of bits, each of which can be flipped.
  private struct Cell {
    var table: String
    var column: String
    var row: Int64
    var type: String
    var bytes: Data

    var bits: Int { type == "integer" ? 64 : bytes.count * 8 }

    func flipped(_ bit: Int) -> (sql: String, value: any DatabaseValueConvertible) {
      if type == "integer" {
        let number = Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
        return ("?", number ^ Int64(bitPattern: 1 << UInt64(bit)))
      }
      var changed = bytes
      changed[changed.startIndex + bit / 8] ^= 1 << UInt8(bit % 8)
      return (type == "text" ? "CAST(? AS TEXT)" : "?", changed)
    }

    var original: (sql: String, value: any DatabaseValueConvertible) {
      if type == "integer" { return ("?", Int64(String(decoding: bytes, as: UTF8.self)) ?? 0) }
      return (type == "text" ? "CAST(? AS TEXT)" : "?", bytes)
    }
  }

  private func cells(_ db: Database) throws -> [Cell] {
    let tables = try String.fetchAll(
      db,
      sql:
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict ORDER BY name"
    )
    #expect(Set(tables).isSuperset(of: ["documents", "events"]))
    #expect(Set(tables).isSuperset(of: RegistrySchema.projections))
    return try tables.flatMap { table in
      let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(table)')")
      let cells = try columns.flatMap { column in
        try Row.fetchAll(
          db,
          sql:
            "SELECT rowid, typeof(\(column)), CAST(\(column) AS BLOB) FROM \(table) WHERE \(column) IS NOT NULL"
        ).map { Cell(table: table, column: column, row: $0[0], type: $0[1], bytes: $0[2]) }
          .filter { $0.bits > 0 }
      }
      #expect(!cells.isEmpty, "\(table)")
      return cells
    }
  }

  /// Writes a value past everything that keeps the tables from being changed.
  ///
  /// - Returns: false where the tables themselves do not allow it.
  private func write(
    _ value: (sql: String, value: any DatabaseValueConvertible), to cell: Cell, row: Int64,
    in queue: DatabaseQueue
  ) throws -> Bool {
    do {
      try queue.write { db in
        let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
        try db.execute(
          sql: "UPDATE \(cell.table) SET \(cell.column) = \(value.sql) WHERE rowid = ?",
          arguments: [value.value, row])
        for trigger in triggers { try db.execute(sql: trigger[1]) }
      }
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return false
    }
  }

  @Test("in any stored column is named by the verification")
  func columns() throws {
    let scratch = try registry()
    #expect(try Verifier(path: scratch.path).run().isSound)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
    let queue = try DatabaseQueue(path: scratch.path, configuration: configuration)
    let cells = try queue.read(cells)
    var random = Seeded(20_261_124)
    var flipped = 0
    var refused = 0
    for cell in cells {
      // Every value has a turn, large ones several.
      let most = turns ?? min(2 + cell.bits / 600, 40)
      let bits =
        most >= cell.bits
        ? Array(0..<cell.bits) : (0..<most).map { _ in Int.random(in: 0..<cell.bits, using: &random) }
      let key = try queue.read { db in
        try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(cell.table)') WHERE pk > 0")
      }
      for bit in bits {
        let value = cell.flipped(bit)
        guard try write(value, to: cell, row: cell.row, in: queue) else {
          refused += 1
          continue
        }
        flipped += 1
        let verification = try Verifier(path: scratch.path).run()
        let place = "bit \(bit) of \(cell.table).\(cell.column), row \(cell.row)"
        #expect(!verification.isSound, "\(place)")
        let fault = try #require(verification.faults.first, "\(place)")
        #expect(!fault.place.isEmpty && fault.message.hasSuffix("."))
        if !key.contains(cell.column) {
          #expect(fault.isNamed(by: cell.table), "\(place): \(fault)")
        }
        let isKey = cell.type == "integer" && key == [cell.column]
        let row = isKey ? (value.value as? Int64 ?? cell.row) : cell.row
        #expect(try write(cell.original, to: cell, row: row, in: queue))
      }
    }
    #expect(try Verifier(path: scratch.path).run().isSound)
    #expect(flipped > 500)
    #expect(refused < flipped / 10)
  }

  /// Everything that can be read in a file, value by value.
  private func content(_ path: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { db in
      let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      return try (["sqlite_schema"] + tables).flatMap { table in
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(table)')")
        let values = columns.map { "typeof(\($0)) || hex(CAST(\($0) AS BLOB))" }.joined(
          separator: " || '|' || ")
        return try String.fetchAll(db, sql: "SELECT '\(table) ' || rowid || ' ' || \(values) FROM \(table)")
      }
    }
  }

  @Test("anywhere in the file is named, or stands where nothing is kept; nothing crashes")
  func pages() throws {
    let scratch = try registry()
    let original = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    let expected = try content(scratch.path)
    let rounds = min(turns.map { $0 * 40 } ?? 400, 40_000)
    var random = Seeded(7)
    var (named, unused) = (0, 0)
    for round in 0..<rounds {
      // The first page, with the header and the schema, has the first turns.
      let index =
        round < rounds / 10
        ? Int.random(in: 0..<4096, using: &random) : Int.random(in: 0..<original.count, using: &random)
      let bit = UInt8.random(in: 0..<8, using: &random)
      var changed = original
      changed[index] ^= 1 << bit
      let path = scratch.folder + "/flipped.sqlite"
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
      try changed.write(to: URL(fileURLWithPath: path))
      let place = "byte \(index), bit \(bit)"
      do {
        let verification = try Verifier(path: path).run()
        if verification.isSound {
          unused += 1
          #expect(try content(path) == expected, "\(place)")
        } else {
          named += 1
          #expect(verification.faults.first != nil, "\(place)")
        }
      } catch let error as RegistryError {
        named += 1
        #expect(
          [.registryFileForeign, .registryFileMissing, .registryFileNewer, .registryFileOlder].contains(
            error.code),
          "\(place): \(error)")
      }
    }
    #expect(named > rounds / 20)
    #expect(unused > 0)
  }

  @Test("in compressed bytes is noticed, also where the bytes would decompress to the same")
  func compressed() throws {
    var compressor = ZstdCompressor()
    for bytes in [[], Array("<supplier/>".utf8), try Toy.standard(), Toy.report()] {
      let compressed = compressor.compress(bytes)
      let packed = try #require(compressed)
      #expect(Zstd.decompress(packed, size: bytes.count) == bytes)
      #expect(Zstd.decompress(packed, size: bytes.count + 1) == nil)
      #expect(Zstd.decompress(packed, size: .max) == nil)
      #expect(Zstd.decompress(packed, size: -1) == nil)
      for index in packed.indices {
        for bit in 0..<8 {
          var changed = packed
          changed[index] ^= 1 << UInt8(bit)
          #expect(Zstd.decompress(changed, size: bytes.count) == nil, "byte \(index), bit \(bit)")
        }
      }
      for length in 0..<packed.count {
        let cut = Zstd.decompress(packed.prefix(length), size: bytes.count)
        // What has no seal is what an earlier release stored.
        #expect(cut == nil || length == packed.count - 16)
      }
    }
  }
}

extension Verification.Fault {
  /// Whether a fault points to where a table's values are.
  fileprivate func isNamed(by table: String) -> Bool {
    switch table {
    case "documents":
      part == .documents && place.hasPrefix("document ") || part == .chain && place.hasPrefix("event ")
    case "events": part == .chain && place.hasPrefix("event ")
    case "determinations": part == .determinations
    default: place.hasPrefix(table + ",")
    }
  }
}
