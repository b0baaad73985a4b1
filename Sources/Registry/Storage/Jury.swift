import Conformity
import Evidence
import GRDB
import Standards

/// Judges models by what is stored about them, and stores the determinations.
///
/// Definitions are read once and kept as long as they are in force. A determination is made of all reports of a
/// model, in the order of their days of issue, so that it does not depend on the order in which they arrived.
struct Jury: ~Copyable {
  private let path: String
  private var judges: [String: Judge] = [:]
  private var compressor = ZstdCompressor()
  /// How many determinations were stored.
  private(set) var judged = 0

  init(path: String) { self.path = path }

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

  /// Judges a model by all reports that are stored of it; without a report, nothing is determined.
  ///
  /// - Parameters:
  ///   - model: the model's document.
  ///   - fresh: reports that were just read, by SHA-256; others are read again from their stored bytes.
  mutating func judge(model: Int64, fresh: [String: Report], in db: Database) throws {
    let subject = try db.cachedStatement(
      sql: "SELECT designation, supplier, level, kind, standard FROM models WHERE document = ?")
    guard let row = try Row.fetchOne(subject, arguments: [model]), let judge = try judge(for: row[4], in: db)
    else {
      return
    }
    let hashes = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT d.sha256 FROM reports r JOIN documents d ON d.sequence = r.document
          WHERE r.model = ? ORDER BY r.issued, r.laboratory, r.id
          """), arguments: [model])
    if hashes.isEmpty { return }
    var reports: [SubmittedReport] = []
    for sha256 in hashes {
      reports.append(SubmittedReport(report: try fresh[sha256] ?? stored(sha256, in: db), sha256: sha256))
    }
    let determination = judge.determine(
      subject: Subject(designation: row[0], supplier: row[1], level: row[2], kind: row[3]), reports: reports)
    try store(determination, model: model, in: db)
  }

  /// Judges all models of a standard anew.
  mutating func judgeAll(of standard: String, fresh: [String: Report], in db: Database) throws {
    let models = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT document FROM models WHERE standard = ? ORDER BY document"),
      arguments: [standard])
    for model in models { try judge(model: model, fresh: fresh, in: db) }
  }

  /// The judge by a definition that is stored.
  static func judge(for definition: DefinitionInForce, in db: Database, path: String) throws -> Judge {
    guard
      case .standard(let standard) = try DocumentStore(db: db).parsed(
        definition.sha256, kind: .standard, path: path)
    else { throw RegistryError.unknownDocument(sha256: definition.sha256) }
    return Judge(standard: standard, reference: definition.reference(title: standard.title))
  }

  private func stored(_ sha256: String, in db: Database) throws -> Report {
    guard case .report(let report) = try DocumentStore(db: db).parsed(sha256, kind: .report, path: path)
    else {
      throw RegistryError.unknownDocument(sha256: sha256)
    }
    return report
  }

  private mutating func store(_ determination: Determination, model: Int64, in db: Database) throws {
    let (size, compressed) = determination.withCanonicalJSON { ($0.count, compressor.compress($0)) }
    guard let compressed else {
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
      model, determination.standard.id, determination.standard.sha256, determination.standard.adoption != nil,
      determination.engine, determination.verdict.rawValue, size, compressed,
    ])
    judged += 1
  }
}
