internal import CLibXML2

// What keeps a document from being too much of anything.

extension Session {
  /// Gives the parser more bytes, unless it collects too much of one thing already.
  func readMore(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    if !isStopped, let fault = excessInFlight() { stop(for: fault) }
    return pump.read(into: buffer)
  }

  /// What the parser would otherwise collect in memory until it finds the end of it. It asks for some four
  /// thousand bytes at a time, which is how exact these are; `excess(in:)` is exact.
  private func excessInFlight() -> Fault? {
    let position = Position(line: lastLine)
    // libxml2 compares each attribute with all before it, and each prefix with all that are declared.
    let slots = Int(parser.pointee.maxatts) / 5
    let namespaces = Int(parser.pointee.nsNr) / 2
    if max(slots / 4, namespaces / 2) > limits.maximumAttributeCount + 250 {
      return Fault(
        kind: .tooManyAttributes, expected: "at most \(limits.maximumAttributeCount)", position: position)
    }
    guard pump.delivered - deliveredAtLastEvent > limits.maximumMarkupLength + 8192 else { return nil }
    if parser.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE {
      return Fault(
        kind: .attributeTooLong, expected: "at most \(limits.maximumAttributeLength) bytes",
        position: position)
    }
    return Fault(
      kind: .markupTooLong, expected: "at most \(limits.maximumMarkupLength) bytes", position: position)
  }

  /// What an element has too much of.
  func excess(in tag: StartTag) -> Fault? {
    if open.count >= limits.maximumDepth {
      return fault(
        .tooDeep, found: "<\(String(cString: tag.name))> at level \(open.count + 1)",
        expected: "at most \(limits.maximumDepth) levels")
    }
    let count = Int(tag.attributeCount) + Int(tag.declarationCount)
    let inScope = Int(parser.pointee.nsNr) / 2
    if max(count, inScope) > limits.maximumAttributeCount {
      return fault(
        .tooManyAttributes,
        found: count >= inScope
          ? "\(count) on <\(String(cString: tag.name))>" : "\(inScope) namespaces in scope",
        expected: "at most \(limits.maximumAttributeCount)")
    }
    if let (name, length) = tag.valueLonger(than: limits.maximumAttributeLength) {
      return fault(
        .attributeTooLong, found: "\(length) bytes in '\(name)'",
        expected: "at most \(limits.maximumAttributeLength) bytes")
    }
    return nil
  }

  private func fault(_ kind: Fault.Kind, found: String, expected: String) -> Fault {
    Fault(kind: kind, found: found, expected: expected, position: cursor.tag ?? cursor.position)
  }
}
