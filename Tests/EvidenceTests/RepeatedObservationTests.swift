import Evidence
import Foundation
import Testing
import XMLDocuments

@Suite("An observation or specimen that the schema is not shown is as valid as one that it is shown")
struct RepeatedObservationTests {
  /// Attributes of an observation: plain ones, odd ones that the schema allows, and wrong ones.
  static let attributes: [String] = [
    #"n="2""#, #"n="2" outcome="stop" velocity="401""#, #"n=" 2 ""#, #"n="+2""#, #"n="002""#, #"n="0""#,
    #"n="-2""#, #"n="""#, #"n="2.0""#, #"n="zwei""#, #"n="99999999999999999999""#, #"outcome="stop""#, "",
    #"n="2" outcome="""#, #"n="2" outcome=" stop ""#, #"n="2" outcome="two words""#,
    #"n="2" outcome="été""#, #"n="2" outcome="a:b""#, #"n="2" outcome="&lt;""#,
    #"n="2" outcome="\#(String(repeating: "a", count: 64))""#,
    #"n="2" outcome="\#(String(repeating: "a", count: 65))""#,
    #"n="2" item="label""#, #"n="2" item="the label""#, #"n="2" item="""#,
    #"n="2" fair="yes""#, #"n="2" fair="no""#, #"n="2" fair=" yes ""#, #"n="2" fair="true""#,
    #"n="2" fair="""#, #"n="2" fair="Yes""#,
    #"n="2" remark="the hit moved the clay""#, #"n="2" remark="""#, #"n="2" remark="  ""#,
    #"n="2" remark="&#9;""#, #"n="2" remark="\#(String(repeating: "é", count: 500))""#,
    #"n="2" remark="\#(String(repeating: "e", count: 500))""#,
    #"n="2" remark="\#(String(repeating: "e", count: 501))""#,
    #"n="2" velocity="fast""#, #"n="2" velocity="""#, #"n="2" mood="good""#,
    #"n="2" xml:lang="en""#, #"n="2" xmlns:x="urn:x" x:y="1""#, #"n="2" xmlns:x="urn:x""#,
    #"n="2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="series""#,
    #"n="2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true""#,
    #"n="2" xmlns="urn:other""#, #"n="2" n="3""#,
  ]

  /// An element of an empty-element tag can go by without the schema; of two tags, it never does.
  @Test("the same problems are found, with one tag and with two", arguments: attributes)
  func forms(attributes: String) {
    let one = document(observations: "<observation \(attributes)/>")
    let two = document(observations: "<observation \(attributes)></observation>")
    #expect(problems(one) == problems(two))
    // And after one that has an error.
    let wrong = #"<observation n="2" outcome="a b"/>"#
    #expect(
      problems(document(observations: wrong + "<observation \(attributes)/>"))
        == problems(document(observations: wrong + "<observation \(attributes)></observation>")))
  }

  /// Attributes of a specimen after those that are all plain.
  static let specimens: [String] = [
    "", #" part="front""#, #" component="vest" conditioning="W1""#, #" conditioning=" W1 W2 ""#, #" part="""#,
    #" part="the front""#, #" conditioning="""#, #" component="\#(String(repeating: "a", count: 65))""#,
    #" colour="blue""#, #" xml:lang="en""#, #" xmlns:x="urn:x" x:y="1""#, #" xmlns="urn:other""#,
  ]

  @Test("the same holds for specimens", arguments: specimens)
  func specimenForms(attributes: String) {
    for plain in [
      #"id="S2" serial="2" size="large" condition="new""#,
      #"serial="2" id="S2" condition="new" size="large""#,
      #"id="S2" serial=" " size="large" condition="new""#,
      #"id="S 2" serial="2" size="large" condition="new""#,
      #"serial="2" size="large" condition="new""#, #"id="S2" serial="2" size="large""#,
      #"id="S1" serial="" size="large" condition="""#,
    ] {
      func twice(_ end: String) -> String {
        let added = "<specimen \(plain)\(attributes)\(end)<specimen \(plain)\(attributes)\(end)</specimens>"
        return document().replacing("</specimens>", with: added)
      }
      #expect(problems(twice("/>")) == problems(twice("></specimen>")))
      #expect(!problems(twice("/>")).isEmpty, "The second one repeats the identifier, at least.")
    }
  }

  @Test("an observation that goes by says the same as one that is shown")
  func values() throws {
    let one =
      #"<observation n="2"/><observation n="3" outcome="stop" velocity="401.50" remark=" two  words "/>"#
      + #"<observation n="4" item="label" fair="no"/><observation n="5" velocity="3" fair="yes"/>"#
    let seen = try #require(read(document(observations: one)).report)
    let shown = try #require(
      read(document(observations: one.replacing("/>", with: "></observation>"))).report)
    #expect(seen == shown)
  }

  @Test("what stands between and inside observations is found, whatever went by before")
  func between() {
    let plain = #"<observation n="2"/><observation n="3"/>"#
    for odd in [
      "text", "<remark>text</remark>", "<!-- fine -->", "<?fine?>", "&#32;", "<![CDATA[ ]]>", "<![CDATA[x]]>",
      #"<x:y xmlns:x="urn:x"/>"#, #"<specimen id="S2" serial="2" size="large" condition="new"/>"#,
      #"<observation n="4">text</observation>"#, #"<observation n="4"> </observation>"#,
      #"<observation n="4"><remark>text</remark></observation>"#, "<observation", "</series>",
    ] {
      let shown = plain.replacing("/>", with: "></observation>")
      #expect(
        problems(document(observations: plain + odd + #"<observation n="5"/>"#))
          == problems(document(observations: shown + odd + #"<observation n="5"></observation>"#)), "\(odd)")
    }
  }

  @Test("elements that repeat where they do not belong are found")
  func misplaced() {
    for element in [
      #"<observation n="1"/>"#, #"<series method="shooting"/>"#,
      #"<sign-off name="A" role="B" day="2024-03-09"/>"#,
      #"<measure quantity="velocity" unit="m/s"/>"#,
    ] {
      let two = element.replacing("/>", with: "></\(element.dropFirst().prefix { $0 != " " })>")
      for count in 1...4 {
        #expect(
          problems(document(measures: String(repeating: element, count: count)))
            == problems(document(measures: String(repeating: two, count: count))), "\(count) × \(element)")
      }
    }
  }

  /// Everything that is said of a document, but for columns, which move with the tags.
  private func problems(_ text: String) -> [String] {
    read(text).diagnostics.map {
      "\($0.line) \($0.code): \($0.message) \($0.found ?? "") \($0.expected ?? "") \($0.cure ?? "")"
    }
  }
}
