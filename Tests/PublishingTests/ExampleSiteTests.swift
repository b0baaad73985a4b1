import Evidence
import Foundation
import Registry
import Testing

@testable import Publishing

/// The example registry, imported once and published under every setting of its programme.
private enum ExampleSite {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct Publications: Sendable {
    /// By what the programme says; an empty text is a registry without a programme.
    var files: [String: [String: String]] = [:]
    /// The same folder, first with the pages of models that are not compliant, then without.
    var afterSwitchingOff: [String: String] = [:]
    var again: [String: String] = [:]
  }

  static let publications = Result { try publish() }

  private static func publish() throws -> Publications {
    try Fixture.withFolder { folder in
      let database = try RegistryDatabase.open(path: folder + "/registry.sqlite", mode: .create)
      var publications = Publications()
      func importing(_ sources: [ImportSource]) throws {
        let summary = try Importer(into: database) { Moment(milliseconds: 1_795_000_000_000) }
          .run(sources) { _ in }
        #expect(summary.refused == 0)
      }
      func publish(to name: String) throws -> [String: String] {
        _ = try SitePublisher(snapshot: try database.snapshot()).publish(to: folder + "/" + name)
        return try Fixture.files(of: folder + "/" + name)
      }
      // Before the programme speaks of its evidence, there is one that sets its policies only.
      try importing(
        try [programme("")] + documents("Standards") + documents("Registry/examples"))
      publications.files[""] = try publish(to: "default")
      for (setting, others) in [
        ("verdict", "yes"), ("verdict", "no"), ("summary", "yes"), ("full", "yes"), ("full", "no"),
      ] {
        let attributes = "evidence=\"\(setting)\" publishes-not-compliant=\"\(others)\""
        try importing([try programme(attributes)])
        publications.files["\(setting) \(others)"] = try publish(to: setting)
      }
      publications.afterSwitchingOff = try Fixture.files(of: folder + "/full")
      publications.again = try publish(to: "again")
      return publications
    }
  }

  private static func documents(_ folder: String) throws -> [ImportSource] {
    let top = root.appendingPathComponent(folder).path
    return try FileManager.default.subpathsOfDirectory(atPath: top).sorted().filter { $0.hasSuffix(".xml") }
      .map { ImportSource(file: top + "/" + $0) }
  }

  private static func programme(_ attributes: String) throws -> ImportSource {
    let text = try String(contentsOf: root.appendingPathComponent("Registry/programme.xml"), encoding: .utf8)
    let recorded = "evidence=\"full\" publishes-not-compliant=\"no\""
    #expect(text.contains(recorded))
    return ImportSource(
      path: "programme.xml", bytes: Array(text.replacing(recorded, with: attributes).utf8))
  }

  /// Every example report, by the name of its file.
  static func reports() throws -> [Report] {
    try documents("Registry/examples/reports").compactMap { source in
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: source.path)))
      return ReportReader.read(.bytes(bytes), file: source.path).report
    }
  }
}

@Suite("The example registry, published")
struct ExampleSiteTests {
  private func files(_ setting: String) throws -> [String: String] {
    try #require(try ExampleSite.publications.get().files[setting])
  }

  private func pages(_ files: [String: String], in folder: String = "") -> [String: String] {
    files.filter { $0.key.hasPrefix(folder) && $0.key.hasSuffix(".html") }
  }

  @Test("the programme's default is to publish outcomes only")
  func byDefault() throws {
    let files = try files("")
    #expect(try #require(files["index.html"]).contains(Texts.settingSentence(.verdict)))
    #expect(
      files.filter { $0.key.hasPrefix("models/") }.values.allSatisfy { !$0.contains("measured <strong>") })
  }

  @Test(
    "with `verdict` no number is in any file but those that the definition states", arguments: ["yes", "no"])
  func verdict(others: String) throws {
    let files = try Fixture.opened(files("verdict \(others)"))
    let stated = Markup.decimals(in: pages(files, in: "standards/").values.joined())
    let looks = ["style.css", "site.js", "SHA256SUMS"]
    for path in ["changes/index.atom", "suppliers/aldermark.atom", "notices/index.atom", "log/1.json"] {
      #expect(files[path] != nil, "\(path)")
    }
    #expect(files.keys.contains { $0.contains(".zip!/") && $0.hasSuffix("/determination-public.json") })
    for (path, text) in files where !looks.contains((path as NSString).lastPathComponent) {
      // The definition says of itself what it says.
      if path.contains(".zip!/"), path.contains("/definition-") || path.contains("/imported-") { continue }
      // Of a workbook's parts, what stands in cells; the rest is how they look.
      let content =
        path.contains(".xlsx!/")
        ? text.matches(of: #/<[tv][^>]*>([^<]*)</#).map { String($0.output.1) }.joined(separator: "\n") : text
      // When something was recorded is no measurement.
      let said = content.replacing(#/T[0-9:]{8}\.[0-9]{3}Z/#, with: "").replacing(
        "<?xml version=\"1.0\"", with: "")
      let surplus = Markup.decimals(in: said).subtracting(stated)
      #expect(surplus.isEmpty, "\(path): \(surplus.sorted())")
      // A standard names its weapons, such as the blade S1, as laboratories name specimens.
      let own = content.replacing("blade S1", with: "blade")
      #expect(path.hasPrefix("standards/") || !Markup.namesSpecimen(own), "\(path) names a specimen")
      for word in ["class=\"plot\"", " counted</span>", " of the report)"] {
        #expect(!Markup.holds(Data(text.utf8), word), "\(path)")
      }
    }
  }

  @Test("every page says each of its days; a notice says its own and not the day of the list")
  func days() throws {
    let files = try files("full yes")
    for (path, page) in pages(files) {
      #expect(!page.contains("datetime=\"\""), "\(path) has a day that is empty")
    }
    let notices = pages(files, in: "notices/").filter { $0.key != "notices/index.html" }
    #expect(notices.count >= 2)
    for (path, page) in notices {
      #expect(page.contains(#/<dt>Day</dt><dd><time datetime="\d{4}-\d\d-\d\d">/#), "\(path)")
      #expect(!page.contains("As of <time"), "\(path) says the day of the list")
    }
  }

  @Test("with `summary` extremes and margins are public, and no shot, line or picture is")
  func summary() throws {
    let files = try files("summary yes")
    let models = pages(files, in: "models/")
    #expect(models.values.contains { $0.contains("margin <strong>") && $0.contains("V50 <strong>") })
    for (path, text) in models {
      // A standard names its weapons, such as the blade S1, as laboratories name specimens.
      let own = text.replacing("blade S1", with: "blade")
      #expect(path.hasPrefix("standards/") || !Markup.namesSpecimen(own), "\(path) names a specimen")
      #expect(!text.contains("class=\"plot\"") && !text.contains(" of the report)"), "\(path)")
    }
    // What stands in an element of its own before the unit: extremes do, and so would a single shot.
    let shown = Set(
      models.values.flatMap { page in
        page.components(separatedBy: " m/s<").dropLast().map { piece in
          String(decoding: piece.utf8.reversed().prefix { $0 != UInt8(ascii: ">") }.reversed(), as: UTF8.self)
        }
      })
    var checked = 0
    for report in try ExampleSite.reports() {
      let velocity = report.measures.firstIndex { $0.quantity == "velocity" }
      for shot in report.series.filter({ $0.method == "ballistic-limit" }).flatMap(\.observations) {
        guard let value = velocity.flatMap(shot.value) else { continue }
        checked += 1
        #expect(!shown.contains("\(value)"), "\(report.id) shot \(shot.number)")
      }
    }
    #expect(checked > 5000)
  }

  @Test("with `full` shots, lines and pictures are public")
  func full() throws {
    let page = try #require(try files("full yes")["models/dunholt-du-ii-111-depth-beyond-cap.html"])
    #expect(page.contains("Shot 1 of S1: 50.1 mm (line 251 of the report)"))
    #expect(page.matches(of: #/<svg class="plot"/#).count == 5)
  }

  @Test("whether a model that is not compliant has a page is a switch, and none of them is ever on the list")
  func notCompliant() throws {
    for setting in ["verdict", "full"] {
      let off = pages(try files("\(setting) no"), in: "models/")
      let on = pages(try files("\(setting) yes"), in: "models/")
      // One more than there are models: a former designation leads on.
      #expect(off.count == 20 && on.count == 67)
      #expect(off.values.allSatisfy { !$0.contains("NOT COMPLIANT") && !$0.contains("NOT DECIDED") })
      for list in ["list/index.html", "list/level-type-iia.html"] {
        let text = try #require(try files("\(setting) yes")[list])
        for path in on.keys where off[path] == nil { #expect(!text.contains(path), "\(list): \(path)") }
      }
    }
    #expect(pages(try files(""), in: "models/").count == 20)
  }

  @Test("every page says that it is an example, under every setting")
  func invented() throws {
    for (setting, files) in try ExampleSite.publications.get().files {
      for (path, text) in pages(files) {
        #expect(text.contains("on this site is invented."), "\(setting): \(path)")
      }
    }
  }

  @Test("what the field told is in no file, whatever the setting: not in feeds, exports, databases or packs")
  func fieldReports() throws {
    for setting in ["verdict yes", "full yes"] {
      for (path, text) in try Fixture.opened(files(setting)) {
        let data = Data(text.utf8)
        for told in ["FR-2025-0", "A round came through"] {
          #expect(!Markup.holds(data, told), "\(setting): \(path)")
        }
      }
    }
  }

  @Test("every page is well formed")
  func markup() throws {
    for (path, text) in pages(try files("full yes")) {
      #expect(Markup.fault(in: text) == nil, "\(path): \(Markup.fault(in: text) ?? "")")
    }
  }

  @Test("what is no longer public is gone, and another publication is the same bytes")
  func replaced() throws {
    let publications = try ExampleSite.publications.get()
    #expect(publications.afterSwitchingOff == publications.files["full no"])
    #expect(publications.afterSwitchingOff == publications.again)
  }
}
