import Tables
import Testing
import XMLDocuments

private func records(
  _ text: String, separator: UInt8 = UInt8(ascii: ","), limits: CSVReader.Limits = .init()
) -> [CSVReader.Record] {
  Array(CSVReader(Array(text.utf8), separator: separator, limits: limits))
}

private func cells(_ text: String) -> [[String]] { records(text).map(\.cells) }

@Suite("Comma-separated values")
struct CSVReaderTests {
  @Test("RFC 4180, section 2, rule by rule")
  func rules() {
    #expect(cells("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") == [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]])
    #expect(
      cells("aaa,bbb\r\nzzz,yyy") == [["aaa", "bbb"], ["zzz", "yyy"]], "the last line's end may be missing")
    #expect(cells("a b, c ,") == [["a b", " c ", ""]], "spaces are part of a cell")
    #expect(cells("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nz") == [["aaa", "b\r\nbb", "ccc"], ["z"]])
    #expect(cells("\"a,a\",\"b\"\"bb\",\"\"\n") == [["a,a", "b\"bb", ""]])
    #expect(records("a\n").allSatisfy { $0.problem == nil })
  }

  @Test("line ends of three kinds, a byte order mark, nothing at all, blank lines")
  func ends() {
    for end in ["\n", "\r\n", "\r"] { #expect(cells("a,b\(end)c,d\(end)") == [["a", "b"], ["c", "d"]]) }
    #expect(cells("\u{FEFF}a,b\n") == [["a", "b"]])
    #expect(cells("\u{FEFF}") == [])
    #expect(cells("") == [])
    #expect(records("a\n\n  \nb").map(\.isBlank) == [false, true, true, false])
  }

  @Test("a record bears the line on which it begins, whatever stands in the cells before it")
  func lines() {
    #expect(records("a\n\"b\nb\"\nc\r\n\"d\r\nd\r\"\r\ne").map(\.line) == [1, 2, 4, 5, 8])
  }

  @Test("semicolons and tabs")
  func separators() {
    #expect(records("a;\"b;c\";d,e", separator: UInt8(ascii: ";")).map(\.cells) == [["a", "b;c", "d,e"]])
    #expect(records("a\t\"b\tc\"\td", separator: 9).map(\.cells) == [["a", "b\tc", "d"]])
  }

  @Test(
    "what breaks the rules is given as it stands, with the reason, and the next line is read",
    arguments: [
      ("a,\"b\nc,d", CSVReader.Problem.unclosedQuote, ["a", "\"b"]),
      ("a,b\"c\nc,d", .strayQuote, ["a", "b\"c"]),
      ("a,\"b\"c\nc,d", .strayQuote, ["a", "\"b\"c"]), ("a,\"b\" \nc,d", .strayQuote, ["a", "\"b\" "]),
      ("a,b\u{0}\nc,d", .control, ["a", "b\u{0}"]), ("\"a\u{1B}\"\nc,d", .control, ["\"a\u{1B}\""]),
      ("\u{7F}\nc,d", .control, ["\u{7F}"]),
    ])
  func malformed(text: String, problem: CSVReader.Problem, cells: [String]) {
    let found = records("h\n" + text)
    #expect(found.map(\.cells) == [["h"], cells, ["c", "d"]])
    #expect(found.map(\.problem) == [nil, problem, nil])
    #expect(found.map(\.line) == [1, 2, 3])
    #expect(problem.message.hasSuffix(".") && problem.cure.hasSuffix("."))
  }

  @Test("bytes that are not UTF-8")
  func encoding() {
    let found = Array(CSVReader([0x61, 0x2C, 0xE9, 0x0A, 0x62]))
    #expect(found.map(\.problem) == [.encoding, nil])
    #expect(found[0].cells == ["a", "\u{FFFD}"])
  }

  @Test("a quotation mark that is never closed costs its own line, not those that it swallows")
  func unclosed() {
    let many = "\"x\n" + String(repeating: "a,b\n", count: 1000)
    let found = records(many, limits: .init(recordBytes: 100))
    #expect(found.count == 1001)
    #expect(found[0].problem == .unclosedQuote)
    #expect(found.dropFirst().allSatisfy { $0.problem == nil })
  }

  @Test("a line without end, and one of too many cells, are bounded")
  func limits() {
    let long = records(String(repeating: "x", count: 100_000) + "\nb", limits: .init(recordBytes: 100))
    #expect(long.map(\.problem) == [.tooLong(limit: 100), nil])
    #expect(long[0].cells[0].utf8.count == 100)
    let wide = records(String(repeating: ",", count: 50) + "\nb", limits: .init(cells: 10))
    #expect(wide.map(\.problem) == [.tooManyCells(limit: 10), nil])
    #expect(wide[0].cells.count == 10)
  }

  @Test("whatever the bytes are, every line shows, once, and reading ends")
  func arbitrary() {
    var numbers = Numbers(state: 5)
    let alphabet = Array("ab,\"\n\r;\t".utf8) + [0, 0xC3, 0xA9, 0xFF]
    for _ in 0..<4000 {
      let bytes = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
        alphabet.randomElement(using: &numbers) ?? 0
      }
      let found = Array(CSVReader(bytes, limits: .init(recordBytes: 16, cells: 4)))
      var last = 0
      for record in found {
        #expect(record.line > last)
        last = record.line
      }
      // Letters are neither lost nor doubled, except behind a limit.
      if !found.contains(where: { record in
        switch record.problem {
        case .tooLong, .tooManyCells: true
        default: false
        }
      }) {
        let letters = found.flatMap(\.cells).joined().utf8.count { $0 == 0x61 || $0 == 0x62 }
        #expect(letters == bytes.count { $0 == 0x61 || $0 == 0x62 }, "\(bytes)")
      }
    }
  }
}

private enum Column: String, CaseIterable { case name, size }

@Suite("Headings of tables")
struct HeadingTests {
  private func read(_ bytes: [UInt8]) -> (heading: Heading<Column>?, diagnostics: [Diagnostic]) {
    var report = DiagnosticSink(file: "t.csv")
    let heading = Heading<Column>.read(
      bytes, known: [.name: ["name", "full name"], .size: ["size"]], required: [[.name]], report: &report)
    return (heading, report.diagnostics)
  }

  @Test(
    "columns are recognised in any order, among others, with any separator",
    arguments: [
      "name,size", "Size;x;Full Name", "SIZE\tNAME (as on the label)", "\n \n full-name ,\"size\"",
      "\u{FEFF}Full_Name,Size",
    ])
  func recognised(text: String) {
    let (heading, diagnostics) = read(Array((text + "\nA;B,C\n").utf8))
    #expect(diagnostics == [])
    #expect(heading?.places.count == 2)
  }

  @Test("cells are trimmed, empty and missing ones are nil, blank lines are left out")
  func cells() throws {
    let bytes = Array("name,size\n  \n A B ,\n,  L\nX\n".utf8)
    let heading = try #require(read(bytes).heading)
    let records = Array(heading.records(of: bytes))
    #expect(records.map(\.line) == [3, 4, 5])
    #expect(records.map { heading.text(.name, of: $0) } == ["A B", nil, "X"])
    #expect(records.map { heading.text(.size, of: $0) } == [nil, "L", nil])
  }

  @Test("what is no table of ours is refused, with the cure")
  func refused() {
    let cases: [([UInt8], Diagnostic.Code)] = [
      ([], .tableEmpty), (Array("\n \n".utf8), .tableEmpty), ([0xFF, 0xFE, 0x6E, 0], .tableFormat),
      (Array("PK\u{3}\u{4}xl/workbook.xml".utf8), .tableFormat), ([0xD0, 0xCF, 0x11, 0xE0], .tableFormat),
      (Array("size\nL".utf8), .tableColumnMissing),
      (Array("name,Full Name\nA,B".utf8), .tableColumnDuplicate),
      (Array("name,\"size\nA,B".utf8), .tableLine), (Array("na\u{0}me\nA".utf8), .tableLine),
    ]
    for (bytes, code) in cases {
      let (heading, diagnostics) = read(bytes)
      #expect(heading == nil)
      #expect(diagnostics.map(\.code) == [code])
      #expect(diagnostics.first?.cure != nil)
    }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
