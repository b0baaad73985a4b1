import Foundation
import Testing

/// A folder of reports each of which is wrong in one way: every kind of byte that does not belong, every element and
/// attribute left out, doubled, emptied or misnamed. `xmllint` says apart from us which of them break the schema.
@Suite("A folder of mutated documents")
struct MutatedDocumentsTests {
  /// Reports that have every element between them.
  private static let originals = [
    "harrowby-ha-iv-205", "eskmere-es-iii-215", "inverleck-in-lerl-4-219", "fennick-fe-special-141",
  ]

  @Test("none crashes or hangs the program, none that is wrong gets in, and each is told why, with its line")
  func folder() throws {
    let place = try Workplace(hasExamples: true)
    let before = try place.stored()
    var names: Set<String> = []
    for original in MutatedDocumentsTests.originals {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Workplace.report(original))))
      for (index, mutation) in Mutations.all(of: bytes).enumerated() {
        let name = "in/\(original)-\(index) \(mutation.name).xml"
        try place.file(name, mutation.bytes)
        names.insert(name)
      }
    }
    let (valid, invalid) = try place.sorted(names)
    #expect(invalid.count > 400)
    let run = try place.run(["import", "in", "--format", "json"] + MutatedDocumentsTests.options)
    #expect(run.code == 3, "\(run.errors.prefix(2000))")
    let documents = try #require(try run.json()["documents"] as? [[String: Any]])
    var told: Set<String> = []
    for document in documents {
      let file = try #require(document["file"] as? String)
      told.insert(file)
      guard invalid.contains(file) else { continue }
      #expect(document["result"] as? String == "refused", "\(file) got in")
      let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
      let errors = diagnostics.filter { $0["severity"] as? String == "error" }
      #expect(!errors.isEmpty, "\(file)")
      for error in errors {
        #expect(
          (error["code"] as? String)?.isEmpty == false && (error["message"] as? String)?.isEmpty == false)
      }
      #expect(errors.contains { ($0["line"] as? Int ?? 0) > 0 }, "\(file): \(errors)")
    }
    // What the schema allows may get in or be refused for what it says; it is told of all the same, unless it is
    // the original in other bytes.
    #expect(told.isSuperset(of: invalid), "\(invalid.subtracting(told).sorted().prefix(5))")
    #expect(told.isSubset(of: valid.union(invalid)))
    let after = try place.stored()
    let imported = documents.filter { $0["result"] as? String == "imported" }.compactMap {
      $0["sha256"] as? String
    }
    #expect(after == before.union(imported))
    // Once more, and nothing is different.
    let again = try place.run(["import", "in", "--format", "json"] + MutatedDocumentsTests.options)
    #expect(again.code == 3)
    #expect(try place.stored() == after)
  }

  private static let options: [String] = []

  @Test("checked one by one, each is refused with exit code 3 and no signal", arguments: originals)
  func check(original: String) throws {
    let place = try Workplace()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Workplace.report(original))))
    var names: [String] = []
    for (index, mutation) in Mutations.bytes(of: bytes).enumerated() {
      names.append("\(index).xml")
      try place.file("\(index).xml", mutation.bytes)
    }
    let run = try place.run(["check", "--format", "json"] + names)
    #expect(run.code == 3)
    let results = try run.json([[String: Any]].self)
    #expect(results.map { $0["file"] as? String } == names)
    #expect(results.allSatisfy { $0["verdict"] as? String == "refused" })
  }
}

extension Workplace {
  /// The SHA-256 of every document in the registry.
  fileprivate func stored() throws -> Set<String> {
    Set(
      try dump().compactMap { row in
        row.firstMatch(of: #/^documents: .*?sha256:"([0-9a-f]{64})"/#).map { String($0.1) }
      })
  }

  /// Which of the documents keep the schema and which do not, as `xmllint` says.
  fileprivate func sorted(_ names: Set<String>) throws -> (valid: Set<String>, invalid: Set<String>) {
    let lint = Process()
    lint.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
    lint.currentDirectoryURL = URL(fileURLWithPath: folder)
    lint.arguments =
      ["--noout", "--nonet", "--schema", Program.root + "/Registry/evidence.xsd"] + names.sorted()
    let output = Pipe()
    lint.standardError = output
    try lint.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    lint.waitUntilExit()
    var valid: Set<String> = []
    for line in text.split(separator: "\n") where line.hasSuffix(" validates") {
      valid.insert(String(line.dropLast(" validates".count)))
    }
    return (valid.intersection(names), names.subtracting(valid))
  }
}

/// Ways to spoil a document.
private enum Mutations {
  struct Mutation {
    let name: String
    let bytes: [UInt8]
  }

  static func all(of document: [UInt8]) -> [Mutation] { bytes(of: document) + structure(of: document) }

  /// Bytes that belong nowhere: each makes the document something that is not XML.
  static func bytes(of document: [UInt8]) -> [Mutation] {
    let strays: [(String, [UInt8])] =
      [0x00, 0x01, 0x08, 0x0B, 0x0C, 0x0E, 0x1F].map { ("control \($0)", [$0]) }
      + [
        ("continuation", [0x80]), ("lone lead", [0xC3]), ("overlong", [0xC0, 0xAF]),
        ("surrogate", [0xED, 0xA0, 0x80]), ("beyond Unicode", [0xF5, 0x80, 0x80, 0x80]), ("no UTF-8", [0xFF]),
        ("noncharacter", [0xEF, 0xBF, 0xBF]), ("opening bracket", Array("<".utf8)),
        ("ampersand", Array("&".utf8)),
        ("entity", Array("&nobody;".utf8)), ("null reference", Array("&#0;".utf8)),
        ("large reference", Array("&#x110000;".utf8)), ("end of CDATA", Array("]]>".utf8)),
      ]
    let text = String(decoding: document, as: UTF8.self)
    var found: [Mutation] = []
    // In the prose of the remark, and in an attribute; "]]>" may stand in an attribute.
    let places = [("text", "Example document"), ("value", "test engineer")]
    for (place, words) in places {
      guard let range = text.range(of: words) else { continue }
      let index = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      for (name, stray) in strays where !(place == "value" && name == "end of CDATA") {
        found.append(
          Mutation(name: "\(place) \(name)", bytes: Array(document[..<index]) + stray + document[index...]))
      }
    }
    for tenth in 0..<10 {
      found.append(Mutation(name: "cut \(tenth)", bytes: Array(document[..<(document.count * tenth / 10)])))
    }
    found += [
      Mutation(name: "more behind it", bytes: document + Array("<report/>".utf8)),
      Mutation(name: "twice", bytes: document + document),
      Mutation(name: "space before it", bytes: [0x20] + document),
      Mutation(name: "wrong encoding", bytes: replacing("UTF-8", "UTF-16", text)),
      Mutation(name: "unknown encoding", bytes: replacing("UTF-8", "KLINGON", text)),
      Mutation(name: "XML 3", bytes: replacing("version=\"1.0\"", "version=\"3\"", text)),
      Mutation(
        name: "every second byte", bytes: document.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)),
      Mutation(name: "backwards", bytes: document.reversed()),
      Mutation(name: "no quotes", bytes: document.filter { $0 != UInt8(ascii: "\"") }),
    ]
    return found
  }

  private static func replacing(_ text: String, _ other: String, _ document: String) -> [UInt8] {
    guard let range = document.range(of: text) else { return [] }
    return Array(document.replacingCharacters(in: range, with: other).utf8)
  }

  /// Every element and attribute, where it stands first, in every way that a schema can object to.
  static func structure(of document: [UInt8]) -> [Mutation] {
    let text = String(decoding: document, as: UTF8.self)
    var found: [Mutation] = []
    func add(_ name: String, _ range: Range<String.Index>, _ replacement: String) {
      found.append(
        Mutation(name: name, bytes: Array(text.replacingCharacters(in: range, with: replacement).utf8)))
    }
    var seen: Set<String> = []
    for tag in text.matches(of: #/<([a-z-]+)((?:\s+[a-zA-Z-]+="[^"]*")*)\s*(\/?)>/#) {
      let (element, attributes) = (String(tag.1), tag.2)
      guard seen.insert(element).inserted else { continue }
      let isEmpty = !tag.3.isEmpty
      let whole = String(text[tag.range])
      add("\(element) misnamed", tag.range, whole.replacing("<\(element)", with: "<\(element)s"))
      add(
        "\(element) elsewhere", tag.range,
        whole.replacing("<\(element)", with: "<\(element) xmlns=\"urn:other\""))
      add("\(element) with more", tag.range, whole.replacing("<\(element)", with: "<\(element) more=\"yes\""))
      add("\(element) after a stranger", tag.range, "<stranger/>" + whole)
      add("\(element) after words", tag.range, "words" + whole)
      if isEmpty {
        add("\(element) missing", tag.range, "")
        add("\(element) twice", tag.range, whole + whole)
        add("\(element) open", tag.range, whole.replacing("/>", with: ">"))
        add("\(element) full", tag.range, whole.replacing("/>", with: ">words</\(element)>"))
      } else if let end = text.range(of: "</\(element)>", range: tag.range.upperBound..<text.endIndex) {
        let all = tag.range.lowerBound..<end.upperBound
        add("\(element) missing", all, "")
        add("\(element) twice", all, String(text[all] + text[all]))
        add("\(element) emptied", tag.range.upperBound..<end.lowerBound, "")
        add("\(element) open", end, "")
      }
      for attribute in attributes.matches(of: #/\s+([a-zA-Z-]+)="([^"]*)"/#) {
        let name = attribute.1
        add("\(element) \(name) missing", attribute.range, "")
        add("\(element) \(name) twice", attribute.range, String(attribute.0 + attribute.0))
        add("\(element) \(name) misnamed", attribute.range, " \(name)s=\"\(attribute.2)\"")
        for value in ["", " ", "%", "-1", "1e400", "NaN", "2024-02-30", String(repeating: "x", count: 3000)] {
          add("\(element) \(name) \(value.prefix(10))", attribute.range, " \(name)=\"\(value)\"")
        }
      }
    }
    return found
  }
}
