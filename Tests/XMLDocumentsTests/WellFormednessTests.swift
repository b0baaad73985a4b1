import Testing
import XMLDocuments

@Suite("A document that is not well-formed is reported in plain words, at its place")
struct WellFormednessTests {
  struct Case: CustomTestStringConvertible {
    var text: String
    var code: Diagnostic.Code = .xmlMalformed
    var place: String
    var found: String?
    var expected: String?

    var testDescription: String { text.replacing("\n", with: "⏎") }
  }

  static let cases = [
    Case(text: "", code: .xmlEmpty, place: "1:1", found: "the end of the document", expected: "an element"),
    Case(
      text: "<!-- -->\n", code: .xmlEmpty, place: "2:1", found: "the end of the document",
      expected: "an element"),
    Case(
      text: "text", code: .xmlEmpty, place: "1:1", found: "the end of the document", expected: "an element"),
    Case(text: "text <a/>", place: "1:1", expected: "an element"),
    Case(text: "\n<?xml version='1.0'?><a/>", place: "2:6", expected: "<?xml …?> in the first line"),
    Case(text: "<?xml encoding='UTF-8'?><a/>", place: "1:7", expected: "version=\"1.0\""),
    Case(text: "<?xml version='2.0'?><a/>", code: .xmlVersion, place: "1:20", found: "2.0", expected: "1.0"),
    Case(text: "<a>\n <b>\n </a>", place: "3:2", found: "</a>", expected: "</b> for line 2"),
    Case(text: "<a b=1/>", place: "1:6", expected: "a quotation mark"),
    Case(text: "<a b/>", place: "1:5", expected: "name=\"value\""),
    Case(text: "<a b='1'c='2'/>", place: "1:9", expected: "a space between attributes"),
    Case(text: "<a b='<'/>", place: "1:7", expected: "&lt;"),
    Case(text: "<a b='1' b='2'/>", place: "1:1", found: "'b' a second time", expected: "each attribute once"),
    Case(text: "<a>\n1 & 2</a>", place: "2:3", found: "&", expected: "&amp;"),
    Case(text: "<a b='1 & 2'/>", place: "1:9", found: "&", expected: "&amp;"),
    Case(text: "<a>&lt </a>", place: "1:4", found: "&", expected: "&amp;"),
    Case(text: "<a>1 < 2</a>", place: "1:7", expected: "&lt; or the name of an element"),
    Case(text: "<a>]]></a>", place: "1:4", expected: "]]&gt;"),
    Case(
      text: "<a><!-- a -- b --></a>", place: "1:11", found: "--",
      expected: "no two hyphens in a row before -->"),
    Case(
      text: "<a>&#0;</a>", code: .xmlCharacter, place: "1:4",
      expected: "the number of a character, such as &#176;"),
    Case(
      text: "<a>&#xD800;</a>", code: .xmlCharacter, place: "1:4",
      expected: "the number of a character, such as &#176;"),
    Case(
      text: "<a>&#x110000;</a>", code: .xmlCharacter, place: "1:4",
      expected: "the number of a character, such as &#176;"),
    Case(
      text: "<a>&nbsp;</a>", code: .xmlEntity, place: "1:4", found: "&nbsp;",
      expected: "&lt; &gt; &amp; &quot; &apos; or a number such as &#176;"),
    Case(
      text: "<p:a/>", code: .xmlNamespace, place: "1:1", found: "p:", expected: "a declared prefix or none"),
    Case(
      text: "<a p:b=''/>", code: .xmlNamespace, place: "1:1", found: "p:",
      expected: "a declared prefix or none"),
  ]

  @Test("the place, what was found and what was expected", arguments: cases)
  func single(_ expectation: Case) {
    let (_, problems) = read(expectation.text)
    #expect(problems.count == 1)
    guard let problem = problems.first else { return }
    #expect(problem.code == expectation.code)
    #expect("\(problem.line):\(problem.column ?? 0)" == expectation.place)
    #expect(problem.found == expectation.found)
    #expect(problem.expected == expectation.expected)
    #expect(problem.message.hasSuffix("."))
  }

  @Test(
    "namespaces that libxml2 lets pass as well-formed are refused all the same",
    arguments: [
      "<a xmlns:p=''/>", "<a xmlns:xmlns='u:a'/>", "<a xmlns:xml='u:a'/>",
      "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
      "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
      "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
      "<a xmlns:p='u:a' xmlns:q='u:a' p:b='' q:b=''/>", "<a:b:c xmlns:a='u:a'/>", "<p:a/>", "<?a:b c?><a/>",
      "<a xmlns='http://%'/>",
    ])
  func namespaces(text: String) {
    let (_, problems) = read(text)
    #expect(problems.codes == [.xmlNamespace])
  }

  @Test("several problems are reported together where reading can go on, in the order of the document")
  func several() {
    let (events, problems) = read(
      """
      <a>
        <b c="1 & 2" c="3">&half;</b>
        <p:d>5 & 6 &#1;</p:d>
        <!-- x -- y -->
      </a>
      """)
    #expect(
      problems.map { "\($0.line) \($0.code)" } == [
        "2 xml.malformed", "2 xml.malformed", "2 xml.entity", "3 xml.namespace", "3 xml.malformed",
        "3 xml.character", "4 xml.malformed",
      ])
    #expect(events.last == "</a>")
  }

  @Test("nothing is reported for what only follows from a problem")
  func noEchoes() {
    #expect(read("<a><b></a></b><c></a>").problems.count == 1)
    #expect(read("<a b=1 c=2 d></e>").problems.count == 1)
  }

  @Test("a version of XML other than 1.0 is a warning, a relative namespace too")
  func warnings() {
    let (events, problems) = read("<?xml version='1.1'?><a xmlns='relative'/>")
    #expect(problems.codes == [.xmlVersion, .xmlNamespace])
    #expect(!problems.hasErrors)
    #expect(events == ["<a>", "</a>"])
  }

  @Test(
    "the root element must be in the handler's namespace",
    arguments: ["<a/>", "<a xmlns='u:X'/>", "<p:a xmlns:p='u:y'/>"])
  func rootNamespace(text: String) throws {
    let schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
    for schema in [nil, schema] {
      let (events, problems) = read("\n " + text, schema: schema, namespace: "u:x")
      #expect(events == [])
      #expect(problems.codes == [.xmlNamespace])
      #expect(problems.first?.line == 2)
      #expect(problems.first?.column == 2)
      #expect(problems.first?.expected == "namespace u:x")
      #expect(problems.first?.cure == "Write xmlns=\"u:x\" on the root element.")
    }
  }

  @Test("without a schema, an element of another namespace is reported once and kept from the handler")
  func foreignElements() {
    let (events, problems) = read(
      "<a xmlns='u:x'><b/><b xmlns='u:y'><c/><d xmlns='u:x'/></b><p:e xmlns:p='u:x'/></a>", namespace: "u:x")
    #expect(problems.codes == [.xmlNamespace])
    #expect(problems.first?.found == "namespace u:y")
    #expect(events == ["<a>", "<b>", "</b>", "<e>", "</e>", "</a>"])
  }
}
