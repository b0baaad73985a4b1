import Foundation
import Testing
import XMLDocuments

@Suite("A diagnostic is a value that can be printed, sorted and stored")
struct DiagnosticTests {
  private let full = Diagnostic(
    "report.velocity", file: "a.xml", line: 12, column: 7, "The velocity is no number.", found: "'fast'",
    expected: "a number", cure: "Write a number.")

  @Test("printed, it leads with file, line and column, and ends with the cure")
  func description() {
    #expect(
      full.description == """
        a.xml:12:7: error: The velocity is no number. (found 'fast'; expected a number) [report.velocity]
          Write a number.
        """)
  }

  @Test("what is not known is not printed")
  func sparse() {
    #expect(
      Diagnostic("a.b", severity: .warning, file: "a.xml", "Something.").description
        == "a.xml: warning: Something. [a.b]")
    #expect(
      Diagnostic("a.b", file: "a.xml", line: 3, "It.", expected: "b").description
        == "a.xml:3: error: It. (expected b) [a.b]")
  }

  @Test("as JSON it has its fields by name, the code as a string, and comes back the same")
  func json() throws {
    let data = try JSONEncoder().encode(full)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["code"] as? String == "report.velocity")
    #expect(object["severity"] as? String == "error")
    #expect(object["line"] as? Int == 12)
    #expect(try JSONDecoder().decode(Diagnostic.self, from: data) == full)
  }

  @Test("a sink sorts by place, puts the whole document first, and drops what it has")
  func sorting() {
    var sink = DiagnosticSink(file: "b.xml")
    sink.error("a.late", line: 9, column: 1, "Late.")
    sink.error("a.line", line: 3, "On the line.")
    sink.error("a.place", line: 3, column: 80, "At a place.")
    sink.warning("a.whole", line: 0, "In all.")
    sink.error("a.late", line: 9, column: 1, "Late.")
    sink.add(full)
    #expect(sink.diagnostics.codes == ["a.whole", "a.place", "a.line", "a.late", "report.velocity"])
    #expect(Set(sink.diagnostics.map(\.file)) == ["b.xml"])
    #expect(sink.errorCount == 4)
    #expect(sink.warningCount == 1)
    #expect(sink.hasErrors)
  }

  @Test("a long value is shown by its beginning")
  func clipping() {
    var sink = DiagnosticSink(file: "b.xml")
    let long = String(repeating: "é", count: 161)
    sink.error("a.long", line: 1, "Long.", found: long)
    sink.error("a.fits", line: 2, "Fits.", found: String(long.dropLast()))
    #expect(sink.diagnostics.first?.found == String(repeating: "é", count: 159) + "…")
    #expect(sink.diagnostics.last?.found == String(long.dropLast()))
  }

  @Test("beyond its limit a sink counts, and a document with warnings only is not refused for their number")
  func counting() {
    var sink = DiagnosticSink(file: "b.xml", limit: 2)
    for line in 1...5 { sink.warning("a.b", line: line, "Again.") }
    #expect(sink.diagnostics.map(\.line) == [1, 2, 0])
    #expect(sink.diagnostics.last?.code == .xmlLimitDiagnostics)
    #expect(!sink.diagnostics.hasErrors)
    sink.error("a.c", line: 6, "Worse.")
    #expect(sink.hasErrors)
    #expect(sink.diagnostics.hasErrors)
    #expect(sink.diagnostics.last?.message == "4 further problems were not listed.")
  }
}
