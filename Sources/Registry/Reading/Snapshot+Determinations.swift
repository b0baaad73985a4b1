import Conformity
import Evidence
import Foundation
import GRDB

/// Determinations, and the reports that they rest on.
extension Snapshot {
  /// What the evidence says about a model, requirement by requirement.
  ///
  /// A model without a report is judged here, on no evidence.
  ///
  /// - Returns: nil where the registry has no such model.
  public func determination(of listing: Listing) throws(RegistryError) -> Determination? {
    switch try finding(of: listing.key) {
    case .stored(let json)?: return try decoded(json)
    case .judged(let determination)?: return determination
    case nil: return nil
    }
  }

  /// The same for whoever has read the model's reports already. Where there are several, it also knows of which of them a
  /// group is, which the stored one does not say: it is judged again, and held against the stored bytes; where it is not
  /// the same, those count.
  ///
  /// - Parameter reports: in the order of ``Determination/reports``.
  public func determination(
    of listing: Listing, from reports: [SubmittedReport]
  ) throws(RegistryError) -> Determination? {
    switch try finding(of: listing.key) {
    case .stored(let json)? where reports.count < 2: return try decoded(json)
    case .stored(let json)?:
      let judge = try read { db in try self.judge(for: listing.standard, in: db) }
      let subject = Subject(
        designation: listing.designation, supplier: listing.supplier, level: listing.level, kind: listing.kind
      )
      if let again = judge?.determine(subject: subject, reports: reports), again.canonicalJSON() == json {
        return again
      }
      return try decoded(json)
    case .judged(let determination)?: return determination
    case nil: return nil
    }
  }

  private func decoded(_ json: [UInt8]) throws(RegistryError) -> Determination {
    if let determination = Determination(canonicalJSON: json) { return determination }
    return try RegistryError.translating(path: path) {
      try JSONDecoder().decode(Determination.self, from: Data(json))
    }
  }

  /// The same as canonical JSON (RFC 8785): the same documents always give the same bytes.
  public func determinationBytes(of listing: Listing) throws(RegistryError) -> [UInt8]? {
    switch try finding(of: listing.key) {
    case .stored(let json)?: json
    case .judged(let determination)?: determination.canonicalJSON()
    case nil: nil
    }
  }

  private func finding(of key: ModelKey) throws(RegistryError) -> StoredFinding? {
    if let last = lastFinding.withLock({ $0?.key == key ? $0?.finding : nil }) { return last }
    let found = try read { db -> StoredFinding? in
      let row = try Row.fetchOne(
        db.cachedStatement(sql: Self.modelByKey),
        arguments: arguments(followedBy: [key.supplier, key.designation]))
      guard let row else { return nil }
      if try !isPast(row), let json = try storedJSON(of: try row.value("document"), key, in: db) {
        return .stored(json)
      }
      return try judged(row.value("document"), in: db).map(StoredFinding.judged)
    }
    if let found { lastFinding.withLock { $0 = (key, found) } }
    return found
  }

  /// What ``Listing/table`` says of the model that matters here: whoever publishes asks for each model in turn.
  private static let modelByKey = """
    SELECT document, standard,
      EXISTS (SELECT 1 FROM reports WHERE model = m.document AND (document > ?1 OR issued > ?2)) AS is_past
    FROM models m WHERE supplier = ?3 AND designation = ?4 AND document <= ?1
    """

  private func storedJSON(of model: Int64, _ key: ModelKey, in db: Database) throws -> [UInt8]? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT json, size FROM determinations WHERE model = ?"), arguments: [model])
    guard let row else { return nil }
    guard let json = try Zstd.decompress(row.value(0), size: try row.value(1)) else {
      throw RegistryError.damaged(path: path, detail: "The determination of \(key) cannot be unpacked.")
    }
    return json
  }

  func judge(for standard: String, in db: Database) throws -> Judge? {
    if let known = judges.withLock({ $0[standard] }) { return known }
    let judge = try DefinitionInForce.of(standard, in: db, horizon: horizon).map {
      try Jury.judge(for: $0, in: db, path: path)
    }
    judges.withLock { $0[standard] = judge }
    return judge
  }

  /// The reports about a model, in the order of ``Determination/reports``.
  public func reports(of key: ModelKey) throws(RegistryError) -> [StoredReport] {
    if let last = lastReports.withLock({ $0?.key == key ? $0?.reports : nil }) { return last }
    let found = try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT r.*, d.sha256, d.file FROM reports r JOIN documents d ON d.sequence = r.document
              JOIN models m ON m.document = r.model
            WHERE m.supplier = ? AND m.designation = ? AND r.document <= ? AND r.issued <= ?
            ORDER BY r.issued, r.laboratory, r.id
            """), arguments: [key.supplier, key.designation, horizon, (vantage.asOf ?? .last).description]
      ).map { row in
        guard let report = try StoredReport(row) else {
          throw RegistryError.damaged(
            path: path, detail: try "The days of report \(row.value("id", as: String.self)) cannot be read.")
        }
        return report
      }
    }
    lastReports.withLock { $0 = (key, found) }
    return found
  }

  /// A report with its evidence, as it was read when it was imported.
  public func report(sha256: String) throws(RegistryError) -> Report {
    try read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT r.document, r.packed FROM documents d LEFT JOIN readings r ON r.document = d.sequence
            WHERE d.sha256 = ?
            """), arguments: [sha256])
      guard let row else { throw RegistryError.unknownDocument(sha256: sha256) }
      guard try row.value(0, as: Int64?.self) != nil, let report = StoredReading.report(try row.value(1))
      else {
        throw RegistryError.damaged(
          path: path, detail: "What was read in the report \(sha256) is missing or changed.")
      }
      return report
    }
  }
}

/// What is known of a model's determination.
enum StoredFinding: Sendable {
  case stored([UInt8])
  /// Made here: of no evidence, or of less than is stored.
  case judged(Determination)
}
