import Evidence
import Testing
import XMLDocuments

@Suite("A hostile or damaged report gets a diagnostic, and no report comes of it")
struct HostileReportTests {
  private func codes(_ bytes: some Sequence<UInt8>) -> [Diagnostic.Code] {
    let (report, diagnostics) = ReportReader.read(.bytes(Array(bytes)), file: "report.xml")
    #expect(report == nil)
    #expect(diagnostics.hasErrors)
    return diagnostics.map(\.code)
  }

  @Test("a report cut off anywhere is refused")
  func truncated() throws {
    let bytes = try Document.fixture("complete").bytes
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
    for length in stride(from: 0, through: end, by: 7) {
      let (report, diagnostics) = ReportReader.read(.bytes(Array(bytes[..<length])), file: "report.xml")
      #expect(report == nil, "cut after \(length) bytes")
      #expect(diagnostics.hasErrors, "cut after \(length) bytes")
    }
    #expect(codes(bytes[..<(end - 100)]).contains(.xmlTruncated))
    #expect(codes([]) == [.xmlEmpty])
  }

  @Test("a NUL byte is refused wherever it stands, also after the end")
  func nul() throws {
    let bytes = try Document.fixture("complete").bytes
    #expect(codes([0] + bytes).contains(.xmlEncoding), "before the first byte it looks like another encoding")
    for position in [60, bytes.count / 2, bytes.count - 1, bytes.count] {
      var damaged = bytes
      damaged.insert(0, at: position)
      #expect(codes(damaged).contains(.xmlNul), "at \(position)")
    }
  }

  @Test("another namespace, and none, are refused at the root")
  func namespace() {
    let text = document()
    for other in [
      "https://proofmark.example/ns/evidence/2", "https://proofmark.example/ns/registry/1", "urn:x",
    ] {
      let (report, diagnostics) = read(text.replacing(ReportReader.namespace, with: other))
      #expect(report == nil)
      #expect(diagnostics.first?.code == .xmlNamespace)
      #expect(diagnostics.first?.line == 2)
    }
    #expect(read(text.replacing(" xmlns=\"\(ReportReader.namespace)\"", with: "")).report == nil)
  }

  @Test("another root element is refused")
  func root() {
    #expect(codes(Array("<series xmlns='\(ReportReader.namespace)'/>".utf8)).contains(.schemaRoot))
  }

  @Test("a DOCTYPE with entities is refused before any entity is expanded")
  func doctype() {
    let bomb = """
      <!DOCTYPE report [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
      <report
      """
    let (report, diagnostics) = read(document(attributes: " x=\"&b;\"").replacing("<report", with: bomb))
    #expect(report == nil)
    #expect(diagnostics.map(\.code) == [.xmlDoctype])
  }

  @Test("limits that a caller sets are kept")
  func limits() throws {
    var limits = ReadLimits.standard
    limits.maximumBytes = 1000
    let (report, diagnostics) = try Document.fixture("complete").read(limits: limits)
    #expect(report == nil)
    #expect(diagnostics.contains { $0.code == .xmlLimitSize })
  }

  @Test("a byte changed at random gives a report or a diagnostic, and the same one twice")
  func mutations() throws {
    let bytes = try Document.fixture("complete").bytes
    var random = Seeded(2024)
    for _ in 0..<1500 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        changed[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let (report, diagnostics) = ReportReader.read(.bytes(changed), file: "report.xml")
      #expect((report == nil) == diagnostics.hasErrors)
      let again = ReportReader.read(.bytes(changed), file: "report.xml")
      #expect(again.report == report)
      #expect(again.diagnostics == diagnostics)
    }
  }
}
