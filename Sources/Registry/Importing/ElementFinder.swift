import XMLDocuments

/// Finds the first element of a name, or the root element, in a document's bytes.
///
/// For the paths that end in a refusal: values do not carry the position of everything that can be objected to.
struct ElementFinder: ElementHandler {
  private let name: String?
  private(set) var found: (name: String, position: Position)?
  /// What the element's attribute `day` says.
  private var day: String?

  /// - Parameter name: a local name; nil finds the root.
  init(_ name: String?) { self.name = name }

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    guard found == nil, name == nil || element.localName == name else { return }
    found = (element.localName, element.position)
    day = element.bytes("day").map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where the first element of a name stands; nil where there is none.
  static func position(of name: String, in bytes: UnsafeRawBufferPointer) -> Position? {
    var finder = ElementFinder(name)
    _ = XMLReader.read(.memory(bytes), file: "", handler: &finder)
    return finder.found?.position
  }

  /// The day that the root element bears, as it is written; empty where it bears none.
  static func day(of bytes: UnsafeRawBufferPointer) -> String {
    var finder = ElementFinder(nil)
    _ = XMLReader.read(.memory(bytes), file: "", handler: &finder)
    return finder.day ?? ""
  }

  /// The root element, or, where there is none, what is wrong with the document.
  static func root(
    of bytes: UnsafeRawBufferPointer, file: String
  ) -> (root: (name: String, position: Position)?, diagnostics: [Diagnostic]) {
    var finder = ElementFinder(nil)
    let diagnostics = XMLReader.read(.memory(bytes), file: file, handler: &finder)
    return (finder.found, diagnostics)
  }
}
