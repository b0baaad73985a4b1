import Conformity
import Evidence
import GRDB
import Quantities

/// What is stored about models, as far as it was known and issued, for a judge.
struct ModelEvidence {
  let db: Database
  let path: String
  /// The last document that is known.
  var horizon = Int64.max
  /// The last day of issue of the reports that count; nil: all do.
  var day: Day?

  /// The reports of a model by their SHA-256, in the order in which a determination names them: so that it does not
  /// depend on the order in which they arrived.
  func reports(of model: Int64) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT d.sha256 FROM reports r JOIN documents d ON d.sequence = r.document
          WHERE r.model = ? AND r.document <= ? AND r.issued <= ? ORDER BY r.issued, r.laboratory, r.id
          """), arguments: [model, horizon, (day ?? .last).description])
  }

  /// The model as a judge wants it, and its standard; nil where the registry does not have it.
  func subject(_ model: Int64) throws -> (subject: Subject, standard: String)? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT designation, supplier, level, kind, standard FROM models WHERE document = ?"),
      arguments: [model]
    ).map { row in
      (
        Subject(
          designation: try row.value(0), supplier: try row.value(1), level: try row.value(2),
          kind: try row.value(3)),
        try row.value(4)
      )
    }
  }

  /// What a model's evidence comes to.
  ///
  /// - Parameter judge: gives the judge by the identifier of a standard.
  /// - Returns: nil where the registry has no such model, or no definition of its standard.
  func determination(of model: Int64, judge: (String) throws -> Judge?) throws -> Determination? {
    try self.case(of: model, judge: judge)?.determination
  }

  /// What there is to judge of a model.
  ///
  /// - Parameters:
  ///   - fresh: reports that were just read, by SHA-256; others are read again from their stored bytes.
  ///   - judge: gives the judge by the identifier of a standard.
  /// - Returns: nil where the registry has no such model, or no definition of its standard.
  func `case`(
    of model: Int64, fresh: [String: Report] = [:], judge: (String) throws -> Judge?
  ) throws -> ModelCase? {
    guard let (subject, standard) = try subject(model), let judge = try judge(standard) else { return nil }
    let reports = try reports(of: model).map { sha256 in
      SubmittedReport(report: try fresh[sha256] ?? stored(sha256), sha256: sha256)
    }
    return ModelCase(judge: judge, subject: subject, reports: reports)
  }

  private func stored(_ sha256: String) throws -> Report {
    guard case .report(let report) = try DocumentStore(db: db).parsed(sha256, kind: .report, path: path)
    else {
      throw RegistryError.unknownDocument(sha256: sha256)
    }
    return report
  }
}
