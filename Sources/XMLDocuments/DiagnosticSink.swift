/// Collects the problems of one document, up to a limit, each of them once.
///
/// A reader hands it to its handler, which reports what it finds; the name of the file is filled in.
public struct DiagnosticSink: Sendable {
  /// The name of the document, put into every diagnostic.
  public let file: String
  /// How many diagnostics are kept; further ones are only counted.
  public let limit: Int
  /// How many errors were reported, whether kept or not.
  public private(set) var errorCount = 0
  /// How many warnings were reported, whether kept or not.
  public private(set) var warningCount = 0

  private var kept: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  public init(file: String, limit: Int = ReadLimits.standard.maximumDiagnostics) {
    self.file = file
    self.limit = max(1, limit)
  }

  /// Whether the document is refused.
  public var hasErrors: Bool { errorCount > 0 }

  /// Reports a problem that refuses the document.
  public mutating func error(
    _ code: Diagnostic.Code, line: Int, column: Int? = nil, _ message: String, found: String? = nil,
    expected: String? = nil, cure: String? = nil
  ) {
    add(
      Diagnostic(
        code, file: file, line: line, column: column, message, found: found, expected: expected, cure: cure))
  }

  /// Reports a problem that refuses the document, at a position that an element or attribute gave.
  public mutating func error(
    _ code: Diagnostic.Code, at position: Position, _ message: String, found: String? = nil,
    expected: String? = nil, cure: String? = nil
  ) {
    error(
      code, line: position.line, column: position.column, message, found: found, expected: expected,
      cure: cure)
  }

  /// Reports something that somebody should look at, but that does not refuse the document.
  public mutating func warning(
    _ code: Diagnostic.Code, line: Int, column: Int? = nil, _ message: String, found: String? = nil,
    expected: String? = nil, cure: String? = nil
  ) {
    add(
      Diagnostic(
        code, severity: .warning, file: file, line: line, column: column, message, found: found,
        expected: expected, cure: cure))
  }

  /// Adds a diagnostic made elsewhere; the same one a second time is dropped.
  public mutating func add(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    diagnostic.file = file
    diagnostic.found = diagnostic.found.map(Self.clipped)
    if kept.count < limit, !seen.insert(diagnostic).inserted { return }
    switch diagnostic.severity {
    case .error: errorCount += 1
    case .warning: warningCount += 1
    }
    if kept.count < limit { kept.append(diagnostic) }
  }

  /// What was reported, in document order; if there was more than the limit, the last one says so.
  public var diagnostics: [Diagnostic] {
    var sorted = kept.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      // Where no column is known, the problem is with what stands on the line as a whole.
      return (a.line, a.column ?? .max, first.offset) < (b.line, b.column ?? .max, second.offset)
    }.map(\.element)
    let unlisted = errorCount + warningCount - kept.count
    if unlisted > 0 {
      sorted.append(
        Diagnostic(
          .xmlLimitDiagnostics, severity: errorCount > 0 ? .error : .warning, file: file,
          "\(unlisted) further problem\(unlisted == 1 ? " was" : "s were") not listed.",
          cure: "Mend those that are listed and check again."))
    }
    return sorted
  }

  /// A long value is of no use in a message; its beginning is.
  private static func clipped(_ text: String) -> String {
    guard text.utf8.count > 160, text.count > 160 else { return text }
    return text.prefix(159) + "…"
  }
}
