import XMLDocuments

/// Why an archive, or a file in it, is refused.
public enum ZipProblem: Error, Sendable, Hashable {
  /// The file cannot be opened or read.
  case unreadable(reason: String)
  /// The bytes are no ZIP archive, or its directory is broken.
  case format(reason: String)
  case encrypted(entry: String)
  /// The entry is packed by a method other than *stored* and *deflate*; its number in the format.
  case method(entry: String, number: Int)
  /// The entry's name leads out of the archive, or is no name.
  case name(entry: String)
  /// Two entries have the same name.
  case duplicate(entry: String)
  /// The entry is a symbolic link or a device.
  case kind(entry: String)
  /// Entries share their bytes.
  case overlap
  case tooManyEntries(count: Int, limit: Int)
  /// A file is larger than the limit.
  case tooLarge(entry: String, size: Int, limit: Int)
  /// All files together are larger than the limit.
  case totalTooLarge(limit: Int)
  case ratio(entry: String, limit: Int)
  /// What comes out is not what was packed.
  case damaged(entry: String, reason: String)

  /// The problem as one of a file.
  public func diagnostic(file: String) -> Diagnostic {
    switch self {
    case .unreadable(let reason):
      Diagnostic(
        .zipUnreadable, file: file, "The file cannot be read: \(reason).",
        cure: "Check its name and its permissions.")
    case .format(let reason):
      Diagnostic(
        .zipFormat, file: file, "The file is not a ZIP archive, or its directory is broken.", found: reason,
        cure: "Make the archive again.")
    case .encrypted(let entry):
      Diagnostic(
        .zipEncrypted, file: file, "A file in the archive is encrypted.", found: entry,
        cure: "Save it again without a password.")
    case .method(let entry, let number):
      Diagnostic(
        .zipMethod, file: file, "A file in the archive is packed by an unusual method.",
        found: "\(entry): method \(number)", expected: "stored or deflate",
        cure: "Make the archive again with a usual program.")
    case .name(let entry):
      Diagnostic(
        .zipName, file: file, "The name of a file in the archive leads out of the archive, or is no name.",
        found: entry.debugDescription, expected: "a relative path without ..",
        cure: "Do not unpack it; ask who made the archive.")
    case .duplicate(let entry):
      Diagnostic(
        .zipDuplicate, file: file, "Two files in the archive have the same name.", found: entry,
        expected: "each name once", cure: "Make the archive again.")
    case .kind(let entry):
      Diagnostic(
        .zipKind, file: file, "An entry of the archive is neither a file nor a folder.", found: entry,
        expected: "files and folders", cure: "Make the archive again from the files themselves.")
    case .overlap:
      Diagnostic(
        .zipOverlap, file: file, "Files of the archive share their bytes, as in a trap for programs.",
        cure: "Do not unpack it; ask who made the archive.")
    case .tooManyEntries(let count, let limit):
      Diagnostic(
        .zipLimitEntries, file: file, "The archive has too many files.", found: "\(count)",
        expected: "at most \(limit)", cure: "Split it.")
    case .tooLarge(let entry, let size, let limit):
      Diagnostic(
        .zipLimitSize, file: file, "A file in the archive is too large.", found: "\(entry): \(size) bytes",
        expected: "at most \(limit) bytes", cure: "Split it.")
    case .totalTooLarge(let limit):
      Diagnostic(
        .zipLimitSize, file: file, "The files of the archive are too large together.",
        expected: "at most \(limit) bytes", cure: "Split it.")
    case .ratio(let entry, let limit):
      Diagnostic(
        .zipLimitRatio, file: file, "A file in the archive is packed so tightly as only a trap would be.",
        found: entry, expected: "at most \(limit) times as large when unpacked",
        cure: "Store the file without compression, if it is what it seems.")
    case .damaged(let entry, let reason):
      Diagnostic(
        .zipDamaged, file: file, "A file in the archive is damaged.", found: "\(entry): \(reason)",
        cure: "Make the archive again.")
    }
  }
}
