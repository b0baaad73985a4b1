/// One problem in a document, as a value that a person can act on.
///
/// The command line, the site and JSON output print the same value in three forms; `description` is the form
/// of the command line.
public struct Diagnostic: Sendable, Hashable, Codable {
  /// Whether the document is refused for it.
  public enum Severity: String, Sendable, Codable {
    /// The document cannot be used.
    case error
    /// The document can be used, but somebody should look.
    case warning
  }

  /// What kind of problem it is; stable from release to release.
  public var code: Code
  /// Whether the document is refused for it.
  public var severity: Severity
  /// The name of the document, as the caller gave it.
  public var file: String
  /// The line, counted from 1 by line feeds; 0 if the problem concerns the document as a whole.
  public var line: Int
  /// The column in characters, counted from 1, where it is known.
  public var column: Int?
  /// The cell, where the document is a table: `Observations!F12` of a workbook, `F12` of a file that has no sheets.
  public var cell: String?
  /// The problem in one sentence of plain words.
  public var message: String
  /// What stands in the document.
  public var found: String?
  /// What should stand there.
  public var expected: String?
  /// What to do about it, where that can be said.
  public var cure: String?

  public init(
    _ code: Code, severity: Severity = .error, file: String, line: Int = 0, column: Int? = nil,
    cell: String? = nil, _ message: String, found: String? = nil, expected: String? = nil, cure: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.cell = cell
    self.message = message
    self.found = found
    self.expected = expected
    self.cure = cure
  }
}

extension Diagnostic {
  /// A stable, dotted name for a kind of problem, such as `xml.doctype`.
  ///
  /// Each room adds its own codes in an extension, with the cause and the cure in the doc comment.
  public struct Code: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
  {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }

    public var description: String { rawValue }
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: error: message (found …; expected …) [code]`, and the cure on a line of its own.
  public var description: String {
    var text = file
    if line > 0 { text += ":\(line)" }
    if line > 0, let column { text += ":\(column)" }
    if let cell { text += ":\(cell)" }
    text += ": \(severity.rawValue): \(message)"
    let details = [found.map { "found \($0)" }, expected.map { "expected \($0)" }].compactMap { $0 }
    if !details.isEmpty { text += " (\(details.joined(separator: "; ")))" }
    text += " [\(code)]"
    if let cure { text += "\n  \(cure)" }
    return text
  }
}

extension Sequence where Element == Diagnostic {
  /// Whether any of them refuses the document.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
