import Testing
import XMLDocuments

@Suite(
  "Documents in UTF-8, UTF-16, Latin-1, ASCII and windows-1252 are read; bytes that fit none are refused")
struct EncodingTests {
  private let text = "<r a=\"°\">Grüße, 12 µm, 𝄞</r>"
  private let expected = ["<r a=°>", "</r> Grüße, 12 µm, 𝄞"]

  private func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  /// One byte for each scalar.
  private func latin1(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  @Test(
    "UTF-8, with and without a byte order mark and a declaration",
    arguments: ["", "\u{FEFF}"], ["", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone='yes'?>\n"])
  func utf8(mark: String, declaration: String) {
    let (events, problems) = read(mark + declaration + text)
    #expect(problems == [])
    #expect(events == expected)
  }

  @Test(
    "UTF-16 in both byte orders, with and without a declaration",
    arguments: [true, false], ["", "<?xml version='1.0' encoding='UTF-16'?>"])
  func utf16(bigEndian: Bool, declaration: String) {
    let (events, problems) = read(utf16(declaration + text, bigEndian: bigEndian))
    #expect(problems == [])
    #expect(events == expected)
  }

  @Test("Latin-1 by declaration", arguments: ["ISO-8859-1", "iso-8859-1", "latin1"])
  func latin1(name: String) {
    let (events, problems) = read(latin1("<?xml version='1.0' encoding='\(name)'?><r a='°'>Grüße\u{85}</r>"))
    #expect(problems == [])
    #expect(events == ["<r a=°>", "</r> Grüße\u{85}"])
  }

  @Test("windows-1252 by declaration")
  func windows1252() {
    let (events, problems) = read(
      latin1("<?xml version='1.0' encoding = \"windows-1252\" ?><r>\u{80}\u{96}\u{9F}é</r>"))
    #expect(problems == [])
    #expect(events == ["<r>", "</r> €–Ÿé"])
  }

  @Test("ASCII by declaration, up to the first byte that is not")
  func ascii() {
    let head = "<?xml version='1.0' encoding='US-ASCII'?>"
    #expect(read(head + "<r>abc</r>").events == ["<r>", "</r> abc"])
    let (_, problems) = read(latin1(head + "<r>ab\u{E9}</r>"))
    #expect(problems.codes == [.xmlEncoding])
    #expect(problems.first?.found == "0xE9")
    #expect(problems.first?.expected == "characters in US-ASCII")
    #expect(problems.first?.column == head.count + 6)
  }

  @Test(
    "other encodings are refused by name",
    arguments: ["UTF-7", "EBCDIC-CP-US", "Shift_JIS", "GB18030", "ISO-8859-15", "UCS-4", "koi8-r", "x", ""])
  func otherDeclared(name: String) {
    let (events, problems) = read("<?xml version='1.0' encoding='\(name)'?><r/>")
    #expect(events == [])
    #expect(problems.codes == [.xmlEncoding])
    #expect(problems.first?.found == name)
    #expect(problems.first?.line == 1)
  }

  @Test("EBCDIC, UTF-32 and UTF-16 without a mark are recognised and refused")
  func otherBytes() {
    let documents: [(bytes: [UInt8], name: String)] = [
      ([0x4C, 0x6F, 0xA7, 0x94, 0x93], "EBCDIC"),
      ([0xFF, 0xFE, 0, 0] + [0x3C, 0, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x3C], "UTF-32"),
      ([0x3C, 0, 0, 0, 0x72, 0, 0, 0], "UTF-32"), ([0, 0, 0, 0x3C, 0, 0, 0, 0x72], "UTF-32"),
      (utf16("<r/>", bigEndian: true, mark: false), "UTF-16 without a byte order mark"),
      (utf16("<r/>", bigEndian: false, mark: false), "UTF-16 without a byte order mark"),
    ]
    for (bytes, name) in documents {
      let (events, problems) = read(bytes)
      #expect(events == [])
      #expect(problems.codes == [.xmlEncoding])
      #expect(problems.first?.found == name)
    }
  }

  @Test("a declaration that contradicts the bytes is refused")
  func contradiction() {
    let documents: [[UInt8]] = [
      Array("\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?><r/>".utf8),
      Array("<?xml version='1.0' encoding='UTF-16'?><r/>".utf8),
      utf16("<?xml version='1.0' encoding='UTF-8'?><r/>", bigEndian: true),
      utf16("<?xml version='1.0' encoding='UTF-16LE'?><r/>", bigEndian: true),
    ]
    for document in documents {
      let (events, problems) = read(document)
      #expect(events == [])
      #expect(problems.codes == [.xmlEncoding])
    }
  }

  @Test("an encoding cannot hide behind a long declaration")
  func longDeclaration() {
    let spaces = String(repeating: " ", count: 1100)
    #expect(read("<?xml version='1.0'\(spaces)encoding='UTF-7'?><r/>").problems.codes == [.xmlEncoding])
  }

  @Test(
    "bytes that are not UTF-8 are found where they stand",
    arguments: [
      [0xE9, 0x20], [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
      [0xE2, 0x82, 0x20], [0xF0, 0x9F, 0x98, 0x20],
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    for place in ["<r>\n é", "<r a='", "<r\n><!-- ", "<r><?p ", "<r><![CDATA["] {
      let (_, problems) = read(Array(place.utf8) + bytes + Array("</r>".utf8))
      #expect(problems.codes == [.xmlEncoding])
      let lines = place.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(problems.first?.line == lines.count)
      #expect(problems.first?.column == (lines.last?.count ?? 0) + 1)
      #expect(problems.first?.expected == "characters in UTF-8")
    }
  }

  @Test("the first and last characters of each length in UTF-8 are read")
  func utf8Boundaries() {
    let characters = "\u{20}\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}"
    #expect(read("<r>a\(characters)z</r>").events == ["<r>", "</r> a\(characters)z"])
    #expect(read(utf16("<r>a\(characters)z</r>", bigEndian: true)).events == ["<r>", "</r> a\(characters)z"])
  }

  @Test(
    "half a surrogate pair is found where it stands", arguments: [0xD800, 0xDBFF, 0xDC00, 0xDFFF] as [UInt16])
  func halfPair(unit: UInt16) {
    let bytes =
      utf16("<r>é", bigEndian: true) + [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      + utf16("a</r>", bigEndian: true, mark: false)
    let (_, problems) = read(bytes)
    #expect(problems.codes == [.xmlEncoding])
    #expect(problems.first?.column == 5)
  }

  @Test("an odd byte at the end of UTF-16 is found, inside the root element and after it")
  func oddByte() {
    for text in ["<r/>", "<r>"] {
      let (_, problems) = read(utf16(text, bigEndian: false) + [0x20])
      #expect(problems.codes == [.xmlTruncated])
    }
  }

  @Test("a character cut off at the end is found, inside the root element and after it")
  func cutCharacter() {
    for text in ["<r/>", "<r>"] {
      for bytes in [[0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] as [[UInt8]] {
        let (_, problems) = read(Array(text.utf8) + bytes)
        #expect(problems.codes == [.xmlTruncated])
      }
    }
    #expect(read(utf16("<r/>", bigEndian: true) + [0xD8, 0x00]).problems.codes == [.xmlTruncated])
  }

  @Test("a NUL is found wherever it stands, in UTF-8 and in UTF-16")
  func nul() {
    let document = Array("<?xml version='1.0'?>\n<r a='b'>c<!-- d --><![CDATA[e]]></r>\n".utf8)
    for index in 22...document.count {
      var bytes = document
      bytes.insert(0, at: index)
      let (_, problems) = read(bytes)
      #expect(problems.codes == [.xmlNul])
      #expect(problems.first?.line == (index < document.count ? 2 : 3))
      #expect(problems.first?.column == (index < document.count ? index - 21 : 1))
    }
    for document in ["<r>\0</r>", "<r/>\0", "<r/>\0<r/>", "<r a='\0'/>"] {
      #expect(read(utf16(document, bigEndian: true)).problems.codes.contains(.xmlNul))
      #expect(read(utf16(document, bigEndian: false)).problems.codes.contains(.xmlNul))
    }
    // Two zero bytes after the mark of UTF-16 make the mark of UTF-32.
    #expect(read(utf16("\0<r/>", bigEndian: false)).problems.codes == [.xmlEncoding])
  }

  @Test(
    "characters that XML forbids are named",
    arguments: ["\u{1}", "\u{8}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
  func forbidden(character: String) {
    #expect(read("<r>\n\(character)</r>").problems.codes == [.xmlCharacter])
    #expect(read("<r a='\(character)'/>").problems.codes == [.xmlCharacter])
    #expect(read("<r>\n\(character)</r>").problems.first?.line == 2)
  }

  @Test("a document is the same however its bytes are split into pieces", arguments: [1, 2, 3, 7, 1000])
  func pieces(size: Int) throws {
    let long = "<r>" + String(repeating: "<a b='é€𝄞 &amp;'>Grüße &lt; 𝄞</a>\n", count: 300) + "</r>"
    let whole = read(long)
    #expect(whole.problems == [])
    for bytes in [Array(long.utf8), utf16(long, bigEndian: false)] {
      var position = 0
      var recorder = Recorder()
      let problems = XMLReader.read(
        .chunks { buffer in
          let piece = bytes[position..<min(position + size, bytes.count, position + buffer.count)]
          buffer.copyBytes(from: piece)
          position += piece.count
          return piece.count
        }, file: "test.xml", handler: &recorder)
      #expect(problems == [])
      #expect(recorder.events == whole.events)
    }
  }
}
