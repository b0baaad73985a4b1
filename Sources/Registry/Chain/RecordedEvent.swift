import GRDB
import Quantities

/// That a document was recorded: its link of the chain, without what it says.
public struct RecordedEvent: Sendable, Hashable {
  /// From 1, without a gap.
  public var sequence: Int
  /// Lower-case hexadecimal.
  public var hash: String
  public var recorded: Moment
}

extension Snapshot {
  /// The events by which documents were recorded, by the documents' SHA-256; what is not known is left out.
  public func events(ofDocuments documents: some Sequence<String>) throws(RegistryError) -> [String:
    RecordedEvent]
  {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT e.sequence, e.hash, d.recorded FROM documents d JOIN events e ON e.sequence = d.sequence
          WHERE d.sha256 = ? AND d.sequence <= ?
          """)
      var found: [String: RecordedEvent] = [:]
      for sha256 in documents {
        guard let row = try Row.fetchOne(statement, arguments: [sha256, horizon]),
          let recorded = Moment(try row.value(2, as: String.self))
        else { continue }
        found[sha256] = RecordedEvent(sequence: try row.value(0), hash: try row.value(1), recorded: recorded)
      }
      return found
    }
  }

  /// The days that corrections bear, and the events by which they were recorded, by the SHA-256 of their documents.
  public func corrections() throws(RegistryError) -> [String: (day: Day, event: RecordedEvent)] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT d.sha256, c.day, e.sequence, e.hash, d.recorded FROM corrections c
            JOIN documents d ON d.sequence = c.document JOIN events e ON e.sequence = c.document
          WHERE c.document <= ?
          """, arguments: [horizon])
      var found: [String: (day: Day, event: RecordedEvent)] = [:]
      while let row = try rows.next() {
        guard let day = Day(try row.value(1, as: String.self)),
          let recorded = Moment(try row.value(4, as: String.self))
        else { continue }
        found[try row.value(0)] = (
          day, RecordedEvent(sequence: try row.value(2), hash: try row.value(3), recorded: recorded)
        )
      }
      return found
    }
  }

  /// SHA-256 of the document that a model was applied for with; nil where there is no such model.
  public func modelDocument(_ key: ModelKey) throws(RegistryError) -> String? {
    try read { db in
      try String.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT d.sha256 FROM models m JOIN documents d ON d.sequence = m.document
            WHERE m.supplier = ? AND m.designation = ? AND m.document <= ?
            """), arguments: [key.supplier, key.designation, horizon])
    }
  }

  /// The hash of the first event, which tells registries apart for as long as they live; nil where there is none.
  public func origin() throws(RegistryError) -> String? {
    try read { db in
      try String.fetchOne(
        db, sql: "SELECT hash FROM events WHERE sequence <= ? ORDER BY sequence LIMIT 1", arguments: [horizon]
      )
    }
  }

  /// How far the chain reaches, as far as it is known; nil where nothing is. It bears the moment of its last event, so
  /// that the same chain gives the same checkpoint. Nothing is verified: ``Verifier`` does that.
  public func checkpoint() throws(RegistryError) -> Checkpoint? {
    try read { db in try checkpoint(where: "1", in: db) }
  }

  /// How far the chain reaches up to the last event of which a condition holds; `d` are the documents.
  func checkpoint(where condition: String, in db: Database) throws -> Checkpoint? {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT e.sequence, e.hash, d.recorded FROM events e JOIN documents d ON d.sequence = e.sequence
          WHERE e.sequence <= ? AND \(condition) ORDER BY e.sequence DESC LIMIT 1
          """, arguments: [horizon]),
      let recorded = Moment(try row.value(2, as: String.self))
    else { return nil }
    return Checkpoint(head: ChainHead(size: try row.value(0), hash: try row.value(1)), made: recorded)
  }
}
