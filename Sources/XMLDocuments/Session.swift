internal import CLibXML2

/// One reading of one document: the parser, the schema and the handler, kept in step.
///
/// A class, because libxml2's callbacks find it again by its address.
final class Session {
  typealias Begin = (borrowing NameTable) -> Void
  typealias Vouches = (borrowing ElementEvent) -> Bool
  typealias VouchesForTag = (borrowing ElementEvent) -> NameIdentity?
  typealias Start = (borrowing ElementEvent, inout DiagnosticSink) -> Void
  typealias End = (borrowing EndEvent, inout DiagnosticSink) -> Void

  let parser: xmlParserCtxtPtr
  let schema: SchemaPlug?
  let limits: ReadLimits
  let begin: Begin
  let vouches: Vouches
  let vouchesForTag: VouchesForTag
  let start: Start
  let passOver: Start
  let end: End
  /// The root elements that the schema knows.
  let roots: [String]
  /// The namespace of the handler's vocabulary.
  let namespaceName: String?
  /// The same as the parser knows it: equal namespaces are equal pointers.
  var namespace: UnsafePointer<xmlChar>?

  // Debug builds, and so the tests, check that accesses to these never overlap; checking it for every event
  // would cost a release build a tenth of its speed.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  var sink: DiagnosticSink
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  var pump: InputPump
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  var open = OpenElements()
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  var withheld = Withheld()

  /// Where the last event left the parser: the next tag begins on that line.
  var lastLine = 1
  /// How much the parser had been given then.
  var deliveredAtLastEvent = 0
  /// How many elements of other namespaces are open around what is being read.
  var foreignDepth = 0
  /// Whether the root element has begun.
  var hasRoot = false
  /// Whether an opening tag is what the schema is looking at.
  var isInTag = false
  /// Whether the schema was not shown the element that is open innermost, which is valid.
  var isVouchedFor = false
  /// Whether reading goes no further, for a reason that has been reported.
  var isStopped = false
  /// The attributes whose values the schema has complained of in this event; the empty name stands for text.
  var valuesComplainedOf: Set<String> = []
  /// Where the handler last found an attribute.
  let attributeCursor: UnsafeMutablePointer<Int>

  /// nil if memory is short.
  init?(
    source: ByteSource, file: String, schema: Schema?, namespace: String?, limits: ReadLimits,
    begin: @escaping Begin, vouches: @escaping Vouches, vouchesForTag: @escaping VouchesForTag,
    start: @escaping Start, passOver: @escaping Start, end: @escaping End
  ) {
    guard LibXML2.isReady, let parser = xmlNewParserCtxt() else { return nil }
    self.parser = parser
    self.limits = limits.effective
    self.namespaceName = namespace
    self.begin = begin
    self.vouches = vouches
    self.vouchesForTag = vouchesForTag
    self.start = start
    self.passOver = passOver
    self.end = end
    roots = schema?.rootElements ?? []
    pump = InputPump(source, maximumBytes: limits.maximumBytes)
    sink = DiagnosticSink(file: file, limit: limits.maximumDiagnostics)
    attributeCursor = .allocate(capacity: 1)
    attributeCursor.initialize(to: 0)
    if let schema { self.schema = SchemaPlug(schema) } else { self.schema = nil }
    guard schema == nil || self.schema != nil, prepare() else { return nil }
  }

  deinit {
    xmlFreeParserCtxt(parser)
    attributeCursor.deallocate()
  }

  /// Reads the document to its end.
  func run() -> [Diagnostic] {
    begin(NameTable(parser.pointee.dict))
    _ = xmlParseDocument(parser)
    pump.fault?.report(to: &sink)
    if !sink.hasErrors, parser.pointee.wellFormed == 0 || parser.pointee.nsWellFormed == 0 {
      sink.error(.xmlMalformed, at: cursor.position, "The document is not well-formed XML.")
    }
    return sink.diagnostics
  }

  /// Lets the parser run out of input without another event; safe in the middle of any callback.
  func stop() {
    isStopped = true
    parser.pointee.disableSAX = 1
    pump.stop()
  }

  /// Stops for a reason that is reported.
  func stop(for fault: Fault) {
    fault.report(to: &sink)
    stop()
  }

  private func prepare() -> Bool {
    let owner = Unmanaged.passUnretained(self).toOpaque()
    // XML_PARSE_NOENT only gets `&amp;` in attributes as `&`: entities are never declared, since no DTD is read.
    // XML_PARSE_IGNORE_ENC, since the pump has turned everything into UTF-8. XML_PARSE_RECOVER lets reading go
    // on after errors that leave the parser in step; whether there were any is asked of it at the end.
    let options = [XML_PARSE_NONET, XML_PARSE_NOENT, XML_PARSE_IGNORE_ENC, XML_PARSE_RECOVER]
    _ = xmlCtxtUseOptions(parser, Int32(bitPattern: options.reduce(0) { $0 | $1.rawValue }))
    parser.pointee.sax.pointee = SAXCallbacks.handler
    parser.pointee.userData = owner
    schema?.onViolation(SAXCallbacks.violation, owner: owner)
    if var name = namespaceName {
      let known = name.withUTF8 { xmlDictLookup(parser.pointee.dict, $0.baseAddress, Int32($0.count)) }
      guard let known else { return false }
      namespace = known
    }
    guard let buffer = xmlParserInputBufferCreateIO(SAXCallbacks.read, nil, owner, XML_CHAR_ENCODING_NONE)
    else { return false }
    guard let input = xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE) else {
      xmlFreeParserInputBuffer(buffer)
      return false
    }
    return inputPush(parser, input) >= 0
  }
}

// MARK: - Where reading is

extension Session {
  var cursor: TextCursor { TextCursor(parser: parser) }

  /// Whether what the parser complains of is only that the end of its input has cut something off.
  func isCutOff(_ error: ErrorRecord) -> Bool {
    guard pump.isExhausted else { return false }
    switch error.code {
    case XML_ERR_TAG_NAME_MISMATCH: return false
    case XML_ERR_HYPHEN_IN_COMMENT: return !cursor.isFollowed(by: "-->")
    default: return cursor.isInLastMarkup
    }
  }

  /// Whether the parser is in a DOCTYPE.
  var isInDoctype: Bool { parser.pointee.inSubset != 0 }

  /// Whether so many errors were found that it serves nobody to go on.
  var hasEnough: Bool { sink.errorCount >= 10 * max(100, sink.limit) }

  /// Where the schema's validator is, for its complaints.
  var surroundings: Surroundings {
    let cursor = cursor
    let line = open.innermost?.line ?? cursor.line
    let tag = isInTag ? cursor.tag : nil
    return Surroundings(
      innermost: open.innermost.map { String(cString: $0.name) } ?? "",
      parent: open.parent.map { String(cString: $0.name) },
      inTag: isInTag, tag: tag ?? Position(line: line), text: Position(line: open.inkLine ?? line),
      content: String(decoding: open.run, as: UTF8.self).trimmed, roots: roots,
      attribute: { name in
        var name = name
        return name.withUTF8 { cursor.attribute($0) }
      })
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
