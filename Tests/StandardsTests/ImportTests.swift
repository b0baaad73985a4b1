import Foundation
import Quantities
import Testing
import XMLDocuments

@testable import Standards

@Suite("A definition takes levels from another one, which it names by its bytes")
struct ImportTests {
  private static let hash = String(repeating: "a", count: 64)

  private static func importing(_ levels: String, sha256: String = hash, plan: String = "") -> [UInt8] {
    Array(
      """
      <standard xmlns="https://proofmark.example/ns/standard/1" id="TOY-9" title="Importer" edition="1" publisher="Nobody" published="2020-02-29">
      <encoding by="The tests" on="2026-01-01"><note>Invented.</note></encoding>
      <sources><source id="own" kind="text" title="Own text"/></sources>
      <import standard="TOY-1" sha256="\(sha256)">\(levels)</import>
      <kinds><kind id="soft" title="Soft"/></kinds>
      <conditions><condition id="wet" title="Wet"/></conditions>
      <methods><method id="m" title="Shooting" clause="3" observation="shot">
        <quantities><quantity id="velocity" title="velocity" unit="m/s" required="yes"/></quantities>
        <fair-hit><near-reference id="v" clause="3" quantity="velocity"><summary>Near.</summary><tolerance value="1" unit="m/s" clause="3" verified="yes" source="own"/></near-reference></fair-hit>
      </method></methods>
      <plan>\(plan)</plan>
      </standard>
      """.utf8)
  }

  private func read(_ bytes: [UInt8]) throws -> (standard: Standard?, diagnostics: [Diagnostic]) {
    let other = try StandardsTests.standard(in: .fixture("minimal"))
    return StandardReader.read(bytes, file: "importer.xml") { id, sha256 in
      id == "TOY-1" && sha256 == ImportTests.hash ? other : nil
    }
  }

  @Test("the level comes with its threats and figures, for the kinds that the importer says")
  func level() throws {
    let (standard, problems) = try read(ImportTests.importing(#"<level id="A" kinds="soft"/>"#))
    #expect(problems.isEmpty)
    let level = try #require(standard?.level("A"))
    #expect(level.kinds == ["soft"])
    #expect(standard?.threat("pea")?.mass?.amount.description == "0.2 g")
    #expect(level.figures.map(\.amount.description) == ["10 m/s"])
  }

  @Test("a figure that came in says from which standard it is, and its source comes with it")
  func sources() throws {
    let (standard, _) = try read(ImportTests.importing(#"<level id="A" kinds="soft"/>"#))
    let figure = try #require(standard?.level("A")?.figures.first)
    #expect(figure.clause == "TOY-1, 2")
    #expect(figure.isVerified)
    #expect(standard?.source(figure.source)?.title == "Toy armor, the text")
  }

  @Test("other bytes than those named are not taken")
  func otherBytes() throws {
    let other = String(repeating: "b", count: 64)
    let (standard, problems) = try read(
      ImportTests.importing(#"<level id="A" kinds="soft"/>"#, sha256: other))
    #expect(standard == nil)
    #expect(problems.map(\.code) == [.standardImportMissing])
  }

  @Test("a level that the other definition does not have is reported with its line")
  func unknownLevel() throws {
    let (standard, problems) = try read(ImportTests.importing(#"<level id="Z" kinds="soft"/>"#))
    #expect(standard == nil)
    #expect(problems.map(\.code) == [.standardLevelUnknown])
    #expect(problems.first?.line == 4)
    #expect(problems.first?.expected == "A")
  }

  @Test("an imported level needs references for what the importer's plan has shot")
  func referenceMissing() throws {
    let plan = #"<entry id="e" clause="3" method="m" per-threat="yes" condition="wet"/>"#
    let (_, problems) = try read(ImportTests.importing(#"<level id="A" kinds="soft"/>"#, plan: plan))
    #expect(problems.map(\.code) == [.standardReferenceMissing])
  }
}

@Suite("Levels include others, and amendments bring in and take away")
struct ScopeTests {
  @Test("what holds for a level holds for those that include it")
  func includes() throws {
    let standard = try StandardsTests.standard(in: .fixture("vocabulary"))
    #expect(standard.requirement("permeation")?.levels == ["low", "high"])
    #expect(standard.plan.first { $0.id == "gloves" }?.levels == ["low", "high"])
    #expect(standard.requirement("fit")?.levels == [])
  }

  @Test(
    "a requirement is in force from the day of the amendment that brings it in, until the day of the other")
  func amendments() throws {
    let standard = try StandardsTests.standard(in: .fixture("vocabulary"))
    let before = standard.inForce(on: Day("2021-12-31"))
    let after = standard.inForce(on: Day("2022-01-01"))
    #expect(before.requirement("simulant") != nil && after.requirement("simulant") == nil)
    #expect(before.requirement("rain") == nil && after.requirement("rain") != nil)
    #expect(before.plan.contains { $0.id == "rain" } == false)
    #expect(standard.amendments(on: try #require(Day("2021-12-31"))).isEmpty)
    #expect(standard.amendments(on: try #require(Day("2022-01-01"))).map(\.id) == ["A1"])
  }

  @Test("a reference belongs to a method and a condition, or to all of them")
  func references() throws {
    let standard = try StandardsTests.standard(in: .fixture("vocabulary"))
    guard case .listed(let threats)? = standard.level("low")?.threats else {
      Issue.record("no threats")
      return
    }
    let blade = try #require(threats.first { $0.threat == "blade" })
    #expect(blade.reference(in: "new", method: "strike")?.value.amount.description == "24 J")
    #expect(blade.reference(in: nil, method: "overtest")?.value.amount.description == "36 J")
    #expect(blade.reference(in: "new", method: "drop") == nil)
    #expect(blade.reference(in: "new", method: "strike")?.tolerance?.amount.description == "0.5 J")
  }
}
