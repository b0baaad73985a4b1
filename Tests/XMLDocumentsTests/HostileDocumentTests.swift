import Testing
import XMLDocuments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("A hostile document gets a diagnostic, at once, and nothing is loaded or expanded for it")
struct HostileDocumentTests {
  @Test(
    "any DOCTYPE is refused where it stands",
    arguments: [
      "<!DOCTYPE r>", "<!DOCTYPE r []>", "<!DOCTYPE r SYSTEM 'r.dtd'>",
      "<!DOCTYPE r PUBLIC '-//Example//DTD r//EN' 'http://127.0.0.1:9/r.dtd'>",
      "<!DOCTYPE r [<!ENTITY a 'b'>]>", "<!DOCTYPE r [<!ENTITY % a 'b'> %a;]>",
      "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
      "<!DOCTYPE r [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>",
      "<!DOCTYPE>", "<!DOCTYPE r SYSTEM>", "<!DOCTYPE r [", "<!DOCTYPE",
    ])
  func doctype(declaration: String) {
    let (events, problems) = read("<?xml version='1.0'?>\n  \(declaration)\n<r>&x;&a;</r>")
    #expect(events == [])
    #expect(problems.codes == [.xmlDoctype])
    #expect(problems.first?.line == 2)
    #expect(problems.first?.column == 3)
    #expect(problems.first?.cure == "Delete the DOCTYPE declaration.")
  }

  @Test("a DOCTYPE after another problem opens no way in")
  func doctypeAfterError() {
    let (events, problems) = read(
      "<?xml version='1.0' standalone='maybe'?><!-- a -- b --><!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>")
    #expect(events == [])
    #expect(problems.hasErrors)
    #expect(!problems.codes.contains(.xmlEntity))
  }

  @Test("a billion laughs are refused in no time")
  func billionLaughs() {
    var subset = "<!ENTITY a0 'ha'>"
    for level in 1...30 {
      subset += "<!ENTITY a\(level) '" + String(repeating: "&a\(level - 1);", count: 10) + "'>"
    }
    let start = ContinuousClock.now
    let (events, problems) = read("<!DOCTYPE r [\(subset)]><r a='&a30;'>&a30;</r>")
    #expect(events == [])
    #expect(problems.codes == [.xmlDoctype])
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test("so is a bomb of parameter entities")
  func parameterEntityBomb() {
    var subset = "<!ENTITY % p0 '<!-- ha -->'>"
    for level in 1...30 {
      subset += "<!ENTITY % p\(level) '" + String(repeating: "%p\(level - 1);", count: 10) + "'>"
    }
    let start = ContinuousClock.now
    #expect(read("<!DOCTYPE r [\(subset) %p30;]><r/>").problems.codes == [.xmlDoctype])
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test("an entity that nobody declared is named, each where it stands, and reading goes on")
  func undeclaredEntities() {
    let (_, problems) = read("<r a='&eins;'>\n&zwei; <b>&drei;</b>\n</r>")
    #expect(problems.codes == [.xmlEntity, .xmlEntity, .xmlEntity])
    #expect(problems.map(\.found) == ["&eins;", "&zwei;", "&drei;"])
    #expect(problems.map(\.line) == [1, 2, 2])
    #expect(problems.map(\.column) == [7, 1, 11])
  }

  @Test("XInclude is only an element of another namespace")
  func xinclude() {
    let (events, problems) = read(
      "<r xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/hostname' parse='text'/></r>"
    )
    #expect(problems == [])
    #expect(events == ["<r>", "<include href=file:///etc/hostname parse=text>", "</include>", "</r>"])
  }

  @Test("no document and no schema makes a connection")
  func noNetwork() throws {
    let listener = try Listener()
    let url = "http://127.0.0.1:\(listener.port)/x"
    let schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
    for document in [
      "<!DOCTYPE r SYSTEM '\(url)'><r/>",
      "<!DOCTYPE r [<!ENTITY x SYSTEM '\(url)'>]><r>&x;</r>",
      "<!DOCTYPE r [<!ENTITY % x SYSTEM '\(url)'> %x;]><r/>",
      "<?oasis-xml-catalog catalog='\(url)'?><?xml-stylesheet href='\(url)'?><r/>",
      "<r xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='u \(url)'/>",
      "<r xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='\(url)'/>",
    ] {
      _ = read(document, schema: schema)
    }
    for reference in ["include", "redefine", "import namespace='urn:other'"] {
      let xsd = """
        <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>
        <xs:\(reference) schemaLocation='\(url)'/><xs:element name='a'/></xs:schema>
        """
      _ = try? Schema(xsd: xsd.utf8, name: "remote.xsd")
    }
    #expect(!listener.wasCalled)
  }

  @Test("an attribute of 100 MB stops at its limit, long before its end")
  func hugeAttribute() {
    let result = read(generated("<r a='", "0123456789", times: 10_000_000, "'/>"))
    #expect(result.problems.codes == [.xmlLimitAttributeLength])
    #expect(result.elements == 0)
    #expect(result.taken < 2 << 20)
  }

  @Test("so do a comment, a processing instruction, a CDATA section, a name and a text of 100 MB")
  func hugeOthers() {
    let documents: [(String, String, Diagnostic.Code)] = [
      ("<r><!--", "-->", .xmlLimitMarkup), ("<r><?p ", "?>", .xmlLimitMarkup),
      ("<r><![CDATA[", "]]>", .xmlLimitMarkup), ("<r><a", "/>", .xmlLimitMarkup), ("<r>", "", .xmlLimitText),
    ]
    for (head, tail, code) in documents {
      let result = read(generated(head, "0123456789", times: 10_000_000, tail + "</r>"))
      #expect(result.problems.codes == [code])
      #expect(result.taken < 2 << 20)
    }
  }

  @Test("a tag with a million attributes stops, and so do a million namespaces")
  func manyAttributes() {
    for prefix in ["a", "xmlns:a"] {
      var number = 0
      let result = read { buffer in
        var text = number == 0 ? "<r" : ""
        while text.utf8.count < 4000, number < 1_000_000 {
          text += " \(prefix)\(number)='u'"
          number += 1
        }
        buffer.copyBytes(from: text.utf8)
        return text.utf8.count
      }
      #expect(result.problems.codes == [.xmlLimitAttributeCount])
      #expect(result.taken < 1 << 20)
    }
  }

  @Test("100,000 levels stop at the limit")
  func deepNesting() {
    let result = read(generated("", "<a>", times: 100_000, ""))
    #expect(result.problems.codes == [.xmlLimitDepth])
    #expect(result.elements == ReadLimits.standard.maximumDepth)
  }

  @Test("a million problems are counted up to a point and listed up to the limit")
  func manyProblems() {
    let result = read(generated("<r>", "&a;", times: 1_000_000, "</r>"))
    #expect(result.problems.count == ReadLimits.standard.maximumDiagnostics + 1)
    #expect(result.problems.last?.code == .xmlLimitDiagnostics)
    #expect(result.taken < 1 << 20)
  }
}

/// A port of this machine that knows whether somebody called.
private final class Listener {
  let port: UInt16
  private let descriptor: Int32

  struct Failure: Error { let step: String }

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(step: "socket") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    self.descriptor = descriptor
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else { throw Failure(step: "listen") }
  }

  deinit { close(descriptor) }

  var wasCalled: Bool {
    let caller = accept(descriptor, nil, nil)
    if caller >= 0 { close(caller) }
    return caller >= 0
  }
}
