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

  /// - Returns: nil where no definition of the standard is stored.
  static func of(_ standard: String, in db: Database) throws -> DefinitionInForce? {
    let statement = try db.cachedStatement(sql: "SELECT * FROM definitions WHERE id = ? AND rank = 1")
    return try Row.fetchOne(statement, arguments: [standard]).map(DefinitionInForce.init)
  }

  /// From a row of the view `definitions`.
  init(_ row: Row) {
    id = row["id"]
    sha256 = row["sha256"]
    adoption = Adoption(definition: row)
  }

  func reference(title: String) -> StandardReference {
    StandardReference(
      id: id, title: title, sha256: sha256, adoption: adoption.map { .init(role: $0.role, day: $0.day) })
  }
}

extension Adoption {
  /// From a row of the view `definitions`; nil where the definition is a draft.
  fileprivate init?(definition row: Row) {
    guard let day = (row["adopted"] as String?).flatMap({ Day($0) }) else { return nil }
    self.init(
      standard: row["id"], sha256: row["sha256"], role: row["role"], name: row["name"], day: day,
      note: row["note"])
  }
}
