import GRDB

/// Whether there is an event for every document, each with the hash of what it says and of the one before it.
struct ChainCheck {
  let db: Database

  /// - Returns: the chain's head.
  func run(_ account: inout PartAccount, progress: (Int) -> Void) throws -> ChainHead {
    var head = ChainHead(size: 0, hash: ChainEvent.beginning)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT d.sequence, d.sha256, d.kind, d.file, d.size, d.recorded, e.determination, e.previous, e.hash
        FROM main.documents d LEFT JOIN main.events e ON e.sequence = d.sequence ORDER BY d.sequence
        """)
    while let row = try rows.next() {
      account.count()
      let sequence: Int64 = try row.value(0)
      let place = try "event \(sequence) (\(row.value(3, as: String.self)))"
      if sequence != Int64(head.size) + 1 {
        account.fault("event \(head.size + 1)", "It is missing: event \(sequence) comes after \(head.size).")
      }
      guard let previous = try row.value(7, as: String?.self), let hash = try row.value(8, as: String?.self)
      else {
        account.fault(place, "There is a document, and no event for it.")
        head = ChainHead(size: Int(sequence), hash: head.hash)
        continue
      }
      let event = ChainEvent(
        sequence: sequence, document: try row.value(1), kind: try row.value(2), file: try row.value(3),
        size: try row.value(4), recorded: try row.value(5),
        determination: try row.value(6), previous: previous)
      if previous != head.hash {
        account.fault(
          place, "It names \(previous) as the hash of the event before it, which has \(head.hash).")
      } else if event.hash != hash {
        account.fault(place, "It bears the hash \(hash), and what it says has the hash \(event.hash).")
      }
      head = ChainHead(size: Int(sequence), hash: hash)
      progress(account.outcome.checked)
    }
    let strays = try Int64.fetchAll(
      db,
      sql: """
        SELECT sequence FROM main.events
        WHERE sequence NOT IN (SELECT sequence FROM main.documents) ORDER BY sequence LIMIT 20
        """)
    for stray in strays { account.fault("event \(stray)", "There is an event, and no document for it.") }
    return head
  }

  /// Whether the chain extends the one whose head was signed.
  func extends(_ checkpoint: Checkpoint, _ account: inout PartAccount) throws {
    let signed = checkpoint.head
    account.count(signed.size)
    let size = try Int.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) FROM main.events") ?? 0
    if size < signed.size {
      account.fault(
        "event \(size + 1)",
        "It is missing: the chain that was signed on \(checkpoint.made) had \(signed.size) events, and this has \(size)."
      )
      return
    }
    let hash =
      signed.size == 0
      ? ChainEvent.beginning
      : try String.fetchOne(
        db, sql: "SELECT hash FROM main.events WHERE sequence = ?", arguments: [signed.size])
    if hash != signed.hash {
      account.fault(
        "event \(signed.size)",
        "It has the hash \(hash ?? "of no event"), and \(signed.hash) was signed on \(checkpoint.made): "
          + "this event or one before it is another.")
    }
  }
}
