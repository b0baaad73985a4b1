import Testing
import XMLDocuments

@testable import Evidence

/// What a reader of reports vouches for is not shown to the schema; it must make no difference to anybody.
@Suite("What the reader vouches for is what the schema lets pass")
struct VouchingTests {
  /// The same reader, which leaves everything to the schema.
  private struct Unvouched: ElementHandler {
    var reader = ReportHandler()

    mutating func begin(_ names: borrowing NameTable) { reader.begin(names) }
    mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
      reader.start(element, &report)
    }
    mutating func passOver(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
      reader.passOver(element, &report)
    }
    mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
      reader.end(element, &report)
    }
  }

  private let schema: Schema

  init() throws { schema = try Schema(xsd: PackageResources.evidence_xsd, name: "evidence.xsd") }

  private func readByTheSchema(_ text: String) -> (report: Report?, diagnostics: [Diagnostic]) {
    var handler = Unvouched()
    let problems = XMLReader.read(
      .bytes(Array(text.utf8)), file: "report.xml", schema: schema, namespace: ReportReader.namespace,
      handler: &handler)
    return (problems.hasErrors ? nil : handler.reader.report, problems)
  }

  /// The reader and the schema of one mind.
  private func compare(_ lines: [String]) {
    let text = lines.joined(separator: "\n")
    let (read, byTheSchema) = (read(text), readByTheSchema(text))
    #expect(read.diagnostics == byTheSchema.diagnostics, "\(text)")
    #expect(read.report == byTheSchema.report, "\(text)")
  }

  private static let whole = [
    #"<?xml version="1.0" encoding="UTF-8"?>"#,
    #"<report xmlns="https://proofmark.example/ns/evidence/1" id="R1" standard="TOY-1" issued="2024-03-09">"#,
    #"<laboratory ref="northfield" accreditation="NF 17025-88"/>"#,
    #"<model designation="A" supplier="harrow" level="A" kind="flexible"/>"#,
    #"<tested from="2024-02-01" to="2024-02-29"/>"#,
    #"<measures>"#,
    #"<measure quantity="velocity" unit="m/s"/>"#,
    #"<measure quantity="bfs" unit="mm" uncertainty="0.5"/>"#,
    #"<measure quantity="hit-x" unit="mm"/>"#,
    #"<measure quantity="hit-y" unit="mm"/>"#,
    #"</measures>"#,
    #"<specimens>"#,
    #"<specimen id="S1" serial="1" size="large" condition="new"/>"#,
    #"<specimen id="S2" serial="No. 2" size="large" condition="wet" part="front" conditioning="W1"/>"#,
    #"<specimen id="S3" serial="3" size="small" condition="wet" component="panel" conditioning="W1 W2"/>"#,
    #"<specimen id="S4" serial="4" size="small" condition="new">"#,
    #"<outline width="300" height="400.5" unit="mm"/>"#,
    #"</specimen>"#,
    #"<specimen id="S5" serial="5" size="small" condition="new"/>"#,
    #"</specimens>"#,
    #"<calibration id="C1" method="clay" day="2024-02-28">"#,
    #"<observation n="1" bfs="19.0"/>"#,
    #"</calibration>"#,
    #"<calibration id="C2" method="clay" remark="After noon.">"#,
    #"<observation n="1" bfs="19.0"/>"#,
    #"<observation n="2" bfs="19.5"/>"#,
    #"</calibration>"#,
    #"<conditioning id="W1" method="soaking">"#,
    #"<observation n="1" item="water" outcome="pass"/>"#,
    #"</conditioning>"#,
    #"<conditioning id="W2" method="soaking" day="2024-02-02">"#,
    #"<observation n="1" item="water" outcome="pass"/>"#,
    #"</conditioning>"#,
    #"<series method="shooting" specimen="S1" threat="T1" calibrations="C1 C2" day="2024-02-28">"#,
    #"<observation n="1" outcome="stop" velocity="400.5" bfs="30"/>"#,
    #"<observation n="2" outcome="stop" velocity="401" bfs="31.25" fair="yes"/>"#,
    #"</series>"#,
    #"<series method="shooting" specimen="S2" threat="T1" calibrations="C1" remark="Wet.">"#,
    #"<observation n="1" outcome="stop" velocity="400" bfs="30"/>"#,
    #"<observation n="2" outcome="perforation" velocity="402" fair="no" remark="At the edge."/>"#,
    #"</series>"#,
    #"<series method="shooting" component="panel" region="chest" subject="P1">"#,
    #"<observation n="1" outcome="stop" velocity="400"/>"#,
    #"</series>"#,
    #"<series method="shooting" specimen="S4" threat="T1">"#,
    #"<observation n="1" outcome="stop" velocity="400" hit-x="100" hit-y="150.5"/>"#,
    #"<observation n="2" outcome="stop" velocity="400" hit-x="160" hit-y="150.5"/>"#,
    #"</series>"#,
    #"<sign-off name="A. Example" role="test engineer" day="2024-03-09"/>"#,
    #"</report>"#,
  ]

  private static let values = [
    "", " ", "a b", "a  b", " a", "a ", "-1", "+5", ".5", "5.", "1e5", "NaN", "0", "00", "1", "2", "yes",
    "no", "maybe",
    "2024-02-28", "2024-02-30", "2024-13-01", "0000-01-01", "2024-02-29", "2024-2-28", "2024-02-28Z", "é",
    "&#10;",
    "&#9;x", "&lt;", "&amp;", "S1", "S1 S2", "W1", "large", String(repeating: "x", count: 64),
    String(repeating: "x", count: 65), String(repeating: "x", count: 501), "a:b", "a/b",
    "1234567890123456789012345",
  ]

  private static let additions = [
    "ink", " ", "<!-- a comment -->", "<?instruction?>", "<![CDATA[ ]]>", "<![CDATA[ink]]>", "&#32;", "&#65;",
    #"<observation n="1" outcome="stop"/>"#, #"<observation n="2" velocity="3"></observation>"#,
    #"<observation n="2" velocity="3"> </observation>"#, #"<observation n="2">ink</observation>"#,
    #"<observation n="2"><observation n="1"/></observation>"#, "<observation/>", "<unknown/>", "<unknown>",
    "</series>",
    #"<foreign xmlns="urn:example"/>"#, #"<series xmlns="urn:example"/>"#, #"<series method="shooting"/>"#,
    #"<series method="shooting"></series>"#, #"<series method="shooting"> </series>"#,
    #"<series method="shooting"><!-- nothing --></series>"#,
    #"<series method="shooting"><observation n="1"/><remark>A remark.</remark></series>"#,
    #"<series method="shooting"><series method="shooting"><observation n="1"/></series></series>"#,
    #"<series specimen="S1"><observation n="1"/></series>"#, #"<calibration id="C9" method="clay"/>"#,
    #"<calibration id="C9" method="clay"><observation n="1"/>ink</calibration>"#,
    #"<p:series xmlns:p="https://proofmark.example/ns/evidence/1" method="m"><p:observation n="1"/></p:series>"#,
    "<remark>A remark.</remark>", #"<outline width="1" height="1" unit="mm"/>"#, "<outline/>",
    #"<specimen id="S9" serial="9" size="small" condition="new"></specimen>"#,
    #"<specimen id="S9" serial="9" size="small" condition="new"><outline width="0" height="1" unit="mm"/></specimen>"#,
  ]

  private static let attributes = [
    #" unknown="1""#, #" xml:lang="en""#, #" xmlns:p="urn:example""#, #" velocity="1""#,
    #" day="2024-02-03""#,
    #" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="series""#, #" remark="x""#, #" n="1""#,
    #" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true""#,
  ]

  /// The document with something done to it.
  private static func spoilt(_ lines: [String], by random: inout Seeded) -> [String] {
    var lines = lines
    // The declaration and the root stay, or most of what is read would be nothing at all.
    let place = Int.random(in: 2..<lines.count, using: &random)
    let line = lines[place]
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1, 2:
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
      guard parts.count > 2 else { return lines }
      var changed = parts
      changed[Int.random(in: 0..<parts.count / 2, using: &random) * 2 + 1] =
        values[Int.random(in: 0..<values.count, using: &random)]
      lines[place] = changed.joined(separator: "\"")
    case 3:
      guard let end = line.firstIndex(of: ">"), let space = line.firstIndex(of: " "), space < end else {
        return lines
      }
      lines[place].insert(
        contentsOf: attributes[Int.random(in: 0..<attributes.count, using: &random)], at: space)
    case 4:
      // An attribute goes.
      guard let space = line.lastIndex(of: " "), let end = line.lastIndex(of: "\""), space < end else {
        return lines
      }
      lines[place].removeSubrange(space...end)
    case 5: lines.remove(at: place)
    case 6: lines.insert(line, at: place)
    default: lines.insert(additions[Int.random(in: 0..<additions.count, using: &random)], at: place)
    }
    return lines
  }

  @Test("nothing is wrong with the document that is spoilt below")
  func whole() {
    let text = Self.whole.joined(separator: "\n")
    let (read, byTheSchema) = (read(text), readByTheSchema(text))
    #expect(read.diagnostics == [])
    #expect(read.report != nil)
    #expect(read.report == byTheSchema.report)
    #expect(byTheSchema.diagnostics == [])
  }

  @Test("every value and every addition at every place")
  func each() {
    for (place, line) in Self.whole.enumerated().dropFirst(12).dropLast(2) {
      for addition in Self.additions {
        var lines = Self.whole
        lines.insert(addition, at: place)
        compare(lines)
      }
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
      for value in stride(from: 1, to: parts.count, by: 2) {
        for other in Self.values {
          var changed = parts
          changed[value] = other
          var lines = Self.whole
          lines[place] = changed.joined(separator: "\"")
          compare(lines)
        }
      }
    }
  }

  @Test("documents with several things wrong", arguments: UInt64(0)..<8)
  func spoilt(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<250 {
      var lines = Self.whole
      for _ in 0..<Int.random(in: 1...4, using: &random) { lines = Self.spoilt(lines, by: &random) }
      compare(lines)
    }
  }
}
