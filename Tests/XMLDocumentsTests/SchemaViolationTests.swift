import Testing
import XMLDocuments

@Suite("A document is checked against its schema in the same pass")
struct SchemaViolationTests {
  let schema: Schema

  init() throws {
    schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
  }

  @Test("a valid document has no problems, and every element reaches the handler")
  func valid() throws {
    let (events, problems) = try read(
      fixture("valid.xml"), schema: schema, namespace: "urn:example:specimens")
    #expect(problems == [])
    #expect(events.count { $0.hasPrefix("<shot ") } == 3)
    #expect(events.contains("<extra anything=goes here=too>"))
    #expect(events.contains("</remark> Two shots at 0° and nearly 90°."))
  }

  @Test(
    "every violation is reported, with its line, what was found and what was expected",
    arguments: ["wrong-values.xml", "wrong-structure.xml"])
  func violations(document: String) throws {
    let bytes = try fixture(document)
    let (_, problems) = read(bytes, schema: schema, namespace: "urn:example:specimens")
    let found = problems.map { "\($0.line): \($0.code); \($0.found ?? ""); \($0.expected ?? "")" }
    let announced = announcements(in: bytes)
    #expect(found.sorted() == announced.sorted())
    #expect(found.count > 10)
    #expect(problems.map(\.line) == problems.map(\.line).sorted())
    for problem in problems {
      #expect(problem.message.hasSuffix("."))
      #expect(problem.file == "test.xml")
      #expect(problem.severity == .error)
    }
  }

  /// What the comments of a fixture say is wrong on their lines: `line: code; found; expected`.
  private func announcements(in bytes: [UInt8]) -> [String] {
    var announced: [String] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      guard let open = text.firstRange(of: "<!-- "), let close = text.firstRange(of: " -->"),
        index != 1
      else { continue }
      announced.append("\(index + 1): \(text[open.upperBound..<close.lowerBound])")
    }
    return announced
  }

  @Test("a problem with an attribute points at its value, one with an element at its tag")
  func columns() {
    let (_, problems) = read(
      """
      <report xmlns="urn:example:specimens"><specimen size="C1">
        <shot velocity = 'abc' é="ü"
              bfs="x"/><shot/>
        <signature/></specimen></report>
      """, schema: schema, namespace: "urn:example:specimens")
    #expect(
      problems.map { "\($0.line):\($0.column ?? 0) \($0.code)" } == [
        "2:21 schema.value", "2:29 schema.attribute.unknown", "3:14 schema.value",
        "3:18 schema.attribute.missing",
      ])
  }

  @Test("a value over several lines is placed where its text begins")
  func textLine() {
    let (_, problems) = read(
      """
      <report xmlns="urn:example:specimens">
        <date>

          tomorrow
        </date>
        <specimen size="C1"><shot velocity="1"/><signature/></specimen>
      </report>
      """, schema: schema)
    #expect(problems.codes == [.schemaValue])
    #expect(problems.first?.line == 4)
  }

  @Test("a root element that the schema does not know is named beside those that it knows")
  func root() {
    let (_, problems) = read("<rapport xmlns='urn:example:specimens'/>", schema: schema)
    #expect(problems.codes == [.schemaRoot])
    #expect(problems.first?.found == "<rapport>")
    #expect(problems.first?.expected == "<report>")
    #expect(schema.rootElements == ["report"])
  }

  @Test("a slip in an element's name is recognised")
  func spelling() {
    let (_, problems) = read(
      "<report xmlns='urn:example:specimens'><Specimen size='C1'/></report>", schema: schema)
    #expect(problems.codes == [.schemaElementUnexpected])
    #expect(problems.first?.cure == "Spell it <specimen>.")
  }

  @Test("a decimal comma is recognised")
  func decimalComma() throws {
    let (_, problems) = try read(fixture("wrong-values.xml"), schema: schema)
    #expect(
      problems.first { $0.found == "'12,5'" }?.cure == "Write a point before the decimals, not a comma.")
  }

  @Test("xsi:schemaLocation and xsi:type do not lead outside the schema")
  func schemaLocation() {
    let (_, problems) = read(
      """
      <report xmlns="urn:example:specimens" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="urn:example:specimens file:///nowhere.xsd" xsi:noNamespaceSchemaLocation="http://127.0.0.1/">
        <specimen size="C1" xsi:type="Looser"><shot velocity="1"/><signature/></specimen></report>
      """, schema: schema)
    #expect(problems.codes == [.schemaInvalid])
    #expect(problems.first?.line == 3)
  }

  @Test("the handler learns whether the schema objected to an element")
  func validity() {
    struct Validity: ElementHandler {
      var elements: [String: Bool] = [:]
      mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
        elements[element.string("bfs") ?? element.localName] = element.isValid
      }
    }
    var handler = Validity()
    _ = XMLReader.read(
      .bytes(
        Array(
          """
          <report xmlns="urn:example:specimens"><specimen size="C1"><shot velocity="1" bfs="good"/>
          <shot velocity="1" bfs="12"/><shot bfs="13"/><signature/></specimen></report>
          """.utf8)), file: "test.xml", schema: schema, namespace: "urn:example:specimens", handler: &handler)
    #expect(
      handler.elements == [
        "report": true, "specimen": true, "good": false, "12": true, "13": false, "signature": true,
      ])
  }

  @Test("one schema serves many documents one after the other, also after broken ones")
  func reuse() throws {
    let valid = try fixture("valid.xml")
    for length in stride(from: 0, to: valid.count - 12, by: 37) {
      #expect(read(valid.prefix(length), schema: schema).problems.hasErrors)
      #expect(read(valid, schema: schema).problems == [])
    }
  }
}

@Suite("A schema that cannot be used says why")
struct SchemaErrorTests {
  @Test("a mistake is reported with the schema's name and line")
  func mistake() {
    let xsd = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="a" type="xs:nothing"/>
      </xs:schema>
      """
    #expect {
      try Schema(xsd: xsd.utf8, name: "broken.xsd")
    } throws: { error in
      guard let error = error as? SchemaError else { return false }
      return error.name == "broken.xsd" && error.problems.first?.hasPrefix("line 2: ") == true
        && error.description.hasPrefix("broken.xsd is not a usable schema: line 2: ")
    }
  }

  @Test("neither an empty nor a malformed nor a foreign document is a schema", arguments: ["", "<a", "<a/>"])
  func notASchema(text: String) {
    #expect(throws: SchemaError.self) { try Schema(xsd: text.utf8, name: "not.xsd") }
  }

  @Test("a pattern that is no regular expression is refused")
  func badPattern() {
    let xsd = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:simpleType>
      <xs:restriction base="xs:string"><xs:pattern value="[a-"/></xs:restriction></xs:simpleType></xs:element></xs:schema>
      """
    #expect(throws: SchemaError.self) { try Schema(xsd: xsd.utf8, name: "pattern.xsd") }
  }

  @Test("nothing is included from a file")
  func include() {
    let xsd = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:include schemaLocation="file:///etc/hostname"/><xs:element name="a"/></xs:schema>
      """
    #expect(throws: SchemaError.self) { try Schema(xsd: xsd.utf8, name: "include.xsd") }
  }
}
