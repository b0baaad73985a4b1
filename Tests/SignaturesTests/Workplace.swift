import Foundation
import Testing

/// A folder for one test, in which Debian's tools run; removed when the test has ended.
final class Workplace {
  let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory.appendingPathComponent("signatures-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ bytes: [UInt8], permissions: Int = 0o600) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path(name))
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// A line of a text file, counted from 0.
  func line(_ index: Int, of name: String) throws -> String {
    let lines = String(decoding: try read(name), as: UTF8.self).split(separator: "\n")
    try #require(index < lines.count)
    return String(lines[index])
  }

  func permissions(_ name: String) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int)
  }

  /// Runs a tool here; `make test` installs those that Debian has.
  func run(_ tool: String, _ arguments: String..., input: String = "") throws -> (code: Int32, output: String)
  {
    let place = try #require(
      ["/usr/bin/", "/usr/local/bin/"].map { $0 + tool }.first {
        FileManager.default.isExecutableFile(atPath: $0)
      }, "\(tool) is not installed; make test-packages installs it.")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: place)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let (outgoing, incoming) = (Pipe(), Pipe())
    process.standardInput = outgoing
    process.standardOutput = incoming
    process.standardError = incoming
    try process.run()
    try outgoing.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try outgoing.fileHandleForWriting.close()
    let output = String(decoding: try incoming.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
