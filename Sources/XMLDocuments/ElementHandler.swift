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

  /// An element begins; its attributes are all there.
  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink)

  /// An element ends; its text is all there. Does nothing unless implemented.
  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink)
}

extension ElementHandler {
  public mutating func begin(_ names: borrowing NameTable) {}
  public mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {}
}
