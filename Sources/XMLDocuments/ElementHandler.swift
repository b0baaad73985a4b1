/// The typed reader of one vocabulary: it is told of each element as the document streams by.
///
/// ```swift
/// struct ShotReader: ElementHandler {
///   var velocities: [Double] = []
///
///   mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
///     guard element.named("shot"), let text = element.string("velocity") else { return }
///     if let value = Double(text) { velocities.append(value) }
///   }
/// }
/// ```
///
/// Only elements of the handler's namespace are passed on. With a schema, an element has been checked before
/// `start` sees it, and ``ElementEvent/isValid`` tells the outcome: a handler need not report again what a
/// schema can say.
public protocol ElementHandler {
  /// Before the first element: the place to look up identities of names for hot loops. Does nothing unless
  /// implemented.
  mutating func begin(_ names: borrowing NameTable)

  /// Whether an element that has neither text nor children is surely valid where one of its name just was.
  ///
  /// A schema's validator need not look at such an element: most of a long document are elements that repeat without
  /// end, whose attributes are told faster. Asked only where the element before it, within the same parent, had the same
  /// name and was valid, and where all attributes are without a namespace. Whoever says yes answers for it that the
  /// schema lets the element repeat without end, and that every attribute that must be there is there and has a value of
  /// its type; no is always right, and leaves it to the schema. Says no unless implemented.
  mutating func vouches(for element: borrowing ElementEvent) -> Bool

  /// Whether the tag of an element that has content is surely valid where one of its name just was.
  ///
  /// Asked as `vouches(for:)` is, and answered for in the same way. From then on `vouches(for:)` is asked of each child
  /// as well, the first one included, and as long as the answer is yes a schema's validator looks neither at the element
  /// nor at its children.
  ///
  /// - Returns: the name of the one child that the schema demands there at least once and lets repeat without end; nil is
  ///   always right, and leaves the element to the schema. Returns nil unless implemented.
  mutating func vouchesForTag(of element: borrowing ElementEvent) -> NameIdentity?

  /// An element begins; its attributes are all there.
  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink)

  /// An element of another namespace begins: it and what is in it are passed over. Does nothing unless implemented.
  mutating func passOver(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink)

  /// An element ends; its text is all there. Does nothing unless implemented.
  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink)
}

extension ElementHandler {
  public mutating func begin(_ names: borrowing NameTable) {}
  public mutating func vouches(for element: borrowing ElementEvent) -> Bool { false }
  public mutating func vouchesForTag(of element: borrowing ElementEvent) -> NameIdentity? { nil }
  public mutating func passOver(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {}
  public mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {}
}
