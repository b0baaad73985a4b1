internal import CLibXML2

/// The functions that libxml2 calls, each of which finds its session and hands over.
enum SAXCallbacks {
  /// Events and errors; what is missing here (entities, notations, subsets) is never made known to anyone.
  nonisolated(unsafe) static let handler: xmlSAXHandler = {
    // Written once, before its first use; copied into each parser, never changed.
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { context, name, _, _ in
      session(context) { $0.doctype(name.map { String(cString: $0) }) }
    }
    handler.startElementNs = {
      context, name, prefix, namespace, declarationCount, declarations, attributeCount, _, attributes in
      guard let name else { return }
      session(context) {
        $0.startElement(
          StartTag(
            name: name, prefix: prefix, namespace: namespace, declarationCount: declarationCount,
            declarations: declarations, attributeCount: attributeCount, attributes: attributes))
      }
    }
    handler.endElementNs = { context, name, prefix, namespace in
      guard let name else { return }
      session(context) { $0.endElement(name, prefix, namespace) }
    }
    handler.characters = characters
    // The same function for both keeps the parser from guessing which white space matters.
    handler.ignorableWhitespace = characters
    handler.cdataBlock = characters
    handler.comment = { context, _ in session(context) { $0.passed() } }
    handler.processingInstruction = { context, _, _ in session(context) { $0.passed() } }
    handler.serror = { context, error in
      guard let error else { return }
      session(context) { $0.parserError(ErrorRecord(error.pointee)) }
    }
    return handler
  }()

  private static let characters: charactersSAXFunc = { context, text, length in
    session(context) { $0.characters(UnsafeBufferPointer(start: text, count: Int(length))) }
  }

  /// More bytes for the parser.
  static let read: xmlInputReadCallback = { context, buffer, length in
    var count = 0
    session(context) {
      count = $0.readMore(UnsafeMutableRawBufferPointer(start: buffer, count: Int(length)))
    }
    return Int32(truncatingIfNeeded: count)
  }

  /// A violation of the schema.
  static let violation: xmlStructuredErrorFunc = { context, error in
    guard let error else { return }
    session(context) { $0.schemaError(ErrorRecord(error.pointee)) }
  }

  @inline(__always)
  private static func session(_ context: UnsafeMutableRawPointer?, _ body: (Session) -> Void) {
    guard let context else { return }
    // The session is alive while it runs the parser; counting references for every event would cost more
    // than the event.
    Unmanaged<Session>.fromOpaque(context)._withUnsafeGuaranteedRef { body($0) }
  }
}
