import Foundation
import Testing
import XMLDocuments

@testable import Evidence

@Suite("A report that is read once more")
struct ReadAgainTests {
  private func again(_ text: String) -> Report? {
    Array(text.utf8).withUnsafeBytes { ReportReader.readAgain($0) }
  }

  @Test("each of the examples comes out as it was read, to the line")
  func examples() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Document.examples.path).filter {
      $0.hasSuffix(".xml")
    }
    var count = 0
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: Document.examples.appendingPathComponent(name)))
      guard let report = ReportReader.read(.bytes(bytes), file: name).report else { continue }
      guard let again = bytes.withUnsafeBytes({ ReportReader.readAgain($0) }) else { continue }
      #expect(again == report, "\(name)")
      count += 1
    }
    #expect(count > 10)
  }

  @Test("lines are counted within tags, texts and layout; quotation marks may be of either kind")
  func lines() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>

      <report
        xmlns="https://proofmark.example/ns/evidence/1" id='R1'
        standard="TOY-1" issued="2024-03-09">
        <remark>Two
          lines.</remark>
        <laboratory ref="northfield" accreditation="NF &#x2014;"/><model designation="Ü" supplier="harrow"
          level="A" kind="flexible"/>
        <tested from="2024-02-01" to="2024-02-29"/>
        <measures><measure quantity="velocity" unit="m/s"/></measures>
        <specimens><specimen id="S1" serial="1" size="large" condition="new"/></specimens>
        <series method="shooting"

          specimen = "S1" threat="T1"><observation n="1"
          outcome="stop" velocity="400.5"/>

          <observation n="2" outcome="stop"></observation></series>
        <sign-off name="A. Example" role="test engineer" day="2024-03-09"/>
      </report>

      """
    // References are left to the parser.
    #expect(again(text) == nil)
    let plain = text.replacingOccurrences(of: "&#x2014;", with: "—")
    let read = try #require(ReportReader.read(.bytes(Array(plain.utf8)), file: "report.xml").report)
    #expect(again(plain) == read)
    #expect(read.series[0].line == 13 && read.series[0].observations.map(\.line) == [15, 18])
  }

  @Test(
    "what has another form is left to the parser",
    arguments: [
      ("<laboratory", "<!-- a comment --><laboratory"), ("<laboratory", "<?instruction?><laboratory"),
      ("<laboratory", "<x:laboratory"), ("ref=", "xml:lang=\"en\" ref="), ("<laboratory", "ink<laboratory"),
      ("evidence/1\"", "evidence/2\""), (" xmlns=", " xmlns:p="), ("?>\n", "?><!DOCTYPE report>"),
      ("UTF-8", "ISO-8859-1"), ("\n", "\r\n"), ("</report>", "</report>ink"), ("</report>", ""),
      ("</report>", "</reports>"), ("NF 1", "NF\t1"), ("NF 1", "NF<1"),
    ])
  func others(part: String, other: String) {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <report xmlns="https://proofmark.example/ns/evidence/1" id="R1" standard="TOY-1" issued="2024-03-09">
        <laboratory ref="northfield" accreditation="NF 1"/>
        <model designation="A" supplier="harrow" level="A" kind="flexible"/>
        <tested from="2024-02-01" to="2024-02-29"/>
      </report>
      """
    #expect(again(text) != nil)
    #expect(again(text.replacingOccurrences(of: part, with: other)) == nil)
  }
}
