import GRDB
import XMLDocuments

/// Puts documents that an import refuses into quarantine.
struct QuarantineKeeper: ~Copyable {
  private let quarantine: Quarantine
  private let deliveredBy: String?
  private var reader = SourceReader()
  private var compressor = ZstdCompressor()

  init(_ quarantine: Quarantine, deliveredBy: String?) {
    self.quarantine = quarantine
    self.deliveredBy = deliveredBy
  }

  /// A document that was refused, and where its bytes are.
  struct Refusal {
    let source: ImportSource
    var outcome: ImportOutcome
  }

  /// Keeps those of the documents that are meant for a registry, in one transaction, and says of each whether it is kept.
  ///
  /// Where the disk is full none of them is, and the import goes on: refusing takes no room.
  mutating func keep(_ refusals: [Refusal], at moment: Moment) throws(RegistryError) -> [ImportOutcome] {
    if !refusals.contains(where: { $0.outcome.isMeantForRegistry }) { return refusals.map(\.outcome) }
    let path = quarantine.database.path
    do {
      return try RegistryError.translating(path: path) {
        try quarantine.database.pool.write { db in
          let rows = QuarantineRows(db: db, path: path)
          var extent = try rows.extent()
          return try refusals.map { try keep($0, at: moment, in: rows, &extent) }
        }
      }
    } catch .diskFull {
      return refusals.map { refusal in
        var outcome = refusal.outcome
        if outcome.isMeantForRegistry { outcome.isNotKept("the disk is full") }
        return outcome
      }
    } catch {
      throw error
    }
  }

  private mutating func keep(
    _ refusal: Refusal, at moment: Moment, in rows: QuarantineRows, _ extent: inout QuarantineRows.Extent
  ) throws -> ImportOutcome {
    var outcome = refusal.outcome
    guard let kind = outcome.kind, let sha256 = outcome.sha256 else { return outcome }
    // Somebody else may have got it in meanwhile.
    if try DocumentStore(db: rows.db).sequence(of: sha256) != nil { return outcome }
    if let position = try rows.position(of: sha256) {
      try rows.repeated(
        position, file: outcome.path, deliveredBy: deliveredBy, diagnostics: outcome.diagnostics, at: moment)
      outcome.isQuarantined = true
      return outcome
    }
    let limits = quarantine.limits
    let bytes: UnsafeRawBufferPointer
    do {
      bytes = try reader.all(of: refusal.source, limit: limits.documentBytes)
    } catch {
      if case .tooLarge(let size) = error {
        outcome.isNotKept("it has \(size) bytes, and at most \(limits.documentBytes) are kept")
      } else {
        outcome.isNotKept("it cannot be read a second time")
      }
      return outcome
    }
    guard SHA256Hex.of(bytes) == sha256 else {
      outcome.isNotKept("its file changed after it was refused")
      return outcome
    }
    guard extent.documents < limits.documents, extent.bytes + bytes.count <= limits.totalBytes else {
      outcome.isNotKept(
        "the quarantine is full: it keeps at most \(limits.documents) documents with \(limits.totalBytes) bytes"
      )
      return outcome
    }
    guard let compressed = compressor.compress(bytes) else {
      outcome.isNotKept("memory is short")
      return outcome
    }
    try rows.insert(
      QuarantinedDocument(
        sha256: sha256, kind: kind, file: outcome.path, size: bytes.count, deliveredBy: deliveredBy,
        first: moment, last: moment, times: 1, diagnostics: outcome.diagnostics),
      compressed: compressed)
    extent.documents += 1
    extent.bytes += bytes.count
    outcome.isQuarantined = true
    return outcome
  }
}

extension ImportOutcome {
  /// Whether a refused document is recognisably one of a registry's: its root element says so. Anything else that lies in
  /// a folder is nobody's to keep.
  fileprivate var isMeantForRegistry: Bool { kind != nil && sha256 != nil }

  fileprivate mutating func isNotKept(_ reason: String) {
    diagnostics.append(
      Diagnostic(
        .quarantineUnkept, severity: .warning, file: path,
        "The refused document is not kept in quarantine: \(reason).",
        cure: "Keep the file; retry or discard what is in quarantine to make room."))
  }
}
