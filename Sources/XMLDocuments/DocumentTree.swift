/// An element of a small document, kept as a value with its attributes, text and children.
///
/// For definitions and registry documents, whose size is bounded by their purpose. Evidence is never read
/// into a tree: it can be of any size and is streamed.
public struct DocumentElement: Sendable, Hashable {
  /// The name without its prefix.
  public let name: String
  /// Where the element's tag begins.
  public let position: Position
  /// Whether the schema found nothing wrong with the element's name, place and attributes.
  public let isValid: Bool
  /// Attributes without a namespace, in document order.
  public let attributes: [Attribute]
  /// The text directly inside the element, with white space as in ``Attribute/value``.
  public fileprivate(set) var text = ""
  /// The elements directly inside it, in document order.
  public fileprivate(set) var children: [DocumentElement] = []

  /// A named value of an element.
  public struct Attribute: Sendable, Hashable {
    public let name: String
    /// The value with white space collapsed: none at the ends, single spaces within, as `xs:token` has it.
    public let value: String
  }

  /// The line on which the element's tag begins, counted from 1.
  public var line: Int { position.line }

  /// The value of an attribute, or nil if it is not there.
  public subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
  }

  /// The words of an attribute that is a list; none if the attribute is not there.
  public func words(_ attribute: String) -> [String] {
    self[attribute]?.split(separator: " ").map(String.init) ?? []
  }

  /// The first child of this name.
  public func child(_ name: String) -> DocumentElement? {
    children.first { $0.name == name }
  }

  /// The children of this name, in document order.
  public func children(_ name: String) -> [DocumentElement] {
    children.filter { $0.name == name }
  }
}

/// Reads a small document whole.
public enum DocumentTree {
  /// The limits for documents that are kept whole: 4 MiB, the rest as in ``ReadLimits/standard``.
  public static var limits: ReadLimits {
    var limits = ReadLimits.standard
    limits.maximumBytes = 4 << 20
    return limits
  }

  /// Reads a document, checked against its schema in the same pass.
  ///
  /// - Parameters:
  ///   - source: where its bytes come from.
  ///   - file: what to call it in diagnostics.
  ///   - schema: what to check it against.
  ///   - namespace: the namespace of its vocabulary; elements of others are left out.
  ///   - limits: how large it and its parts may be.
  /// - Returns: the root element as far as it could be read, also where there are errors, and every problem.
  public static func read(
    _ source: ByteSource, file: String, schema: Schema, namespace: String,
    limits: ReadLimits = DocumentTree.limits
  ) -> (root: DocumentElement?, diagnostics: [Diagnostic]) {
    var builder = TreeBuilder()
    let diagnostics = XMLReader.read(
      source, file: file, schema: schema, namespace: namespace, limits: limits, handler: &builder)
    return (builder.root, diagnostics)
  }
}

/// Builds the tree while the document streams by.
private struct TreeBuilder: ElementHandler {
  var root: DocumentElement?
  /// The elements that have begun and not ended, outermost first.
  private var open: [DocumentElement] = []

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    var attributes: [DocumentElement.Attribute] = []
    element.forEachAttribute { name, value in
      attributes.append(
        DocumentElement.Attribute(name: String(decoding: name.bytes, as: UTF8.self), value: collapsed(value)))
    }
    open.append(
      DocumentElement(
        name: element.localName, position: element.position, isValid: element.isValid, attributes: attributes)
    )
  }

  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
    guard var ended = open.popLast() else { return }
    ended.text = collapsed(element.textBytes)
    if open.isEmpty {
      root = ended
    } else {
      open[open.count - 1].children.append(ended)
    }
  }
}

/// Text with white space collapsed as `xs:token` has it.
private func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  var pendingSpace = false
  for byte in bytes {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      pendingSpace = !kept.isEmpty
    default:
      if pendingSpace { kept.append(UInt8(ascii: " ")) }
      pendingSpace = false
      kept.append(byte)
    }
  }
  return String(decoding: kept, as: UTF8.self)
}
