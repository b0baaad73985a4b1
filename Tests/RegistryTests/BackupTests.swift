import Foundation
import GRDB
import Synchronization
import Testing

@testable import Registry

@Suite("Backup and restore")
struct BackupTests {
  private func filled() throws -> (Scratch, RegistryDatabase) {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(
      try Toy.parties() + [
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
      ])
    return (scratch, database)
  }

  private func files(_ scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.folder).sorted()
  }

  private let now = Moment(milliseconds: 1_700_000_000_000)

  /// Why a copy was not put into place.
  private func problem(_ body: () throws -> Void) -> CopyProblem? {
    #expect(throws: CopyProblem.self, performing: body)
  }

  @Test("a backup is one file that holds everything, sound by itself, with the registry's permissions")
  func backup() throws {
    let (scratch, database) = try filled()
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: scratch.path)
    let copy = scratch.folder + "/copy.sqlite"
    let summary = try database.backup(to: copy)
    #expect(summary.documents == 5)
    #expect(try files(scratch).filter { $0.hasPrefix("copy") || $0.hasPrefix(".") } == ["copy.sqlite"])
    let attributes = try FileManager.default.attributesOfItem(atPath: copy)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try Verifier(path: copy).run().isSound)
    let opened = try RegistryDatabase.open(path: copy, mode: .readOnly)
    #expect(try opened.conclusions() == database.conclusions())
  }

  @Test("a change that a killed program left half done in the file is undone before it is read")
  func halfDone() throws {
    let (scratch, database) = try filled()
    let expected = try database.conclusions()
    try database.close()
    // As a restoration takes the registry out of write-ahead mode, but with more to undo.
    let writer = try DatabaseQueue(path: scratch.path)
    let (copy, journal) = (scratch.folder + "/killed.sqlite", scratch.folder + "/killed.sqlite-journal")
    try writer.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE")
      try db.execute(sql: "CREATE TABLE half (done BLOB)")
      for _ in 0..<50 { try db.execute(sql: "INSERT INTO half VALUES (zeroblob(5000))") }
      try FileManager.default.copyItem(atPath: scratch.path, toPath: copy)
      try FileManager.default.copyItem(atPath: scratch.path + "-journal", toPath: journal)
      try db.execute(sql: "ROLLBACK")
    }
    let opened = try RegistryDatabase.open(path: copy, mode: .readOnly)
    #expect(try opened.conclusions() == expected)
    #expect(!FileManager.default.fileExists(atPath: journal))
    #expect(try Verifier(path: copy).run().isSound)
  }

  @Test("a backup replaces an earlier one, and nothing else")
  func replacing() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    try database.take(Toy.supplier("marsh"))
    #expect(try database.backup(to: copy).documents == 6)
    let letter = try scratch.file("letter", Array("Dear reader".utf8))
    #expect(problem { _ = try database.backup(to: letter) } == .registry(.notARegistry(path: letter)))
    #expect(FileManager.default.contents(atPath: letter) == Data("Dear reader".utf8))
    for place in [scratch.path, scratch.folder, scratch.folder + "/absent/copy.sqlite"] {
      guard case .registry(let error)? = problem({ _ = try database.backup(to: place) }) else { continue }
      #expect(error.code == .registryFileUnopened, "\(place)")
    }
    // Another registry that somebody is writing to is no backup.
    let live = try RegistryDatabase.open(path: scratch.folder + "/live.sqlite", mode: .create)
    try live.take(Toy.supplier())
    guard case .registry(let error)? = problem({ _ = try database.backup(to: live.path) }) else { return }
    #expect(error.message.contains("It is in use as a registry"))
  }

  @Test("a backup of a registry whose documents are damaged does not take the place of a good one")
  func damaged() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    let before = FileManager.default.contents(atPath: copy)
    try scratch.alter(
      """
      DROP TRIGGER documents_do_not_change;
      UPDATE documents SET bytes = x'00' WHERE sequence = 3;
      CREATE TRIGGER documents_do_not_change BEFORE UPDATE ON documents
        BEGIN SELECT raise(ABORT, 'documents are never changed'); END;
      """)
    guard case .unsound(let path, let verification)? = problem({ _ = try database.backup(to: copy) }) else {
      return
    }
    #expect(path == copy)
    #expect(verification.faults.contains { $0.part == .documents && $0.place.hasPrefix("document 3 ") })
    #expect(FileManager.default.contents(atPath: copy) == before)
  }

  @Test("backups made while somebody writes are each one consistent state")
  func whileWriting() throws {
    let (scratch, database) = try filled()
    let isDone = Atomic(false)
    let failures = Mutex<[String]>([])
    let writer = Thread {
      var number = 0
      while !isDone.load(ordering: .relaxed), number < 2000 {
        do {
          try database.take(
            (0..<3).map { ImportSource(path: "\($0)", bytes: Toy.supplier("s\(number)-\($0)")) })
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
        number += 1
      }
    }
    writer.start()
    let reader = try scratch.open(.readOnly)
    var sizes: [Int] = []
    for round in 0..<8 {
      let copy = scratch.folder + "/copy-\(round).sqlite"
      let summary = try reader.backup(to: copy)
      sizes.append(summary.documents)
      // A transaction stores three documents: none is there by half.
      #expect((summary.documents - 5) % 3 == 0)
      #expect(try Verifier(path: copy).run().isSound)
    }
    isDone.store(true, ordering: .relaxed)
    while !writer.isFinished { usleep(1000) }
    #expect(failures.withLock { $0 } == [])
    #expect(sizes == sizes.sorted())
    #expect(try database.snapshot().counts().documents >= sizes[7])
  }

  @Test("a restored registry is the one that was backed up; the one that stood there is kept beside it")
  func restore() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    let conclusions = try database.conclusions()
    try database.take(Toy.supplier("marsh"))
    try database.close()
    let summary = try Restore(copy, to: scratch.path).run(now: now)
    #expect(summary.documents == 5)
    #expect(summary.replacedDocuments == 6)
    let kept = try #require(summary.replaced)
    #expect(kept == scratch.path + ".replaced-2023-11-14T221320000Z")
    #expect(try scratch.open(.readOnly).conclusions() == conclusions)
    #expect(try RegistryDatabase.open(path: kept, mode: .readOnly).snapshot().counts().documents == 6)
    // It is a registry like any other: it takes documents in.
    #expect(try scratch.open().take(Toy.supplier("reed")).results == [.imported])
    #expect(try Verifier(path: scratch.path).run().isSound)
    #expect(try files(scratch).filter { $0.hasPrefix(".") } == [])
    // Twice in the same moment: neither of those that were replaced is lost.
    let again = try Restore(copy, to: scratch.path).run(now: now)
    #expect(again.replaced == kept + "-2")
    #expect(try RegistryDatabase.open(path: kept, mode: .readOnly).snapshot().counts().documents == 6)
  }

  @Test("where there is no registry, a restored one is made")
  func restoreNew() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    let summary = try Restore(copy, to: scratch.folder + "/new.sqlite").run(now: now)
    #expect(summary.replaced == nil)
    let restored = try RegistryDatabase.open(path: scratch.folder + "/new.sqlite", mode: .readOnly)
    #expect(try restored.conclusions() == database.conclusions())
    // A deleted registry's log is not taken for the new one's.
    try scratch.file("other.sqlite-wal", [UInt8](repeating: 7, count: 5000))
    _ = try Restore(copy, to: scratch.folder + "/other.sqlite").run(now: now)
    #expect(try Verifier(path: scratch.folder + "/other.sqlite").run().isSound)
  }

  @Test("what does not fit is not restored, and the registry stays as it was")
  func unsound() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    try database.close()
    let queue = try DatabaseQueue(path: copy)
    try queue.write { db in try db.execute(sql: "UPDATE models SET level = 'B'") }
    try queue.close()
    let before = FileManager.default.contents(atPath: scratch.path)
    guard
      case .unsound(let path, let verification)? = problem({
        _ = try Restore(copy, to: scratch.path).run(now: now)
      })
    else { return }
    #expect(path == copy)
    #expect(verification.faults.first?.place.hasPrefix("models, ") == true)
    #expect(FileManager.default.contents(atPath: scratch.path) == before)
    let letter = try scratch.file("letter", Array("Dear reader".utf8))
    #expect(
      problem { _ = try Restore(letter, to: scratch.path).run(now: now) }
        == .registry(.notARegistry(path: letter)))
    let absent = scratch.folder + "/absent.sqlite"
    #expect(
      problem { _ = try Restore(absent, to: scratch.path).run(now: now) } == .registry(.missing(path: absent))
    )
    #expect(FileManager.default.contents(atPath: scratch.path) == before)
    #expect(try files(scratch).filter { $0.hasPrefix(".") || $0.contains("replaced") } == [])
  }

  @Test("a damaged registry is replaced, and kept as it is, with its log")
  func damagedRegistry() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    try database.close()
    for damage in [Data("Not a database any more".utf8), Data(repeating: 0x5A, count: 60_000)] {
      let header = try Data(contentsOf: URL(fileURLWithPath: copy)).prefix(100)
      let broken = damage.count < 100 ? damage : header + damage
      try broken.write(to: URL(fileURLWithPath: scratch.path))
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: scratch.path + "-wal"))
      let summary = try Restore(copy, to: scratch.path).run(now: now)
      let kept = try #require(summary.replaced)
      #expect(summary.replacedDocuments == nil)
      #expect(FileManager.default.contents(atPath: kept) == broken)
      #expect(try Verifier(path: scratch.path).run().isSound)
    }
  }

  @Test("a registry that somebody has open is not replaced")
  func inUse() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    let snapshot = try database.snapshot()
    let restore = Restore(copy, to: scratch.path, busySeconds: 0.05)
    #expect(problem { _ = try restore.run(now: now) } == .registry(.locked(path: scratch.path)))
    #expect(try snapshot.counts().documents == 5)
    #expect(try database.take(Toy.supplier("marsh")).results == [.imported])
    #expect(try files(scratch).filter { $0.hasPrefix(".") || $0.contains("replaced") } == [])
  }

  @Test("a registry to which a link leads is replaced where it stands")
  func links() throws {
    let (scratch, database) = try filled()
    let copy = scratch.folder + "/copy.sqlite"
    _ = try database.backup(to: copy)
    try database.close()
    // The registry stands elsewhere, and a link leads there: the link stays.
    try FileManager.default.createDirectory(
      atPath: scratch.folder + "/disk", withIntermediateDirectories: true)
    let place = scratch.folder + "/disk/registry.sqlite"
    try FileManager.default.moveItem(atPath: scratch.path, toPath: place)
    try FileManager.default.createSymbolicLink(atPath: scratch.path, withDestinationPath: place)
    let summary = try Restore(copy, to: scratch.path).run(now: now)
    #expect(summary.replaced?.hasPrefix(place) == true)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path) == place)
    #expect(try scratch.open(.readOnly).snapshot().counts().documents == 5)
  }
}
