internal import CLibXML2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads documents again that were read before without an error, in the plain form that nearly all have: UTF-8, elements
/// with attributes of the vocabulary, text without references. Whatever else stands in one is no error; it is left to
/// ``XMLReader``.
///
/// Nothing is checked that was checked then: neither the schema nor names nor characters. It is for documents that are kept
/// under their hash, so that they are what was read.
extension XMLReader {
  /// Tells a handler of every element.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - namespace: that of the handler's vocabulary.
  ///   - handler: what it has built is of use only if the answer is yes.
  /// - Returns: whether the document has the plain form, and the handler complained of nothing.
  public static func readAgain<H: ElementHandler>(
    _ bytes: UnsafeRawBufferPointer, namespace: StaticString, handler: inout H
  ) -> Bool {
    guard LibXML2.isReady, let parser = xmlNewParserCtxt() else { return false }
    defer { xmlFreeParserCtxt(parser) }
    var reader = PlainReader(bytes, names: parser)
    return reader.read(namespace, &handler)
  }
}

private struct PlainReader: ~Copyable {
  /// The document has not the plain form.
  private struct Other: Error {}

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Keeps the names of this reading, and stands for the parser that there is none of.
  private let parser: xmlParserCtxtPtr
  private var at = 0
  private var line = 1
  /// Where names are, by their length and ends: the table of names is asked once for each.
  private var known: [(start: Int, length: Int, name: UnsafePointer<UInt8>)?]
  private let cursor: UnsafeMutablePointer<Int>
  /// Five pointers for each attribute, as ``ElementEvent`` has them.
  private var attributes: [UnsafePointer<UInt8>?] = []

  /// An element that has begun.
  private struct Open {
    var name: UnsafePointer<UInt8>
    var line: Int
    var text: Range<Int>
    var hasChild = false
  }

  private var open: [Open] = []

  init(_ bytes: UnsafeRawBufferPointer, names parser: xmlParserCtxtPtr) {
    self.bytes = bytes.bindMemory(to: UInt8.self)
    self.parser = parser
    known = Array(repeating: nil, count: 256)
    cursor = .allocate(capacity: 1)
    cursor.initialize(to: 0)
    attributes.reserveCapacity(80)
  }

  deinit { cursor.deallocate() }

  mutating func read<H: ElementHandler>(_ namespace: StaticString, _ handler: inout H) -> Bool {
    var sink = DiagnosticSink(file: "")
    handler.begin(NameTable(parser.pointee.dict))
    do throws(Other) {
      skipDeclaration()
      repeat { try element(namespace, &handler, &sink) } while !open.isEmpty
      while at < bytes.count {
        guard PlainReader.isSpace(bytes[at]) else { return false }
        at += 1
      }
    } catch {
      return false
    }
    return !sink.hasErrors
  }

  private mutating func skipDeclaration() {
    for declaration: StaticString in [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
    ] where isNext(declaration) {
      at += declaration.utf8CodeUnitCount
      return
    }
  }

  /// Reads up to the end of the next tag.
  private mutating func element<H: ElementHandler>(
    _ namespace: StaticString, _ handler: inout H, _ sink: inout DiagnosticSink
  ) throws(Other) {
    let text = try text()
    guard at + 1 < bytes.count else { throw Other() }
    if bytes[at + 1] == UInt8(ascii: "/") { return try end(text, &handler, &sink) }
    // Layout beside child elements is no text; what is more than that is not plain.
    guard isLayout(text) else { throw Other() }
    let isRoot = open.isEmpty
    if !isRoot { open[open.count - 1].hasChild = true }
    let start = line
    at += 1
    let name = try name()
    attributes.removeAll(keepingCapacity: true)
    var isInNamespace = !isRoot
    while true {
      skipSpace()
      guard at < bytes.count else { throw Other() }
      if bytes[at] == UInt8(ascii: ">") || bytes[at] == UInt8(ascii: "/") { break }
      let attribute = try self.name()
      let value = try value()
      if equal(attribute, "xmlns") {
        guard isRoot, isSame(value, namespace) else { throw Other() }
        isInNamespace = true
        continue
      }
      guard let base = bytes.baseAddress, attributes.count < 64 * 5 else { throw Other() }
      attributes.append(attribute)
      attributes.append(nil)
      attributes.append(nil)
      attributes.append(base + value.lowerBound)
      attributes.append(base + value.upperBound)
    }
    guard isInNamespace else { throw Other() }
    let isEmpty = bytes[at] == UInt8(ascii: "/")
    if isEmpty { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: ">"), open.count < 64 else { throw Other() }
    at += 1
    cursor.pointee = 0
    let total = attributes.count / 5
    attributes.withUnsafeBufferPointer { attributes in
      let event = ElementEvent(
        line: start, isValid: true, name: name, namespace: nil, attributes: attributes.baseAddress,
        total: total, cursor: cursor, document: TextCursor(parser: parser))
      // What the handler reads while it looks whether it is plain, it need not read again.
      if isEmpty { _ = handler.vouches(for: event) }
      handler.start(event, &sink)
    }
    if isEmpty {
      handler.end(
        EndEvent(
          line: start, endLine: line, textBytes: UnsafeBufferPointer(start: nil, count: 0), name: name),
        &sink)
    } else {
      open.append(Open(name: name, line: start, text: at..<at))
    }
  }

  private mutating func end<H: ElementHandler>(
    _ text: Range<Int>, _ handler: inout H, _ sink: inout DiagnosticSink
  ) throws(Other) {
    at += 2
    let name = try name()
    skipSpace()
    guard let element = open.popLast(), element.name == name, at < bytes.count,
      bytes[at] == UInt8(ascii: ">"),
      !element.hasChild || isLayout(text)
    else { throw Other() }
    at += 1
    let content = element.hasChild ? text.lowerBound..<text.lowerBound : text
    handler.end(
      EndEvent(
        line: element.line, endLine: line, textBytes: UnsafeBufferPointer(rebasing: bytes[content]),
        name: name),
      &sink)
  }

  // MARK: - Pieces

  /// The text up to the next tag.
  private mutating func text() throws(Other) -> Range<Int> {
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "<") { return start..<at }
      if byte == UInt8(ascii: "\n") { line += 1 }
      // References, and line ends that a parser would make others of.
      guard byte != UInt8(ascii: "&"), byte != UInt8(ascii: "\r") else { throw Other() }
      at += 1
    }
    throw Other()
  }

  private func isLayout(_ text: Range<Int>) -> Bool { bytes[text].allSatisfy(PlainReader.isSpace) }

  /// A name without a prefix, of ASCII.
  private mutating func name() throws(Other) -> UnsafePointer<UInt8> {
    let start = at
    while at < bytes.count, PlainReader.isName(bytes[at]) { at += 1 }
    let length = at - start
    guard length > 0, let base = bytes.baseAddress else { throw Other() }
    let place =
      (Int(bytes[start]) &* 31 &+ Int(bytes[start + length / 2]) &* 7 &+ Int(bytes[at - 1]) &+ length) & 0xFF
    if let (before, count, name) = known[place], count == length,
      memcmp(base + before, base + start, length) == 0
    {
      return name
    }
    guard let name = xmlDictLookup(parser.pointee.dict, base + start, Int32(length)) else { throw Other() }
    known[place] = (start, length, name)
    return name
  }

  /// The value of an attribute behind its name.
  private mutating func value() throws(Other) -> Range<Int> {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { throw Other() }
    at += 1
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
      throw Other()
    }
    let quote = bytes[at]
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != quote {
      // References, and white space that a parser would make others of.
      guard bytes[at] >= 0x20, bytes[at] != UInt8(ascii: "&"), bytes[at] != UInt8(ascii: "<") else {
        throw Other()
      }
      at += 1
    }
    guard at < bytes.count else { throw Other() }
    at += 1
    return start..<(at - 1)
  }

  private mutating func skipSpace() {
    while at < bytes.count, PlainReader.isSpace(bytes[at]) {
      if bytes[at] == UInt8(ascii: "\n") { line += 1 }
      at += 1
    }
  }

  private func isNext(_ literal: StaticString) -> Bool {
    isSame(at..<min(at + literal.utf8CodeUnitCount, bytes.count), literal)
  }

  private func isSame(_ range: Range<Int>, _ literal: StaticString) -> Bool {
    let expected = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    return bytes[range].elementsEqual(expected)
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
  }

  @inline(__always)
  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
