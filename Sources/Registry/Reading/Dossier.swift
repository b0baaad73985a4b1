import GRDB

/// A model with all that a list of models says of it, and the documents that a page about it rests on.
public struct Dossier: Sendable, Hashable {
  public var listing: Listing
  /// What happened to it; nil where nothing did.
  public var history: ModelHistory?
  /// The hash of the event by which the model was stored, lower-case hexadecimal.
  public var event: String
  /// The version of the judging rules by which its determination was made; nil where none is stored.
  public var engine: String?
  /// Its reports, in the order of a determination.
  public var reports: [Report]

  /// A report, by what is needed to know whether it is the same.
  public struct Report: Sendable, Hashable {
    /// The hash of the event by which it was stored.
    public var event: String
    /// The laboratory's identifier.
    public var laboratory: String
    /// SHA-256 of the certificate that it is signed with; nil: it is not signed.
    public var certificate: String?
  }
}

extension Dossier {
  /// The events of models and the engines of their determinations, by the models' documents.
  ///
  /// - Parameter model: the one that is wanted; nil: all.
  static func grounds(
    in db: Database, of model: Int64? = nil, horizon: Int64
  ) throws -> [Int64: (event: String, engine: String?)] {
    var found: [Int64: (event: String, engine: String?)] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT m.document, e.hash, d.engine FROM models m JOIN events e ON e.sequence = m.document
          LEFT JOIN determinations d ON d.model = m.document
        WHERE m.document <= ?1 \(model == nil ? "" : "AND m.document = ?2")
        """, arguments: [horizon] + (model.map { [$0] } ?? []))
    while let row = try rows.next() { found[try row.value(0)] = (try row.value(1), try row.value(2)) }
    return found
  }

  /// The reports of every model, by the models' documents.
  ///
  /// - Parameter model: the one that is wanted; nil: all.
  static func reports(
    in db: Database, of model: Int64? = nil, horizon: Int64, until lastDay: String
  ) throws -> [Int64: [Report]] {
    var found: [Int64: [Report]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.model, e.hash, r.laboratory, r.certificate FROM reports r JOIN events e ON e.sequence = r.document
        WHERE r.document <= ?1 AND r.issued <= ?2 \(model == nil ? "" : "AND r.model = ?3")
        ORDER BY r.issued, r.laboratory, r.id
        """, arguments: [horizon, lastDay] + (model.map { [$0] } ?? []))
    while let row = try rows.next() {
      found[try row.value(0), default: []].append(
        Report(event: try row.value(1), laboratory: try row.value(2), certificate: try row.value(3)))
    }
    return found
  }
}
