import Conformity
import Foundation
import Testing

@testable import Publishing

@Suite("Hostile names")
struct HostileNamesTests {
  /// The browser is tried with the same ones, as far as documents can hold them.
  static let names =
    (try? JSONDecoder().decode([String].self, from: Data(Fixture.bytes("hostile-names.json")))) ?? []

  @Test("there are names to try")
  func some() { #expect(HostileNamesTests.names.count > 20) }

  /// The published files, made once.
  private static let published = Result {
    var site = try SampleSite()
    for name in names { try site.add(SampleReport(designation: name), supplier: name, supplierID: name) }
    site.title = "<i>Register</i> & \"Co\""
    return try site.published()
  }

  private func files() throws -> [String: String] { try Self.published.get() }

  @Test("each name has a page of its own, directly in its folder")
  func pages() throws {
    let files = try files()
    let models = files.keys.filter { $0.hasPrefix("models/") }
    #expect(models.count == Self.names.count)
    for path in models {
      #expect(path.wholeMatch(of: #/models/[a-z0-9]+([-.][a-z0-9]+)*\.html/#) != nil, "\(path)")
    }
    // A page and a feed for each, and the page of them all.
    #expect(files.keys.count { $0.hasPrefix("suppliers/") } == 2 * Self.names.count + 1)
    for path in files.keys {
      #expect(
        path.wholeMatch(
          of:
            #/([a-z]+\/)?([a-z0-9]+([-.]{1,2}[a-z0-9]+)*\.(html|css|js|csv|json|xlsx|xml|sqlite|xsd|zip|atom)|SHA256SUMS)/#
        ) != nil,
        "\(path)")
    }
  }

  @Test("markup in names stays text")
  func markup() throws {
    for (path, text) in try files() where path.hasSuffix(".html") {
      #expect(Markup.fault(in: text) == nil, "\(path): \(Markup.fault(in: text) ?? "")")
      #expect(
        text.matches(of: #/<script/#).count == 1 && !text.contains("<i>Register") && !text.contains("<!--"))
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }

  @Test("the pages differ in nothing but the text shown")
  func sameShape() throws {
    let files = try files()
    for folder in ["models/", "suppliers/"] {
      let pages = files.filter {
        $0.key.hasPrefix(folder) && $0.key.hasSuffix(".html") && !$0.key.hasSuffix("index.html")
      }
      #expect(Set(pages.map { Markup.tags(in: $0.value).count }).count == 1, "\(folder)")
    }
  }

  @Test("template syntax in a name is not run")
  func templates() throws {
    let index = try #require(try files()["list/index.html"])
    #expect(index.contains("{{site.title}} {{{model}}}"))
  }

  @Test("names that could turn a line around are isolated")
  func bidirectional() throws {
    let index = try #require(try files()["list/index.html"])
    #expect(index.contains("<bdi>\u{202E}gpj.exe</bdi>"))
  }

  @Test("the downloads are guarded as well")
  func downloads() throws {
    let files = try files()
    let csv = try #require(files["list.csv"])
    for line in csv.split(separator: "\r\n") { #expect(!line.hasPrefix("=") && !line.contains(",=")) }
    struct Member: Decodable { var designation: String }
    struct List: Decodable { var models: [Member] }
    let json = try JSONDecoder().decode(List.self, from: Data(try #require(files["list.json"]).utf8))
    #expect(json.models.map { Array($0.designation.utf8) } == Self.names.map { Array($0.utf8) })
  }

  @Test("text for a terminal shows them harmlessly")
  func terminal() throws {
    var site = try SampleSite()
    let determination = try site.add(SampleReport(designation: "\u{1B}[2J\u{202E}x\u{7}"))
    for style in [TextStyle.plain, .color] {
      let text = DeterminationText(style: style).summary(of: determination)
      #expect(
        !text.contains("\u{1B}[2J") && !text.unicodeScalars.contains("\u{202E}")
          && !text.unicodeScalars.contains("\u{7}"))
    }
  }
}
