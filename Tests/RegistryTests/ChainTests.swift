import Foundation
import GRDB
import Registry
import Testing

@Suite("The chain of events")
struct ChainTests {
  @Test("an event's bytes are canonical JSON, to the byte")
  func bytes() {
    var event = ChainEvent(
      sequence: 7, document: "ab", kind: "decision", file: "a \"b\"\\ü/é.xml", size: 12,
      recorded: "2026-11-24T02:17:05.123Z", determination: nil, previous: ChainEvent.beginning)
    let zeros = String(repeating: "0", count: 64)
    #expect(
      String(decoding: event.canonicalBytes, as: UTF8.self)
        == #"{"determination":null,"document":"ab","file":"a \"b\"\\ü/é.xml","kind":"decision","#
        + #""previous":"\#(zeros)","recorded":"2026-11-24T02:17:05.123Z","sequence":7,"size":12}"#)
    event.determination = "cd"
    #expect(
      String(decoding: event.canonicalBytes, as: UTF8.self).hasPrefix(#"{"determination":"cd","document""#))
    #expect(event.hash == SHA256Hex.of(event.canonicalBytes))
  }

  @Test("each document is one event, linked to the one before; nothing refused or unchanged is")
  func links() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(
      Toy.supplier("alder"), Toy.supplier("alder"), Toy.model(supplier: "nobody"), Toy.supplier("birch"))
    try database.take(Toy.supplier("cedar"))
    let rows = try scratch.query { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM events e JOIN documents d ON d.sequence = e.sequence ORDER BY e.sequence")
    }
    #expect(rows.map { $0["sequence"] as Int64 } == [1, 2, 3])
    var previous = ChainEvent.beginning
    for row in rows {
      let event = ChainEvent(
        sequence: row["sequence"], document: row["sha256"], kind: row["kind"], file: row["file"],
        size: row["size"],
        recorded: row["recorded"], determination: row["determination"], previous: previous)
      #expect(row["previous"] == previous)
      #expect(row["hash"] == event.hash)
      previous = event.hash
    }
  }

  @Test("events cannot be changed or deleted")
  func guarded() throws {
    let scratch = try Scratch()
    try scratch.open().take(Toy.supplier())
    #expect(throws: DatabaseError.self) { try scratch.alter("UPDATE events SET hash = 'x'") }
    #expect(throws: DatabaseError.self) { try scratch.alter("DELETE FROM events") }
  }

  @Test("documents of a transaction bear one moment; the next is later, though the clock stands or goes back")
  func moments() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    var limits = Importer.Limits()
    limits.batchDocuments = 2
    try database.take(
      (1...5).map { ImportSource(path: "\($0).xml", bytes: Toy.supplier("s\($0)")) }, limits: limits)
    var moments: [Int64] = []
    try database.snapshot().forEachDocument { moments.append($0.recorded.milliseconds - 1_700_000_000_000) }
    #expect(moments == [0, 0, 1, 1, 2])
  }

  @Test("what was known at a moment: that transaction's documents are, later ones are not")
  func horizon() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    for name in ["Alder", "Birch"] { try database.take(Toy.supplier("one", name: name)) }
    func names(_ milliseconds: Int64) throws -> [String] {
      let moment = Moment(milliseconds: 1_700_000_000_000 + milliseconds)
      return try database.snapshot(at: Vantage(asKnown: moment)).suppliers().map(\.name)
    }
    #expect(try names(-1) == [])
    #expect(try names(0) == ["Alder"])
    #expect(try names(1) == ["Birch"])
  }
}
