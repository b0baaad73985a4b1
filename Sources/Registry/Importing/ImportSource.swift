/// A document that is to be imported: its name, and where its bytes are.
///
/// A file is read when its turn comes and not kept, so that any number of them can be named.
public struct ImportSource: Sendable, Hashable {
  /// What to call it in diagnostics and in the registry.
  public let path: String
  /// Its bytes, where they are in memory already.
  public let bytes: [UInt8]?

  /// A file. It is read twice: its beginning to tell its kind, all of it when its turn comes.
  public init(file path: String) {
    self.path = path
    bytes = nil
  }

  /// A document in memory, such as what came from standard input.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
