import Foundation
import Registry

/// The documents that paths on the command line stand for.
enum DocumentFiles {
  /// Files as they are, folders with every `.xml` file below them, in the order of their paths; and the paths that
  /// are neither.
  static func sources(of paths: [String]) throws -> (sources: [ImportSource], missing: [String]) {
    var sources: [ImportSource] = []
    var missing: [String] = []
    let manager = FileManager.default
    for path in paths {
      if path == "-" {
        sources.append(ImportSource(path: "standard input", bytes: try InputFile.contents(of: path)))
        continue
      }
      var isFolder: ObjCBool = false
      guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
        missing.append(path)
        continue
      }
      guard isFolder.boolValue else {
        sources.append(ImportSource(file: path))
        continue
      }
      let names = try manager.subpathsOfDirectory(atPath: path).filter { $0.lowercased().hasSuffix(".xml") }
      for name in names.sorted() { sources.append(ImportSource(file: (path as NSString).appendingPathComponent(name))) }
    }
    return (sources, missing)
  }
}
