import Foundation
import Registry
import XMLDocuments

/// Reading what the command line names.
enum InputFile {
  /// The most bytes that are read: what a registry would not take need not be checked either.
  static let limit = Importer.Limits.standard.maximumDocumentBytes

  /// Why something cannot be read.
  struct Problem: Error {
    let diagnostic: Diagnostic
  }

  /// What to call a file in diagnostics.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// The same; the command ends as refused where they cannot be read, with the reason on standard error.
  static func demanded(_ path: String) throws -> [UInt8] {
    do {
      return try bytes(of: path)
    } catch {
      Terminal.complain(error.diagnostic.description)
      throw ProofmarkExit.refused
    }
  }

  /// The bytes of a file or pipe, or of standard input for `-`.
  static func bytes(of path: String) throws(Problem) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path, SystemReason.of(errno)) }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw unreadable(path, "It is a folder", cure: "Name the files in it, such as \(path)/*.xml.")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw unreadable(path, SystemReason.of(errno))
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { throw tooLarge(path) }
    }
  }

  private static func unreadable(
    _ path: String, _ reason: String, cure: String = "Check its name and its permissions."
  ) -> Problem {
    Problem(
      diagnostic: Diagnostic(
        .registrySourceUnreadable, file: name(of: path), "The file cannot be read: \(reason).", cure: cure))
  }

  private static func tooLarge(_ path: String) -> Problem {
    Problem(
      diagnostic: Diagnostic(
        .registryDocumentSize, file: name(of: path), "The file is too large.",
        found: "more than \(limit) bytes",
        expected: "at most \(limit) bytes",
        cure: "Check what was sent, or split it; a full report is under 100 kilobytes."))
  }
}
