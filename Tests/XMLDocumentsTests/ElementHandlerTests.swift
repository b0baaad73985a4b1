import Testing
import XMLDocuments

@Suite("A handler sees elements as they stand in the document")
struct ElementHandlerTests {
  /// Runs a closure for each element that begins.
  private struct Probe: ElementHandler {
    var onBegin: (borrowing NameTable) -> Void = { _ in }
    var onStart: (borrowing ElementEvent, inout DiagnosticSink) -> Void = { _, _ in }
    var onEnd: (borrowing EndEvent, inout DiagnosticSink) -> Void = { _, _ in }

    mutating func begin(_ names: borrowing NameTable) { onBegin(names) }
    mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
      onStart(element, &report)
    }
    mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
      onEnd(element, &report)
    }
  }

  private func run(_ text: String, namespace: String? = nil, _ probe: Probe) -> [Diagnostic] {
    var probe = probe
    return XMLReader.read(.bytes(Array(text.utf8)), file: "test.xml", namespace: namespace, handler: &probe)
  }

  @Test("attributes are found by name, in whatever order they are asked for")
  func attributes() {
    var calls = 0
    var probe = Probe()
    probe.onStart = { element, _ in
      calls += 1
      // Twice, since each search begins where the last one ended.
      for _ in 0..<2 {
        let values = [element.string("c"), element.string("a"), element.string("b"), element.string("b")]
        #expect(values == ["3", "1", "", ""])
        let missing = [element.string("d"), element.string(""), element.string("cc")]
        #expect(missing == [nil, nil, nil])
      }
      let bytes = element.bytes("c").map(Array.init)
      #expect(bytes == [0x33])
      #expect(element.attributeCount == 3)
    }
    #expect(run("<r a='1' b='' c='3'/>", probe) == [])
    #expect(calls == 1)
  }

  @Test("an element without attributes has none")
  func noAttributes() {
    var probe = Probe()
    probe.onStart = { element, _ in
      #expect(element.attributeCount == 0)
      let value = element.string("a")
      #expect(value == nil)
      let place = element.position(of: "a")
      #expect(place == Position(line: 1, column: 1))
    }
    #expect(run("<r/>", probe) == [])
  }

  @Test("attributes of other namespaces are not the vocabulary's")
  func foreignAttributes() {
    var probe = Probe()
    probe.onStart = { element, _ in
      let (own, foreign) = (element.string("a"), element.string("lang"))
      #expect(own == "own")
      #expect(foreign == nil)
      #expect(element.attributeCount == 1)
    }
    #expect(run("<r xmlns:p='u:p' p:a='foreign' xml:lang='en' a='own'/>", probe) == [])
  }

  @Test("names and namespaces")
  func names() {
    var seen: [String] = []
    var probe = Probe()
    probe.onStart = { element, _ in
      seen.append("\(element.localName) \(element.namespace ?? "none")")
      let isNamed = element.named("r")
      #expect(isNamed == (element.localName == "r"))
      let (twice, nameless) = (element.named("rr"), element.named(""))
      #expect(!twice && !nameless)
    }
    probe.onEnd = { element, _ in
      let isNamed = element.named("r")
      #expect(isNamed == (element.localName == "r"))
    }
    #expect(run("<r xmlns='u:r'><p:re xmlns:p='u:p'/><r xmlns=''/></r>", probe) == [])
    #expect(seen == ["r u:r", "re u:p", "r none"])
  }

  @Test("identities of names are equal exactly if the names are")
  func identities() {
    var shot: NameIdentity?
    var velocity: NameIdentity?
    var found: [String] = []
    var probe = Probe()
    probe.onBegin = { names in
      shot = names.identity(of: "shot")
      velocity = names.identity(of: "velocity")
    }
    probe.onStart = { element, _ in
      guard element.identity == shot, let velocity else { return }
      found.append(element.bytes(velocity).map { String(decoding: $0, as: UTF8.self) } ?? "-")
    }
    probe.onEnd = { element, _ in
      if element.identity == shot { found.append("end") }
    }
    #expect(
      run("<r xmlns='u:r'><shot a='' velocity='1'/><shots/><p:shot xmlns:p='u:r' mass='8'/></r>", probe) == []
    )
    #expect(found == ["1", "end", "-", "end"])
    #expect(shot != velocity)
  }

  @Test("positions of elements and of the values of attributes, over several lines")
  func positions() {
    var places: [String] = []
    var probe = Probe()
    probe.onStart = { element, _ in
      #expect(element.line == element.position.line)
      let value = element.position(of: "a")
      places.append(
        "\(element.position.line):\(element.position.column ?? 0) \(value.line):\(value.column ?? 0)")
    }
    probe.onEnd = { element, _ in places.append("\(element.line)-\(element.endLine)") }
    let text = """
      <?xml version='1.0'?>

      <r
        a='1'><!--

        --><b aa='a=' a="&amp;"/>é<c b="a='2'" a
          =
          'é'></c
      ></r>
      """
    #expect(run(text, probe) == [])
    #expect(places == ["3:1 4:6", "6:6 6:20", "6-6", "6:29 8:6", "6-9", "3-9"])
  }

  @Test("lines are right beyond 65,535")
  func manyLines() {
    var places: [Int] = []
    var probe = Probe()
    probe.onStart = { element, report in
      places.append(element.position(of: "a").line)
      if element.named("b") { report.error("test.code", at: element.position, "Too late.") }
    }
    let text =
      "<r a=''>" + String(repeating: "\n", count: 70_000) + "<!--\n--> <b a=''/>"
      + String(repeating: "\n\n", count: 70_000)
      + "<b\na=''/>&x;</r>"
    let problems = run(text, probe)
    #expect(places == [1, 70_002, 210_003])
    #expect(problems.map(\.line) == [70_002, 210_002, 210_003])
  }

  @Test("what a handler reports is listed with the rest, in the order of the document")
  func reports() throws {
    let schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
    var probe = Probe()
    probe.onEnd = { element, report in
      if element.named("specimen") {
        report.error(
          "report.count", line: element.line, "Two shots are needed.", found: "1", expected: "2",
          cure: "Shoot.")
        report.warning("report.old", line: 0, "The report is old.")
        #expect(report.hasErrors)
      }
    }
    let text = """
      <report xmlns="urn:example:specimens">
        <specimen size="C1">
          <shot velocity="x"/><signature/>
        </specimen>
      </report>
      """
    let problems = XMLReader.read(
      .bytes(Array(text.utf8)), file: "reports.xml", schema: schema, namespace: "urn:example:specimens",
      handler: &probe)
    #expect(problems.codes == ["report.old", "report.count", .schemaValue])
    #expect(problems.map(\.file) == ["reports.xml", "reports.xml", "reports.xml"])
  }

  @Test("with a schema that allows them, elements of other namespaces are kept from the handler without ado")
  func foreignAllowed() throws {
    let schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
    let (events, problems) = try read(
      fixture("valid.xml"), schema: schema, namespace: "urn:example:specimens")
    #expect(problems == [])
    #expect(!events.contains { $0.contains("note") || $0.contains("deep") })
    #expect(events.last == "</report>")
  }
}
