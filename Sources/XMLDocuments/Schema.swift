internal import CLibXML2

/// A compiled XML Schema, made once and used for many documents, from several threads at a time.
///
/// A schema stands in one document: imports and includes are not followed.
public final class Schema: @unchecked Sendable {
  // Sendable, because libxml2 only reads a compiled schema while it validates; everything that changes is in
  // the validation context, of which each reading has its own. The pointer itself never changes.

  /// The schema's name, as the caller gave it.
  public let name: String
  /// The elements that may be a document's root.
  public let rootElements: [String]
  let pointer: xmlSchemaPtr

  /// Compiles a schema.
  ///
  /// - Parameters:
  ///   - xsd: the bytes of the schema document.
  ///   - name: what to call it in messages, for example its file name.
  /// - Throws: ``SchemaError`` with all that libxml2 has to say against it.
  public init(xsd: some Sequence<UInt8>, name: String) throws(SchemaError) {
    _ = LibXML2.isReady
    self.name = name
    let problems = SchemaProblems()
    let bytes = Array(xsd)
    let context = Unmanaged.passUnretained(problems).toOpaque()
    // Some parts of the compiler know no context of their own and report to the thread's handler.
    let (oldHandler, oldContext) = (__xmlStructuredError().pointee, __xmlStructuredErrorContext().pointee)
    xmlSetStructuredErrorFunc(context, SchemaProblems.collect)
    defer { xmlSetStructuredErrorFunc(oldContext, oldHandler) }
    let compiled: xmlSchemaPtr? = bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let count = Int32(exactly: buffer.count),
        let parser = xmlSchemaNewMemParserCtxt(start, count)
      else { return nil }
      defer { xmlSchemaFreeParserCtxt(parser) }
      xmlSchemaSetParserStructuredErrors(parser, SchemaProblems.collect, context)
      return xmlSchemaParse(parser)
    }
    guard let compiled, problems.messages.isEmpty else {
      compiled.map { xmlSchemaFree($0) }
      throw SchemaError(name: name, problems: problems.messages)
    }
    pointer = compiled
    rootElements = Self.globalElements(of: compiled)
  }

  deinit { xmlSchemaFree(pointer) }

  private static func globalElements(of schema: xmlSchemaPtr) -> [String] {
    var names: [String] = []
    withUnsafeMutablePointer(to: &names) { names in
      xmlHashScanFull(
        schema.pointee.elemDecl,
        { _, context, name, _, _ in
          guard let context, let name else { return }
          context.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
        }, names)
    }
    return names.sorted()
  }
}

/// Why a schema could not be compiled.
public struct SchemaError: Error, Sendable, CustomStringConvertible {
  /// The schema's name, as the caller gave it.
  public let name: String
  /// What is wrong with it, each with its line.
  public let problems: [String]

  public var description: String {
    let reasons = problems.isEmpty ? ["it is not a schema document"] : problems
    return "\(name) is not a usable schema: \(reasons.joined(separator: "; "))"
  }
}

/// Collects what the compiler reports; used by one thread, during one compilation.
private final class SchemaProblems {
  var messages: [String] = []

  static let collect: xmlStructuredErrorFunc = { context, error in
    guard let context, let error else { return }
    let problems = Unmanaged<SchemaProblems>.fromOpaque(context).takeUnretainedValue()
    let text = error.pointee.message.map { String(cString: $0) } ?? "unknown problem"
    problems.messages.append("line \(error.pointee.line): \(text.trimmingLineEnd)")
  }
}

extension String {
  /// Without the line feeds that libxml2 ends its messages with.
  var trimmingLineEnd: String {
    var text = Substring(self)
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
