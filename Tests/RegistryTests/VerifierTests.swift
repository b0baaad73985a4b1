import Foundation
import GRDB
import Testing

@testable import Registry

@Suite("Verification")
struct VerifierTests {
  private func filled() throws -> Scratch {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(
      try Toy.parties() + [
        ImportSource(path: "programme.xml", bytes: Toy.lenient),
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
        ImportSource(path: "decision.xml", bytes: Toy.decision()),
      ])
    try database.close()
    return scratch
  }

  /// Changes tables past the triggers that keep them, which are put back.
  private func alter(_ scratch: Scratch, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: scratch.path, configuration: configuration)
    try queue.write { db in
      let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
      try db.execute(sql: sql)
      for trigger in triggers { try db.execute(sql: trigger[1]) }
    }
    try queue.close()
  }

  private func faults(_ scratch: Scratch, _ checkpoint: Checkpoint? = nil) throws -> [Verification.Fault] {
    try Verifier(path: scratch.path, checkpoint: checkpoint).run().faults
  }

  @Test("what is as it should be: every part, how much of it, and the chain's head")
  func sound() throws {
    let scratch = try filled()
    let verification = try Verifier(path: scratch.path).run()
    #expect(verification.isSound)
    #expect(verification.faults == [])
    #expect(verification.remarks == [])
    #expect(
      verification.outcomes.map(\.part) == [
        .file, .documents, .chain, .determinations, .projections, .quarantine,
      ])
    #expect(verification[.documents]?.checked == 7)
    #expect(verification[.chain]?.checked == 7)
    // The model's present one, and that on which the decision rests.
    #expect(verification[.determinations]?.checked == 2)
    #expect(verification.head?.size == 7)
    let head = try scratch.query { db in
      try String.fetchOne(db, sql: "SELECT hash FROM events ORDER BY sequence DESC LIMIT 1")
    }
    #expect(verification.head?.hash == head)
  }

  @Test("it changes nothing, not even a byte of the file")
  func readOnly() throws {
    let scratch = try filled()
    let before = FileManager.default.contents(atPath: scratch.path)
    _ = try Verifier(path: scratch.path).run()
    #expect(FileManager.default.contents(atPath: scratch.path) == before)
  }

  @Test(
    "an event that was changed, left out or put in is the first that is named",
    arguments: [
      ("UPDATE documents SET file = 'other.xml' WHERE sequence = 2", "event 2 (other.xml)"),
      (
        "UPDATE documents SET recorded = '2020-01-01T00:00:00.000Z' WHERE sequence = 3",
        "event 3 (supplier.xml)"
      ),
      ("UPDATE events SET previous = hash WHERE sequence = 4", "event 4 (laboratory.xml)"),
      ("UPDATE events SET determination = NULL WHERE sequence = 7", "event 7 (decision.xml)"),
      ("DELETE FROM events WHERE sequence = 5", "event 5 (model.xml)"),
      ("DELETE FROM events WHERE sequence = 5; DELETE FROM documents WHERE sequence = 5", "event 5"),
      ("INSERT INTO events VALUES (8, NULL, '', 'x')", "event 8"),
    ])
  func chain(sql: String, place: String) throws {
    let scratch = try filled()
    try alter(scratch, sql)
    let faults = try faults(scratch).filter { $0.part == .chain }
    #expect(faults.first?.place == place)
  }

  @Test(
    "a chain that was written anew from some event on is sound in itself, and does not extend what was signed"
  )
  func rewritten() throws {
    let scratch = try filled()
    let signed = try #require(try Verifier(path: scratch.path).run().head)
    let checkpoint = Checkpoint(head: signed, made: Moment(milliseconds: 1_700_000_000_000))
    try scratch.open().take(Toy.supplier("marsh"))
    #expect(try faults(scratch, checkpoint) == [])
    #expect(try Verifier(path: scratch.path, checkpoint: checkpoint).run()[.checkpoint]?.checked == 7)
    // The same documents, one of them under another name: a registry that would pass for the first.
    let other = try Scratch()
    try other.open().take(
      try Toy.parties() + [
        ImportSource(path: "programme.xml", bytes: Toy.lenient),
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "another.xml", bytes: Toy.report()),
        ImportSource(path: "decision.xml", bytes: Toy.decision()),
      ])
    #expect(try faults(other) == [])
    let fault = try #require(try faults(other, checkpoint).first)
    #expect(fault.part == .checkpoint)
    #expect(fault.place == "event 7")
    // And one that is shorter than it was.
    let short = try Scratch()
    try short.open().take(Toy.supplier())
    #expect(try faults(short, checkpoint).first?.place == "event 2")
    // What was signed of nothing, everything extends.
    let nothing = Checkpoint(head: ChainHead(size: 0, hash: ChainEvent.beginning), made: checkpoint.made)
    #expect(try faults(short, nothing) == [])
  }

  @Test("a determination that the evidence does not give, or of another version, is named by its model")
  func determination() throws {
    let scratch = try filled()
    try alter(scratch, "UPDATE determinations SET verdict = 'not compliant'")
    let fault = try #require(try faults(scratch).first)
    #expect(fault.place == "the determination of HX-1 (harrow), column verdict")
    #expect(fault.message == #"It is "not compliant", and the documents give "compliant"."#)
    try alter(scratch, "UPDATE determinations SET verdict = 'compliant', engine = '0'")
    #expect(try faults(scratch).contains { $0.message.contains("another version of the judging rules") })
  }

  @Test("rows that are missing, that nothing gives, or that differ are named by table and key")
  func projections() throws {
    for (sql, place, message) in [
      ("DELETE FROM reports", "reports, row document 6", "The row is missing."),
      (
        "UPDATE models SET level = 'B'", "models, row document 5, column level",
        #"It is "B", and the documents give "A"."#
      ),
      (
        "INSERT INTO suppliers SELECT 9, 'x', name, contact, website, is_example, successor FROM suppliers",
        "suppliers, row document 9", "No document gives this row."
      ),
    ] {
      let scratch = try filled()
      try alter(scratch, sql)
      let fault = try #require(try faults(scratch).first { $0.part == .projections })
      #expect(fault.place == place)
      #expect(fault.message == message)
    }
  }

  @Test(
    "what was read in a report is held against its document, though it be sealed; what is not sealed is not shown"
  )
  func reading() throws {
    let scratch = try filled()
    let sha256 = try #require(
      try scratch.query { db in
        try String.fetchOne(db, sql: "SELECT sha256 FROM documents WHERE kind = 'report'")
      })
    var report = try scratch.open().snapshot().report(sha256: sha256)
    report.series[0].observations[0].outcome = "stop"
    report.series[0].observations[0].line += 1
    let other = StoredReading(of: report).bytes.map { String(format: "%02x", $0) }.joined()
    try alter(scratch, "UPDATE readings SET packed = x'\(other)'")
    #expect(try scratch.open().snapshot().report(sha256: sha256) == report)
    let fault = try #require(try faults(scratch).first { $0.part == .projections })
    #expect(fault.place == "readings, row document 6, column packed")

    try alter(scratch, "UPDATE readings SET packed = x'\(other.dropLast(2))00'")
    let error = #expect(throws: RegistryError.self) {
      try scratch.open().snapshot().report(sha256: sha256)
    }
    #expect(error?.code == .registryFileDamaged)
  }

  @Test("a table that was changed, taken away or added, and a trigger that is gone")
  func schema() throws {
    for (sql, message) in [
      ("DROP TRIGGER events_are_kept", "trigger events_are_kept is missing."),
      ("CREATE TABLE notes (text TEXT)", "table notes does not belong here."),
      (
        "DROP INDEX models_standard; CREATE INDEX models_standard ON models (level)",
        "index models_standard is not as"
      ),
    ] {
      let scratch = try filled()
      try scratch.alter(sql)
      let verification = try Verifier(path: scratch.path).run()
      #expect(verification.faults.first?.message.hasPrefix(message) == true)
      #expect(verification[.documents]?.omitted == "the file is damaged")
    }
  }

  @Test("a value of the schema that has become a blob of the same bytes")
  func schemaTypes() throws {
    let filled = try filled()
    let objects = try filled.query { db in
      try Row.fetchAll(db, sql: "SELECT rowid, type, name, sql IS NULL FROM sqlite_schema").map {
        (row: $0[0] as Int64, kind: $0[1] as String, name: $0[2] as String, isAutomatic: $0[3] as Bool)
      }
    }
    #expect(objects.contains { $0.isAutomatic })
    for object in objects {
      for column in ["type", "name", "tbl_name", "sql"] where column != "sql" || !object.isAutomatic {
        let scratch = try Scratch()
        try FileManager.default.copyItem(atPath: filled.path, toPath: scratch.path)
        try scratch.alter(
          """
          PRAGMA writable_schema = ON;
          UPDATE sqlite_schema SET \(column) = CAST(\(column) AS BLOB) WHERE rowid = \(object.row)
          """)
        let place = "\(column) of \(object.kind) \(object.name)"
        let fault = try #require(try Verifier(path: scratch.path).run().faults.first, "\(place)")
        #expect(fault.message == "\(object.kind) \(object.name) is not as this release makes it.", "\(place)")
      }
    }
  }

  @Test("a column that tells the file's form and is called something else is damage that is named")
  func formColumn() throws {
    let scratch = try Scratch()
    try scratch.open().close()
    try scratch.alter(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, 'identifier', 'identifiex') WHERE name = 'grdb_migrations'
      """)
    let verification = try Verifier(path: scratch.path).run()
    #expect(verification.faults.map(\.message) == ["table grdb_migrations is not as this release makes it."])
  }

  @Test("what cannot be looked at is said")
  func strangers() throws {
    let scratch = try Scratch()
    #expect(throws: RegistryError.missing(path: scratch.path)) { try Verifier(path: scratch.path).run() }
    let letter = try scratch.file("letter", Array("Dear reader".utf8))
    #expect(throws: RegistryError.notARegistry(path: letter)) { try Verifier(path: letter).run() }
    try scratch.open().close()
    try scratch.alter("INSERT INTO grdb_migrations VALUES ('9999')")
    #expect(throws: RegistryError.newerSchema(path: scratch.path)) { try Verifier(path: scratch.path).run() }
  }

  @Test("a checkpoint's file is read as it is written, and in no other form")
  func checkpoints() throws {
    let head = ChainHead(size: 137, hash: String(repeating: "6c1e5b0e", count: 8))
    let checkpoint = Checkpoint(head: head, made: try #require(Moment("2026-11-24T02:17:05.123Z")))
    #expect(
      checkpoint.text == """
        proofmark checkpoint 1
        size 137
        head \(head.hash)
        made 2026-11-24T02:17:05.123Z

        """)
    let bytes = Array(checkpoint.text.utf8)
    #expect(Checkpoint(file: bytes) == checkpoint)
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        // Another number, digit or moment is another checkpoint; nothing is the same one.
        #expect(Checkpoint(file: changed) != checkpoint)
      }
    }
    for text in [
      "", "\n", checkpoint.text + "\n", checkpoint.text.replacing("137", with: "0137"), "x" + checkpoint.text,
    ] {
      let (checkpoint, problems) = Checkpoint.read(Array(text.utf8), file: "x")
      #expect(checkpoint == nil)
      #expect(problems.map(\.code) == [.registryCheckpointFormat])
    }
  }
}
