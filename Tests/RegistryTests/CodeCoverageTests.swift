import Foundation
import Testing

@Suite("The list of this room's diagnostics")
struct CodeCoverageTests {
  @Test("every code is provoked by a test of this target, or there is a reason why it cannot be")
  func coverage() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let source = try String(
      contentsOf: here.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/Registry/DiagnosticCodes.swift"), encoding: .utf8)
    let names = source.matches(of: #/public static let (\w+): Self/#).map { String($0.1) }
    #expect(names.count > 30)
    let tests = try FileManager.default.contentsOfDirectory(atPath: here.path)
      .filter { $0.hasSuffix("Tests.swift") && $0 != "CodeCoverageTests.swift" }
      .map { try String(contentsOf: here.appendingPathComponent($0), encoding: .utf8) }.joined()
    // A schema that does not compile, or a value lost without a word: faults of the reader, which no document provokes.
    let unprovoked: Set<String> = ["registryUnreadable"]
    // Errors of the file are compared as values; their codes are held apart by a test of their own.
    let values = [
      "registryFileMissing": ".missing(path: scratch.path)",
      "registryFileForeign": ".notARegistry(path: path)",
      "registryFileNewer": ".newerSchema(path: scratch.path)",
      "registryFileOlder": ".olderSchema(path: scratch.path)",
      "registryFileReadOnly": ".readOnly(path: scratch.path)",
      "registryDiskFull": ".diskFull(path: scratch.path)",
      "registryFileLocked": ".locked(path: scratch.path)",
      "registryDocumentUnknown": ".unknownDocument(sha256: \"00\")",
    ]
    for name in names where !unprovoked.contains(name) {
      #expect(tests.contains(values[name] ?? ".\(name)"), "\(name)")
    }
  }
}
