import Conformity
import Testing

@testable import Publishing

@Suite("Pages")
struct SitePagesTests {
  private func mixed() throws -> SampleSite {
    var site = try SampleSite()
    try site.add(SampleReport(designation: "FX-1"))
    try site.add(SampleReport(designation: "FX-3", deepShot: "50.1"))
    try site.add(SampleReport(designation: "FX-5", edge: "12.5"))
    return site
  }

  @Test("pages are what was recorded")
  func golden() throws {
    let files = try mixed().published()
    try expectGolden(try #require(files["index.html"]), "index.golden.html")
    try expectGolden(try #require(files["list/index.html"]), "list.golden.html")
    try expectGolden(try #require(files["standards/field-1.0.html"]), "standard.golden.html")
    try expectGolden(try #require(files["models/harrow-fx-3.html"]), "model-full.golden.html")
    var verdict = try mixed()
    verdict.setting = .verdict
    try expectGolden(
      try #require(try verdict.published()["models/harrow-fx-3.html"]), "model-verdict.golden.html")
  }

  @Test("two publications of the same content are the same bytes")
  func deterministic() throws {
    #expect(try mixed().published() == mixed().published())
  }

  @Test("only listed models are on the list and in its downloads")
  func onlyCompliant() throws {
    let files = try Fixture.opened(mixed().published())
    for path in [
      "list/index.html", "list/level-type-iia.html", "list.csv", "list.json", "list.xml", "list.sqlite",
      "list.xlsx!/xl/worksheets/sheet1.xml",
    ] {
      let text = try #require(files[path])
      #expect(text.contains("FX-1") && !text.contains("FX-3") && !text.contains("FX-5"), "\(path)")
    }
  }

  @Test("the page of a model that is not compliant says so in words, in its title and its heading")
  func unmistakable() throws {
    let files = try mixed().published()
    let failing = try #require(files["models/harrow-fx-3.html"])
    #expect(failing.contains("<title>FX-3: NOT DECIDED – "))
    #expect(failing.contains("<h2 id=\"verdict\">The evidence: NOT COMPLIANT</h2>"))
    #expect(failing.contains("Nobody has decided on this model: it is NOT on the list."))
    let open = try #require(files["models/harrow-fx-5.html"])
    #expect(open.contains("<h2 id=\"verdict\">The evidence: NOT DETERMINED</h2>"))
    #expect(open.contains("Missing evidence is never a pass."))
  }

  @Test("every link and every reference within the site leads somewhere, and none leaves the folder")
  func links() throws {
    let files = try mixed().published()
    for (path, text) in files where path.hasSuffix(".html") {
      let identifiers = Set(text.matches(of: #/ id="([^"]*)"/#).map(\.output.1))
      #expect(identifiers.count == text.matches(of: #/ id="[^"]*"/#).count, "\(path) uses an id twice")
      for match in text.matches(of: #/ (?:href|src)="([^"]*)"/#) {
        let target = String(match.output.1)
        if target.hasPrefix("https://example.org/") || target.contains("compare.html?m=") { continue }
        #expect(!target.contains(":") && !target.hasPrefix("/"), "\(path) links \(target)")
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = path.split(separator: "/").dropLast()
        let file = parts[0].isEmpty ? path : resolve(String(parts[0]), in: folder.map(String.init))
        let page = try #require(files[file], "\(path) links \(target)")
        if parts.count == 2 { #expect(page.contains(" id=\"\(parts[1])\""), "\(path) links \(target)") }
      }
      for match in text.matches(of: #/aria-labelledby="([^"]*)"/#) {
        for id in match.output.1.split(separator: " ") { #expect(identifiers.contains(id), "\(path): \(id)") }
      }
    }
  }

  private func resolve(_ target: String, in folder: [String]) -> String {
    var parts = folder
    for part in target.split(separator: "/") {
      if part == ".." { parts.removeLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  @Test(
    "tags are balanced on every page, and there is no script but the site's own, no style attribute and no handler"
  )
  func markup() throws {
    for (path, text) in try mixed().published() where path.hasSuffix(".html") {
      #expect(Markup.fault(in: text) == nil, "\(path): \(Markup.fault(in: text) ?? "")")
      let root = path.contains("/") ? "../" : ""
      #expect(
        text.matches(of: #/<script/#).count == 1
          && text.contains("<script src=\"\(root)site.js\" defer></script>"))
      #expect(text.contains("default-src 'none'; style-src 'self'; script-src 'self'"))
      #expect(!text.contains(" style=") && !text.contains(" on" + "click"))
      #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    }
  }

  @Test("an address that is no web address is text, never a link")
  func addresses() throws {
    let page = try #require(try mixed().published()["standards/field-1.0.html"])
    #expect(page.contains("javascript:alert(1)") && !page.contains("href=\"javascript:"))
  }

  @Test("a draft lists nothing, whatever it finds")
  func draft() throws {
    var site = try SampleSite(adopted: false)
    try site.add(SampleReport(designation: "FX-1"))
    #expect(site.models[0].row.verdict == .compliant)
    let files = try site.published()
    #expect(try #require(files["index.html"]).contains("No model is on the list."))
    #expect(try #require(files["list.json"]).contains("\"models\": []"))
  }

  @Test("an adopted definition and a draft are told apart")
  func standing() throws {
    var draft = try SampleSite(adopted: false)
    try draft.add(SampleReport(designation: "FX-1"))
    let files = try draft.published()
    let drafted = try #require(files["models/harrow-fx-1.html"])
    #expect(drafted.contains("A determination by a draft decides nothing."))
    #expect(drafted.contains("Nobody has decided on this model: it is NOT on the list."))
    let adopted = try #require(try mixed().published()["models/harrow-fx-1.html"])
    #expect(adopted.contains("Adopted on 2025-03-01 by the programme&#39;s technical lead"))
    #expect(!adopted.contains("A determination by a draft"))
  }

  @Test("figures that nobody verified are named where they are used")
  func unverified() throws {
    let page = try #require(try mixed().published()["models/harrow-fx-1.html"])
    #expect(page.contains("nobody has verified against the standard&#39;s text"))
    #expect(page.contains("Figures that are not verified"))
    #expect(page.contains("</span> 5 points not verified against the standard&#39;s text</summary>"))
  }

  @Test("an empty register is a site, too")
  func empty() throws {
    let files = try SampleSite().published()
    #expect(try #require(files["index.html"]).contains("No model is on the list."))
    #expect(try #require(files["list.json"]).contains("\"models\": []"))
  }
}
