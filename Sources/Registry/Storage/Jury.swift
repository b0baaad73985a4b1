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
    let evidence = ModelEvidence(db: db, path: path)
    if try evidence.reports(of: model).isEmpty { return }
    let determination = try evidence.determination(of: model, fresh: fresh) { try judge(for: $0, in: db) }
    if let determination { try store(determination, model: model, in: db) }
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
