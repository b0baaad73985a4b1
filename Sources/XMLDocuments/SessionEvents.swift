internal import CLibXML2

// What the parser tells a session, in the order of the document.

extension Session {
  func doctype(_ name: String?) {
    refuseDoctype(name)
    // The parser must not even read the declaration's internal subset, which stop() alone would let it do as
    // far as it is buffered.
    xmlStopParser(parser)
  }

  /// Any DOCTYPE is one too many.
  func refuseDoctype(_ name: String?) {
    guard !isStopped else { return }
    stop(
      for: Fault(
        kind: .doctype, found: "<!DOCTYPE" + (name.map { " " + $0 } ?? ""),
        position: cursor.last("<") ?? cursor.position))
  }

  func startElement(_ tag: StartTag) {
    if hasEnough { stop() }
    guard !isStopped else { return }
    // White space before the root element is no event, so its line has to be looked for.
    let line = hasRoot ? lastLine : cursor.tag?.line ?? cursor.line
    hasRoot = true
    // The parser looks for the end of the tag only after it has announced it; the complaint comes next.
    guard cursor.isBeforeTagEnd else { return }
    if let fault = excess(in: tag) {
      stop(for: fault)
      return
    }
    guard inVocabulary(tag) else { return }
    flushText()
    let isWithheld = withholds(tag, line: line)
    open.push(tag.name, line: line, errorCount: sink.errorCount)
    let isValid = isWithheld || isValidBegin(tag)
    if foreignDepth > 0 || namespace != nil && tag.namespace != namespace {
      if foreignDepth == 0 { passOver(event(tag, line: line, isValid: isValid), &sink) }
      foreignDepth += 1
    } else {
      start(event(tag, line: line, isValid: isValid), &sink)
    }
    mark()
  }

  /// Shows the schema the beginning of an element.
  private func isValidBegin(_ tag: StartTag) -> Bool {
    let errorsBefore = sink.errorCount
    isInTag = true
    schema?.start(tag)
    isInTag = false
    let isValid = sink.errorCount == errorsBefore
    if !isValid { valuesComplainedOf = [] }
    return isValid
  }

  /// Whether the schema is not shown an element that repeats the one before it, or the children of one that does,
  /// because the handler vouches for it.
  private func withholds(_ tag: StartTag, line: Int) -> Bool {
    if (withheld.childName ?? open.lastValidChild) == tag.name, canBeVouchedFor(tag) {
      let element = event(tag, line: line, isValid: true)
      if cursor.isBeforeEmptyTagEnd {
        if vouches(element) {
          if withheld.isActive { withheld.add(tag) }
          isVouchedFor = true
          return true
        }
      } else if !withheld.isActive, let child = vouchesForTag(element) {
        withheld.begin(tag, childName: child.pointer)
        return true
      }
    }
    showWithheld()
    return false
  }

  /// Whether an element is of the vocabulary, and so are its attributes.
  private func canBeVouchedFor(_ tag: StartTag) -> Bool {
    tag.declarationCount == 0 && tag.namespace == namespace && foreignDepth == 0 && !tag.hasQualifiedAttribute
  }

  /// The schema must look after all.
  private func showWithheld() {
    schema?.catchUp(with: &withheld)
  }

  private func event(_ tag: StartTag, line: Int, isValid: Bool) -> ElementEvent {
    attributeCursor.pointee = 0
    return ElementEvent(
      line: line, isValid: isValid, name: tag.name, namespace: tag.namespace,
      attributes: UnsafePointer(tag.attributes), total: Int(tag.attributeCount), cursor: attributeCursor,
      document: cursor)
  }

  func endElement(
    _ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?
  ) {
    guard !isStopped else { return }
    if isVouchedFor {
      isVouchedFor = false
    } else {
      flushText()
      if withheld.isActive && withheld.hasChild {
        withheld.clear()
      } else {
        showWithheld()
        let errorsBefore = sink.errorCount
        schema?.end(name, prefix, namespace)
        if sink.errorCount != errorsBefore { valuesComplainedOf = [] }
      }
    }
    open.close()
    if foreignDepth > 0 {
      foreignDepth -= 1
    } else {
      end(
        EndEvent(
          line: open.innermost?.line ?? 0, endLine: cursor.line, textBytes: open.innermostText, name: name),
        &sink)
    }
    open.pop(errorCount: sink.errorCount, inVocabulary: namespace == self.namespace)
    mark()
  }

  func characters(_ piece: UnsafeBufferPointer<UInt8>) {
    guard !isStopped else { return }
    open.append(piece, line: lastLine)
    if open.textLength > limits.maximumTextLength {
      let limit = "at most \(limits.maximumTextLength) bytes"
      stop(for: Fault(kind: .textTooLong, expected: limit, position: cursor.position))
    }
    mark()
  }

  /// A comment or processing instruction went by; it says nothing, but it was read.
  func passed() {
    guard !isStopped else { return }
    mark()
  }

  /// Remembers where an event ended.
  @inline(__always)
  private func mark() {
    lastLine = cursor.line
    deliveredAtLastEvent = pump.delivered
  }

  /// Shows the schema the text since the last tag, in one piece: it would put pieces together byte by byte.
  private func flushText() {
    // White space between elements of which one was valid is nothing to the schema.
    if open.lastValidChild != nil || withheld.isActive, open.inkLine == nil { return }
    let run = open.run
    if run.isEmpty { return }
    showWithheld()
    schema?.text(run)
  }

  /// The root element decides whether this is a document of the handler's vocabulary at all.
  private func inVocabulary(_ tag: StartTag) -> Bool {
    guard let namespaceName, tag.namespace != namespace else { return true }
    // Further inside, the schema decides what may stand among the vocabulary's elements, if there is one.
    guard open.isEmpty || schema == nil && foreignDepth == 0 else { return true }
    let name = String(cString: tag.name)
    sink.error(
      .xmlNamespace, at: cursor.tag ?? cursor.position,
      "The element <\(name)> is not in the namespace of this kind of document.",
      found: tag.namespace.map { "namespace \(String(cString: $0))" } ?? "no namespace",
      expected: "namespace \(namespaceName)",
      cure: open.isEmpty ? "Write xmlns=\"\(namespaceName)\" on the root element." : nil)
    if open.isEmpty { stop() }
    return !open.isEmpty
  }
}
