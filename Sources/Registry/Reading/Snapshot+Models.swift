import Conformity
import GRDB
import Quantities

/// Models, and what happened to them.
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
      let reports = try Dossier.reports(in: db, horizon: horizon, until: (vantage.asOf ?? .last).description)
      let rows = try Row.fetchCursor(
        db, sql: "SELECT * FROM (\(Listing.bare)) l ORDER BY supplier_name, supplier, designation",
        arguments: [horizon])
      var dossiers: [Dossier] = []
      while let row = try rows.next() {
        let document: Int64 = try row.value(0)
        dossiers.append(
          try dossier(row, occurrences[document] ?? [], grounds[document], reports[document], in: db))
      }
      return dossiers
    }
  }

  /// The same of some models, in the order in which they are named; those that are not known are left out.
  public func dossiers(of models: [ModelKey]) throws(RegistryError) -> [Dossier] {
    try read { db in
      let lastDay = (vantage.asOf ?? .last).description
      return try models.compactMap { key -> Dossier? in
        guard let (document, _) = try known(key, in: db) else { return nil }
        let row = try Row.fetchOne(
          db, sql: "SELECT * FROM (\(Listing.bare)) l WHERE document = ?2", arguments: [horizon, document])
        return try row.map {
          try dossier(
            $0, history(db).occurrences(of: document),
            Dossier.grounds(in: db, of: document, horizon: horizon)[document],
            Dossier.reports(in: db, of: document, horizon: horizon, until: lastDay)[document], in: db)
        }
      }
    }
  }

  private func dossier(
    _ row: Row, _ occurrences: [Occurrence], _ ground: (event: String, engine: String?)?,
    _ reports: Dossier.Evidences?, in db: Database
  ) throws -> Dossier {
    let reports = reports ?? Dossier.Evidences()
    var listing = try Listing(row, reports: reports.present)
    let history = ModelHistory(occurrences, standard: listing.standard, policies: policies)
    listing.standing = history.standing(on: day)
    if reports.hasOthers || changedStandards.contains(listing.standard) {
      try judgeAgain(&listing, row.value(0), in: db)
    }
    return Dossier(
      listing: listing, history: occurrences.isEmpty ? nil : history, event: ground?.event ?? "",
      engine: ground?.engine, reports: reports.present.map(\.report))
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

  /// What a model is made of, and the day on which it was applied for; nil where there is none.
  public func application(of key: ModelKey) throws(RegistryError) -> (materials: String, applied: Day?)? {
    try read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT materials, applied FROM models WHERE supplier = ? AND designation = ? AND document <= ?
            """), arguments: [key.supplier, key.designation, horizon]
      ).map { (try $0.value(0), Day(try $0.value(1, as: String.self))) }
    }
  }

  func history(_ db: Database) -> HistoryReader {
    HistoryReader(db: db, path: path, horizon: horizon)
  }

  func arguments(followedBy others: StatementArguments) -> StatementArguments {
    [horizon, (vantage.asOf ?? .last).description] + others
  }

  /// The key of a model's row and its standard; nil where it is not known.
  func known(_ key: ModelKey, in db: Database) throws -> (document: Int64, standard: String)? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT document, standard FROM models WHERE supplier = ? AND designation = ? AND document <= ?"),
      arguments: [key.supplier, key.designation, horizon]
    ).map { (try $0.value(0), try $0.value(1)) }
  }

  /// A row of ``Listing/table`` with the model's standing; judged again where what is stored is of another vantage.
  func listing(_ row: Row, _ occurrences: [Occurrence], in db: Database) throws -> Listing {
    var listing = try Listing(row)
    listing.standing = ModelHistory(occurrences, standard: listing.standard, policies: policies).standing(
      on: day)
    if try isPast(row) { try judgeAgain(&listing, row.value("document"), in: db) }
    return listing
  }

  /// What is stored of a model's evidence is of another vantage.
  private func judgeAgain(_ listing: inout Listing, _ model: Int64, in db: Database) throws {
    let determination = try listing.day.flatMap { _ in try judged(model, in: db) }
    listing.verdict = determination?.verdict ?? .notDetermined
    listing.standardSHA256 = determination?.standard.sha256
    listing.isAdopted = determination?.standard.adoption != nil
  }

  /// Whether the determination that is stored rests on what is not known, or not yet issued, at this vantage.
  func isPast(_ row: Row) throws -> Bool {
    try row.value("is_past") || changedStandards.contains(row.value("standard"))
  }

  func judged(_ model: Int64, in db: Database) throws -> Determination? {
    try evidence(db).determination(of: model) { try judge(for: $0, in: db) }
  }
}
