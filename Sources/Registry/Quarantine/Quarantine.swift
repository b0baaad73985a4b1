import Foundation
import GRDB
import XMLDocuments

/// The refused documents that a registry keeps, with what was wrong with them.
///
/// Nothing in it is evidence: it is never chained, judged, listed or published. A document leaves it when it gets in by
/// the usual door, or when somebody discards it.
///
///     let quarantine = database.quarantine
///     for document in try quarantine.documents() { print(document.file, document.diagnostics) }
public struct Quarantine: Sendable {
  let database: RegistryDatabase
  let limits: Limits

  /// How much is kept. What goes beyond is refused all the same, and not kept.
  public struct Limits: Sendable, Hashable {
    /// The most bytes of one document. Standard: 4 MiB, forty full reports.
    public var documentBytes = 4 << 20
    /// The most bytes of all documents together, before compression. Standard: 64 MiB.
    public var totalBytes = 64 << 20
    /// The most documents. Standard: 5000.
    public var documents = 5000

    /// The limits as stated at each property.
    public init() {}

    /// The limits as stated at each property.
    public static let standard = Limits()
  }

  /// Every document that is kept, in the order in which they were refused first.
  public func documents() throws(RegistryError) -> [QuarantinedDocument] {
    try read { db in
      try QuarantineRows(db: db, path: database.path).all()
    }
  }

  /// The documents that a person means by a name: the beginning of a SHA-256, at least six digits, or the path that it
  /// was delivered under. None, one, or several.
  public func documents(named name: String) throws(RegistryError) -> [QuarantinedDocument] {
    try documents().filter { document in
      document.file == name || (name.utf8.count >= 6 && document.sha256.hasPrefix(name.lowercased()))
    }
  }

  /// The one document that a person means by a name, or what is wrong with the name.
  public func document(named name: String) throws(RegistryError) -> (
    document: QuarantinedDocument?, diagnostics: [Diagnostic]
  ) {
    let found = try documents(named: name)
    if let only = found.first, found.count == 1 { return (only, []) }
    let problem = Diagnostic(
      .quarantineUnknown, file: name,
      found.isEmpty ? "No document in quarantine goes by this name." : "Several documents go by this name.",
      found: found.isEmpty ? nil : found.map { String($0.sha256.prefix(12)) }.joined(separator: ", "),
      expected: "the first digits of a SHA-256, at least six, or a path as it was delivered",
      cure: "See proofmark quarantine list.")
    return (nil, [problem])
  }

  /// The bytes of a document that is kept, held against their SHA-256.
  public func bytes(of sha256: String) throws(RegistryError) -> [UInt8] {
    try read { db in try QuarantineRows(db: db, path: database.path).bytes(of: sha256) }
  }

  /// What was discarded, in that order.
  public func discarded() throws(RegistryError) -> [DiscardedDocument] {
    try read { db in try QuarantineRows(db: db, path: database.path).discarded() }
  }

  /// Takes a document out for good: its bytes are overwritten in the file, and a line stays that says what it was, who
  /// discarded it and why.
  ///
  /// - Returns: that line.
  /// - Throws: ``RegistryError/unknownDocument(sha256:)`` where it is not kept.
  @discardableResult
  public func discard(
    _ sha256: String, by person: String, reason: String, at moment: Moment
  ) throws(RegistryError) -> DiscardedDocument {
    if database.mode == .readOnly { throw .readOnly(path: database.path) }
    return try RegistryError.translating(path: database.path) {
      try database.pool.writeWithoutTransaction { db in
        // https://sqlite.org/pragma.html#pragma_secure_delete: what is deleted is overwritten with zeros.
        try db.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        var line: DiscardedDocument?
        try db.inTransaction(.immediate) {
          line = try QuarantineRows(db: db, path: database.path).discard(
            sha256, by: person, reason: reason, at: moment)
          return .commit
        }
        guard let line else { throw RegistryError.unknownDocument(sha256: sha256) }
        return line
      }
    }
  }

  /// Imports documents that are kept again, by the usual door: what gets in leaves the quarantine, what is refused again
  /// stays with its new diagnostics.
  public func retry(
    _ documents: [QuarantinedDocument], moment: @escaping () -> Moment, outcome: (ImportOutcome) -> Void
  ) throws(RegistryError) -> ImportSummary {
    let sources = try documents.map { (document) throws(RegistryError) in
      ImportSource(path: document.file, bytes: try bytes(of: document.sha256))
    }
    return try Importer(into: database, keepsRefused: true, moment: moment).run(sources, outcome: outcome)
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws(RegistryError) -> Value {
    try RegistryError.translating(path: database.path) { try database.pool.read(body) }
  }
}

extension RegistryDatabase {
  /// The refused documents that are kept.
  public var quarantine: Quarantine { quarantine(limits: .standard) }

  /// The same, with limits of one's own.
  public func quarantine(limits: Quarantine.Limits) -> Quarantine {
    Quarantine(database: self, limits: limits)
  }
}
