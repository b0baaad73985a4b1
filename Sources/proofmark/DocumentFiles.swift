import Foundation
import Registry
import XMLDocuments

/// The documents that paths on the command line stand for.
struct DocumentFiles {
  /// Files as they are, folders with every `.xml` file below them in the order of their paths, and what `.zip` archives
  /// hold.
  private(set) var sources: [ImportSource] = []
  /// What is wrong with paths that are neither.
  private(set) var problems: [Diagnostic] = []
  /// What is to be said and is no problem, such as files of an archive that are passed over.
  private(set) var remarks: [Diagnostic] = []
  /// Folders without a single document.
  private(set) var barren: [String] = []

  /// - Parameter list: more of them, which a list names.
  init(_ paths: [String], list: PathList? = nil) {
    for path in paths { if path == "-" { addStandardInput() } else { add(path) } }
    for item in list?.items ?? [] { add(item.path, item) }
    problems += list?.problems ?? []
  }

  private mutating func addStandardInput() {
    do {
      sources.append(ImportSource(path: InputFile.name(of: "-"), bytes: try InputFile.bytes(of: "-")))
    } catch {
      problems.append(error.diagnostic)
    }
  }

  /// - Parameter item: what the list says, where the path comes from one.
  private mutating func add(_ path: String, _ item: PathList.Item? = nil) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      problems.append(
        Diagnostic(
          .registrySourceUnreadable, file: item?.list ?? path, line: item?.line ?? 0,
          "There is no such file or folder.", found: item?.path, cure: "Check its name."))
      return
    }
    if isFolder.boolValue {
      addFolder(path)
    } else {
      addFile(path)
    }
  }

  private mutating func addFile(_ path: String) {
    guard path.lowercased().hasSuffix(".zip") else {
      sources.append(ImportSource(file: path))
      return
    }
    let (held, diagnostics) = ZipDelivery.sources(of: path)
    sources += held
    problems += diagnostics.filter { $0.severity == .error }
    remarks += diagnostics.filter { $0.severity == .warning }
  }

  private mutating func addFolder(_ path: String) {
    do {
      let files = try XMLFiles.below(path, alsoArchives: true)
      if files.isEmpty { barren.append(path) }
      for file in files { addFile(file) }
    } catch {
      problems.append(
        Diagnostic(
          .registrySourceUnreadable, file: path, "The folder cannot be read: \(SystemReason.of(error)).",
          cure: "Check its permissions."))
    }
  }
}
