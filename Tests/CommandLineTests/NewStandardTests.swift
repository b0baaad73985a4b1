import Foundation
import Testing

/// A new standard is one XML file and no Swift: the program that is built judges by it.
@Suite("A new standard")
struct NewStandardTests {
  private static let definition = """
    <?xml version="1.0" encoding="UTF-8"?>
    <standard xmlns="https://proofmark.example/ns/standard/1" id="RAIN-1" title="Rain suits" edition="First"
              publisher="Nobody" published="2020-01-01">
      <encoding by="The tests" on="2026-01-01"><note>Invented for a test.</note></encoding>
      <sources><source id="text" kind="text" title="Rain suits, the text"/></sources>
      <kinds><kind id="suit" title="Suit"/></kinds>
      <sizes><size id="large" title="Large"/></sizes>
      <components><component id="hood" title="Hood"/><component id="glove" title="Glove"/></components>
      <regions><region id="neck" title="Neck"/></regions>
      <conditions><condition id="new" title="New"/></conditions>
      <levels><level id="heavy" title="Heavy rain" kinds="suit"><summary>Keeps heavy rain out.</summary></level></levels>
      <methods>
        <method id="shower" title="Shower" clause="5" observation="trial">
          <outcomes scale="yes">
            <outcome id="dry" title="dry"/><outcome id="damp" title="damp"/><outcome id="wet" title="wet"/>
          </outcomes>
        </method>
        <method id="dose" title="Spray" clause="6" observation="trial">
          <quantities>
            <quantity id="outside" title="water outside" unit="mg" required="yes"/>
            <quantity id="inside" title="water inside" unit="mg" required="yes"/>
          </quantities>
        </method>
        <method id="pegs" title="Pegs with gloves" clause="7" observation="trial">
          <quantities><quantity id="duration" title="time taken" unit="s" required="yes"/></quantities>
        </method>
        <method id="pegs-bare" title="Pegs with bare hands" clause="7" observation="trial">
          <quantities><quantity id="duration" title="time taken" unit="s" required="yes"/></quantities>
        </method>
        <method id="approval" title="Approval" clause="8" observation="certificate"/>
      </methods>
      <plan>
        <entry id="hoods" clause="5" method="shower" per-threat="no" component="hood">
          <specimens value="2" unit="1" clause="5" verified="yes" source="text"/>
        </entry>
        <entry id="wearers" clause="6" method="dose" per-threat="no" region="neck">
          <subjects value="2" unit="1" clause="6" verified="yes" source="text"/>
        </entry>
      </plan>
      <requirements>
        <requirement id="rain" clause="5" title="Rain" subject="equipment">
          <summary>The hood keeps the rain out.</summary>
          <select method="shower" fair-only="yes" component="hood" group-by="specimen"/>
          <rule><rating at-least="damp"/></rule>
        </requirement>
        <requirement id="spray" clause="6" title="Spray at the neck" subject="equipment">
          <summary>Little of it gets to the neck.</summary>
          <select method="dose" fair-only="yes" group-by="region subject"/>
          <rule><protection-factor outside="outside" inside="inside">
            <at-least value="100" unit="1" clause="6" verified="yes" source="text"/>
          </protection-factor></rule>
        </requirement>
        <requirement id="pegs" clause="7" title="Dexterity" subject="equipment">
          <summary>Hands stay useful.</summary>
          <select method="pegs" fair-only="yes"/>
          <rule><percentage-of-control quantity="duration" control="pegs-bare">
            <at-most value="150" unit="%" clause="7" verified="yes" source="text"/>
          </percentage-of-control></rule>
        </requirement>
        <requirement id="approval" clause="8" title="Approval" subject="equipment" verified="yes" source="text">
          <summary>Somebody approved it.</summary>
          <select method="approval" fair-only="yes"/>
          <rule><certificate body="Rain Office" title="Suit"/></rule>
        </requirement>
      </requirements>
    </standard>
    """

  private static let report = """
    <report xmlns="https://proofmark.example/ns/evidence/1" id="R1" standard="RAIN-1" issued="2024-06-01">
      <laboratory ref="lab" accreditation="1"/>
      <model designation="R-1" supplier="acme" level="heavy" kind="suit"/>
      <tested from="2024-05-06" to="2024-05-08"/>
      <measures>
        <measure quantity="outside" unit="g"/><measure quantity="inside" unit="mg"/>
        <measure quantity="duration" unit="s"/>
      </measures>
      <specimens>
        <specimen id="H1" serial="1" size="large" condition="new" component="hood"/>
        <specimen id="H2" serial="2" size="large" condition="new" component="hood"/>
      </specimens>
      <series method="shower" specimen="H1"><observation n="1" outcome="dry"/></series>
      <series method="shower" specimen="H2"><observation n="1" outcome="damp"/></series>
      <series method="dose" region="neck" subject="S1"><observation n="1" outside="1" inside="10"/></series>
      <series method="dose" region="neck" subject="S2"><observation n="1" outside="1" inside="0"/></series>
      <series method="pegs" subject="S1"><observation n="1" duration="30"/></series>
      <series method="pegs-bare" subject="S1"><observation n="1" duration="20"/></series>
      <certificate method="approval" body="Rain Office" number="1" from="2024-01-01"/>
      <sign-off name="A. Person" role="Head" day="2024-06-01"/>
    </report>
    """

  @Test(
    "the verdict comes from one new definition file, and from nothing that was compiled",
    arguments: [
      ("", "", 0, "COMPLIANT"), ("outcome=\"damp\"", "outcome=\"wet\"", 1, "Rain"),
      ("inside=\"10\"", "inside=\"10.1\"", 1, "Spray at the neck"),
      ("duration=\"30\"", "duration=\"30.1\"", 1, "Dexterity"),
      ("from=\"2024-01-01\"", "from=\"2024-05-07\"", 1, "Approval"),
      ("subject=\"S2\"", "subject=\"S1\"", 2, "1 of 2 subjects: Neck (Spray)."),
      ("method=\"pegs-bare\" subject=\"S1\"", "method=\"pegs-bare\" subject=\"S9\"", 2, "no control value"),
    ] as [(String, String, Int32, String)])
  func verdict(text: String, other: String, code: Int32, words: String) throws {
    let place = try Workplace()
    try place.file("shelf/RAIN-1.xml", NewStandardTests.definition)
    let report = NewStandardTests.report
    if !text.isEmpty { try #require(report.contains(text)) }
    try place.file("report.xml", text.isEmpty ? report : report.replacing(text, with: other))
    let run = try place.run("check", "report.xml", "--standards", "shelf")
    #expect(run.code == code, "\(run.output)\(run.errors)")
    #expect(run.output.contains(words), "\(run.output)")
    #expect(run.errors == "")
  }

  @Test("the definition is sound, shown and counted like any other")
  func shown() throws {
    let place = try Workplace()
    try place.file("shelf/RAIN-1.xml", NewStandardTests.definition)
    #expect(try place.run("standards", "validate", "shelf/RAIN-1.xml").code == 0)
    let shown = try place.run("standards", "show", "RAIN-1", "--standards", "shelf")
    #expect(shown.output.contains("Spray at the neck"))
    let coverage = try place.run("standards", "coverage", "--standards", "shelf")
    #expect(coverage.output.contains(#/RAIN-1 +draft +4 +\d +4 +4 +100 %/#))
  }
}
