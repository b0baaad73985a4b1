import ZipArchives

/// A document that is to be imported: its name, and where its bytes are.
///
/// A file is read when its turn comes and not kept, so that any number of them can be named; and so is an entry of an
/// archive.
public struct ImportSource: Sendable, Hashable {
  /// What to call it in diagnostics and in the registry.
  public let path: String
  let contents: Contents

  /// Its bytes, where they are in memory already.
  public var bytes: [UInt8]? {
    if case .memory(let bytes) = contents { bytes } else { nil }
  }

  /// Where a document's bytes are.
  enum Contents: Sendable, Hashable {
    /// In the file at the path.
    case file
    case memory([UInt8])
    case archived(ZipEntry, in: ZipDelivery)
  }

  /// A file. It is read twice: its beginning to tell its kind, all of it when its turn comes.
  public init(file path: String) {
    self.path = path
    contents = .file
  }

  /// A document in memory, such as what came from standard input.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    contents = .memory(bytes)
  }

  init(path: String, _ entry: ZipEntry, in archive: ZipDelivery) {
    self.path = path
    contents = .archived(entry, in: archive)
  }
}
