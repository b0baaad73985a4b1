import Foundation
import Registry

/// Writing the file that a command was asked for.
enum OutputFile {
  /// Writes text to a file, whole or not at all: a reader never sees half of it. The command ends as refused where it
  /// cannot be written, with the reason on standard error. `-` is standard output.
  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// The same for bytes.
  static func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" {
      Terminal.write(Data(bytes))
      return
    }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      Terminal.complain("\(path): error: The file cannot be written: \(reason(error, path)).")
      throw ProofmarkExit.refused
    }
  }

  /// Why a file or folder cannot be written.
  static func reason(_ error: any Error, _ path: String) -> String {
    var isFolder: ObjCBool = false
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      return "It is a folder"
    }
    return FileManager.default.fileExists(atPath: folder)
      ? SystemReason.of(error) : "There is no folder \(folder)"
  }
}
