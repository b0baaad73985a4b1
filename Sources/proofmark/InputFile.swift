import ArgumentParser
import Foundation

/// Reading what the command line names.
enum InputFile {
  /// The bytes of a file, or of standard input for `-`.
  static func contents(of path: String) throws -> [UInt8] {
    if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The bytes of a file; what is wrong with it goes to standard error, and the command ends as refused.
  static func bytes(of path: String) throws -> [UInt8] {
    do {
      return try contents(of: path)
    } catch {
      Terminal.complain("\(path): error: The file cannot be read: \(error.localizedDescription)")
      throw ProofmarkExit.refused
    }
  }
}
