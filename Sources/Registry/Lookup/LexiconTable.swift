import GRDB

/// The table from which a ``Lexicon`` is read: many designations in a row, so that all are read in a moment.
///
/// It is a projection. A row holds the models whose documents share all but the last eight bits of their sequence, a
/// line for each: the folded designation, a tab, the document's sequence; then a line for each that it had before.
enum LexiconTable {
  static let name = "lexicon"
  static let schema = """
    CREATE TABLE lexicon (
      chunk INTEGER PRIMARY KEY,
      entries TEXT NOT NULL
    ) STRICT;

    """

  /// Makes the table for a registry that may hold models already.
  static func create(in db: Database) throws {
    try db.execute(sql: schema)
    let models = try Row.fetchAll(db, sql: "SELECT document, folded FROM models ORDER BY document")
    for model in models { try insert(folded: model["folded"], document: model["document"], in: db) }
  }

  /// Adds a model; models are added in the order of their documents.
  static func insert(folded: String, document: Int64, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO lexicon (chunk, entries) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET entries = entries || excluded.entries
        """
    ).execute(arguments: [document >> 8, "\(folded)\t\(document)\n"])
  }

  static func read(in db: Database) throws -> Lexicon {
    var lexicon = Lexicon()
    let chunks = try Row.fetchCursor(db, sql: "SELECT entries FROM lexicon ORDER BY chunk")
    while let chunk = try chunks.next() {
      let isWhole = try chunk.withUnsafeData(atIndex: 0) { entries in
        entries?.withUnsafeBytes { lexicon.append(lines: $0.bindMemory(to: UInt8.self)) } ?? false
      }
      guard isWhole else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the table lexicon cannot be read")
      }
    }
    return lexicon
  }
}
