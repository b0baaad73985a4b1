import Testing
import XMLDocuments

@Suite("A damaged document never crashes the reader and never passes for whole")
struct DamagedDocumentTests {
  private let sample = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- A comment with > in it -->
    <report xmlns="urn:example:specimens" count="2"><?target data?>
      <laboratory>Our &amp; <![CDATA[Lab]]></laboratory>
      <specimen size="C2" serial='AB0001'>
        <shot velocity="398.0" angle="0"
              fair="true"/><remark>Two shots at 0° &#x26; 𝄞.</remark></specimen>
    </report>
    """

  @Test("cut off after any byte, it is reported as incomplete, in UTF-8 and in UTF-16")
  func cutOff() throws {
    let schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
    #expect(read(sample, schema: schema).problems == [])
    let wide = ("\u{FEFF}" + sample.replacing("encoding=\"UTF-8\"", with: "")).utf16
      .flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(read(wide, schema: schema).problems == [])
    for bytes in [Array(sample.utf8), wide] {
      // One byte of a byte order mark is no character of any encoding; everything longer is recognised.
      for length in 0..<bytes.count where length != 1 || bytes[0] == 0x3C {
        let (_, problems) = read(bytes.prefix(length), schema: schema)
        #expect(problems.count == 1, "cut after \(length) bytes")
        #expect([.xmlTruncated, .xmlEmpty].contains(problems.first?.code), "cut after \(length) bytes")
      }
    }
  }

  @Test("an incomplete document is told where it should go on")
  func whereItShouldGoOn() {
    let (_, problems) = read("<a>\n<b>\n<c/>\n")
    #expect(problems.first?.line == 4)
    #expect(problems.first?.column == 1)
    #expect(problems.first?.expected == "</b> for line 2")
  }

  @Test(
    "what follows the root element is reported",
    arguments: ["x", "<b/>", "&amp;", "<![CDATA[x]]>", "<", "</a>"])
  func trailing(tail: String) {
    let (_, problems) = read("<a>\n</a> \(tail)")
    #expect(problems.codes == [.xmlMalformed])
    #expect(problems.first?.line == 2)
    #expect(problems.first?.message == "Something follows the end of the root element.")
    #expect(read("<a/>\n<!-- comments -->\n<?and instructions?>\n").problems == [])
  }

  @Test(
    "5,000 random changes to its bytes always come to an end, with the same problems however the bytes come")
  func randomChanges() throws {
    let schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
    var random = Seeded(20_240_331)
    let original = Array(sample.utf8)
    var refused = 0
    for round in 0..<5000 {
      var bytes = original
      for _ in 0...Int.random(in: 0..<4, using: &random) { change(&bytes, &random) }
      let (_, problems) = read(bytes, schema: schema, namespace: "urn:example:specimens")
      if problems.hasErrors { refused += 1 }
      let lines = bytes.count { $0 == 0x0A } + 1
      for problem in problems {
        #expect((0...lines).contains(problem.line))
        #expect(problem.column ?? 1 >= 1)
        #expect(problem.message.hasSuffix("."))
      }
      #expect(Set(problems).count == problems.count)
      if round % 10 == 0 {
        #expect(readInPieces(bytes, of: 1 + round % 7, schema) == problems)
      }
    }
    // Some changes are harmless: a letter of the comment, a digit of a velocity.
    #expect(refused > 3000 && refused < 5000)
  }

  private func readInPieces(_ bytes: [UInt8], of size: Int, _ schema: Schema) -> [Diagnostic] {
    var position = 0
    var recorder = Recorder()
    return XMLReader.read(
      .chunks { buffer in
        let piece = bytes[position..<min(position + size, bytes.count)]
        buffer.copyBytes(from: piece)
        position += piece.count
        return piece.count
      }, file: "test.xml", schema: schema, namespace: "urn:example:specimens", handler: &recorder)
  }

  /// Overwrites, inserts, removes or repeats a few bytes.
  private func change(_ bytes: inout [UInt8], _ random: inout Seeded) {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let markup = Array("<>&;/!?[]-=\"' \n\0\u{E9}xmlns:".utf8)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[place] = markup.randomElement(using: &random) ?? 0
    case 2: bytes.insert(markup.randomElement(using: &random) ?? 0, at: place)
    case 3: bytes.removeSubrange(place..<min(bytes.count - 1, place + Int.random(in: 1...8, using: &random)))
    default:
      let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
      bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
    }
    if bytes.isEmpty { bytes = [0x3C] }
  }
}
