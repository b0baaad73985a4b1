import Conformity
import Evidence
import Foundation
import GRDB
import Quantities
import Standards
import Synchronization

/// One consistent view of a registry. What is stored after it was taken does not show in it.
///
/// It can be used from several threads, one of which reads at a time. While it lives, the file's log is kept from
/// being emptied: take it for a task, not for a day.
public final class Snapshot: Sendable {
  private let reader: DatabaseSnapshot
  private let path: String
  /// Judges by the definition in force, for models without a report.
  private let judges = Mutex<[String: Judge]>([:])
  /// The designations of all models, once somebody has looked one up.
  let lexicon = Mutex<Lexicon?>(nil)

  init(_ reader: DatabaseSnapshot, path: String) {
    self.reader = reader
    self.path = path
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(RegistryError) -> Value {
    try RegistryError.translating(path: path) { try reader.read(body) }
  }
}

// MARK: - Models

extension Snapshot {
  /// The models for which everything that the filter states holds, by the name of their supplier, then by
  /// designation.
  public func listings(matching filter: ListingFilter = ListingFilter()) throws(RegistryError) -> [Listing] {
    let (condition, arguments) = filter.condition
    return try read { db in
      try Array(
        Row.fetchCursor(
          db,
          sql: """
            SELECT \(Listing.columns) FROM listings l WHERE \(condition)
            ORDER BY supplier_name, supplier, designation
            """, arguments: arguments
        ).map(Listing.init))
    }
  }

  /// The listing of a model; nil where there is none.
  public func listing(_ key: ModelKey) throws(RegistryError) -> Listing? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT \(Listing.columns) FROM listings l WHERE supplier = ? AND designation = ?",
        arguments: [key.supplier, key.designation]
      ).map(Listing.init)
    }
  }

  /// The one model that goes by a name, as somebody types it from a label.
  ///
  /// - Parameters:
  ///   - name: a designation, or a supplier's identifier, a slash and a designation. One that is written exactly so
  ///     wins; otherwise case, spaces and hyphens are ignored.
  ///   - supplier: the supplier's identifier, to tell models of the same designation apart.
  public func listing(named name: String, supplier: String? = nil) throws(ModelLookupError) -> Listing {
    do {
      return try reader.read { db in
        let document = try ModelLookup.find(name, supplier: supplier, in: db)
        let row = try Row.fetchOne(
          db, sql: "SELECT \(Listing.columns) FROM listings l WHERE document = ?", arguments: [document])
        guard let row else { throw ModelLookupError.unknown(name: name, similar: []) }
        return Listing(row)
      }
    } catch let error as ModelLookupError {
      throw error
    } catch {
      throw .registry(RegistryError(error, path: path))
    }
  }

  /// A model as it was applied for; nil where there is none.
  public func model(_ key: ModelKey) throws(RegistryError) -> Model? {
    try read { db in
      let sha256 = try String.fetchOne(
        db,
        sql: """
          SELECT d.sha256 FROM models m JOIN documents d ON d.sequence = m.document
          WHERE m.supplier = ? AND m.designation = ?
          """, arguments: [key.supplier, key.designation])
      guard let sha256,
        case .model(let model) = try DocumentStore(db: db).parsed(sha256, kind: .model, path: path)
      else { return nil }
      return model
    }
  }
}

// MARK: - Determinations and reports

extension Snapshot {
  /// What the evidence says about a model, requirement by requirement.
  ///
  /// A model without a report is judged here, on no evidence.
  ///
  /// - Returns: nil where the registry has no such model.
  public func determination(of listing: Listing) throws(RegistryError) -> Determination? {
    if let json = try storedJSON(of: listing.key) {
      return try RegistryError.translating(path: path) {
        try JSONDecoder().decode(Determination.self, from: Data(json))
      }
    }
    return try determinationWithoutEvidence(of: listing.key)
  }

  /// The same as canonical JSON (RFC 8785): the same documents always give the same bytes.
  public func determinationBytes(of listing: Listing) throws(RegistryError) -> [UInt8]? {
    if let json = try storedJSON(of: listing.key) { return json }
    return try determinationWithoutEvidence(of: listing.key)?.canonicalJSON()
  }

  private func storedJSON(of key: ModelKey) throws(RegistryError) -> [UInt8]? {
    try read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT d.json, d.size FROM determinations d JOIN models m ON m.document = d.model
            WHERE m.supplier = ? AND m.designation = ?
            """), arguments: [key.supplier, key.designation])
      guard let row else { return nil }
      guard let json = Zstd.decompress(row[0], size: row[1]) else {
        throw RegistryError.damaged(path: path, detail: "The determination of \(key) cannot be unpacked.")
      }
      return json
    }
  }

  private func determinationWithoutEvidence(of key: ModelKey) throws(RegistryError) -> Determination? {
    guard let listing = try listing(key) else { return nil }
    guard let judge = try judge(for: listing.standard) else { return nil }
    return judge.determine(
      subject: Subject(
        designation: listing.designation, supplier: listing.supplier, level: listing.level, kind: listing.kind
      ),
      reports: [])
  }

  private func judge(for standard: String) throws(RegistryError) -> Judge? {
    if let known = judges.withLock({ $0[standard] }) { return known }
    let judge = try read { db in
      try DefinitionInForce.of(standard, in: db).map { try Jury.judge(for: $0, in: db, path: path) }
    }
    judges.withLock { $0[standard] = judge }
    return judge
  }

  /// The reports about a model, in the order of ``Determination/reports``.
  public func reports(of key: ModelKey) throws(RegistryError) -> [StoredReport] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT r.*, d.sha256, d.file FROM reports r JOIN documents d ON d.sequence = r.document
              JOIN models m ON m.document = r.model
            WHERE m.supplier = ? AND m.designation = ? ORDER BY r.issued, r.laboratory, r.id
            """), arguments: [key.supplier, key.designation]
      ).map { row in
        guard let report = StoredReport(row) else {
          throw RegistryError.damaged(
            path: path, detail: "The days of report \(row["id"] as String) cannot be read.")
        }
        return report
      }
    }
  }

  /// A report with its evidence, read again from its bytes.
  public func report(sha256: String) throws(RegistryError) -> Report {
    try read { db in
      guard case .report(let report) = try DocumentStore(db: db).parsed(sha256, kind: .report, path: path)
      else {
        throw RegistryError.unknownDocument(sha256: sha256)
      }
      return report
    }
  }
}

// MARK: - Documents

extension Snapshot {
  /// The bytes of a document as they were received, held against their SHA-256.
  public func documentBytes(sha256: String) throws(RegistryError) -> [UInt8] {
    try read { db in try DocumentStore(db: db).bytes(of: sha256, path: path) }
  }

  /// What is known of a document; nil where none with this SHA-256 is stored.
  public func document(sha256: String) throws(RegistryError) -> StoredDocument? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT \(StoredDocument.columns) FROM documents WHERE sha256 = ?", arguments: [sha256]
      ).map(stored)
    }
  }

  /// Does something with every document, in the order in which they were stored.
  public func forEachDocument(_ body: (StoredDocument) throws -> Void) throws {
    try reader.read { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT \(StoredDocument.columns) FROM documents ORDER BY sequence")
      while let row = try rows.next() { try body(stored(row)) }
    }
  }

  private func stored(_ row: Row) throws -> StoredDocument {
    guard let document = StoredDocument(row) else {
      throw RegistryError.damaged(
        path: path, detail: "The entry of document \(row["sequence"] as Int64) cannot be read.")
    }
    return document
  }

  /// How much the registry holds.
  public func counts() throws(RegistryError) -> Counts {
    try read { db in
      let kinds = try Row.fetchAll(
        db, sql: "SELECT kind, count(*), sum(size), sum(length(bytes)) FROM documents GROUP BY kind")
      let verdicts = try Row.fetchAll(db, sql: "SELECT verdict, count(*) FROM listings GROUP BY verdict")
      let byKind = kinds.compactMap { row in DocumentKind(rawValue: row[0]).map { ($0, row[1] as Int) } }
      let byVerdict = verdicts.compactMap { row in Verdict(rawValue: row[0]).map { ($0, row[1] as Int) } }
      return Counts(
        documents: byKind.reduce(0) { $0 + $1.1 },
        documentsByKind: Dictionary(uniqueKeysWithValues: byKind),
        models: byVerdict.reduce(0) { $0 + $1.1 },
        verdicts: Dictionary(uniqueKeysWithValues: byVerdict),
        originalBytes: kinds.reduce(0) { $0 + ($1[2] as Int) },
        storedBytes: kinds.reduce(0) { $0 + ($1[3] as Int) },
        outdated: try Int.fetchOne(
          db, sql: "SELECT count(*) FROM determinations WHERE engine <> ?", arguments: [Engine.version]) ?? 0)
    }
  }
}

// MARK: - The programme and those it deals with

extension Snapshot {
  /// The programme that keeps the registry; nil where no document says.
  public func programme() throws(RegistryError) -> Programme? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM programme").map { row in
        // What is not understood never makes more public than the least.
        Programme(
          title: row["title"], isExample: row["is_example"], operatorName: row["operator"],
          operatorContact: row["contact"],
          evidence: Programme.EvidenceSetting(rawValue: row["evidence"]) ?? .verdict,
          publishesNotCompliant: row["publishes_not_compliant"])
      }
    }
  }

  /// Every definition stored, by standard; of each standard the one in force first.
  public func standards() throws(RegistryError) -> [StoredStandard] {
    try standards(where: "1", [])
  }

  /// The definition by which models of a standard are judged; nil where none is stored.
  public func standard(inForce id: String) throws(RegistryError) -> StoredStandard? {
    try standards(where: "id = ? AND rank = 1", [id]).first
  }

  private func standards(
    where condition: String, _ arguments: StatementArguments
  ) throws(RegistryError) -> [StoredStandard] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM definitions WHERE \(condition) ORDER BY id, rank", arguments: arguments)
      return try rows.compactMap { row in
        let definition = DefinitionInForce(row)
        guard
          case .standard(let standard) = try DocumentStore(db: db).parsed(
            definition.sha256, kind: .standard, path: path)
        else { return nil }
        return StoredStandard(
          standard: standard, sha256: definition.sha256, file: row["file"], adoption: definition.adoption,
          isInForce: row["rank"] == 1)
      }
    }
  }

  /// The suppliers, by name.
  public func suppliers() throws(RegistryError) -> [Supplier] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM suppliers ORDER BY name, id").map { row in
        Supplier(
          id: row["id"], isExample: row["is_example"], name: row["name"], contact: row["contact"],
          website: row["website"])
      }
    }
  }

  /// The laboratories, by name.
  public func laboratories() throws(RegistryError) -> [Laboratory] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM laboratories ORDER BY name, id").map { row in
        Laboratory(
          id: row["id"], isExample: row["is_example"], name: row["name"], place: row["place"],
          accreditations: try accreditations(of: row["id"], in: db))
      }
    }
  }

  private func accreditations(of laboratory: String, in db: Database) throws -> [Laboratory.Accreditation] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM accreditations WHERE laboratory = ? ORDER BY position", arguments: [laboratory]
    ).map { row in
      guard let first = Day(row["first_day"] as String), let last = Day(row["last_day"] as String) else {
        throw RegistryError.damaged(path: path, detail: "The accreditations of \(laboratory) cannot be read.")
      }
      return Laboratory.Accreditation(
        body: row["body"], certificate: row["certificate"],
        standards: (row["standards"] as String).split(separator: " ").map(String.init), from: first,
        until: last)
    }
  }
}
