import Conformity
import Evidence
import Foundation
import GRDB
import Quantities
import Standards
import Synchronization

/// One consistent view of a registry, from one vantage. What is stored after it was taken does not show in it.
///
/// It can be used from several threads, one of which reads at a time. While it lives, the file's log is kept from
/// being emptied: take it for a task, not for a day.
public final class Snapshot: Sendable {
  private let reader: DatabaseSnapshot
  private let path: String
  /// From where the past is looked at, as it was asked for.
  public let vantage: Vantage
  /// The last document that is known.
  let horizon: Int64
  /// The day whose state is asked for: that of the vantage, or the last one that anything known bears.
  public let day: Day
  /// The programme's policies, as far as they are known.
  private let policies: PolicyRecord
  /// The standards whose definition in force was another at this vantage than it is now.
  private let changedStandards: Set<String>
  /// Judges by the definition in force, for what is not stored.
  private let judges = Mutex<[String: Judge]>([:])
  /// The designations of all models, once somebody has looked one up.
  let lexicon = Mutex<Lexicon?>(nil)

  init(_ reader: DatabaseSnapshot, path: String, vantage: Vantage) throws {
    self.reader = reader
    self.path = path
    self.vantage = vantage
    let horizon = try reader.read { db in try Horizon.of(vantage.asKnown, in: db) }
    self.horizon = horizon
    day = try vantage.asOf ?? reader.read { db in try Horizon.lastDay(upTo: horizon, in: db) }
    policies = try reader.read { db in try HistoryReader(db: db, path: path, horizon: horizon).policies() }
    changedStandards =
      vantage.asKnown == nil
      ? [] : try reader.read { db in try Horizon.changedStandards(since: horizon, in: db) }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(RegistryError) -> Value {
    try RegistryError.translating(path: path) { try reader.read(body) }
  }

  private func evidence(_ db: Database) -> ModelEvidence {
    ModelEvidence(db: db, path: path, horizon: horizon, day: vantage.asOf)
  }
}

// MARK: - Models

extension Snapshot {
  /// The models for which everything that the filter states holds, by the name of their supplier, then by
  /// designation.
  public func listings(matching filter: ListingFilter = ListingFilter()) throws(RegistryError) -> [Listing] {
    let (condition, values) = filter.condition
    return try read { db in
      let occurrences = try history(db).occurrences()
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT * FROM (\(Listing.table)) l WHERE \(condition) ORDER BY supplier_name, supplier, designation
          """, arguments: arguments(followedBy: values))
      var listings: [Listing] = []
      while let row = try rows.next() {
        let listing = try listing(row, occurrences[row.value("document")] ?? [], in: db)
        if filter.admits(listing) { listings.append(listing) }
      }
      return listings
    }
  }

  /// Every model with its history and what a page about it rests on, by the name of their supplier, then by
  /// designation: read in one pass, for whoever shows them all.
  public func dossiers() throws(RegistryError) -> [Dossier] {
    try read { db in
      let occurrences = try history(db).occurrences()
      let grounds = try Dossier.grounds(in: db, horizon: horizon)
      let reports = try Dossier.reports(
        in: db, horizon: horizon, until: (vantage.asOf ?? .last).description)
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT * FROM (\(Listing.table)) l ORDER BY supplier_name, supplier, designation",
        arguments: arguments(followedBy: []))
      var dossiers: [Dossier] = []
      while let row = try rows.next() {
        let document: Int64 = try row.value("document")
        let found = occurrences[document] ?? []
        let listing = try listing(row, found, in: db)
        dossiers.append(
          Dossier(
            listing: listing,
            history: found.isEmpty
              ? nil : ModelHistory(found, standard: listing.standard, policies: policies),
            event: grounds[document]?.event ?? "", engine: grounds[document]?.engine,
            reports: reports[document] ?? []))
      }
      return dossiers
    }
  }

  /// The hashes of the events by which the programme's own documents were stored, in their order.
  public func programmeEvents() throws(RegistryError) -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT e.hash FROM programme p JOIN events e ON e.sequence = p.document
          WHERE p.document <= ? ORDER BY p.document
          """, arguments: [horizon])
    }
  }

  /// The listing of a model; nil where there is none.
  public func listing(_ key: ModelKey) throws(RegistryError) -> Listing? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM (\(Listing.table)) l WHERE supplier = ?3 AND designation = ?4",
        arguments: arguments(followedBy: [key.supplier, key.designation])
      ).map { try listing($0, history(db).occurrences(of: $0.value("document")), in: db) }
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
          db, sql: "SELECT * FROM (\(Listing.table)) l WHERE document = ?3",
          arguments: arguments(followedBy: [document]))
        guard let row else { throw ModelLookupError.unknown(name: name, similar: []) }
        return try listing(row, history(db).occurrences(of: document), in: db)
      }
    } catch let error as ModelLookupError {
      throw error
    } catch {
      throw .registry(RegistryError(error, path: path))
    }
  }

  /// The models with these documents, with their listings through time; those that are not known are left out.
  ///
  /// - Returns: each with its place in `documents`.
  func records(of documents: [Int64]) throws(RegistryError) -> [(index: Int, record: ListingRecord)] {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT * FROM (\(Listing.table)) l WHERE document = ?3")
      return try documents.enumerated().compactMap { index, document in
        let row = try Row.fetchOne(statement, arguments: arguments(followedBy: [document]))
        guard let row else { return nil }
        let occurrences = try history(db).occurrences(of: document)
        let listing = try listing(row, occurrences, in: db)
        let history = ModelHistory(occurrences, standard: listing.standard, policies: policies)
        return (index, ListingRecord(listing, history))
      }
    }
  }

  /// What happened to a model; nil where there is none.
  public func history(of key: ModelKey) throws(RegistryError) -> ModelHistory? {
    try read { db in
      try known(key, in: db).map { document, standard in
        try history(db).history(of: document, standard: standard, policies: policies)
      }
    }
  }

  /// What happened to every model to which anything happened, by the name of their supplier, then by designation.
  public func histories() throws(RegistryError) -> [(model: ModelKey, history: ModelHistory)] {
    try read { db in
      let occurrences = try history(db).occurrences()
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT document, supplier, designation, standard FROM (\(Listing.table)) l
          ORDER BY supplier_name, supplier, designation
          """, arguments: arguments(followedBy: []))
      return try rows.compactMap { row in
        try occurrences[row.value("document")].map { found in
          (
            ModelKey(supplier: try row.value("supplier"), designation: try row.value("designation")),
            ModelHistory(found, standard: try row.value("standard"), policies: policies)
          )
        }
      }
    }
  }

  /// A model as it was applied for; nil where there is none.
  public func model(_ key: ModelKey) throws(RegistryError) -> Model? {
    try read { db in
      guard let (document, _) = try known(key, in: db),
        let sha256 = try String.fetchOne(
          db, sql: "SELECT sha256 FROM documents WHERE sequence = ?", arguments: [document]),
        case .model(let model) = try DocumentStore(db: db).parsed(sha256, kind: .model, path: path)
      else { return nil }
      return model
    }
  }

  private func history(_ db: Database) -> HistoryReader {
    HistoryReader(db: db, path: path, horizon: horizon)
  }

  private func arguments(followedBy others: StatementArguments) -> StatementArguments {
    [horizon, (vantage.asOf ?? .last).description] + others
  }

  /// The key of a model's row and its standard; nil where it is not known.
  private func known(_ key: ModelKey, in db: Database) throws -> (document: Int64, standard: String)? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT document, standard FROM models WHERE supplier = ? AND designation = ? AND document <= ?"),
      arguments: [key.supplier, key.designation, horizon]
    ).map { (try $0.value(0), try $0.value(1)) }
  }

  /// A row of ``Listing/table`` with the model's standing; judged again where what is stored is of another vantage.
  private func listing(_ row: Row, _ occurrences: [Occurrence], in db: Database) throws -> Listing {
    var listing = try Listing(row)
    listing.standing = ModelHistory(occurrences, standard: listing.standard, policies: policies).standing(
      on: day)
    if try isPast(row) {
      let determination = try listing.day.flatMap { _ in try judged(row.value("document"), in: db) }
      listing.verdict = determination?.verdict ?? .notDetermined
      listing.standardSHA256 = determination?.standard.sha256
      listing.isAdopted = determination?.standard.adoption != nil
    }
    return listing
  }

  /// Whether the determination that is stored rests on what is not known, or not yet issued, at this vantage.
  private func isPast(_ row: Row) throws -> Bool {
    try row.value("is_past") || changedStandards.contains(row.value("standard"))
  }

  private func judged(_ model: Int64, in db: Database) throws -> Determination? {
    try evidence(db).determination(of: model) { try judge(for: $0, in: db) }
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
    switch try finding(of: listing.key) {
    case .stored(let json)?: return try decoded(json)
    case .judged(let determination)?: return determination
    case nil: return nil
    }
  }

  /// The same for whoever has read the model's reports already: to judge again is quicker than to read what was stored.
  /// What comes of it is held against the stored bytes; where it is not the same, those count. It also knows of which
  /// report a group is, which the stored one does not say.
  ///
  /// - Parameter reports: in the order of ``Determination/reports``.
  public func determination(
    of listing: Listing, from reports: [SubmittedReport]
  ) throws(RegistryError) -> Determination? {
    switch try finding(of: listing.key) {
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
    try RegistryError.translating(path: path) {
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

  private enum Finding {
    case stored([UInt8])
    /// Made here: of no evidence, or of less than is stored.
    case judged(Determination)
  }

  private func finding(of key: ModelKey) throws(RegistryError) -> Finding? {
    try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM (\(Listing.table)) l WHERE supplier = ?3 AND designation = ?4",
        arguments: arguments(followedBy: [key.supplier, key.designation]))
      guard let row else { return nil }
      if try !isPast(row), let json = try storedJSON(of: try row.value("document"), key, in: db) {
        return .stored(json)
      }
      return try judged(row.value("document"), in: db).map(Finding.judged)
    }
  }

  private func storedJSON(of model: Int64, _ key: ModelKey, in db: Database) throws -> [UInt8]? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT json, size FROM determinations WHERE model = ?"), arguments: [model])
    guard let row else { return nil }
    guard let json = try Zstd.decompress(row.value(0), size: try row.value(1)) else {
      throw RegistryError.damaged(path: path, detail: "The determination of \(key) cannot be unpacked.")
    }
    return json
  }

  private func judge(for standard: String, in db: Database) throws -> Judge? {
    if let known = judges.withLock({ $0[standard] }) { return known }
    let judge = try DefinitionInForce.of(standard, in: db, horizon: horizon).map {
      try Jury.judge(for: $0, in: db, path: path)
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

// MARK: - The programme and those it deals with

extension Snapshot {
  /// The programme that keeps the registry, as it is in force on the day; nil where no document says.
  public func programme() throws(RegistryError) -> Programme? {
    try read { db in
      let sha256 = try String.fetchOne(
        db,
        sql: """
          SELECT d.sha256 FROM programme p JOIN documents d ON d.sequence = p.document
          WHERE p.document <= ? AND coalesce(p.first_day, '') <= ?
          ORDER BY coalesce(p.first_day, '') DESC, p.document DESC LIMIT 1
          """, arguments: [horizon, day.description])
      guard let sha256,
        case .programme(let programme) = try DocumentStore(db: db).parsed(
          sha256, kind: .programme, path: path)
      else { return nil }
      return programme
    }
  }

  /// Every definition stored, by standard; of each standard the one in force first.
  public func standards() throws(RegistryError) -> [StoredStandard] {
    try standards(where: "1", [])
  }

  /// The definition by which models of a standard are judged; nil where none is stored.
  public func standard(inForce id: String) throws(RegistryError) -> StoredStandard? {
    try standards(where: "id = ?2 AND rank = 1", [id]).first
  }

  private func standards(
    where condition: String, _ arguments: StatementArguments
  ) throws(RegistryError) -> [StoredStandard] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM (\(DefinitionInForce.table(horizon: "?1"))) WHERE \(condition) ORDER BY id, rank
          """, arguments: [horizon] + arguments)
      return try rows.compactMap { row in
        let definition = try DefinitionInForce(row)
        guard
          case .standard(let standard) = try DocumentStore(db: db).parsed(
            definition.sha256, kind: .standard, path: path)
        else { return nil }
        return StoredStandard(
          standard: standard, sha256: definition.sha256, file: try row.value("file"),
          adoption: definition.adoption,
          isInForce: try row.value("rank") == 1)
      }
    }
  }

  /// The suppliers, by name.
  public func suppliers() throws(RegistryError) -> [Supplier] {
    try read { db in
      try Row.fetchAll(db, sql: latest("suppliers"), arguments: [horizon]).map { row in
        Supplier(
          id: try row.value("id"), isExample: try row.value("is_example"), name: try row.value("name"),
          contact: try row.value("contact"),
          website: try row.value("website"), successor: try row.value("successor"))
      }
    }
  }

  /// The laboratories, by name.
  public func laboratories() throws(RegistryError) -> [Laboratory] {
    try read { db in
      try Row.fetchAll(db, sql: latest("laboratories"), arguments: [horizon]).map {
        try LaboratoryRows(db: db, path: path).laboratory($0)
      }
    }
  }

  /// What was said last of each party.
  private func latest(_ table: String) -> String {
    """
    SELECT * FROM \(table) WHERE document IN (SELECT max(document) FROM \(table) WHERE document <= ? GROUP BY id)
    ORDER BY name, id
    """
  }
}
