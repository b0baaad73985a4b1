import Foundation
import GRDB
import XMLDocuments

/// The quarantine's tables as values.
///
/// Nothing else in a registry says what a row here should be, so that each carries a hash of itself.
struct QuarantineRows {
  let db: Database
  let path: String

  private static let columns = "position, sha256, kind, file, size, delivered_by, first, last, times"

  func all() throws -> [QuarantinedDocument] {
    try Row.fetchAll(
      db, sql: "SELECT \(QuarantineRows.columns), diagnostics, seal FROM quarantine ORDER BY position"
    ).map(document)
  }

  func bytes(of sha256: String) throws -> [UInt8] {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT bytes, size FROM quarantine WHERE sha256 = ?", arguments: [sha256])
    else { throw RegistryError.unknownDocument(sha256: sha256) }
    guard let bytes = try Zstd.decompress(row.value(0), size: try row.value(1)), SHA256Hex.of(bytes) == sha256
    else { throw damaged("The kept bytes of \(sha256) are not those that were delivered.") }
    return bytes
  }

  /// How many documents are kept, and how many bytes they have.
  typealias Extent = (documents: Int, bytes: Int)

  func extent() throws -> Extent {
    let row = try Row.fetchOne(db, sql: "SELECT count(*), coalesce(sum(size), 0) FROM quarantine")
    return try row.map { (try $0.value(0), try $0.value(1)) } ?? (0, 0)
  }

  /// The place of a document; nil where it is not kept.
  func position(of sha256: String) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT position FROM quarantine WHERE sha256 = ?"), arguments: [sha256])
  }

  func insert(_ document: QuarantinedDocument, compressed: Data) throws {
    let position = try next("quarantine")
    let diagnostics = try json(document.diagnostics)
    try db.execute(
      sql: """
        INSERT INTO quarantine (\(QuarantineRows.columns), diagnostics, seal, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        position, document.sha256, document.kind.rawValue, document.file, document.size, document.deliveredBy,
        document.first.description, document.last.description, document.times, diagnostics,
        seal(document, position, diagnostics), compressed,
      ])
  }

  /// Notes that the same bytes, which are kept at a place, were refused again.
  func repeated(
    _ position: Int64, file: String, deliveredBy: String?, diagnostics: [Diagnostic], at moment: Moment
  ) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT \(QuarantineRows.columns), diagnostics, seal FROM quarantine WHERE position = ?",
      arguments: [position])
    guard let row else { return }
    var document = try document(row)
    document.file = file
    document.deliveredBy = deliveredBy ?? document.deliveredBy
    document.last = max(moment, document.last)
    document.times += 1
    document.diagnostics = diagnostics
    let text = try json(diagnostics)
    try db.execute(
      sql: """
        UPDATE quarantine SET file = ?, delivered_by = ?, last = ?, times = ?, diagnostics = ?, seal = ? WHERE position = ?
        """,
      arguments: [
        document.file, document.deliveredBy, document.last.description, document.times, text,
        seal(document, position, text), position,
      ])
  }

  /// Moves a document to those discarded, without its bytes; nil where it is not kept.
  func discard(
    _ sha256: String, by person: String, reason: String, at moment: Moment
  ) throws -> DiscardedDocument? {
    guard let document = try all().first(where: { $0.sha256 == sha256 }) else { return nil }
    let line = DiscardedDocument(
      sha256: sha256, kind: document.kind, file: document.file, size: document.size,
      deliveredBy: document.deliveredBy, first: document.first, last: document.last, times: document.times,
      discarded: moment, discardedBy: person, reason: reason)
    let position = try next("discarded")
    try db.execute(
      sql: """
        INSERT INTO discarded (\(QuarantineRows.columns), moment, discarded_by, reason, seal)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        position, sha256, line.kind.rawValue, line.file, line.size, line.deliveredBy, line.first.description,
        line.last.description, line.times, moment.description, person, reason, seal(line, position),
      ])
    try db.execute(sql: "DELETE FROM quarantine WHERE sha256 = ?", arguments: [sha256])
    return line
  }

  func discarded() throws -> [DiscardedDocument] {
    try Row.fetchAll(
      db,
      sql:
        "SELECT \(QuarantineRows.columns), moment, discarded_by, reason, seal FROM discarded ORDER BY position"
    ).map { row in
      let line = DiscardedDocument(
        sha256: try row.value(1), kind: try kind(row), file: try row.value(3), size: try row.value(4),
        deliveredBy: try row.value(5), first: try moment(row, 6), last: try moment(row, 7),
        times: try row.value(8), discarded: try moment(row, 9), discardedBy: try row.value(10),
        reason: try row.value(11))
      if seal(line, try row.value(0)) != (try row.value(12, as: String.self)) {
        throw damaged("What is told of a discarded document was changed.")
      }
      return line
    }
  }

  private func next(_ table: String) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT coalesce(max(position), 0) + 1 FROM \(table)") ?? 1
  }

  private func document(_ row: Row) throws -> QuarantinedDocument {
    let diagnostics: String = try row.value(9)
    guard let problems = try? JSONDecoder().decode([Diagnostic].self, from: Data(diagnostics.utf8)) else {
      throw damaged("The diagnostics of a document in quarantine cannot be read.")
    }
    let document = QuarantinedDocument(
      sha256: try row.value(1), kind: try kind(row), file: try row.value(3), size: try row.value(4),
      deliveredBy: try row.value(5), first: try moment(row, 6), last: try moment(row, 7),
      times: try row.value(8), diagnostics: problems)
    if seal(document, try row.value(0), diagnostics) != (try row.value(10, as: String.self)) {
      throw damaged("What is told of a document in quarantine was changed.")
    }
    return document
  }

  private func seal(_ document: QuarantinedDocument, _ position: Int64, _ diagnostics: String) -> String {
    seal([
      "\(position)", document.sha256, document.kind.rawValue, document.file, "\(document.size)",
      document.deliveredBy.map { "by \($0)" } ?? "", "\(document.first)", "\(document.last)",
      "\(document.times)",
      diagnostics,
    ])
  }

  private func seal(_ line: DiscardedDocument, _ position: Int64) -> String {
    seal([
      "\(position)", line.sha256, line.kind.rawValue, line.file, "\(line.size)",
      line.deliveredBy.map { "by \($0)" } ?? "", "\(line.first)", "\(line.last)", "\(line.times)",
      "\(line.discarded)", line.discardedBy, line.reason,
    ])
  }

  /// Each value with its length, so that no two rows give the same bytes.
  private func seal(_ values: [String]) -> String {
    SHA256Hex.of(values.flatMap { Array("\($0.utf8.count):\($0),".utf8) })
  }

  private func kind(_ row: Row) throws -> DocumentKind {
    let word: String = try row.value(2)
    guard let kind = DocumentKind(rawValue: word) else {
      throw damaged("A document in quarantine is of the unknown kind \(word).")
    }
    return kind
  }

  private func moment(_ row: Row, _ index: Int) throws -> Moment {
    guard let moment = Moment(try row.value(index, as: String.self)) else {
      throw damaged("A moment in the quarantine cannot be read.")
    }
    return moment
  }

  private func json(_ diagnostics: [Diagnostic]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(diagnostics), as: UTF8.self)
  }

  private func damaged(_ detail: String) -> RegistryError { .damaged(path: path, detail: detail) }
}
