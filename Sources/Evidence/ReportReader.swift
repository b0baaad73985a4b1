import XMLDocuments

/// Reads test reports.
///
///     let (report, diagnostics) = ReportReader.read(.bytes(bytes), file: "report.xml")
///
/// One pass over the bytes does everything: well-formedness, limits, schema, and the typed report.
public enum ReportReader {
  /// The namespace of reports.
  public static let namespace = "https://proofmark.example/ns/evidence/1"

  private static let schema = Result { () throws(SchemaError) in
    try Schema(xsd: PackageResources.evidence_xsd, name: "evidence.xsd")
  }

  /// Reads a report, from any thread.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - file: what to call the document in diagnostics.
  ///   - limits: how large it and its parts may be.
  /// - Returns: the report, or nil where any diagnostic is an error; and every problem, in document order.
  public static func read(
    _ source: ByteSource, file: String, limits: ReadLimits = .standard
  ) -> (report: Report?, diagnostics: [Diagnostic]) {
    let compiled: Schema
    switch schema {
    case .success(let schema): compiled = schema
    case .failure(let error): return (nil, [Diagnostic(.xmlInternal, file: file, error.description)])
    }
    var handler = ReportHandler()
    let problems = XMLReader.read(
      source, file: file, schema: compiled, namespace: namespace, limits: limits, handler: &handler)
    if problems.hasErrors { return (nil, problems) }
    guard let report = handler.report else {
      return (
        nil,
        problems + [Diagnostic(.reportIncomplete, file: file, "The report could not be read completely.")]
      )
    }
    return (report, problems)
  }
}
