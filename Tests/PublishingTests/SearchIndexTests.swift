import Foundation
import Registry
import Testing

@testable import Publishing

@Suite("The index that the site's script searches")
struct SearchIndexTests {
  private func site(_ rows: [ListRow]) throws -> Site {
    var site = try SampleSite().site
    site.rows = rows
    return site
  }

  private func files(_ site: Site) -> [String: String] {
    let index = SearchIndex(site, map: SiteMap(site), words: ModelWords(site.standards))
    return Dictionary(index.files.map { ($0.path, $0.text()) }) { first, _ in first }
  }

  /// What the script makes of a column.
  private func decoded(_ column: String) throws -> [Int] {
    let match = try #require(column.wholeMatch(of: #/\[([0-9]+),"(.*)"\]/#))
    let width = try #require(Int(match.output.1))
    let digits = match.output.2.utf8.map { Int($0) - 35 - ($0 > 92 ? 1 : 0) }
    return stride(from: 0, to: digits.count, by: width).map { start in
      digits[start..<start + width].reduce(0) { $0 * 91 + $1 }
    }
  }

  @Test("10,000 models, with everything that searching and comparing needs, are under 200 KB")
  func size() throws {
    let sample = try SampleSite()
    var rows = ManyModels.rows(10_000, standard: sample.standard)
    for place in stride(from: 0, to: rows.count, by: 25) {
      rows[place].formerDesignations = ["\(rows[place].designation) OLD"]
    }
    let files = files(try site(rows))
    let names = files.filter { !$0.key.contains("facts") }.values.reduce(0) { $0 + $1.utf8.count }
    let all = files.values.reduce(0) { $0 + $1.utf8.count }
    #expect(names < 130_000, "what typing needs: \(names) bytes")
    #expect(all < 200_000, "all: \(all) bytes")
    #expect(files.count == 4)
  }

  /// Writes the index of a large list over that of a published site: `PROOFMARK_MANY=FOLDER` and this test. The browser
  /// tries the script with it.
  @Test(
    "the index of 10,000 models can be tried in a browser",
    .enabled(if: ProcessInfo.processInfo.environment["PROOFMARK_MANY"] != nil))
  func many() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["PROOFMARK_MANY"])
    let sample = try SampleSite()
    for (path, text) in files(try site(ManyModels.rows(10_000, standard: sample.standard))) {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + path))
    }
  }

  @Test("the script is small, and nothing of it is lost when it is published")
  func script() {
    #expect(SiteScript.published.count < SiteScript.limit, "\(SiteScript.published.count) bytes")
    let text = String(decoding: SiteScript.published, as: UTF8.self)
    #expect(text.hasPrefix("\"use strict\";") && !text.contains("\n ") && !text.contains("/*"))
    for forbidden in ["innerHTML", "eval(", "http:", "document.write"] {
      #expect(!text.replacing("http://www.w3.org/2000/svg", with: "").contains(forbidden))
    }
  }

  @Test(
    "codes of any size come back from a column",
    arguments: [[], [0], [90, 0, 57, 56], [91, 5], [8280, 1], [700_000, 91]])
  func columns(codes: [Int]) throws { #expect(try decoded(SearchIndex.column(codes)) == codes) }

  @Test("names come back from their front coding, whatever they are")
  func names() {
    let names =
      HostileNamesTests.names.sorted() + [
        "a\u{1F600}b", "a\u{1F601}b", "`${x}\\", "", String(repeating: "z", count: 99),
      ]
    var text = SearchIndex.frontCoded(names)
    #expect(text.hasPrefix("`\n") && text.hasSuffix("`"))
    text = String(text.dropFirst().dropLast()).replacing("\\`", with: "`").replacing("\\$", with: "$")
      .replacing("\\\\", with: "\\")
    var previous: [UInt16] = []
    let decoded = text.unicodeScalars.split(separator: "\n").map { line in
      let shared = Int(String(line.prefix(1)), radix: 36) ?? 0
      previous = previous.prefix(shared) + Array(String(line.dropFirst()).utf16)
      return Array(String(decoding: previous, as: UTF16.self).utf8)
    }
    #expect(decoded == names.map { Array(SearchIndex.visible($0).utf8) })
  }

  @Test("an address that the script cannot make of the name is in the index, and only such")
  func addresses() throws {
    var sample = try SampleSite()
    for name in ["FX 1", "fx-1", "Übung", "Plain-7", "Nul"] {
      try sample.add(SampleReport(designation: name))
    }
    let names = try #require(files(sample.site)["index/names-1.js"])
    #expect(names.contains(#"slugs:{"0":"harrow-fx-1-"#) && names.contains(#""2":"harrow-ubung""#))
    #expect(!names.contains("plain-7\"") && !names.contains("harrow-nul"))
  }

  @Test("so is one whose supplier has an identifier that no page may have for its name")
  func reserved() throws {
    var sample = try SampleSite()
    try sample.add(SampleReport(designation: "AB-1"), supplierID: "CON")
    try sample.add(SampleReport(designation: "!!"), supplierID: "aux.h")
    // The script has the supplier's own address to make that of the model of.
    let site = sample.site
    let about = try #require(files(site)["index/about.js"])
    #expect(about.contains("\"x-con\"") && about.contains("\"x-aux.h\""))
    #expect(site.rows.map { SiteMap(site).slug(of: $0) } == ["con-ab-1", "x-aux.h"])
    #expect(try #require(files(site)["index/names-1.js"]).contains(#"slugs:{"0":"con-ab-1"}"#))
  }

  @Test("former designations are in the index, by the place of their model, as pages can show them")
  func former() throws {
    var sample = try SampleSite()
    try sample.add(SampleReport(designation: "FX-1"))
    try sample.add(SampleReport(designation: "FX-2"), formerly: ["FX-9", "a \"quoted\"\nname\u{1}"])
    let names = try #require(files(sample.site)["index/names-1.js"])
    #expect(names.contains(#"former:{"1":["FX-9","a \"quoted\" name\#u{FFFD}"]}"#))
    let without = try #require(files(site(ManyModels.rows(3, standard: sample.standard)))["index/names-1.js"])
    #expect(without.contains("former:{}"))
  }

  @Test("an index without a model is one, too")
  func empty() throws {
    let files = files(try site([]))
    #expect(files.keys.sorted() == ["index/about.js", "index/words.js"])
  }
}
