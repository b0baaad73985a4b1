import GRDB
import Standards

/// The programme and those that it deals with.
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
