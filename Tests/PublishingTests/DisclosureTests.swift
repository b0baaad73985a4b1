import Conformity
import Foundation
import Testing

@testable import Publishing

@Suite("How much evidence is public")
struct DisclosureTests {
  /// A site with a model for each way that evidence could show through: perforated, too deep, saved by the bound,
  /// too near the edge, without a fit, incomplete.
  private func site(_ setting: EvidenceSetting) throws -> SampleSite {
    var site = try SampleSite()
    site.setting = setting
    let signature = "7391"
    let samples = [
      SampleReport(designation: "FX-1", signature: signature),
      SampleReport(designation: "FX-2", depth: 36, deepShot: "46.17391", signature: signature),
      SampleReport(designation: "FX-3", deepShot: "50.17391", signature: signature),
      SampleReport(designation: "FX-4", perforates: true, signature: signature),
      SampleReport(designation: "FX-5", edge: "12.57391", signature: signature),
      SampleReport(designation: "FX-6", isSeparated: true, signature: signature),
      SampleReport(designation: "FX-7", isShort: true, signature: signature),
    ]
    for var sample in samples {
      sample.hasPositions = true
      try site.add(sample)
    }
    #expect(Set(site.models.map(\.row.verdict)) == Set(Verdict.allCases))
    return site
  }

  /// Everything in a determination that was measured, counted or computed, or says where it stands.
  private func secrets(of determination: Determination) -> Set<String> {
    var texts: [String] = []
    func gather(_ result: RuleResult) {
      texts += [result.measured, result.margin, result.reason].compactMap { $0 }
      texts +=
        result.statistics.map(\.value)
        + result.observations.flatMap { [$0.value, $0.specimen, ":\($0.line)", "line \($0.line)"] }
      result.children.forEach(gather)
    }
    for group in determination.findings.flatMap(\.groups) {
      texts +=
        group.gaps
        + group.leftOut.flatMap { [$0.reason, $0.observation.specimen, "line \($0.observation.line)"] }
      texts += ["\(group.counted) counted", "\(group.counted) shots", "n = \(group.counted)"]
      gather(group.result)
    }
    // Numbers with decimals on their own as well: a sentence could be told in other words.
    let numbers = texts.flatMap { $0.matches(of: #/[0-9]+\.[0-9]+/#).map { String($0.output) } }
    // Outcomes of checks ("conforms") and bare small numbers are words of the standard, too.
    return Set(texts + numbers).filter { text in
      text.count > 3 && text.contains(where: \.isNumber)
    }
  }

  @Test("with `verdict`, nothing measured is in any published file")
  func verdict() throws {
    let site = try site(.verdict)
    let files = try Fixture.opened(site.published())
    for kind in [
      "models/", "list/", "suppliers/", "laboratories/", "index/names", "index/facts", "list.csv",
      "list.xlsx!/xl/worksheets/sheet1.xml", "list.json", "list.xml", "list.sqlite",
      "packs/harrow-fx-3.zip!/harrow-fx-3/determination-public.json",
      "packs/harrow-fx-3.zip!/harrow-fx-3/site/models/",
    ] {
      #expect(files.keys.contains { $0.hasPrefix(kind) }, "\(kind)")
    }
    // What the definition itself says is public; nothing of the evidence is a figure of the definition.
    var empty = site
    empty.removeModels()
    let definition = Data(try empty.published().values.joined().utf8)
    let published = files.mapValues { Data($0.utf8) }
    let hidden = Set(site.models.flatMap { secrets(of: $0.determination) })
    var checked = 0
    for secret in hidden where !Markup.holds(definition, secret) {
      checked += 1
      for (path, text) in published { #expect(!Markup.holds(text, secret), "\(path) shows “\(secret)”") }
    }
    #expect(checked > 200)
    for (path, text) in files {
      #expect(!text.contains("7391"), "\(path) shows a measured value")
      #expect(!text.contains("class=\"plot"), "\(path) shows a picture")
    }
  }

  @Test("with `verdict`, every shot's values and lines stay out, decisive or not")
  func observations() throws {
    let site = try site(.verdict)
    let pages = try site.published().filter { $0.key.hasPrefix("models/") }.values.joined()
    for (_, report, _) in site.models {
      for specimen in report.specimens {
        #expect(!pages.contains(specimen.id) && !pages.contains(">\(specimen.serial)<"))
      }
    }
    #expect(!pages.contains("(report ") && !pages.contains(" of the report)"))
  }

  @Test("with `verdict`, outcome, method, laboratory and days are public")
  func whatIsPublic() throws {
    let files = try site(.verdict).published()
    let page = try #require(files["models/harrow-fx-3.html"])
    for text in [
      "Not met", "Backface signature", "Perforation and backface signature test", "Northfield Ballistics",
      "2026-03-02 to 2026-03-13", "clause 7.8.5", "Every shot: backface signature at most 44 mm",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test("with `verdict`, which group or branch decided is not told")
  func structure() throws {
    let disclosed = try site(.verdict).models[2].determination.disclosed(.verdict)
    #expect(disclosed.findings.allSatisfy { $0.groups.isEmpty })
    #expect(disclosed.remarks.isEmpty)
    #expect(disclosed.findings.allSatisfy { $0.otherwise == $0.outcome }, "no nearness to a limit")
    #expect(disclosed.verdict == .notCompliant)
  }

  @Test("with `summary`, extremes and margins are public, observations are not")
  func summary() throws {
    let site = try site(.summary)
    let files = try site.published()
    let page = try #require(files["models/harrow-fx-3.html"])
    #expect(page.contains("50.17391 mm"))
    #expect(page.contains("−6.17391 mm"))
    #expect(page.contains("V50"))
    for (row, report, determination) in site.models {
      let text = Data(try #require(files["models/harrow-\(row.designation.lowercased()).html"]).utf8)
      var extremes: Set<String> = []
      func gather(_ result: RuleResult) {
        if let measured = result.measured { extremes.insert(measured) }
        result.children.forEach(gather)
      }
      determination.findings.flatMap(\.groups).map(\.result).forEach(gather)
      for series in report.series where series.method == "p-bfs" {
        for shot in series.observations {
          for measurement in shot.measurements where measurement.value.description.hasSuffix("7391") {
            let value = measurement.value.description
            if !extremes.contains(where: { $0.hasPrefix(value) }) {
              #expect(!Markup.holds(text, value), "\(value)")
            }
          }
        }
      }
      for specimen in report.specimens { #expect(!Markup.holds(text, specimen.id)) }
      #expect(
        !Markup.holds(text, " of the report)") && !Markup.holds(text, "(report ")
          && !Markup.holds(text, "class=\"plot"))
    }
  }

  @Test("extremes of so few observations that each could be computed stay out of a summary", arguments: 1...4)
  func few(count: Int) throws {
    var determination = try site(.summary).models[0].determination
    let index = try #require(determination.findings.firstIndex { !$0.groups.isEmpty })
    determination.findings[index].groups[0].counted = count
    determination.findings[index].groups[0].result.measured = "43.9 mm"
    let measured = determination.disclosed(.summary).findings[index].groups[0].result.measured
    #expect(measured == (count > 3 ? "43.9 mm" : nil))
  }

  @Test("with `full`, shots, lines and pictures are public")
  func full() throws {
    let site = try site(.full)
    let page = try #require(try site.published()["models/harrow-fx-3.html"])
    #expect(page.contains("50.17391 mm") && page.contains("50.17391 mm (line "))
    #expect(page.matches(of: #/<svg class="plot"/#).count == 3)
    #expect(
      page.matches(of: #/<svg class="plot map"/#).count == site.models[2].report.specimens.count
        && page.contains(">90.27391<"))
    #expect(site.models[2].determination.disclosed(.full) == site.models[2].determination)
  }
}
