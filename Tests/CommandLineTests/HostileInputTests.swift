import Foundation
import Testing

/// Bad input, from the file to the exit code: a diagnostic, code 3, and a registry that is as it was.
@Suite("Bad input gets a diagnostic, and nothing else happens")
struct HostileInputTests {
  private static let head = "<report xmlns=\"https://proofmark.example/ns/evidence/1\""

  private static func original() throws -> String {
    try String(contentsOfFile: Workplace.compliant, encoding: .utf8)
  }

  /// The ways to be bad, each with a code of which one is due.
  private static let documents: [(name: String, codes: [String], text: @Sendable () throws -> [UInt8])] = [
    (
      "a billion laughs", ["xml.doctype"],
      {
        let entities = (1...40).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }
          .joined()
        return Array(
          "<?xml version=\"1.0\"?>\n<!DOCTYPE report [<!ENTITY a0 \"ha\">\(entities)]>\n\(head) id=\"&a40;\"/>"
            .utf8)
      }
    ),
    (
      "a bomb of parameter entities", ["xml.doctype"],
      {
        let entities = (1...40).map {
          "<!ENTITY % a\($0) \"\(String(repeating: "%a\($0 - 1);", count: 10))\">"
        }.joined()
        return Array("<!DOCTYPE report [<!ENTITY % a0 \"<!-- -->\">\(entities) %a40;]>\(head)/>".utf8)
      }
    ),
    (
      "an external entity", ["xml.doctype"],
      {
        Array(
          try original().replacing(
            "<report", with: "<!DOCTYPE report [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<report"
          )
          .replacing("Everything is as it should be.", with: "&x;").utf8)
      }
    ),
    (
      "an entity that nobody declared", ["xml.entity"],
      { Array(try original().replacing("Everything", with: "&x;").utf8) }
    ),
    (
      "an attribute of 100 MB", ["registry.document.size", "xml.limit.attributeLength"],
      { Array("\(head) id=\"".utf8) + [UInt8](repeating: 0x61, count: 100 << 20) + Array("\"/>".utf8) }
    ),
    (
      "an attribute of 10 MB, within the size of a document",
      ["xml.limit.attributeLength", "xml.limit.markup"],
      { Array("\(head) id=\"".utf8) + [UInt8](repeating: 0x61, count: 10 << 20) + Array("\"/>".utf8) }
    ),
    (
      "100,000 levels of nesting", ["xml.limit.depth"],
      {
        Array(
          "\(head)>\(String(repeating: "<a>", count: 100_000))\(String(repeating: "</a>", count: 100_000))</report>"
            .utf8)
      }
    ),
    ("a truncated file", ["xml.truncated"], { Array(try original().utf8.dropLast(5000)) }),
    (
      "a NUL byte", ["xml.nul"],
      { Array(try original().replacing("Everything", with: "Every\u{0}thing").utf8) }
    ),
    ("a NUL byte after the end", ["xml.nul"], { Array(try original().utf8) + [0] }),
    (
      "another namespace", ["xml.namespace"],
      { Array(try original().replacing("ns/evidence/1", with: "ns/evidence/9").utf8) }
    ),
    (
      "no namespace", ["xml.namespace"],
      { Array(try original().replacing(" xmlns=\"https://proofmark.example/ns/evidence/1\"", with: "").utf8) }
    ),
    (
      "a velocity that is not a number", ["report.number"],
      {
        Array(
          try original().replacing(#/velocity="\d+\.\d"/#, with: "velocity=\"NaN\"", maxReplacements: 1).utf8)
      }
    ),
    (
      "an infinite velocity", ["report.number"],
      {
        Array(
          try original().replacing(#/velocity="\d+\.\d"/#, with: "velocity=\"INF\"", maxReplacements: 1).utf8)
      }
    ),
    (
      "a velocity of 1e400", ["report.number.exponent"],
      {
        Array(
          try original().replacing(#/velocity="\d+\.\d"/#, with: "velocity=\"1e400\"", maxReplacements: 1)
            .utf8)
      }
    ),
    (
      "a decimal comma", ["report.number"],
      {
        Array(
          try original().replacing(#/velocity="(\d+)\.\d"/#, with: "velocity=\"878,4\"", maxReplacements: 1)
            .utf8)
      }
    ),
    (
      "duplicate shot numbers", ["report.observation.duplicate"],
      {
        Array(
          try original().replacing("<observation n=\"2\"", with: "<observation n=\"1\"", maxReplacements: 1)
            .utf8)
      }
    ),
    (
      "duplicate shot numbers, one between spaces", ["report.observation.duplicate"],
      {
        Array(
          try original().replacing("<observation n=\"2\"", with: "<observation n=\" 1 \"", maxReplacements: 1)
            .utf8)
      }
    ),
    ("nothing at all", ["xml.empty"], { [] }),
    ("no XML", ["xml.malformed", "xml.empty"], { Array("PK\u{3}\u{4} this is a spreadsheet".utf8) }),
  ]

  @Test(
    "each is refused by check and by import, in bounded time and memory", arguments: documents.map(\.name))
  func refused(name: String) throws {
    let entry = try #require(Self.documents.first { $0.name == name })
    let place = try Workplace(hasExamples: true)
    try place.file("bad.xml", try entry.text())
    let before = try place.dump()
    let check = try place.run("check", "bad.xml", seconds: 60)
    let taken = try place.run("import", "bad.xml", seconds: 60)
    for run in [check, taken] {
      #expect(run.code == 3)
      #expect(entry.codes.contains { run.errors.contains("[\($0)]") }, "\(run.errors.prefix(500))")
      #expect(run.errors.contains("bad.xml"))
      #expect(run.errors.utf8.count < 60_000)
      // What a program is started from counts as its own until it runs.
      #expect(run.peakMemory < max(400_000_000, Program.ownPeakMemory + 1))
      #expect(!run.errors.contains("root:"), "nothing of another file is shown")
    }
    #expect(taken.output.contains("0 imported (0.0 MB), 0 unchanged, 1 refused; 0 models judged."))
    // What is recognisably a report is kept apart; nothing else is touched.
    #expect(try place.dump().filter { !$0.hasPrefix("quarantine: ") } == before)
  }

  @Test("the rest of a batch goes on around bad documents")
  func batch() throws {
    let place = try Workplace()
    for (index, entry) in Self.documents.enumerated() where !entry.name.contains("MB") {
      try place.file("in/\(index).xml", try entry.text())
    }
    for (index, kind) in ["suppliers", "laboratories"].enumerated() {
      try FileManager.default.copyItem(
        atPath: "\(Workplace.examplesFolder)/\(kind)", toPath: "\(place.folder)/in/good\(index)")
    }
    let report = try place.run("import", "in", "--format", "json").json()
    #expect(report["imported"] as? Int == 12)
    #expect(report["refused"] as? Int == Self.documents.count - 2)
  }
}
