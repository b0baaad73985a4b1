import Evidence
import Foundation
import GRDB
import XMLSignatures

extension RegistryDatabase {
  /// Drops everything that follows from the documents, and derives it again from their bytes.
  ///
  /// By the release that stored it, this gives what was there before; a later release brings its determinations
  /// up to date. It happens entirely or not at all.
  ///
  /// - Throws: ``RegistryError/unreadableDocument(sha256:_:)`` where a stored document is refused by the present
  ///   reader.
  public func rebuildProjections() throws(RegistryError) {
    if mode == .readOnly { throw .readOnly(path: path) }
    try RegistryError.translating(path: path) {
      try pool.write { db in try Projections.derive(in: db, path: path) }
    }
  }
}

/// What follows from the documents of a registry.
enum Projections {
  /// The form of the projections that this release makes. To be raised with any change of their tables, or of what is
  /// written into them.
  static let form = 6

  /// The form in which they are there; 0 where they were never derived. It is set in the transaction that derives them.
  static func form(in db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Derives them anew, within the transaction at hand.
  static func derive(in db: Database, path: String) throws {
    for table in RegistrySchema.projections { try db.execute(sql: "DELETE FROM \(table)") }
    try fill(in: db, path: path)
    try db.execute(sql: "PRAGMA user_version = \(form)")
  }

  /// Writes them into empty tables, within the transaction at hand.
  static func fill(in db: Database, path: String) throws {
    try project(in: db, path: path)
    var jury = Jury(path: path, threads: ProcessInfo.processInfo.activeProcessorCount)
    let models = try Int64.fetchAll(db, sql: "SELECT DISTINCT model FROM reports ORDER BY model")
    try jury.judge(models: models, fresh: [:], in: db)
  }

  private static func project(in db: Database, path: String) throws {
    let projector = Projector(db: db)
    let store = DocumentStore(db: db)
    let documents = try Row.fetchCursor(
      db, sql: "SELECT sequence, sha256, kind FROM documents ORDER BY sequence")
    while let row = try documents.next() {
      guard let kind = try DocumentKind(rawValue: row.value(2)) else {
        throw RegistryError.damaged(
          path: path, detail: try "A document is of the unknown kind \(row.value(2, as: String.self)).")
      }
      let document = try store.parsed(row.value(1), kind: kind, path: path)
      var model: Int64?
      var signature: XMLSignature?
      if case .report(let report) = document {
        model = try projector.model(of: report)
        signature = try store.signature(of: report, sha256: try row.value(1), path: path)
      }
      try projector.project(
        document, sha256: try row.value(1), sequence: try row.value(0), model: model, signature: signature)
    }
  }
}
