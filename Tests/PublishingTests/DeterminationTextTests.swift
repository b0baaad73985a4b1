import Conformity
import Testing

@testable import Publishing

@Suite("Determinations as text")
struct DeterminationTextTests {
  private func determination(_ sample: SampleReport) throws -> Determination {
    var site = try SampleSite(adopted: false)
    return try site.add(sample)
  }

  @Test("summary and explanation are what was recorded")
  func golden() throws {
    let failing = try determination(SampleReport(designation: "FX-3", deepShot: "50.1"))
    let text = DeterminationText()
    try expectGolden(text.summary(of: failing, files: ["reports/fx-3.xml"]), "summary.golden.txt")
    try expectGolden(text.explanation(of: failing, files: ["reports/fx-3.xml"]), "explanation.golden.txt")
    let open = try determination(SampleReport(designation: "FX-5", edge: "12.5"))
    try expectGolden(text.summary(of: open), "summary-open.golden.txt")
  }

  @Test("an explanation of a failing model names the clause, the shot and the line")
  func names() throws {
    let text = DeterminationText().explanation(
      of: try determination(SampleReport(designation: "FX-3", deepShot: "50.1")), files: ["reports/fx-3.xml"])
    #expect(text.contains("✗ 7.8.5  Backface signature: not met"))
    #expect(text.contains("One of these must hold: not met"))
    #expect(text.contains("limit 44 mm (table 4); measured 50.1 mm; margin -6.1 mm"))
    #expect(text.contains(#/no\. 3: 50\.1 mm  reports/fx-3\.xml:[0-9]+/#))
  }

  @Test("an observation that does not count is named with the rule it breaks")
  func leftOut() throws {
    let text = DeterminationText().explanation(
      of: try determination(SampleReport(designation: "FX-5", edge: "12.5")))
    #expect(text.contains(#/left out: P[A-Z-]+-1 no\. 6: .*12\.5 mm.*\[clause 7\.6\.1\]  R-1001:[0-9]+/#))
  }

  @Test("every outcome has a mark of its own and the word beside it")
  func marks() throws {
    #expect(Set(Outcome.allCases.map(Texts.mark)).count == Outcome.allCases.count)
    let text = DeterminationText().summary(
      of: try determination(SampleReport(designation: "FX-3", deepShot: "50.1")))
    #expect(text.hasPrefix("✗ NOT COMPLIANT  FX-3 of harrow"))
    #expect(text.contains("✓ Met"))
  }

  @Test("colour is added only where asked, and takes nothing away")
  func colour() throws {
    let determination = try determination(SampleReport(designation: "FX-1"))
    let plain = DeterminationText().explanation(of: determination)
    let coloured = DeterminationText(style: .color).explanation(of: determination)
    #expect(!plain.contains("\u{1B}") && coloured.contains("\u{1B}["))
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }
}
