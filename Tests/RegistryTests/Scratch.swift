import Foundation
import GRDB
import Registry
import Testing
import XMLDocuments

/// A folder for one test, removed when the test has ended.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory.appendingPathComponent("registry-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The registry's file.
  var path: String { folder + "/registry.sqlite" }

  func open(_ mode: RegistryDatabase.Mode = .create) throws -> RegistryDatabase {
    try RegistryDatabase.open(path: path, mode: mode)
  }

  /// Writes a file and returns its path.
  @discardableResult
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// Looks into the registry's file with SQL, from outside.
  func query<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try DatabaseQueue(path: path).read(body)
  }

  /// Changes the registry's file with SQL, from outside.
  func alter(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
    try queue.close()
  }

  /// Every row of every table, as text.
  func dump() throws -> [String] {
    try query { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY rowid").map {
          "\(table): \($0.description)"
        }
      }
    }
  }

  /// How many rows each table has; tables without rows are absent.
  func rowCounts() throws -> [String: Int] {
    try query { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb%'")
      return try Dictionary(
        uniqueKeysWithValues: tables.map {
          ($0, try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0)
        }
      ).filter { $0.value > 0 }
    }
  }
}

extension RegistryDatabase {
  /// Imports documents at a moment that never changes, and returns what became of them.
  @discardableResult
  func take(_ sources: [ImportSource], limits: Importer.Limits = .standard) throws -> [ImportOutcome] {
    var outcomes: [ImportOutcome] = []
    _ = try Importer(into: self, limits: limits, moment: { Moment(milliseconds: 1_700_000_000_000) })
      .run(sources) { outcomes.append($0) }
    return outcomes
  }

  @discardableResult
  func take(_ documents: [UInt8]..., file: String = "document.xml") throws -> [ImportOutcome] {
    try take(documents.enumerated().map { ImportSource(path: "\($0)-\(file)", bytes: $1) })
  }

  /// What the registry concludes, however its documents came in: the list, and every determination byte for byte.
  func conclusions() throws -> [String] {
    let snapshot = try snapshot()
    return try snapshot.listings().map { listing in
      var listing = listing
      // When it was learned is no conclusion.
      listing.standing.notices = []
      let determination = try snapshot.determinationBytes(of: listing) ?? []
      return "\(listing)\n\(String(decoding: determination, as: UTF8.self))"
    }
  }
}

extension [ImportOutcome] {
  var results: [ImportOutcome.Result] { map(\.result) }
  var codes: [Diagnostic.Code] { flatMap(\.diagnostics).map(\.code) }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
