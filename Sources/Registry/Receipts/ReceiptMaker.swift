import Conformity
import Evidence
import GRDB
import XMLDocuments

/// A document of a delivery, as far as whoever asks for a receipt knows it.
public struct DeliveredDocument: Sendable, Hashable {
  /// The path that it was delivered under.
  public var file: String
  /// SHA-256 of its bytes, lower-case hexadecimal; nil where it could not be read.
  public var sha256: String?
  public var kind: DocumentKind?
  /// Whether it was refused just now, and why.
  public var isRefused: Bool
  public var diagnostics: [Diagnostic]

  /// A document of which only the bytes are known, which are read now.
  ///
  /// - Parameter limit: the most bytes that are read.
  public init(reading source: ImportSource, limit: Int = Importer.Limits.standard.maximumDocumentBytes) {
    file = source.path
    var reader = SourceReader()
    do {
      sha256 = SHA256Hex.of(try reader.all(of: source, limit: limit))
      isRefused = false
      diagnostics = []
    } catch {
      isRefused = true
      diagnostics = [error.diagnostic(source, limit: limit)]
    }
  }

  /// What became of a document that was just imported.
  public init(_ outcome: ImportOutcome) {
    file = outcome.path
    sha256 = outcome.sha256
    kind = outcome.kind
    isRefused = outcome.result == .refused
    diagnostics = outcome.diagnostics
  }

  /// What is wrong with a path that leads to no document.
  public init(_ problem: Diagnostic) {
    file = problem.found ?? problem.file
    isRefused = true
    diagnostics = [problem]
  }
}

extension RegistryDatabase {
  /// What the registry, as it is now, says of documents.
  public func receipt(
    for documents: [DeliveredDocument], deliveredBy: String? = nil
  ) throws(RegistryError) -> Receipt {
    try RegistryError.translating(path: path) {
      try pool.read { db in
        try ReceiptMaker(db: db, path: path).receipt(for: documents, deliveredBy: deliveredBy)
      }
    }
  }

  /// What in a receipt is no longer so in the registry, or never was, in sentences; empty where all of it is. What a model's
  /// evidence came to may be otherwise since, and is not looked at.
  public func contradictions(to receipt: Receipt) throws(RegistryError) -> [String] {
    try RegistryError.translating(path: path) {
      try pool.read { db in try ReceiptMaker(db: db, path: path).contradictions(to: receipt) }
    }
  }
}

/// Writes receipts from one state of a registry.
private struct ReceiptMaker {
  let db: Database
  let path: String

  func receipt(for documents: [DeliveredDocument], deliveredBy: String?) throws -> Receipt {
    let rows = QuarantineRows(db: db, path: path)
    var kept: [String: QuarantinedDocument] = [:]
    for document in try rows.all() { kept[document.sha256] = document }
    let lines = try documents.map { try line($0, kept: $0.sha256.flatMap { kept[$0] }) }
    return Receipt(
      registry: try origin(), deliveredBy: deliveredBy,
      documents: lines.sorted { ($0.file, $0.sha256 ?? "") < ($1.file, $1.sha256 ?? "") })
  }

  private func origin() throws -> Receipt.Origin {
    let head = try Chain(db: db).head()
    let programme = try Row.fetchOne(
      db, sql: "SELECT title, operator FROM programme ORDER BY document DESC LIMIT 1")
    let recorded = try String.fetchOne(
      db, sql: "SELECT recorded FROM documents ORDER BY sequence DESC LIMIT 1")
    return Receipt.Origin(
      programme: try programme?.value(0), operatorName: try programme?.value(1), beginning: try hash(of: 1),
      head: ChainHead(size: head.map { Int($0.sequence) } ?? 0, hash: head?.hash ?? ChainEvent.beginning),
      recorded: recorded.flatMap { Moment($0) })
  }

  private func hash(of event: Int) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT hash FROM events WHERE sequence = ?"), arguments: [event])
  }

  private func line(_ document: DeliveredDocument, kept: QuarantinedDocument?) throws -> Receipt.Line {
    var line = Receipt.Line(
      file: document.file, sha256: document.sha256, kind: document.kind, size: nil,
      result: document.isRefused ? .refused : .unknown, moment: nil, event: nil, models: [],
      isQuarantined: false, diagnostics: codes(document.diagnostics))
    if let sha256 = document.sha256, let stored = try stored(sha256) {
      line.result = .accepted
      line.kind = DocumentKind(rawValue: try stored.value(1))
      line.size = try stored.value(2)
      line.moment = Moment(try stored.value(3, as: String.self))
      line.event = Receipt.Event(sequence: try stored.value(0), hash: try stored.value(4))
      line.models = try models(of: try stored.value(0))
      // What was said of it, a warning for one, does not keep it out, and differs from import to import.
      line.diagnostics = []
    } else if let kept {
      line.result = .refused
      line.kind = kept.kind
      line.size = kept.size
      line.moment = kept.last
      line.isQuarantined = true
      line.diagnostics = codes(kept.diagnostics)
    }
    return line
  }

  private func codes(_ diagnostics: [Diagnostic]) -> [Diagnostic.Code] {
    var codes: [Diagnostic.Code] = []
    for diagnostic in diagnostics where !codes.contains(diagnostic.code) { codes.append(diagnostic.code) }
    return codes
  }

  private func stored(_ sha256: String) throws -> Row? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT d.sequence, d.kind, d.size, d.recorded, e.hash
          FROM documents d JOIN events e ON e.sequence = d.sequence WHERE d.sha256 = ?
          """), arguments: [sha256])
  }

  /// The models that a document is about, as an application, a report or an event.
  private func models(of document: Int64) throws -> [Receipt.Model] {
    let models = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT document FROM models WHERE document = ?1
          UNION SELECT model FROM reports WHERE document = ?1
          UNION SELECT model FROM occurrences WHERE document = ?1 AND model IS NOT NULL
          """), arguments: [document])
    return try models.map(model).sorted { ($0.supplier, $0.designation) < ($1.supplier, $1.designation) }
  }

  private func model(_ model: Int64) throws -> Receipt.Model {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT m.supplier, m.designation, m.standard, d.verdict, d.size, d.json
          FROM models m LEFT JOIN determinations d ON d.model = m.document WHERE m.document = ?
          """), arguments: [model])
    guard let row else { throw RegistryError.damaged(path: path, detail: "A model is missing.") }
    var named = Receipt.Model(
      supplier: try row.value(0), designation: try row.value(1), standard: try row.value(2), verdict: nil,
      determination: nil)
    if let verdict: String = try row.value(3) {
      guard let json = Zstd.decompress(try row.value(5), size: try row.value(4)) else {
        throw RegistryError.damaged(path: path, detail: "A determination cannot be unpacked.")
      }
      named.verdict = Verdict(rawValue: verdict)
      named.determination = SHA256Hex.of(json)
    }
    return named
  }

  func contradictions(to receipt: Receipt) throws -> [String] {
    var sentences: [String] = []
    if let beginning = receipt.registry.beginning, try hash(of: 1) != beginning {
      return ["The receipt is of another registry: its first event is \(beginning)."]
    }
    let head = receipt.registry.head
    if head.size > 0, try hash(of: head.size) != head.hash {
      sentences.append("Event \(head.size) is not \(head.hash), as it was when the receipt was made.")
    }
    for line in receipt.documents {
      guard let event = line.event, let sha256 = line.sha256 else { continue }
      let stored = try stored(sha256)
      if try stored?.value(0, as: Int.self) != event.sequence
        || stored?.value(4, as: String.self) != event.hash
      {
        sentences.append("\(line.file) is not event \(event.sequence) with the hash \(event.hash).")
      }
    }
    return sentences
  }
}
