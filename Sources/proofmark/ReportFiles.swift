import Foundation

/// The reports that paths on the command line stand for.
enum ReportFiles {
  /// Files as they are, whether they are there or not, and every `.xml` file below a folder, in the order of their
  /// paths; a folder without any stands for itself, so that it is complained of.
  static func named(_ paths: [String]) -> [String] {
    paths.flatMap { path in
      guard isFolder(path) else { return [path] }
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      let files = names.filter { $0.lowercased().hasSuffix(".xml") }.sorted()
        .map { (path as NSString).appendingPathComponent($0) }.filter { !isFolder($0) }
      return files.isEmpty ? [path] : files
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
