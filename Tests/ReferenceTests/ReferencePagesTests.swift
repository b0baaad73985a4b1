import Foundation
import ReferencePages
import Testing

@Suite("Pages that are made from what they describe")
struct ReferencePagesTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("every page in the checkout is up to date; if not, run make docs")
  func upToDate() throws {
    for (path, text) in try ReferencePages.pages(of: root) {
      let present = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      #expect(present == text, "\(path) is not up to date: run make docs")
    }
  }

  @Test("every kind of rule and every code is on its page, with what it means")
  func complete() throws {
    let pages = try ReferencePages.pages(of: root)
    let vocabulary = try #require(pages["Sources/Proofmark.docc/Vocabulary.md"])
    for kind in ["every", "v50", "peak-with-duration", "percentage-of-control", "certificate", "rating"] {
      #expect(vocabulary.contains("### `<\(kind)>`\n\n"), "\(kind)")
    }
    let diagnostics = try #require(pages["Sources/Proofmark.docc/Diagnostics.md"])
    var codes = 0
    for room in ["XMLDocuments", "Standards", "Evidence", "Registry"] {
      let source = try String(
        contentsOf: root.appendingPathComponent("Sources/\(room)/DiagnosticCodes.swift"), encoding: .utf8)
      for match in source.matches(of: #/static let \w+: Self = "([^"]+)"/#) {
        codes += 1
        #expect(diagnostics.contains("| `\(match.1)` | "), "\(match.1)")
      }
    }
    #expect(codes > 80)
  }
}
