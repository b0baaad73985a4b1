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
  private var tag: StartTag?
  /// As in ``StartTag``, but for the values, whose place is in ``values``.
  private var attributes: UnsafeMutableBufferPointer<UnsafePointer<xmlChar>?>
  private var values: UnsafeMutableBufferPointer<xmlChar>

  init() {
    attributes = .allocate(capacity: 16 * 5)
    values = .allocate(capacity: 512)
  }

  deinit {
    attributes.deallocate()
    values.deallocate()
  }

  /// Takes a tag that declares no namespace.
  mutating func keep(_ tag: StartTag) {
    var kept = tag
    let count = Int(tag.attributeCount)
    if let source = tag.attributes {
      let lengths = (0..<count).reduce(0) { $0 + KeptTag.length(of: $1, in: source) }
      if attributes.count < count * 5 {
        attributes.deallocate()
        attributes = .allocate(capacity: count * 10)
      }
      if values.count < lengths {
        values.deallocate()
        values = .allocate(capacity: lengths * 2)
      }
      copy(source, count)
    }
    kept.attributes = attributes.baseAddress
    self.tag = kept
  }

  private func copy(_ source: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int) {
    guard let target = attributes.baseAddress, var value = values.baseAddress else { return }
    target.update(from: source, count: count * 5)
    for index in 0..<count {
      let length = KeptTag.length(of: index, in: source)
      if let start = source[index * 5 + 3] { value.update(from: start, count: length) }
      target[index * 5 + 3] = UnsafePointer(value)
      value += length
      target[index * 5 + 4] = UnsafePointer(value)
    }
  }

  /// How many bytes the value of an attribute has.
  private static func length(of index: Int, in attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>)
    -> Int
  {
    guard let start = attributes[index * 5 + 3], let end = attributes[index * 5 + 4] else { return 0 }
    return end - start
  }

  func withTag(_ body: (StartTag) -> Void) {
    if let tag { body(tag) }
  }
}
