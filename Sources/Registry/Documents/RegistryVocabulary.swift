import Quantities
import XMLDocuments

/// The namespace and schema of the registry's own documents, and what their readers share.
enum RegistryVocabulary {
  static let namespace = "https://proofmark.example/ns/registry/1"

  private static let schema = Result { () throws(SchemaError) in
    try Schema(xsd: PackageResources.registry_xsd, name: "registry.xsd")
  }

  /// Reads a document against the schema, then its meaning.
  ///
  /// - Parameters:
  ///   - name: the root element that this kind of document has.
  ///   - value: makes the value and reports what is wrong with its meaning.
  static func read<Value>(
    _ bytes: [UInt8], file: String, root name: String,
    value: (DocumentElement, inout RegistryReading) -> Value?
  ) -> (Value?, [Diagnostic]) {
    let schema: Schema
    switch RegistryVocabulary.schema {
    case .success(let compiled): schema = compiled
    case .failure(let error): return (nil, [Diagnostic(.registryUnreadable, file: file, error.description)])
    }
    let (root, problems) = DocumentTree.read(.bytes(bytes), file: file, schema: schema, namespace: namespace)
    var reading = RegistryReading(report: DiagnosticSink(file: file))
    for problem in problems { reading.report.add(problem) }
    guard let root else { return (nil, reading.report.diagnostics) }
    guard root.name == name else {
      if !reading.report.hasErrors {
        reading.report.error(
          .registryRoot, at: root.position, "This is another kind of document.", found: "<\(root.name)>",
          expected: "<\(name)>", cure: "Check that the right file was given.")
      }
      return (nil, reading.report.diagnostics)
    }
    let result = value(root, &reading)
    if result == nil || reading.isIncomplete, !reading.report.hasErrors {
      reading.report.error(.registryUnreadable, at: root.position, "The document could not be read.")
    }
    return (reading.report.hasErrors ? nil : result, reading.report.diagnostics)
  }
}

/// Reads the parts of a document that the schema has spoken about, and reports what is wrong with their meaning.
///
/// What the schema demands and does not find is not reported again.
struct RegistryReading {
  var report: DiagnosticSink
  /// Whether something was missing that the schema should not have let pass.
  private(set) var isIncomplete = false

  init(report: DiagnosticSink) { self.report = report }

  /// The text of an attribute that must be there.
  mutating func text(_ attribute: String, of element: DocumentElement) -> String {
    if element[attribute] == nil { isIncomplete = true }
    return element[attribute] ?? ""
  }

  /// The text of a child that must be there.
  mutating func content(_ child: String, of element: DocumentElement) -> String {
    if element.child(child) == nil { isIncomplete = true }
    return element.child(child)?.text ?? ""
  }

  /// Whether an attribute says `yes`.
  func isYes(_ attribute: String, of element: DocumentElement) -> Bool { element[attribute] == "yes" }

  /// The whole number in an attribute that must be there.
  mutating func number(_ attribute: String, of element: DocumentElement) -> Int? {
    let number = element[attribute].flatMap { Int($0) }
    if number == nil { isIncomplete = true }
    return number
  }

  /// A day in an attribute that must be there; nil where the calendar has no such day, which is reported.
  mutating func day(_ attribute: String, of element: DocumentElement) -> Day? {
    guard let text = element[attribute] else {
      isIncomplete = true
      return nil
    }
    guard let day = Day(text) else {
      if element.isValid {
        report.error(
          .registryDay, at: element.position, "The calendar has no such day.",
          found: "\(attribute)=\"\(text)\"",
          expected: "a day written YYYY-MM-DD", cure: "Write an existing day.")
      }
      return nil
    }
    return day
  }
}
