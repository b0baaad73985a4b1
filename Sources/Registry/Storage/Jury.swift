import Conformity
import Evidence
import GRDB
import Standards

/// Judges models by what is stored about them, and stores the determinations.
///
/// Definitions are read once and kept as long as they are in force. A determination is made of all reports of a model.
struct Jury: ~Copyable {
  private let path: String
  private var judges: [String: Judge] = [:]
  private let clerks: Clerks
  /// How many determinations were stored.
  private(set) var judged = 0

  /// - Parameter threads: how many cases are judged at a time.
  init(path: String, threads: Int = 1) {
    self.path = path
    clerks = Clerks(threads: threads)
  }

  /// The judge by the definition in force of a standard; nil where none is stored.
  mutating func judge(for standard: String, in db: Database) throws -> Judge? {
    if let known = judges[standard] { return known }
    guard let definition = try DefinitionInForce.of(standard, in: db) else { return nil }
    let judge = try Jury.judge(for: definition, in: db, path: path)
    judges[standard] = judge
    return judge
  }

  /// Forgets what it knows of a standard, because another definition or adoption may be in force now.
  mutating func forget(_ standard: String) { judges[standard] = nil }

  /// Judges models by all reports that are stored of them; without a report, nothing is determined.
  ///
  /// - Parameters:
  ///   - models: the models' documents.
  ///   - fresh: reports that were just read, by SHA-256; others are read again from their stored bytes.
  mutating func judge(models: some Sequence<Int64>, fresh: [String: Report], in db: Database) throws {
    let evidence = ModelEvidence(db: db, path: path)
    var cases: [(model: Int64, case: ModelCase)] = []
    for model in models where try !evidence.reports(of: model).isEmpty {
      guard let one = try evidence.case(of: model, fresh: fresh, judge: { try judge(for: $0, in: db) }) else {
        continue
      }
      cases.append((model, one))
      if cases.count >= Jury.casesAtOnce * clerks.count { try settle(&cases, in: db) }
    }
    try settle(&cases, in: db)
  }

  /// So many reports are in memory at a time for each thread.
  private static let casesAtOnce = 8

  private mutating func settle(_ cases: inout [(model: Int64, case: ModelCase)], in db: Database) throws {
    for (record, model) in zip(clerks.records(of: cases.map(\.case)), cases.map(\.model)) {
      try store(record, model: model, in: db)
    }
    cases = []
  }

  /// Judges all models of a standard anew.
  mutating func judgeAll(of standard: String, fresh: [String: Report], in db: Database) throws {
    let models = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT document FROM models WHERE standard = ? ORDER BY document"),
      arguments: [standard])
    try judge(models: models, fresh: fresh, in: db)
  }

  /// The judge by a definition that is stored.
  static func judge(for definition: DefinitionInForce, in db: Database, path: String) throws -> Judge {
    guard
      case .standard(let standard) = try DocumentStore(db: db).parsed(
        definition.sha256, kind: .standard, path: path)
    else { throw RegistryError.unknownDocument(sha256: definition.sha256) }
    return Judge(standard: standard, reference: definition.reference(title: standard.title))
  }

  private mutating func store(_ record: Clerks.Record, model: Int64, in db: Database) throws {
    guard let compressed = record.compressed else {
      throw RegistryError.failed(path: path, detail: "memory is short")
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO determinations (model, standard, standard_sha256, is_adopted, engine, verdict, size, json)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET standard = excluded.standard, standard_sha256 = excluded.standard_sha256,
          is_adopted = excluded.is_adopted, engine = excluded.engine, verdict = excluded.verdict,
          size = excluded.size, json = excluded.json
        """
    ).execute(arguments: [
      model, record.standard.id, record.standard.sha256, record.standard.adoption != nil, record.engine,
      record.verdict.rawValue, record.size, compressed,
    ])
    judged += 1
  }
}
