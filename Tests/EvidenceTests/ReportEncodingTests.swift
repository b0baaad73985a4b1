import Evidence
import Testing
import XMLDocuments

@Suite("A report means the same in every encoding that is read")
struct ReportEncodingTests {
  private static let umlaut = "Täst <A> \"Patrol\""

  private func reports(_ bytes: [UInt8]) throws -> Report {
    let (report, diagnostics) = ReportReader.read(.bytes(bytes), file: "report.xml")
    #expect(diagnostics.isEmpty)
    return try #require(report)
  }

  @Test("UTF-8 with a byte order mark")
  func byteOrderMark() throws {
    let document = try Document.fixture("complete")
    #expect(try reports([0xEF, 0xBB, 0xBF] + document.bytes) == document.read().report)
  }

  @Test("UTF-16 in both byte orders", arguments: [true, false])
  func utf16(isBigEndian: Bool) throws {
    let document = try Document.fixture("complete")
    let text = document.text.replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
    var bytes: [UInt8] = []
    for unit in [0xFEFF] + Array(text.utf16) {
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      bytes += isBigEndian ? pair : pair.reversed()
    }
    #expect(try reports(bytes) == document.read().report)
  }

  @Test("Latin-1")
  func latin1() throws {
    let document = try Document.fixture("complete")
    let text = document.text.replacing("encoding=\"UTF-8\"", with: "encoding=\"ISO-8859-1\"")
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let report = try reports(bytes)
    #expect(report.model.designation == Self.umlaut)
    #expect(report == document.read().report)
  }

  @Test("Latin-1 that says it is UTF-8 is refused on the line of the first wrong byte")
  func mislabelled() throws {
    let bytes = try Document.fixture("complete").text.unicodeScalars.map { UInt8($0.value) }
    let (report, diagnostics) = ReportReader.read(.bytes(bytes), file: "report.xml")
    #expect(report == nil)
    #expect(diagnostics.first?.code == .xmlEncoding)
    #expect(diagnostics.first?.line == 8)
  }

  @Test("half a UTF-16 unit at the end is refused")
  func oddLength() throws {
    let text = try Document.fixture("complete").text.replacing("UTF-8", with: "UTF-16")
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(ReportReader.read(.bytes(bytes + [0x20]), file: "report.xml").report == nil)
  }

  @Test("line endings of other systems change neither values nor lines")
  func lineEndings() throws {
    let document = try Document.fixture("complete")
    let bytes = Array(document.text.replacing("\n", with: "\r\n").utf8)
    #expect(try reports(bytes) == document.read().report)
  }
}
