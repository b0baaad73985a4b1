import Foundation
import Testing

/// A program of the system that a test asks, as readers of a site have it.
enum Tool {
  /// What it writes; a program that fails fails the test.
  @discardableResult
  static func run(
    _ program: String, _ arguments: String..., in folder: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let written = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(
      process.terminationStatus == 0, "\(program): \(String(decoding: complaint, as: UTF8.self))",
      sourceLocation: sourceLocation)
    return String(decoding: written, as: UTF8.self)
  }
}
