import XMLDocuments

/// A refused document that is kept, byte for byte, until somebody resolves or discards it.
public struct QuarantinedDocument: Sendable, Hashable, Codable {
  /// SHA-256 of its bytes, lower-case hexadecimal.
  public var sha256: String
  public var kind: DocumentKind
  /// The path that it was delivered under last.
  public var file: String
  /// In bytes.
  public var size: Int
  /// Who delivered it last, as whoever imported it said; nil: nobody said.
  public var deliveredBy: String?
  /// When it was refused first.
  public var first: Moment
  /// When it was refused last.
  public var last: Moment
  /// How often it was refused.
  public var times: Int
  /// Why it was refused the last time.
  public var diagnostics: [Diagnostic]
}

/// What is left of a refused document that somebody discarded: this line, not its bytes.
public struct DiscardedDocument: Sendable, Hashable, Codable {
  /// SHA-256 of its bytes, lower-case hexadecimal.
  public var sha256: String
  public var kind: DocumentKind
  /// The path that it was delivered under last.
  public var file: String
  /// In bytes.
  public var size: Int
  /// Who delivered it last; nil: nobody said.
  public var deliveredBy: String?
  /// When it was refused first.
  public var first: Moment
  /// When it was refused last.
  public var last: Moment
  /// How often it was refused.
  public var times: Int
  /// When it was discarded.
  public var discarded: Moment
  /// Who discarded it.
  public var discardedBy: String
  /// Why, as that person says.
  public var reason: String
}
