import GRDB

/// The chain of events in a registry: an event for each document, in the order in which they were stored.
struct Chain {
  let db: Database

  /// Appends an event whose document was just stored, and returns its hash.
  @discardableResult
  func append(_ event: ChainEvent) throws -> String {
    let hash = event.hash
    try db.cachedStatement(
      sql: "INSERT INTO events (sequence, determination, previous, hash) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [event.sequence, event.determination, event.previous, hash])
    return hash
  }

  /// The number and hash of the last event; nil where there is none.
  func head() throws -> (sequence: Int64, hash: String)? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1")
    ).map { (try $0.value(0), try $0.value(1)) }
  }

  private func hash(before sequence: Int64) throws -> String {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT hash FROM events WHERE sequence = ?"), arguments: [sequence - 1])
      ?? ChainEvent.beginning
  }

  /// What the document's row says, without its place in the chain.
  private func event(_ sequence: Int64) throws -> ChainEvent {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT sha256, kind, file, size, recorded FROM documents WHERE sequence = ?"),
      arguments: [sequence])
    guard let row else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "no document \(sequence)")
    }
    return ChainEvent(
      sequence: sequence, document: try row.value(0), kind: try row.value(1), file: try row.value(2),
      size: try row.value(3), recorded: try row.value(4),
      determination: nil, previous: "")
  }

  /// Chains documents of an earlier release, which did not know of events.
  func appendMissing() throws {
    let missing = try Int64.fetchAll(
      db,
      sql:
        "SELECT sequence FROM documents WHERE sequence NOT IN (SELECT sequence FROM events) ORDER BY sequence"
    )
    for sequence in missing {
      var event = try event(sequence)
      event.previous = try hash(before: sequence)
      try append(event)
    }
  }
}
