import Foundation
import GRDB
import Synchronization
import Testing

@testable import Registry

@Suite("Readers and writers at the same time")
struct ConcurrencyTests {
  @Test("a snapshot does not change while documents come in, and a new one shows them all")
  func snapshotStays() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.supplier("alder"))
    let before = try database.snapshot()
    try database.take(Toy.supplier("brine"), Toy.supplier("cedar"))
    #expect(try before.suppliers().map(\.id) == ["alder"])
    #expect(try before.counts().documents == 1)
    #expect(try database.snapshot().suppliers().count == 3)
  }

  @Test("a reader in the middle of a transaction sees nothing of it")
  func reader() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    var seen: [Int] = []
    var limits = Importer.Limits()
    limits.batchDocuments = 3
    // The moment is asked for within the transaction: for the batch and for each of its documents.
    let importer = Importer(into: database, limits: limits) {
      if let count = try? RegistryDatabase.open(path: scratch.path, mode: .readOnly).snapshot().counts()
        .documents
      {
        seen.append(count)
      }
      return Moment(milliseconds: 0)
    }
    _ = try importer.run((0..<6).map { ImportSource(path: "\($0)", bytes: Toy.supplier("s\($0)")) }) { _ in }
    #expect(seen == [0, 0, 0, 0, 3, 3, 3, 3])
  }

  @Test("what is acknowledged is there for everybody at that moment")
  func acknowledged() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    var limits = Importer.Limits()
    limits.batchDocuments = 2
    let importer = Importer(into: database, limits: limits, moment: { Moment(milliseconds: 0) })
    let sources = (0..<6).map { ImportSource(path: "\($0)", bytes: Toy.supplier("s\($0)")) }
    _ = try importer.run(sources) { outcome in
      let found = try? scratch.query { db in
        try Bool.fetchOne(db, sql: "SELECT 1 FROM documents WHERE sha256 = ?", arguments: [outcome.sha256])
      }
      #expect(found == true)
    }
  }

  @Test(
    "two writers at once: every document is imported exactly once, and the conclusions are those of one writer"
  )
  func twoWriters() throws {
    let scratch = try Scratch()
    let databases = [try scratch.open(), try scratch.open()]
    try databases[0].take(try Toy.parties())
    let models = (0..<20).map { ImportSource(path: "m\($0)", bytes: Toy.model("HX-\($0)")) }
    let reports = (0..<20).map {
      ImportSource(path: "r\($0)", bytes: Toy.report("R\($0)", model: "HX-\($0)"))
    }
    var limits = Importer.Limits()
    limits.batchDocuments = 3
    let results = Mutex<[String: [ImportOutcome.Result]]>([:])
    let failures = Mutex<[String]>([])
    let settings = limits
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      do {
        let outcomes = try databases[index].take(models + reports, limits: settings)
        results.withLock { results in
          for outcome in outcomes { results[outcome.path, default: []].append(outcome.result) }
        }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    for (path, results) in results.withLock({ $0 }) {
      #expect(Set(results) == [.imported, .unchanged], "\(path)")
    }
    let alone = try Scratch()
    let database = try alone.open()
    try database.take(try Toy.parties() + models + reports)
    #expect(try databases[1].conclusions() == database.conclusions())
  }

  @Test("programs that make the same registry at once all succeed", arguments: 0..<10)
  func creation(round: Int) throws {
    let scratch = try Scratch()
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { index in
      do {
        try scratch.open().take(Toy.supplier("s\(index)"))
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try scratch.rowCounts() == ["documents": 8, "events": 8, "suppliers": 8])
    // Nothing is left of the making.
    let files = try FileManager.default.contentsOfDirectory(
      atPath: URL(fileURLWithPath: scratch.path).deletingLastPathComponent().path)
    #expect(files.filter { $0.hasSuffix(".new") || $0.hasSuffix(".lock") } == [])
  }

  @Test("what a killed maker or a deleted registry left behind does not get into a new one")
  func leftovers() throws {
    let scratch = try Scratch()
    let old = try scratch.open()
    try old.take(Toy.supplier("alder"))
    // The log of a registry that is still open, and so not yet moved into the file.
    let log = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "-wal"))
    try old.close()
    try FileManager.default.removeItem(atPath: scratch.path)
    try scratch.file("registry.sqlite-wal", Array(log))
    try scratch.file("registry.sqlite.new", Array("half a registry".utf8))
    try scratch.file("registry.sqlite.lock", [])
    let new = try scratch.open()
    try new.take(Toy.supplier("brine"))
    #expect(try new.snapshot().suppliers().map(\.id) == ["brine"])
  }

  @Test("a registry is made in the place of an empty file, with its permissions, and where a link leads")
  func placeholder() throws {
    let scratch = try Scratch()
    let place = try scratch.file("elsewhere/place", [])
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place)
    try FileManager.default.createSymbolicLink(atPath: scratch.path, withDestinationPath: place)
    try scratch.open().take(Toy.supplier("alder"))
    #expect(try RegistryDatabase.open(path: place, mode: .readOnly).snapshot().counts().documents == 1)
    let attributes = try FileManager.default.attributesOfItem(atPath: place)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
