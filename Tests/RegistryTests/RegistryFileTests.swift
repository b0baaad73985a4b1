import Foundation
import GRDB
import Testing
import XMLDocuments

@testable import Registry

@Suite("The registry's file: what it is made of, and what else can lie at its path")
struct RegistryFileTests {
  private func error(
    _ path: String, _ mode: RegistryDatabase.Mode, busySeconds: Double = 0.05
  ) -> RegistryError? {
    do {
      _ = try RegistryDatabase.open(path: path, mode: mode, busySeconds: busySeconds)
      return nil
    } catch {
      return error
    }
  }

  /// Bytes as the registry stores them.
  private func packed(_ bytes: [UInt8]) -> Data? {
    var compressor = ZstdCompressor()
    return compressor.compress(bytes)
  }

  @Test("every table is STRICT")
  func strict() throws {
    let scratch = try Scratch()
    _ = try scratch.open()
    let lax = try scratch.query { db in
      try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'")
    }
    #expect(Set(lax) == ["sqlite_schema", "grdb_migrations"])
  }

  @Test("write-ahead log, a flush for every transaction, foreign keys in force")
  func settings() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let settings = try database.pool.write { db in
      try ["journal_mode", "synchronous", "foreign_keys"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
    }
    // 2 is FULL: https://sqlite.org/pragma.html#pragma_synchronous
    #expect(settings == ["wal", "2", "1"])
    #expect(try scratch.query { db in try Int.fetchOne(db, sql: "PRAGMA application_id") } == 0x5072_4D6B)
    try database.take(
      try Toy.parties() + [
        ImportSource(path: "m", bytes: Toy.model()), ImportSource(path: "r", bytes: Toy.report()),
      ])
    #expect(throws: DatabaseError.self) {
      try database.pool.write { try $0.execute(sql: "DELETE FROM models") }
    }
  }

  @Test("a registry that was closed is one file: a copy of it alone holds everything")
  func copy() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.supplier())
    try database.close()
    let copy = scratch.folder + "/copy.sqlite"
    try FileManager.default.copyItem(atPath: scratch.path, toPath: copy)
    let snapshot = try RegistryDatabase.open(path: copy, mode: .readOnly).snapshot()
    #expect(try snapshot.suppliers().map(\.id) == ["harrow"])
  }

  @Test("closing waits for no reader, and takes nothing away from one")
  func closeWhileReading() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.supplier())
    let snapshot = try scratch.open(.readOnly).snapshot()
    try database.take(Toy.supplier("marsh"))
    let start = ContinuousClock.now
    try database.close()
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(try snapshot.suppliers().map(\.id) == ["harrow"])
    #expect(try scratch.open(.readOnly).snapshot().suppliers().count == 2)
  }

  @Test("stored documents can be neither changed nor deleted with SQL")
  func immutable() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.supplier())
    for sql in ["UPDATE documents SET file = 'x'", "DELETE FROM documents"] {
      #expect(throws: DatabaseError.self) { try database.pool.write { try $0.execute(sql: sql) } }
    }
  }

  @Test(
    "nothing at the path: reading and writing say so, and make no file",
    arguments: [RegistryDatabase.Mode.readOnly, .readWrite])
  func missing(mode: RegistryDatabase.Mode) throws {
    let scratch = try Scratch()
    #expect(error(scratch.path, mode) == .missing(path: scratch.path))
    #expect(!FileManager.default.fileExists(atPath: scratch.path))
  }

  @Test("an empty file is no registry yet, and becomes one when something is imported")
  func empty() throws {
    let scratch = try Scratch()
    try scratch.file("registry.sqlite", [])
    #expect(error(scratch.path, .readOnly) == .missing(path: scratch.path))
    #expect(error(scratch.path, .create) == nil)
    #expect(error(scratch.path, .readOnly) == nil)
  }

  @Test("a text, a short file, or another program's database is left alone, byte for byte")
  func foreign() throws {
    let scratch = try Scratch()
    let text = try scratch.file("text.sqlite", Array(repeating: 0x41, count: 5000))
    let short = try scratch.file("short.sqlite", Array("SQLite format 3\0".utf8))
    let other = scratch.folder + "/other.sqlite"
    let queue = try DatabaseQueue(path: other)
    try queue.write { db in try db.execute(sql: "CREATE TABLE things (name TEXT)") }
    try queue.close()
    for path in [text, short, other] {
      let before = FileManager.default.contents(atPath: path)
      for mode in [RegistryDatabase.Mode.create, .readWrite, .readOnly] {
        #expect(error(path, mode) == .notARegistry(path: path))
      }
      #expect(FileManager.default.contents(atPath: path) == before)
    }
  }

  @Test("a folder at the path, a folder that is not there, a path below a file")
  func unopened() throws {
    let scratch = try Scratch()
    #expect(error(scratch.folder, .create) == .cannotOpen(path: scratch.folder, detail: "It is a folder."))
    let absent = scratch.folder + "/absent/registry.sqlite"
    #expect(error(absent, .create)?.code == .registryFileUnopened)
    #expect(error(absent, .create)?.message.contains("There is no folder \(scratch.folder)/absent") == true)
    let file = try scratch.file("file", [1])
    #expect(error(file + "/registry.sqlite", .create)?.code == .registryFileUnopened)
  }

  @Test("a path that cannot be followed is not taken for one where nothing is")
  func hidden() throws {
    let scratch = try Scratch()
    let loop = scratch.folder + "/loop.sqlite"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    for mode in [RegistryDatabase.Mode.create, .readOnly] {
      let error = error(loop, mode)
      #expect(error?.code == .registryFileUnopened)
      #expect(error?.message.contains("Too many levels of symbolic links.") == true)
    }
  }

  @Test("a registry that a newer release has written is not touched")
  func newer() throws {
    let scratch = try Scratch()
    try scratch.open().close()
    try scratch.alter("INSERT INTO grdb_migrations VALUES ('9999')")
    let before = try scratch.dump()
    for mode in [RegistryDatabase.Mode.create, .readWrite, .readOnly] {
      #expect(error(scratch.path, mode) == .newerSchema(path: scratch.path))
    }
    #expect(try scratch.dump() == before)
  }

  @Test(
    "a registry in an earlier form cannot be read, and is brought up to date when it is opened for writing")
  func older() throws {
    let scratch = try Scratch()
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA application_id = \(0x5072_4D6B); CREATE TABLE x (y)")
    }
    try queue.close()
    #expect(error(scratch.path, .readOnly) == .olderSchema(path: scratch.path))
    #expect(error(scratch.path, .readWrite) == nil)
    #expect(error(scratch.path, .readOnly) == nil)
  }

  @Test("a registry opened for reading takes nothing in and rebuilds nothing")
  func readOnly() throws {
    let scratch = try Scratch()
    try scratch.open().take(Toy.supplier())
    let before = try scratch.dump()
    let database = try scratch.open(.readOnly)
    #expect(throws: RegistryError.readOnly(path: scratch.path)) { try database.take(Toy.supplier("other")) }
    #expect(throws: RegistryError.readOnly(path: scratch.path)) { try database.rebuildProjections() }
    #expect(try scratch.dump() == before)
  }

  @Test("another program that is writing and does not end")
  func locked() throws {
    let scratch = try Scratch()
    let database = try RegistryDatabase.open(path: scratch.path, mode: .create, busySeconds: 0.05)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: scratch.path, configuration: configuration)
    try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    #expect(throws: RegistryError.locked(path: scratch.path)) { try database.take(Toy.supplier()) }
    try other.inDatabase { try $0.execute(sql: "COMMIT") }
    #expect(try database.take(Toy.supplier()).results == [.imported])
  }

  @Test("a stored document whose bytes were altered is not handed out as if it were the original")
  func damagedDocument() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let sha256 = try #require(try database.take(Toy.supplier()).first?.sha256)
    try scratch.alter("DROP TRIGGER documents_do_not_change")
    let other = try #require(packed(Toy.supplier("forged")))
    try DatabaseQueue(path: scratch.path).write { db in
      try db.execute(
        sql: "UPDATE documents SET bytes = ?, size = ?", arguments: [other, Toy.supplier("forged").count])
    }
    let error = #expect(throws: RegistryError.self) { try database.snapshot().documentBytes(sha256: sha256) }
    #expect(error?.code == .registryFileDamaged)
    #expect(error?.message.contains(sha256) == true)
  }

  @Test("a determination that cannot be unpacked is damage, not a crash")
  func damagedDetermination() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(
      try Toy.parties() + [
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
      ])
    try scratch.alter("UPDATE determinations SET json = x'00'")
    let snapshot = try database.snapshot()
    let listing = try #require(try snapshot.listings().first)
    let error = #expect(throws: RegistryError.self) { try snapshot.determination(of: listing) }
    #expect(error?.code == .registryFileDamaged)
  }

  @Test("a file whose pages are overwritten gives an error with a sentence")
  func damagedPages() throws {
    let scratch = try Scratch()
    try scratch.open().close()
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path))
    try handle.seek(toOffset: 100)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: 60_000))
    try handle.close()
    let error = error(scratch.path, .readOnly)
    #expect(error?.code == .registryFileDamaged)
    #expect(error?.cure == "Restore the file from a copy.")
  }

  @Test("a stored document that the present reader refuses is named with its first problem")
  func unreadable() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let bytes = Array("<report/>".utf8)
    let sha256 = SHA256Hex.of(bytes)
    try database.pool.write { db in
      _ = try DocumentStore(db: db).insert(
        sha256: sha256, kind: .report, file: "old.xml", size: bytes.count, recorded: Moment(milliseconds: 0),
        compressed: #require(packed(bytes)))
    }
    let error = #expect(throws: RegistryError.self) { try database.rebuildProjections() }
    #expect(error?.code == .registryDocumentUnreadable)
    let missing = #expect(throws: RegistryError.self) { try database.snapshot().report(sha256: sha256) }
    #expect(missing?.code == .registryFileDamaged)
  }

  @Test("a document that is not stored")
  func unknownDocument() throws {
    let scratch = try Scratch()
    let snapshot = try scratch.open().snapshot()
    #expect(throws: RegistryError.unknownDocument(sha256: "00")) { try snapshot.documentBytes(sha256: "00") }
    #expect(throws: RegistryError.unknownDocument(sha256: "00")) { try snapshot.report(sha256: "00") }
    #expect(try snapshot.document(sha256: "00") == nil)
  }

  @Test("what the database says in no other way is passed on")
  func failed() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try scratch.alter("DROP TABLE corrections")
    let error = #expect(throws: RegistryError.self) { try database.snapshot().listings() }
    #expect(error?.code == .registryFailed)
    #expect(error?.message.contains("no such table") == true)
  }

  @Test(
    "a full disk ends the import; what was acknowledged is there, nothing else, and a second import completes it"
  )
  func diskFull() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let pages = try scratch.query { db in try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0 }
    try database.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 12)")
    }
    let sources = (0..<400).map { ImportSource(path: "\($0).xml", bytes: Toy.supplier("supplier-\($0)")) }
    var limits = Importer.Limits()
    limits.batchDocuments = 10
    var acknowledged: [String] = []
    #expect(throws: RegistryError.diskFull(path: scratch.path)) {
      _ = try Importer(into: database, limits: limits, moment: { Moment(milliseconds: 0) })
        .run(sources) { outcome in if let sha256 = outcome.sha256 { acknowledged.append(sha256) } }
    }
    #expect(!acknowledged.isEmpty)
    #expect(acknowledged.count % 10 == 0)
    let stored = try scratch.query { db in try String.fetchAll(db, sql: "SELECT sha256 FROM documents") }
    #expect(Set(stored) == Set(acknowledged))
    #expect(try scratch.rowCounts()["suppliers"] == acknowledged.count)
    try database.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA max_page_count = 1000000") }
    let again = try database.take(sources)
    #expect(again.results.count { $0 == .unchanged } == acknowledged.count)
    #expect(again.results.count { $0 == .imported } == 400 - acknowledged.count)
  }

  @Test("every error has a sentence, a cure, a code of its own, and the place in its diagnostic")
  func sentences() {
    let errors: [RegistryError] = [
      .missing(path: "p"), .notARegistry(path: "p"), .newerSchema(path: "p"), .olderSchema(path: "p"),
      .readOnly(path: "p"), .diskFull(path: "p"), .locked(path: "p"), .damaged(path: "p", detail: "Torn."),
      .cannotOpen(path: "p", detail: "Shut."), .failed(path: "p", detail: "odd"),
      .unknownDocument(sha256: "p"),
      .unreadableDocument(sha256: "p", []),
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      #expect(error.message.hasSuffix("."), "\(error.message)")
      #expect(error.cure.hasSuffix("."), "\(error.cure)")
      #expect(error.diagnostic.file == "p")
      #expect(error.description.contains("[\(error.code)]"))
    }
  }
}
