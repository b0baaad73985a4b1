/// Reads documents: one pass over the bytes, in which they are decoded, parsed, checked against a schema and
/// handed to the typed reader of their vocabulary.
///
/// Nothing is loaded from anywhere, no document type definition is accepted, no entity is expanded, and memory
/// does not grow with the document. Whatever is wrong comes back as a list of diagnostics.
///
/// ```swift
/// var reader = ShotReader()
/// let problems = XMLReader.read(
///   .bytes(bytes), file: "report.xml", schema: schema, namespace: "urn:example", handler: &reader)
/// guard !problems.hasErrors else { … }
/// ```
public enum XMLReader {
  /// Sets what libxml2 keeps for the whole process; reading does it by itself. For others that use libxml2, before they
  /// do: nothing is then loaded from anywhere for them either.
  public static func prepare() { _ = LibXML2.isReady }

  /// Reads one document.
  ///
  /// - Parameters:
  ///   - source: where its bytes come from.
  ///   - file: what to call it in diagnostics.
  ///   - schema: what to check it against, if anything.
  ///   - namespace: the namespace of the handler's vocabulary; the root element must be in it, and elements of
  ///     other namespaces are not passed on. nil passes on every element.
  ///   - limits: how large it and its parts may be.
  ///   - handler: told of every element, even after problems were found, so that all of them are found. What
  ///     it has built is of use only if the result has no errors.
  /// - Returns: every problem, in document order; the document may be used if none of them is an error.
  public static func read<H: ElementHandler>(
    _ source: ByteSource, file: String, schema: Schema? = nil, namespace: String? = nil,
    limits: ReadLimits = .standard, handler: inout H
  ) -> [Diagnostic] {
    withUnsafeMutablePointer(to: &handler) { handler in
      guard
        let session = Session(
          source: source, file: file, schema: schema, namespace: namespace, limits: limits,
          begin: { handler.pointee.begin($0) },
          vouches: { handler.pointee.vouches(for: $0) },
          vouchesForTag: { handler.pointee.vouchesForTag(of: $0) },
          start: { handler.pointee.start($0, &$1) },
          passOver: { handler.pointee.passOver($0, &$1) },
          end: { handler.pointee.end($0, &$1) })
      else {
        return [
          Diagnostic(.xmlInternal, file: file, "The XML library could not be started: memory is short.")
        ]
      }
      return session.run()
    }
  }
}
