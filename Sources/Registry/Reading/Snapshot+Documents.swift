import Conformity
import GRDB

/// Documents as they were received, and how much the registry holds.
extension Snapshot {
  /// The bytes of a document as they were received, held against their SHA-256.
  public func documentBytes(sha256: String) throws(RegistryError) -> [UInt8] {
    try read { db in try DocumentStore(db: db).bytes(of: sha256, path: path) }
  }

  /// What is known of a document; nil where none with this SHA-256 is stored.
  public func document(sha256: String) throws(RegistryError) -> StoredDocument? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT \(StoredDocument.columns) FROM documents WHERE sha256 = ? AND sequence <= ?",
        arguments: [sha256, horizon]
      ).map(stored)
    }
  }

  /// Does something with every document, in the order in which they were stored.
  public func forEachDocument(_ body: (StoredDocument) throws -> Void) throws {
    try reader.read { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT \(StoredDocument.columns) FROM documents WHERE sequence <= ? ORDER BY sequence",
        arguments: [horizon])
      // What the caller throws is the caller's.
      while let document = try RegistryError.translating(path: path, { try rows.next().map(stored) }) {
        try body(document)
      }
    }
  }

  private func stored(_ row: Row) throws -> StoredDocument {
    guard let document = try StoredDocument(row) else {
      throw RegistryError.damaged(
        path: path,
        detail: try "The entry of document \(row.value("sequence", as: Int64.self)) cannot be read.")
    }
    return document
  }

  /// How much the registry holds.
  public func counts() throws(RegistryError) -> Counts {
    let listings = try listings()
    return try read { db in
      let kinds = try Row.fetchAll(
        db,
        sql:
          "SELECT kind, count(*), sum(size), sum(length(bytes)) FROM documents WHERE sequence <= ? GROUP BY kind",
        arguments: [horizon])
      let byKind = try kinds.compactMap { row in
        try DocumentKind(rawValue: try row.value(0)).map { ($0, try row.value(1, as: Int.self)) }
      }
      return Counts(
        documents: byKind.reduce(0) { $0 + $1.1 },
        documentsByKind: Dictionary(byKind, uniquingKeysWith: +),
        models: listings.count,
        verdicts: Dictionary(listings.map { ($0.verdict, 1) }, uniquingKeysWith: +),
        statuses: Dictionary(listings.map { ($0.standing.status, 1) }, uniquingKeysWith: +),
        originalBytes: try kinds.reduce(0) { try $0 &+ $1.value(2, as: Int.self) },
        storedBytes: try kinds.reduce(0) { try $0 &+ $1.value(3, as: Int.self) },
        outdated: try Int.fetchOne(
          db, sql: "SELECT count(*) FROM determinations WHERE engine <> ?", arguments: [Engine.version]) ?? 0)
    }
  }
}
