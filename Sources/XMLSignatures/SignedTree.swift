internal import CLibXML2
internal import CXMLSec
import XMLDocuments

/// A document as a tree of libxml2, for as long as its signature is looked at.
///
/// Only a document that the hardened reader has let pass becomes a tree: well-formed, without a document type
/// definition and within the limits. It is parsed from the same UTF-8 that the reader saw.
struct SignedTree: ~Copyable {
  let document: xmlDocPtr
  let root: xmlNodePtr

  /// The limits for documents whose signature is made or verified: 4 MiB, some forty full reports; the rest as in
  /// ``ReadLimits/standard``. A tree takes some ten times the bytes of its document.
  static var limits: ReadLimits {
    var limits = ReadLimits.standard
    limits.maximumBytes = 4 << 20
    return limits
  }

  /// nil where the text cannot be parsed, which the reader should have found.
  private init?(text: [UInt8]) {
    guard let parser = xmlNewParserCtxt() else { return nil }
    defer { xmlFreeParserCtxt(parser) }
    // XML_PARSE_IGNORE_ENC, since the text is UTF-8 whatever it declares. Entities other than XML's own five are never
    // declared: the reader refuses a DOCTYPE.
    let options = [
      XML_PARSE_NONET, XML_PARSE_NOENT, XML_PARSE_IGNORE_ENC, XML_PARSE_BIG_LINES, XML_PARSE_NOERROR,
      XML_PARSE_NOWARNING,
    ]
    let flags = Int32(bitPattern: options.reduce(0) { $0 | $1.rawValue })
    let parsed = text.withUnsafeBytes { buffer in
      xmlCtxtReadMemory(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, flags)
    }
    guard let parsed else { return nil }
    guard parsed.pointee.intSubset == nil, let root = xmlDocGetRootElement(parsed) else {
      xmlFreeDoc(parsed)
      return nil
    }
    document = parsed
    self.root = root
  }

  deinit { xmlFreeDoc(document) }

  /// Reads a document and runs something on its tree.
  ///
  /// - Returns: what that made, or nil where the document cannot be read; and every problem of reading it.
  static func with<Value>(
    _ bytes: UnsafeRawBufferPointer, file: String,
    _ body: (borrowing SignedTree, [UInt8]) -> Value
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    var handler = Bystander()
    let problems = XMLReader.read(.memory(bytes), file: file, limits: limits, handler: &handler)
    if problems.hasErrors { return (nil, problems) }
    let (text, undecodable) = PlainText.of(.memory(bytes), file: file, limits: limits)
    guard let text else { return (nil, undecodable) }
    guard XMLSecurity.isReady else {
      return (
        nil,
        [
          Diagnostic(
            .xmlSignatureFailed, file: file, "The signing library could not be started.",
            cure: "Check that libxmlsec1-openssl is installed in the release that the program was built with."
          )
        ]
      )
    }
    return XMLSecurity.quietly {
      guard let tree = SignedTree(text: text) else {
        return (
          nil, [Diagnostic(.xmlInternal, file: file, "The document could not be parsed a second time.")]
        )
      }
      return (body(tree, text), [])
    }
  }
}

/// Looks on while a document is checked for being well-formed and within the limits.
private struct Bystander: ElementHandler {
  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {}
}

// MARK: - Looking at nodes

extension xmlNodePtr {
  var localName: String { pointee.name.map { String(cString: $0) } ?? "" }

  var isElement: Bool { pointee.type == XML_ELEMENT_NODE }

  /// The line on which the node's tag ends.
  var line: Int { Int(xmlGetLineNo(self)) }

  func isNamed(_ name: String, in namespace: String) -> Bool {
    isElement && localName == name
      && (pointee.ns?.pointee.href.map { String(cString: $0) } ?? "") == namespace
  }

  /// What is directly inside, in document order.
  var content: [xmlNodePtr] { xmlNodePtr.siblings(pointee.children) }

  /// A node and those after it.
  static func siblings(_ first: xmlNodePtr?) -> [xmlNodePtr] {
    first.map { Array(sequence(first: $0) { $0.pointee.next }) } ?? []
  }

  /// The text that the node itself holds.
  var ownText: String { pointee.content.map { String(cString: $0) } ?? "" }

  /// Whether this is white space between elements.
  var isBlankText: Bool { pointee.type == XML_TEXT_NODE && xmlIsBlankNode(self) == 1 }

  /// Attributes, by name as written; those in a namespace with its prefix.
  var attributes: [(name: String, value: String)] {
    var found: [(String, String)] = []
    var next = pointee.properties
    while let attribute = next {
      let prefix = attribute.pointee.ns?.pointee.prefix.map { String(cString: $0) + ":" } ?? ""
      let name = attribute.pointee.name.map { String(cString: $0) } ?? ""
      found.append((prefix + name, xmlNodePtr.siblings(attribute.pointee.children).map(\.ownText).joined()))
      next = attribute.pointee.next
    }
    return found
  }

  /// This node and all below it, in document order, without recursion.
  func forEachElement(_ body: (xmlNodePtr) -> Void) {
    var node: xmlNodePtr? = self
    while let current = node {
      if current.isElement { body(current) }
      if current.isElement, let child = current.pointee.children {
        node = child
        continue
      }
      var climbing: xmlNodePtr? = current
      while let here = climbing, here != self, here.pointee.next == nil { climbing = here.pointee.parent }
      guard let here = climbing, here != self else { return }
      node = here.pointee.next
    }
  }
}
