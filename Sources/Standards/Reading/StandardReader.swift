import XMLDocuments

/// Reads definitions of standards.
///
///     let (standard, diagnostics) = StandardReader.read(bytes, file: "NIJ-0101.06.xml")
public enum StandardReader {
  /// Finds the definition of a standard by its identifier and the SHA-256 of its bytes; nil where it is not at hand.
  public typealias Library = (_ standard: String, _ sha256: String) -> Standard?

  /// Reads a definition: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - file: what to call it in diagnostics.
  ///   - library: finds the definitions that it imports levels from.
  /// - Returns: the standard, or nil where there is an error; and every problem, in document order.
  public static func read(
    _ bytes: [UInt8], file: String, library: Library = { _, _ in nil }
  ) -> (standard: Standard?, diagnostics: [Diagnostic]) {
    StandardVocabulary.read(bytes, file: file, root: "standard") { root, reading in
      Standard(root, library: library, &reading)
    }
  }
}

/// The namespace and schema of definitions and adoptions, and what their readers share.
enum StandardVocabulary {
  static let namespace = "https://proofmark.example/ns/standard/1"

  private static let schema = Result { () throws(SchemaError) in
    try Schema(xsd: PackageResources.standard_xsd, name: "standard.xsd")
  }

  /// Reads a document against the schema, then its meaning.
  ///
  /// - Parameters:
  ///   - name: the root element that this kind of document has.
  ///   - value: makes the value and reports what is wrong with its meaning.
  static func read<Value>(
    _ bytes: [UInt8], file: String, root name: String,
    value: (DocumentElement, inout DefinitionReading) -> Value?
  ) -> (Value?, [Diagnostic]) {
    let schema: Schema
    switch StandardVocabulary.schema {
    case .success(let compiled): schema = compiled
    case .failure(let error): return (nil, [Diagnostic(.xmlInternal, file: file, error.description)])
    }
    let (root, problems) = DocumentTree.read(.bytes(bytes), file: file, schema: schema, namespace: namespace)
    var report = DiagnosticSink(file: file)
    for problem in problems { report.add(problem) }
    guard let root else { return (nil, report.diagnostics) }
    guard root.name == name else {
      if !report.hasErrors {
        report.error(
          .standardRoot, at: root.position, "This is another kind of document.", found: "<\(root.name)>",
          expected: "<\(name)>")
      }
      return (nil, report.diagnostics)
    }
    let words = DeclaredWords(root, &report)
    var reading = DefinitionReading(words: words, report: report)
    let result = value(root, &reading)
    if result == nil || reading.isIncomplete, !reading.report.hasErrors {
      reading.report.error(.standardUnreadable, at: root.position, "The document could not be read.")
    }
    return (reading.report.hasErrors ? nil : result, reading.report.diagnostics)
  }
}
