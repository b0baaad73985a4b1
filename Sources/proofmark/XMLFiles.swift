import Foundation

/// The documents in folders that the command line names.
enum XMLFiles {
  /// Every `.xml` file below a folder, in the order of their paths; a link to a folder that is named is followed, those
  /// below it are not.
  ///
  /// - Parameter alsoArchives: `.zip` files as well.
  static func below(_ folder: String, alsoArchives: Bool = false) throws -> [String] {
    // The end makes of a link what it leads to.
    try FileManager.default.subpathsOfDirectory(atPath: folder.hasSuffix("/") ? folder : folder + "/")
      .filter { $0.lowercased().hasSuffix(".xml") || alsoArchives && $0.lowercased().hasSuffix(".zip") }
      .sorted()
      .map { (folder as NSString).appendingPathComponent($0) }.filter { !isFolder($0) }
  }

  /// Files as they are, whether they are there or not, and those below a folder; a folder without any stands for
  /// itself, so that whoever reads it complains.
  static func named(_ paths: [String]) -> [String] {
    paths.flatMap { path in
      guard isFolder(path) else { return [path] }
      let files = (try? below(path)) ?? []
      return files.isEmpty ? [path] : files
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
