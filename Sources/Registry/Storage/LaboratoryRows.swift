import GRDB
import Quantities

/// The laboratories as their tables have them.
struct LaboratoryRows {
  let db: Database
  let path: String

  /// What was said last of a laboratory; nil where the registry does not know it.
  func laboratory(_ id: String) throws -> Laboratory? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM laboratories WHERE id = ? ORDER BY document DESC LIMIT 1"),
      arguments: [id])
    return try row.map(laboratory)
  }

  /// The laboratory of a row.
  func laboratory(_ row: Row) throws -> Laboratory {
    let (id, document) = (try row.value("id", as: String.self), try row.value("document", as: Int64.self))
    return Laboratory(
      id: id, isExample: try row.value("is_example"), name: try row.value("name"),
      place: try row.value("place"),
      accreditations: try accreditations(of: id, in: document),
      certificates: try certificates(of: id, in: document))
  }

  private func accreditations(of laboratory: String, in document: Int64) throws -> [Laboratory.Accreditation]
  {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM accreditations WHERE document = ? ORDER BY position"),
      arguments: [document]
    ).map { row in
      Laboratory.Accreditation(
        body: try row.value("body"), certificate: try row.value("certificate"),
        standards: try row.value("standards", as: String.self).split(separator: " ").map(String.init),
        methods: try row.value("methods", as: String.self).split(separator: " ").map(String.init),
        from: try day(row.value("first_day"), of: laboratory),
        until: try day(row.value("last_day"), of: laboratory),
        suspensions: try row.value("suspensions", as: String.self).split(separator: "\n").map { line in
          let days = line.split(separator: " ").map(String.init)
          return Laboratory.Suspension(
            from: try day(days.first, of: laboratory),
            until: days.count > 1 ? try day(days[1], of: laboratory) : nil)
        })
    }
  }

  private func certificates(of laboratory: String, in document: Int64) throws -> [Laboratory
    .ReportCertificate]
  {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM certificates WHERE document = ? ORDER BY position"),
      arguments: [document]
    ).map { row in
      let until: String? = try row.value("last_day")
      let revoked: String? = try row.value("revoked")
      return Laboratory.ReportCertificate(
        sha256: try row.value("sha256"), from: try day(row.value("first_day"), of: laboratory),
        until: try until.map { try day($0, of: laboratory) },
        revokedOn: try revoked.map { try day($0, of: laboratory) })
    }
  }

  private func day(_ text: String?, of laboratory: String) throws -> Day {
    guard let day = text.flatMap({ Day($0) }) else {
      throw RegistryError.damaged(path: path, detail: "The rows of laboratory \(laboratory) cannot be read.")
    }
    return day
  }
}
