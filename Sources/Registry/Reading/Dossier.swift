import GRDB
import Quantities

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

  /// A report, with what a list says of its model because of it.
  struct Evidence {
    var report: Report
    /// The laboratory's number of it.
    var id: String
    /// nil: what is stored is none.
    var issued: Day?
    var isExample: Bool
  }

  /// The reports of a model at a vantage.
  struct Evidences {
    /// Those that are known and issued, in the order of a determination.
    var present: [Evidence] = []
    /// Whether there are others, so that the determination that is stored is not the one of this vantage.
    var hasOthers = false
  }

  /// The reports of every model, by the models' documents.
  ///
  /// - Parameter model: the one that is wanted; nil: all.
  static func reports(
    in db: Database, of model: Int64? = nil, horizon: Int64, until lastDay: String
  ) throws -> [Int64: Evidences] {
    var found: [Int64: Evidences] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.model, r.document, r.issued, e.hash, r.laboratory, r.certificate, r.id, r.is_example
        FROM reports r JOIN events e ON e.sequence = r.document
        \(model == nil ? "" : "WHERE r.model = ?1") ORDER BY r.issued, r.laboratory, r.id
        """, arguments: model.map { [$0] } ?? [])
    while let row = try rows.next() {
      let issued: String = try row.value(2)
      guard try row.value(1) <= horizon, issued <= lastDay else {
        found[try row.value(0), default: Evidences()].hasOthers = true
        continue
      }
      found[try row.value(0), default: Evidences()].present.append(
        Evidence(
          report: Report(
            event: try row.value(3), laboratory: try row.value(4), certificate: try row.value(5)),
          id: try row.value(6), issued: Day(issued), isExample: try row.value(7)))
    }
    return found
  }
}
