internal import CLibXML2

/// The schema's side of one reading: it is fed the same events as the handler, just before it.
///
/// `xmlSchemaSAXPlug` with no handler to wrap hands out libxml2's own validating callbacks; calling them
/// ourselves decides the order, and gives the validator each run of text in one piece.
struct SchemaPlug: ~Copyable {
  /// Keeps the compiled schema alive as long as the context points to it.
  private let schema: Schema
  private let context: xmlSchemaValidCtxtPtr
  private let plug: xmlSchemaSAXPlugPtr
  /// Where libxml2 keeps the pointer to its handler; it writes there again when the plug is pulled.
  private let slot: UnsafeMutablePointer<xmlSAXHandlerPtr?>
  private let startElement: startElementNsSAX2Func
  private let endElement: endElementNsSAX2Func
  private let characters: charactersSAXFunc

  /// nil if memory is short.
  init?(_ schema: Schema) {
    guard let context = xmlSchemaNewValidCtxt(schema.pointer) else { return nil }
    let slot = UnsafeMutablePointer<xmlSAXHandlerPtr?>.allocate(capacity: 1)
    slot.initialize(to: nil)
    var data: UnsafeMutableRawPointer?
    guard let plug = xmlSchemaSAXPlug(context, slot, &data) else {
      slot.deallocate()
      xmlSchemaFreeValidCtxt(context)
      return nil
    }
    guard let sax = slot.pointee, let startElement = sax.pointee.startElementNs,
      let endElement = sax.pointee.endElementNs, let characters = sax.pointee.characters
    else {
      xmlSchemaSAXUnplug(plug)
      slot.deallocate()
      xmlSchemaFreeValidCtxt(context)
      return nil
    }
    self.schema = schema
    self.context = context
    self.plug = plug
    self.slot = slot
    self.startElement = startElement
    self.endElement = endElement
    self.characters = characters
  }

  deinit {
    xmlSchemaSAXUnplug(plug)
    // Clearing the context empties its cache of key matchers and then fills it again from elements that never
    // ended; only clearing it once more frees those (libxml2 2.9.14, xmlSchemaClearValidCtxt).
    var data: UnsafeMutableRawPointer?
    slot.pointee = nil
    xmlSchemaSAXPlug(context, slot, &data).map { _ = xmlSchemaSAXUnplug($0) }
    slot.deallocate()
    xmlSchemaFreeValidCtxt(context)
  }

  /// Has `report` called with `owner` for each violation, during the call that caused it.
  func onViolation(_ report: @escaping xmlStructuredErrorFunc, owner: UnsafeMutableRawPointer) {
    xmlSchemaSetValidStructuredErrors(context, report, owner)
  }

  @inline(__always)
  func start(_ tag: StartTag) {
    startElement(
      UnsafeMutableRawPointer(context), tag.name, tag.prefix, tag.namespace, tag.declarationCount,
      tag.declarations, tag.attributeCount, 0, tag.attributes)
  }

  @inline(__always)
  func end(
    _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?
  ) {
    endElement(UnsafeMutableRawPointer(context), name, prefix, namespace)
  }

  @inline(__always)
  func text(_ text: UnsafeBufferPointer<UInt8>) {
    characters(UnsafeMutableRawPointer(context), text.baseAddress, Int32(truncatingIfNeeded: text.count))
  }
}
