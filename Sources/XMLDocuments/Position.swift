/// A place in a document.
public struct Position: Sendable, Hashable {
  /// The line, counted from 1 by line feeds; 0 if the document as a whole is meant.
  public var line: Int
  /// The column in characters, counted from 1, where it is known.
  public var column: Int?

  public init(line: Int, column: Int? = nil) {
    self.line = line
    self.column = column
  }
}
