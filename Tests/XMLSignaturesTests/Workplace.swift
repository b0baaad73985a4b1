import Foundation
import Testing

/// A folder for one test, in which Debian's tools run; removed when the test has ended.
final class Workplace: Sendable {
  let folder: String

  init(_ named: String? = nil) throws {
    folder =
      named
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("xmlsignatures-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

  /// Runs a tool here; `make test` installs those that Debian has.
  @discardableResult
  func run(_ tool: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
    let place = "/usr/bin/" + tool
    try #require(
      FileManager.default.isExecutableFile(atPath: place),
      "\(tool) is not installed; make test-packages installs it.")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: place)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let incoming = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = incoming
    process.standardError = incoming
    try process.run()
    let output = String(decoding: try incoming.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
