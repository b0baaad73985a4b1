import GRDB
import Quantities

/// How far a registry's past reaches at a vantage.
enum Horizon {
  /// The last document that was known at a moment; the moment's own documents are.
  static func of(_ moment: Moment?, in db: Database) throws -> Int64 {
    guard let moment else { return .max }
    // Moments written by RFC 3339 to the millisecond sort as text.
    return try Int64.fetchOne(
      db, sql: "SELECT max(sequence) FROM documents WHERE recorded <= ?", arguments: [moment.description])
      ?? 0
  }

  /// The last day that a report, an adoption or an event of the programme bears, among the documents known.
  static func lastDay(upTo horizon: Int64, in db: Database) throws -> Day {
    // The plus keeps SQLite from going through the tables by their documents: it finds the last day by its index.
    let text = try String.fetchOne(
      db,
      sql: """
        SELECT max(day) FROM (
          SELECT max(issued) AS day FROM reports WHERE +document <= ?1
          UNION ALL SELECT max(applied) FROM models WHERE +document <= ?1
          UNION ALL SELECT max(adopted) FROM adoptions WHERE document <= ?1
          UNION ALL SELECT max(day) FROM occurrences WHERE +document <= ?1
          UNION ALL SELECT max(day) FROM corrections WHERE document <= ?1)
        """, arguments: [horizon])
    return text.flatMap { Day($0) } ?? .first
  }

  /// The standards whose definition in force was another when so many documents were known than it is now.
  static func changedStandards(since horizon: Int64, in db: Database) throws -> Set<String> {
    let standards = try String.fetchAll(db, sql: "SELECT DISTINCT id FROM standards")
    return Set(
      try standards.filter {
        try DefinitionInForce.of($0, in: db, horizon: horizon) != DefinitionInForce.of($0, in: db)
      })
  }
}
