import Foundation
import GRDB
import Registry
import Testing
import XMLDocuments

@Suite("Refused documents are kept apart until somebody resolves or discards them")
struct QuarantineTests {
  private static let first = Moment(milliseconds: 1_700_000_000_000)
  private static let later = Moment(milliseconds: 1_700_000_060_000)

  /// Imports documents and keeps what is refused.
  @discardableResult
  private func deliver(
    _ sources: [ImportSource], to database: RegistryDatabase, by laboratory: String? = nil,
    at moment: Moment = first
  ) throws -> [ImportOutcome] {
    var outcomes: [ImportOutcome] = []
    _ = try Importer(
      into: database, keepsRefused: true, deliveredBy: laboratory, moment: { moment }
    ).run(sources) { outcomes.append($0) }
    return outcomes
  }

  private func source(_ path: String, _ bytes: [UInt8]) -> ImportSource {
    ImportSource(path: path, bytes: bytes)
  }

  @Test("what is refused is kept byte for byte, with its problems, and is nowhere else")
  func kept() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let model = Toy.model()
    let outcome = try #require(
      try deliver([source("in/model.xml", model)], to: database, by: "Northfield").first)
    #expect(outcome.result == .refused && outcome.isQuarantined)
    #expect(!outcome.diagnostics.map(\.code).contains(.quarantineUnkept))
    let kept = try #require(try database.quarantine.documents().first)
    #expect(kept.file == "in/model.xml" && kept.kind == .model && kept.size == model.count)
    #expect(kept.deliveredBy == "Northfield" && kept.first == Self.first && kept.times == 1)
    #expect(kept.diagnostics == outcome.diagnostics && kept.diagnostics.hasErrors)
    #expect(try database.quarantine.bytes(of: kept.sha256) == model)
    #expect(try scratch.rowCounts() == ["quarantine": 1])
    #expect(try database.snapshot().listings().isEmpty)
  }

  @Test("the same bytes again are one entry, with a count and the last time; the latest problems show")
  func again() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let database = try scratch.open()
    try deliver([source("a.xml", Toy.model())], to: database, by: "Northfield")
    try database.take(try Toy.standard())
    try deliver([source("b.xml", Toy.model())], to: database, at: Self.later)
    let kept = try database.quarantine.documents()
    #expect(kept.count == 1)
    #expect(kept[0].times == 2 && kept[0].first == Self.first && kept[0].last == Self.later)
    #expect(kept[0].file == "b.xml" && kept[0].deliveredBy == "Northfield")
    #expect(kept[0].diagnostics.map(\.code) == [.registrySupplierUnknown])
  }

  @Test(
    "what belongs to no registry is not kept: other documents, damaged ones of no kind, what cannot be read")
  func strangers() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let database = try scratch.open()
    let outcomes = try deliver(
      [
        source("page.xml", Array("<html/>".utf8)), source("x.xml", Array("no markup".utf8)),
        ImportSource(file: "/nonexistent/a.xml"),
      ], to: database)
    #expect(outcomes.count == 3 && outcomes.allSatisfy { $0.result == .refused && !$0.isQuarantined })
    #expect(try database.quarantine.documents().isEmpty)
    // What breaks off is still recognisably a report.
    let half = Array(Toy.report().prefix(400))
    #expect(try deliver([source("half.xml", half)], to: database).first?.isQuarantined == true)
  }

  @Test("an import that does not ask for it keeps nothing")
  func unasked() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.model())
    #expect(try scratch.rowCounts().isEmpty)
  }

  @Test(
    "a retry takes the usual door: what gets in leaves, what is refused again stays with its new problems")
  func retry() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try deliver(
      [source("m.xml", Toy.model()), source("r.xml", Toy.report(laboratory: "nobody"))], to: database)
    try database.take(try Toy.parties())
    var outcomes: [ImportOutcome] = []
    let summary = try database.quarantine.retry(
      try database.quarantine.documents(), moment: { Self.later }, outcome: { outcomes.append($0) })
    #expect(summary.imported == 1 && summary.refused == 1 && summary.quarantined == 1)
    #expect(outcomes.results == [.imported, .refused])
    let left = try database.quarantine.documents()
    #expect(left.map(\.file) == ["r.xml"] && left[0].times == 2)
    #expect(left[0].diagnostics.map(\.code) == [.registryLaboratoryUnknown])
    #expect(try Verifier(path: scratch.path).run().isSound)
  }

  @Test("what gets in by any other way leaves the quarantine in the same transaction")
  func otherWay() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let database = try scratch.open()
    try deliver([source("m.xml", Toy.model())], to: database)
    #expect(try database.quarantine.documents().count == 1)
    try database.take(try Toy.parties())
    try database.take(Toy.model())
    #expect(try database.quarantine.documents().isEmpty)
  }

  @Test("discarding takes a name and a reason, overwrites the bytes in the file, and leaves a line for good")
  func discard() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    var random = Seeded(7)
    // Nothing that a compressor could shorten, so that it would be found again.
    let noise = String(
      (0..<600).map { _ in
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".randomElement(using: &random) ?? "x"
      })
    try deliver([source("m.xml", Toy.model(remark: "<remark>\(noise)</remark><oops/>"))], to: database)
    let kept = try #require(try database.quarantine.documents().first)
    let stored = try scratch.query { db in try Data.fetchOne(db, sql: "SELECT bytes FROM quarantine") }
    let piece = try #require(stored).dropFirst(100).prefix(64)
    let line = try database.quarantine.discard(
      kept.sha256, by: "D. Person", reason: "Sent twice.", at: Self.later)
    #expect(line.reason == "Sent twice." && line.discardedBy == "D. Person" && line.discarded == Self.later)
    #expect(line.sha256 == kept.sha256 && line.times == 1 && line.file == "m.xml")
    #expect(try database.quarantine.discarded() == [line])
    #expect(try database.quarantine.documents().isEmpty)
    #expect(throws: RegistryError.unknownDocument(sha256: kept.sha256)) {
      try database.quarantine.discard(kept.sha256, by: "D. Person", reason: "x", at: Self.later)
    }
    try database.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)).range(of: piece) == nil)
    #expect(throws: DatabaseError.self) { try scratch.alter("DELETE FROM discarded") }
    #expect(throws: DatabaseError.self) { try scratch.alter("UPDATE discarded SET reason = ''") }
    #expect(try Verifier(path: scratch.path).run().isSound)
  }

  @Test(
    "what is too large, or finds the quarantine full, is refused all the same, and it is said that it is not kept"
  )
  func limits() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let large = Toy.model(remark: String(repeating: " ", count: Quarantine.Limits.standard.documentBytes))
    let outcome = try #require(try deliver([source("large.xml", large)], to: database).first)
    #expect(outcome.result == .refused && !outcome.isQuarantined)
    #expect(outcome.diagnostics.last?.code == .quarantineUnkept)
    #expect(outcome.diagnostics.last?.severity == .warning)
    // As if so many had come before.
    try deliver([source("m.xml", Toy.model())], to: database)
    try database.close()
    try scratch.alter("UPDATE quarantine SET size = \(Quarantine.Limits.standard.totalBytes)")
    let full = try deliver([source("other.xml", Toy.model("HX-2"))], to: try scratch.open())
    #expect(throws: RegistryError.self) { try scratch.open(.readOnly).quarantine.documents() }
    #expect(full.codes.last == .quarantineUnkept)
    #expect(full.first?.diagnostics.last?.message.contains("the quarantine is full") == true)
    #expect(try scratch.rowCounts() == ["quarantine": 1])
  }

  @Test("a file that is changed after it was refused is not kept as what it was")
  func changed() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let path = try scratch.file("m.xml", Toy.model())
    var calls = 0
    var outcomes: [ImportOutcome] = []
    // The moment is asked for when a batch begins, after each document, and when the refused ones are kept.
    _ = try Importer(
      into: database, keepsRefused: true,
      moment: {
        calls += 1
        if calls == 2 { try? Data(Toy.model("HX-2")).write(to: URL(fileURLWithPath: path)) }
        return Self.first
      }
    ).run([ImportSource(file: path)]) { outcomes.append($0) }
    #expect(outcomes.codes.last == .quarantineUnkept)
    #expect(try database.quarantine.documents().isEmpty)
  }

  @Test(
    "a name means the beginning of a SHA-256, at least six digits, or a path; none and several are told apart"
  )
  func names() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let database = try scratch.open()
    try deliver([source("a.xml", Toy.model()), source("a.xml", Toy.model("HX-2"))], to: database)
    let quarantine = database.quarantine
    let kept = try quarantine.documents()
    #expect(try quarantine.documents(named: String(kept[0].sha256.prefix(6))) == [kept[0]])
    #expect(try quarantine.documents(named: kept[1].sha256.uppercased()) == [kept[1]])
    #expect(try quarantine.documents(named: String(kept[0].sha256.prefix(5))).isEmpty)
    #expect(try quarantine.documents(named: "a.xml").count == 2)
    #expect(try quarantine.documents(named: "b.xml").isEmpty)
    #expect(try quarantine.document(named: kept[0].sha256).document == kept[0])
    for name in ["a.xml", "b.xml"] {
      let (document, problems) = try quarantine.document(named: name)
      #expect(document == nil && problems.map(\.code) == [.quarantineUnknown])
    }
  }

  @Test("verification finds what is damaged in it; a backup has it, and a rebuild leaves it alone")
  func verified() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try deliver([source("m.xml", Toy.model())], to: database)
    try database.rebuildProjections()
    #expect(try database.quarantine.documents().count == 1)
    _ = try database.backup(to: scratch.folder + "/copy.sqlite")
    let copy = try RegistryDatabase.open(path: scratch.folder + "/copy.sqlite", mode: .readOnly)
    #expect(try copy.quarantine.documents() == (try database.quarantine.documents()))
    try database.close()
    let sound = try Verifier(path: scratch.path).run()
    #expect(sound.isSound && sound[.quarantine]?.checked == 1)
    for damage in [
      "sha256 = replace(sha256, substr(sha256, 1, 1), 'x')", "bytes = x'00'", "kind = 'letter'",
      "diagnostics = '{'", "first = 'yesterday'", "size = size + 1", "times = 0",
    ] {
      try FileManager.default.copyItem(atPath: scratch.path, toPath: scratch.folder + "/damaged.sqlite")
      let queue = try DatabaseQueue(path: scratch.folder + "/damaged.sqlite")
      try queue.write { db in try db.execute(sql: "UPDATE quarantine SET \(damage)") }
      try queue.close()
      let verification = try Verifier(path: scratch.folder + "/damaged.sqlite").run()
      #expect(verification[.quarantine]?.faults == 1, "\(damage)")
      #expect(verification.faultCount == 1, "\(damage)")
      for suffix in ["", "-wal", "-shm"] { unlink(scratch.folder + "/damaged.sqlite" + suffix) }
    }
  }
}
