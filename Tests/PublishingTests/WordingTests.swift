import Foundation
import Registry
import Testing

@testable import Publishing

@Suite("The texts of the pages, in one file")
struct WordingTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/Publishing")

  /// The names that the sources and templates ask for.
  private static func asked() throws -> Set<String> {
    var names: Set<String> = Set(DocumentKind.allCases.map { "document." + $0.rawValue })
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/say\(\s*"([a-z][^"\\]*[^."\\])"/#) {
        names.insert(String(match.output.1))
      }
      for match in text.matches(of: #/(?:: TextName = |RepeatedText\()"([^"\\]+)"/#) {
        names.insert(String(match.output.1))
      }
      for match in text.matches(of: #/"(counted\.[^"\\]+)"/#) {
        names.formUnion([match.output.1 + ".one", match.output.1 + ".other"].map { String($0) })
      }
    }
    for (_, bytes) in Templates.sources {
      for (name, _) in try Template.needs(of: String(decoding: bytes, as: UTF8.self))
      where name.hasPrefix(Wording.pagePrefix) {
        names.insert(name)
      }
    }
    return names.union(Texts.scriptNames.map { "script." + Texts.hyphenated($0) })
  }

  @Test("each text is asked for, and each that is asked for is there")
  func complete() throws {
    let asked = try Self.asked()
    #expect(asked.count > 700)
    #expect(asked.subtracting(Wording.names).sorted() == [])
    #expect(Set(Wording.names).subtracting(asked).sorted() == [])
  }

  /// The names of the values that stand behind a text's name, in `, ["a": x, "b": y]`; none where no list follows.
  private static func values(behind text: Substring) -> [String] {
    guard let list = text.prefixMatch(of: #/,\s*\[/#) else { return [] }
    var (depth, rest, names) = (1, text[list.range.upperBound...], [String]())
    while depth > 0, let first = rest.first {
      if depth == 1, let name = rest.prefixMatch(of: #/"([A-Za-z0-9]+)":/#) {
        names.append(String(name.output.1))
        rest = rest[name.range.upperBound...]
        continue
      }
      if "[(".contains(first) { depth += 1 }
      if "])".contains(first) { depth -= 1 }
      rest = rest.dropFirst()
    }
    return names
  }

  @Test("whoever says a text gives it just the values that it has places for")
  func values() throws {
    var count = 0
    let files = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/say\(\s*"([a-z][^"\\]*[^."\\])"/#) {
        let name = String(match.output.1)
        let source = try #require(Wording.english.source(of: name), "\(name)")
        let places = source.matches(of: #/\{\{(.*?)\}\}/#).map { String($0.output.1) }
        #expect(Set(Self.values(behind: text[match.range.upperBound...])) == Set(places), "\(name)")
        count += places.isEmpty ? 0 : 1
      }
    }
    #expect(count > 100)
  }

  @Test(
    "templates have no words of their own, but for commands to type", arguments: Templates.sources.map(\.0))
  func wordless(name: String) throws {
    let bytes = try #require(Templates.sources.first { $0.0 == name }).1
    var text = String(decoding: bytes, as: UTF8.self)
    for match in text.matches(of: #/(?:aria-label|data-label|placeholder|alt| title)="([^"]*)"/#) {
      #expect(
        !match.output.1.replacing(#/\{\{.*?\}\}/#, with: "").contains(#/[A-Za-z]{2}/#), "\(match.output.0)")
    }
    for marks in [#/(?s)<pre.*?<\/pre>/#, #/(?s)\{\{.*?\}\}/#, #/(?s)<[^>]*>/#] {
      text = text.replacing(marks, with: "")
    }
    #expect(
      !text.contains(#/[A-Za-z]{2}/#),
      "\(text.split(separator: "\n").filter { $0.contains(#/[A-Za-z]{2}/#) })")
  }

  @Test("the style neither knows cells by what they are called in English nor says anything itself")
  func style() throws {
    let style = try String(
      contentsOf: Self.sources.appendingPathComponent("Assets/style.css"), encoding: .utf8)
    #expect(style.contains("data-label"))
    for match in style.matches(of: #/(?:data-label|aria-label|title)="[^"]*"|content: "([^"]*)"/#) {
      #expect(match.output.1.map { !$0.contains(#/[A-Za-z]{2}/#) } == true, "\(match.output.0)")
    }
  }

  /// Every text of the catalogue with other letters, so that no word of English is left in it.
  private static var translation: [String: String] {
    Dictionary(
      uniqueKeysWithValues: Wording.names.map { name in
        let text = Wording.english.source(of: name) ?? ""
        let marks = #/\{\{\{.*?\}\}\}|\{\{.*?\}\}|<(?:\{\{.*?\}\}|[^<>])*>|&[a-z]+;/#
        var (said, rest) = ("", text[...])
        while let match = rest.firstMatch(of: marks) {
          said += foreign(rest[..<match.range.lowerBound]) + match.output
          rest = rest[match.range.upperBound...]
        }
        return (name, name == "page.language" ? "qaa" : said + foreign(rest))
      })
  }

  private static func foreign(_ text: Substring) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          // Mathematical sans-serif letters: still words, and none of them ASCII.
          switch scalar {
          case "a"..."z": Unicode.Scalar(0x1D5BA + scalar.value - 0x61) ?? scalar
          case "A"..."Z": Unicode.Scalar(0x1D5A0 + scalar.value - 0x41) ?? scalar
          default: scalar
          }
        }))
  }

  @Test(
    "a translation is one file: none of the English texts is left on any page, picture or feed, or in a pack")
  func translated() throws {
    let translation = Self.translation
    for (name, text) in translation { #expect(Wording.fault(of: text, as: name) == nil, "\(name): \(text)") }
    var sample = try SampleSite()
    try sample.add(SampleReport())
    var failed = SampleReport()
    (failed.designation, failed.deepShot, failed.perforates) = ("FX-2", "60.0", true)
    try sample.add(failed)
    let (english, plain) = (sample.site, try sample.published())
    var site = english
    site.look = Look(
      templates: [:], style: nil, moreStyle: nil, texts: SiteTexts(),
      wording: Wording(changing: translation), assets: [])
    let own = try Fixture.withFolder { folder in
      let writer = try SiteFolder(folder + "/site")
      try site.write(to: writer) { _, _ in }
      try writer.publish()
      return try Fixture.files(of: folder + "/site")
    }
    #expect(Set(own.keys) == Set(plain.keys))
    // What stands between what is filled in, where it is long enough to be no accident.
    let phrases = Set(
      Wording.names.filter { $0 != "page.language" }
        .flatMap { name -> [String] in
          let text = Wording.english.source(of: name) ?? ""
          return text.replacing(#/\{\{.*?\}\}|<(?:\{\{.*?\}\}|[^<>])*>|&[a-z]+;/#, with: "\n").split(
            separator: "\n"
          )
          .map(String.init)
        }
        .filter {
          $0.count { $0.isASCII && $0.isLetter } >= 20 && $0.contains(" ") && !$0.hasPrefix("proofmark ")
        })
    #expect(phrases.count > 250)
    let opened = try Fixture.opened(own)
    #expect(opened.keys.contains { $0.hasSuffix("/README.txt") })
    for (path, text) in opened
    where ["html", "atom", "js"].contains(path.split(separator: ".").last.map(String.init))
      || path.hasSuffix("/README.txt")
    {
      let left = phrases.filter { text.contains($0) }
      #expect(left == [], "\(path)")
      if path.hasSuffix(".html") { #expect(text.contains("<html lang=\"qaa\">"), "\(path)") }
      if path.hasSuffix(".atom") { #expect(text.contains("xml:lang=\"qaa\""), "\(path)") }
    }
    // The test would notice: English has these phrases.
    let known = phrases.filter { phrase in plain.values.contains { $0.contains(phrase) } }
    #expect(known.count > 150)
  }
}
