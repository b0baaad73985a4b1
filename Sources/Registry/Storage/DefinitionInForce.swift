import Conformity
import GRDB
import Quantities
import Standards

/// Which definition of a standard models are judged by: the one that was adopted last; without any adoption, the draft
/// that was stored last.
struct DefinitionInForce: Hashable {
  let id: String
  let sha256: String
  let adoption: Adoption?

  /// - Parameter horizon: the last document that is known.
  /// - Returns: nil where no definition of the standard is stored.
  static func of(
    _ standard: String, in db: Database, horizon: Int64 = .max
  ) throws -> DefinitionInForce? {
    let statement = try db.cachedStatement(
      sql: "SELECT * FROM (\(table(horizon: "?1"))) WHERE id = ?2 AND rank = 1")
    return try Row.fetchOne(statement, arguments: [horizon, standard]).map(DefinitionInForce.init)
  }

  /// Every definition, its latest adoption, and its rank among those of the same standard; rank 1 is in force.
  ///
  /// - Parameter horizon: the last document that is known, as SQL.
  static func table(horizon: String) -> String {
    """
    SELECT s.document, s.sha256, s.id, a.role, a.name, a.adopted, a.note, d.file,
      row_number() OVER (
        PARTITION BY s.id
        ORDER BY a.adopted IS NULL, a.adopted DESC, a.document DESC, s.document DESC) AS rank
    FROM standards s JOIN documents d ON d.sequence = s.document
      LEFT JOIN adoptions a ON a.document = (
        SELECT document FROM adoptions WHERE standard_sha256 = s.sha256 AND document <= \(horizon)
        ORDER BY adopted DESC, document DESC LIMIT 1)
    WHERE s.document <= \(horizon)
    """
  }

  /// From a row of ``table(horizon:)``.
  init(_ row: Row) throws {
    id = try row.value("id")
    sha256 = try row.value("sha256")
    adoption = try Adoption(definition: row)
  }

  func reference(title: String) -> StandardReference {
    StandardReference(
      id: id, title: title, sha256: sha256, adoption: adoption.map { .init(role: $0.role, day: $0.day) })
  }
}

extension Adoption {
  /// From a row of ``DefinitionInForce/table(horizon:)``; nil where the definition is a draft.
  fileprivate init?(definition row: Row) throws {
    guard let day = try row.value("adopted", as: String?.self).flatMap({ Day($0) }) else { return nil }
    self.init(
      standard: try row.value("id"), sha256: try row.value("sha256"), role: try row.value("role"),
      name: try row.value("name"), day: day,
      note: try row.value("note"))
  }
}
