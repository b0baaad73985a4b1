import Conformity
import Testing

@testable import Publishing

@Suite("Why a model is not on the list, at the top of its page")
struct VerdictReasonsTests {
  private struct Reasons {
    var title: String
    var findings: [(title: String, anchor: String, reasons: [String])]
  }

  private func reasons(_ sample: SampleReport, _ setting: EvidenceSetting = .full) throws -> Reasons? {
    var site = try SampleSite()
    let determination = try site.add(sample).disclosed(setting)
    guard let context = VerdictReasons(standard: site.standard, determination: determination).context else {
      return nil
    }
    let findings = try #require(context["findings"] as? [Context])
    return Reasons(
      title: try #require(context["title"] as? String),
      findings: try findings.map {
        (
          try #require($0["title"] as? String), try #require($0["anchor"] as? String),
          try #require($0["reasons"] as? [String])
        )
      })
  }

  @Test("a compliant model needs none")
  func compliant() throws {
    let reasons = try reasons(SampleReport(designation: "FX-1"))
    #expect(reasons == nil)
  }

  @Test("a requirement that is not met is named with the limit and what was found")
  func notMet() throws {
    let reasons = try #require(try reasons(SampleReport(designation: "FX-3", deepShot: "50.1")))
    #expect(reasons.title == "The requirement that is not met")
    #expect(reasons.findings.map(\.title) == ["Backface signature"])
    let text = try #require(reasons.findings.first?.reasons.first)
    #expect(text.contains("backface signature at most 44 mm – found: 50.1 mm"))
    #expect(text.contains("backface signature at most 50 mm – found: 50.1 mm"))
  }

  @Test("a shot that does not count is named with the rule it breaks")
  func leftOut() throws {
    let reasons = try #require(try reasons(SampleReport(designation: "FX-5", edge: "12.5")))
    #expect(reasons.title.hasPrefix("The "))
    #expect(reasons.title.contains("not determined"))
    let texts = reasons.findings.flatMap(\.reasons)
    #expect(texts.contains { $0.contains("does not count: ") && $0.contains("12.5") })
  }

  @Test("the same reason is told once")
  func once() throws {
    let reasons = try #require(try reasons(SampleReport(designation: "FX-5", edge: "12.5")))
    let told = reasons.findings.flatMap(\.reasons).filter { $0 != Texts.sameReason }
    #expect(Set(told).count == told.count)
    #expect(reasons.findings.flatMap(\.reasons).contains(Texts.sameReason))
  }

  @Test("a curve without a fit is not determined, with the reason in a sentence")
  func withoutFit() throws {
    let reasons = try #require(try reasons(SampleReport(designation: "FX-6", isSeparated: true)))
    let text = try #require(reasons.findings.first?.reasons.first)
    #expect(text.contains("Every stop"))
  }

  @Test("with `verdict` the requirements are named, and nothing else")
  func verdictOnly() throws {
    for sample in [
      SampleReport(designation: "FX-3", deepShot: "50.1"), SampleReport(designation: "FX-5", edge: "12.5"),
    ] {
      let reasons = try #require(try reasons(sample, .verdict))
      #expect(!reasons.findings.isEmpty)
      #expect(reasons.findings.allSatisfy { $0.reasons.isEmpty })
    }
  }

  @Test("every requirement that is named leads to its section")
  func anchors() throws {
    var site = try SampleSite()
    try site.add(SampleReport(designation: "FX-3", deepShot: "50.1"))
    let page = try #require(try site.published()["models/harrow-fx-3.html"])
    let reasons = try #require(try reasons(SampleReport(designation: "FX-3", deepShot: "50.1")))
    for finding in reasons.findings {
      #expect(page.contains("href=\"#\(finding.anchor)\"") && page.contains(" id=\"\(finding.anchor)\""))
    }
  }
}
