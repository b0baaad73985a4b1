import Foundation
import GRDB
import Registry
import Testing

/// A folder in which one test runs the program, removed when the test has ended.
final class Workplace {
  let folder: String

  /// - Parameter hasExamples: whether `registry.sqlite` holds the example registry.
  init(hasExamples: Bool = false) throws {
    folder =
      FileManager.default.temporaryDirectory.appendingPathComponent("command-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if hasExamples {
      try FileManager.default.copyItem(atPath: Workplace.examples.get(), toPath: folder + "/registry.sqlite")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The example registry, imported once for all tests.
  private static let examples = Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("examples-\(getpid()).sqlite")
      .path
    let run = try Program.run(
      ["import", "Standards", "Registry", "--registry", path], in: Program.root)
    try #require(run.code == 0, "\(run.errors)")
    atexit {
      for suffix in ["", "-wal", "-shm"] {
        unlink(
          FileManager.default.temporaryDirectory.appendingPathComponent("examples-\(getpid()).sqlite").path
            + suffix)
      }
    }
    return path
  }

  static let examplesFolder = Program.root + "/Registry/examples"

  /// A report of the example registry, by what it was made for.
  static func report(_ name: String) -> String { "\(examplesFolder)/reports/\(name).xml" }

  static let compliant = report("fennick-fe-iv-135")
  static let notCompliant = report("fennick-fe-iii-133-perforation")
  static let notDetermined = report("eskmere-es-iv-138-depth-missing")

  /// Runs the program here, on `registry.sqlite`.
  @discardableResult
  func run(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:], seconds: Double = 120
  ) throws -> Program.Run {
    try Program.run(
      arguments, input: input,
      environment: ["PROOFMARK_REGISTRY": "registry.sqlite"].merging(environment) { $1 }, in: folder,
      seconds: seconds)
  }

  @discardableResult
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Program.Run {
    try Program.run(
      arguments, environment: ["PROOFMARK_REGISTRY": "registry.sqlite"].merging(environment) { $1 },
      in: folder)
  }

  /// Writes a file and returns its path.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

  @discardableResult
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// A report of the example registry with one thing changed.
  func changed(_ name: String, _ text: String, to other: String) throws -> String {
    let original = try String(contentsOfFile: Workplace.report(name), encoding: .utf8)
    try #require(original.contains(text))
    return try file("changed.xml", original.replacing(text, with: other))
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }

  /// Every row of every table of `registry.sqlite`, as text.
  func dump() throws -> [String] {
    try DatabaseQueue(path: folder + "/registry.sqlite").read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY rowid").map {
          "\(table): \($0.description)"
        }
      }
    }
  }

  /// Every file below a folder, by its relative path.
  func files(of name: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder + "/" + name) {
      files[path] = FileManager.default.contents(atPath: "\(folder)/\(name)/\(path)")
    }
    return files
  }
}

extension Program.Run {
  /// Whether anything in it belongs on a terminal only: colour, a bar that is drawn anew.
  var hasTerminalCodes: Bool { (output + errors).contains { $0 == "\u{1B}" || $0 == "\r" } }
}
