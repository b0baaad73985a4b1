internal import CLibXML2

/// An element of which the schema has seen nothing, because a handler vouches for its tag and for each child so far.
///
/// As long as that goes on, the schema need not look. Where it must after all, it is shown the tag and one child, from
/// which on it is where it would have been: the child may repeat without end.
struct Withheld: ~Copyable {
  /// The name of the children; nil where nothing is withheld.
  private(set) var childName: UnsafePointer<xmlChar>?
  /// Whether there was a child.
  private(set) var hasChild = false
  private var tag = KeptTag()
  private var child = KeptTag()

  var isActive: Bool { childName != nil }

  /// An element begins that has children of one name.
  mutating func begin(_ tag: StartTag, childName: UnsafePointer<xmlChar>) {
    self.childName = childName
    hasChild = false
    self.tag.keep(tag)
  }

  /// A child went by.
  mutating func add(_ child: StartTag) {
    if !hasChild { self.child.keep(child) }
    hasChild = true
  }

  /// Nothing is withheld any more.
  mutating func clear() { childName = nil }

  /// Shows what was withheld.
  ///
  /// - Parameters:
  ///   - start: takes a tag.
  ///   - end: takes the same tag where its element ends.
  fileprivate mutating func show(start: (StartTag) -> Void, end: (StartTag) -> Void) {
    guard isActive else { return }
    clear()
    tag.withTag(start)
    guard hasChild else { return }
    child.withTag { child in
      start(child)
      end(child)
    }
  }
}

extension SchemaPlug {
  /// Looks at what it was not shown.
  func catchUp(with withheld: inout Withheld) {
    withheld.show(start: { start($0) }, end: { end($0.name, $0.prefix, $0.namespace) })
  }
}

/// A start tag that outlives its callback: names belong to the parser's dictionary, values are copied.
private struct KeptTag: ~Copyable {
  private var name: UnsafePointer<xmlChar>?
  private var prefix: UnsafePointer<xmlChar>?
  private var namespace: UnsafePointer<xmlChar>?
  /// Of each attribute local name, prefix, namespace, as in ``StartTag``.
  private var names: [UnsafePointer<xmlChar>?] = []
  /// Where the value of each attribute ends.
  private var ends: [Int] = []
  private var values: [UInt8] = []

  /// Takes a tag that declares no namespace.
  mutating func keep(_ tag: StartTag) {
    (name, prefix, namespace) = (tag.name, tag.prefix, tag.namespace)
    names.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    guard let attributes = tag.attributes else { return }
    for index in 0..<Int(tag.attributeCount) {
      for part in 0..<3 { names.append(attributes[index * 5 + part]) }
      if let start = attributes[index * 5 + 3], let end = attributes[index * 5 + 4] {
        values.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
      }
      ends.append(values.count)
    }
  }

  func withTag(_ body: (StartTag) -> Void) {
    guard let name else { return }
    values.withUnsafeBufferPointer { values in
      var attributes: [UnsafePointer<xmlChar>?] = []
      var start = 0
      for (index, end) in ends.enumerated() {
        attributes += names[index * 3..<index * 3 + 3]
        attributes.append(values.baseAddress.map { $0 + start })
        attributes.append(values.baseAddress.map { $0 + end })
        start = end
      }
      let count = Int32(ends.count)
      attributes.withUnsafeMutableBufferPointer { attributes in
        body(
          StartTag(
            name: name, prefix: prefix, namespace: namespace, declarationCount: 0, declarations: nil,
            attributeCount: count, attributes: attributes.baseAddress))
      }
    }
  }
}
