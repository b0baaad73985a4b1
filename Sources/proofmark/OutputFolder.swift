import Foundation
import Registry

/// Writing the folder that a command was asked for.
enum OutputFolder {
  /// Writes files into a new folder, all of them or none: they are written beside it and put into place in one step. The
  /// command ends as refused where that is not possible, or where something is in the folder already.
  static func write(_ files: [(name: String, text: String)], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    let manager = FileManager.default
    if let names = try? manager.contentsOfDirectory(atPath: path), !names.isEmpty {
      Terminal.complain(
        "\(path): error: The folder has files in it, which would be mixed with the new ones. Name a new folder."
      )
      throw ProofmarkExit.refused
    }
    let staged = url.deletingLastPathComponent().appendingPathComponent(
      ".\(url.lastPathComponent).\(UUID().uuidString.prefix(8))")
    do {
      try manager.createDirectory(at: staged, withIntermediateDirectories: false)
      for file in files { try Data(file.text.utf8).write(to: staged.appendingPathComponent(file.name)) }
      // An empty folder may be in its place; a file may not.
      guard rename(staged.path, url.path) == 0 else {
        throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
      }
    } catch {
      try? manager.removeItem(at: staged)
      Terminal.complain("\(path): error: The folder cannot be written: \(OutputFile.reason(error, path)).")
      throw ProofmarkExit.refused
    }
  }
}
