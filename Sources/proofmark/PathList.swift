import ArgumentParser
import Registry
import XMLDocuments

/// Paths that a file or another program names, one after the other.
struct PathList {
  /// One path, and where it stands.
  struct Item: Hashable {
    let path: String
    /// What the list is called.
    let list: String
    /// Its line; in a list that is separated by NUL, its number.
    let line: Int
  }

  private(set) var items: [Item] = []
  /// What no path can be.
  private(set) var problems: [Diagnostic] = []

  /// Reads a list. Blank lines are passed over; a path is taken as it stands, white space and all.
  ///
  /// - Parameters:
  ///   - isNullSeparated: each path is ended by a NUL, as `find -print0` does; otherwise by the end of its line.
  ///   - name: what the list is called.
  init(_ bytes: [UInt8], isNullSeparated: Bool, name: String) {
    let end: UInt8 = isNullSeparated ? 0 : UInt8(ascii: "\n")
    for (index, raw) in bytes.split(separator: end, omittingEmptySubsequences: false).enumerated() {
      var raw = raw
      // A list from Windows.
      if !isNullSeparated, raw.last == UInt8(ascii: "\r") { raw = raw.dropLast() }
      if raw.isEmpty || !isNullSeparated && raw.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      guard let path = String(validating: raw, as: UTF8.self), !raw.contains(0) else {
        problems.append(
          Diagnostic(
            .registrySourceUnreadable, file: name, line: index + 1, "This is no path.",
            found: raw.contains(0) ? "a NUL" : "bytes that are not UTF-8",
            expected: isNullSeparated ? "paths, each ended by a NUL" : "one path on each line, in UTF-8",
            cure: raw.contains(0) ? "For a list from find -print0, add --null." : "Rename the file."))
        continue
      }
      items.append(Item(path: path, list: name, line: index + 1))
    }
  }
}

/// Where a command takes its paths from, besides the command line.
struct PathListOptions: ParsableArguments {
  @Option(
    name: .customLong("files-from"),
    help: "A list of files and folders, one on each line; - reads it from standard input.",
    completion: .file())
  var file: String?

  @Flag(name: [.customShort("0"), .customLong("null")], help: "The paths of the list are ended by NUL.")
  var isNullSeparated = false

  /// - Parameter paths: those on the command line.
  func validate(besides paths: [String]) throws {
    if paths.isEmpty, file == nil {
      throw ValidationError("Name files or folders, or a list of them: --files-from LIST.")
    }
    if file == nil, isNullSeparated {
      throw ValidationError("--null says how a list is read: --files-from LIST.")
    }
    if file == "-", paths.contains("-") {
      throw ValidationError("Standard input is either a document or a list of them, not both.")
    }
  }

  /// The list; nil where none is named. The command ends as refused where it cannot be read.
  func read() throws -> PathList? {
    try file.map { file in
      PathList(
        try InputFile.demanded(file), isNullSeparated: isNullSeparated, name: InputFile.name(of: file))
    }
  }
}
