import XMLDocuments

/// What became of one document.
public struct ImportOutcome: Sendable, Hashable {
  /// The source's path.
  public var path: String
  /// What kind of document it is; nil where that could not be told.
  public var kind: DocumentKind?
  /// SHA-256 of its bytes, lower-case hexadecimal; nil where it could not be read.
  public var sha256: String?
  public var result: Result
  /// The problems of a document that was refused, errors and warnings; of any other, warnings only.
  public var diagnostics: [Diagnostic]
  /// Whether it was refused and is kept in quarantine.
  public var isQuarantined = false

  public enum Result: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is stored, durably.
    case imported
    /// The same bytes were stored before; nothing changed.
    case unchanged
    /// It cannot be used; nothing of it was stored among the documents.
    case refused
  }
}

/// What an import came to.
public struct ImportSummary: Sendable, Hashable {
  public internal(set) var imported = 0
  public internal(set) var unchanged = 0
  public internal(set) var refused = 0
  /// How many of the refused documents are kept in quarantine.
  public internal(set) var quarantined = 0
  /// How many documents were imported of each kind; kinds without one are absent.
  public internal(set) var importedByKind: [DocumentKind: Int] = [:]
  /// How many determinations were made.
  public internal(set) var judged = 0
  /// The size of the imported documents in bytes, before compression.
  public internal(set) var bytes = 0

  public var total: Int { imported + unchanged + refused }

  mutating func count(_ outcome: ImportOutcome) {
    switch outcome.result {
    case .imported:
      imported += 1
      if let kind = outcome.kind { importedByKind[kind, default: 0] += 1 }
    case .unchanged: unchanged += 1
    case .refused:
      refused += 1
      if outcome.isQuarantined { quarantined += 1 }
    }
  }
}
