import Foundation
import Testing

/// Compares a text with the file that was recorded for it.
///
/// With PROOFMARK_RECORD set in the environment the file is written instead, and the test fails so that nobody records
/// without noticing.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = Fixture.folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["PROOFMARK_RECORD"] != nil {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  let recorded = try Fixture.text(name)
  if text == recorded { return }
  let found = text.split(separator: "\n", omittingEmptySubsequences: false)
  let expected = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let line =
    zip(found, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(found.count, expected.count)
  Issue.record(
    """
    \(name) differs from line \(line + 1) on.
    found:    \(found.indices.contains(line) ? String(found[line]) : "the end")
    expected: \(expected.indices.contains(line) ? String(expected[line]) : "the end")
    """, sourceLocation: sourceLocation)
}
