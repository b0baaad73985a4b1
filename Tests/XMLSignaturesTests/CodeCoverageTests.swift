import Foundation
import Testing

@Suite("The list of this room's diagnostics")
struct CodeCoverageTests {
  @Test("every code is provoked by a test of this target")
  func coverage() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let source = try String(
      contentsOf: here.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/XMLSignatures/DiagnosticCodes.swift"), encoding: .utf8)
    let names = source.matches(of: #/public static let (\w+): Self/#).map { String($0.1) }
    #expect(names.count > 20)
    let tests = try FileManager.default.contentsOfDirectory(atPath: here.path)
      .filter { $0.hasSuffix("Tests.swift") && $0 != "CodeCoverageTests.swift" }
      .map { try String(contentsOf: here.appendingPathComponent($0), encoding: .utf8) }.joined()
    // The command line alone knows which certificate somebody trusts; its tests provoke this one.
    for name in names where name != "xmlSignatureOther" { #expect(tests.contains(".\(name)"), "\(name)") }
  }
}
