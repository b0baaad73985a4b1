/// The identity of a name within one reading of one document: equal names have equal identities.
public struct NameIdentity: Hashable {
  @usableFromInline let pointer: UnsafePointer<UInt8>

  @inlinable
  init(_ pointer: UnsafePointer<UInt8>) { self.pointer = pointer }

  @inlinable
  public static func == (a: NameIdentity, b: NameIdentity) -> Bool { a.pointer == b.pointer }

  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(pointer) }

  /// The name's characters; valid until the document is read.
  @inlinable
  public var bytes: UnsafeBufferPointer<UInt8> {
    var length = 0
    while pointer[length] != 0 { length += 1 }
    return UnsafeBufferPointer(start: pointer, count: length)
  }
}

/// An element that begins, with its attributes.
///
/// It can be neither copied nor kept, since it points into the parser's buffers: what `bytes(_:)` and
/// `forEachAttribute(_:)` hand out is valid only until the callback returns. Only attributes without a
/// namespace are seen; `xml:lang`, `xsi:schemaLocation` and their like are no part of a vocabulary.
public struct ElementEvent: ~Copyable {
  /// The line on which the element's tag begins, counted from 1.
  public let line: Int
  /// Whether the schema found nothing wrong with the element's name, place and attributes; true without a
  /// schema.
  public let isValid: Bool

  @usableFromInline let name: UnsafePointer<UInt8>
  @usableFromInline let namespacePointer: UnsafePointer<UInt8>?
  /// Five pointers for each attribute: local name, prefix, namespace, first byte of the value, byte after it.
  @usableFromInline let attributes: UnsafePointer<UnsafePointer<UInt8>?>?
  /// How many attributes, those with a namespace included.
  @usableFromInline let total: Int
  /// Where the last attribute was found: callers mostly ask in the order of the document.
  @usableFromInline let cursor: UnsafeMutablePointer<Int>
  let textCursor: TextCursor

  init(
    line: Int, isValid: Bool, name: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?,
    attributes: UnsafePointer<UnsafePointer<UInt8>?>?, total: Int, cursor: UnsafeMutablePointer<Int>,
    document: TextCursor
  ) {
    self.line = line
    self.isValid = isValid
    self.name = name
    self.namespacePointer = namespace
    self.attributes = attributes
    self.total = total
    self.cursor = cursor
    self.textCursor = document
  }
}

// MARK: - The element

extension ElementEvent {
  /// Whether the element has this local name; its namespace is the handler's already.
  @inlinable
  public func named(_ name: StaticString) -> Bool { equal(self.name, name) }

  /// The name without its prefix.
  public var localName: String { String(cString: name) }

  /// The namespace, if the element has one.
  public var namespace: String? { namespacePointer.map { String(cString: $0) } }

  /// The name's identity, to compare with one from ``NameTable``: a pointer, where `named(_:)` compares
  /// characters.
  @inlinable
  public var identity: NameIdentity { NameIdentity(name) }

  /// The place where the element's tag begins.
  public var position: Position {
    Position(line: line, column: textCursor.tag?.column)
  }
}

// MARK: - Its attributes

extension ElementEvent {
  /// How many attributes without a namespace the element has.
  public var attributeCount: Int {
    var count = 0
    forEachAttribute { _, _ in count += 1 }
    return count
  }

  /// The value of an attribute, or nil if it is not there; valid until the callback returns.
  @inlinable
  public func bytes(_ attribute: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard let index = find({ equal($0, attribute) }) else { return nil }
    return value(at: index)
  }

  /// The value of an attribute, or nil if it is not there; valid until the callback returns.
  @inlinable
  public func bytes(_ attribute: NameIdentity) -> UnsafeBufferPointer<UInt8>? {
    guard let index = find({ $0 == attribute.pointer }) else { return nil }
    return value(at: index)
  }

  /// The value of an attribute of a namespace, or nil if it is not there; valid until the callback returns. For foreign
  /// vocabularies: ours have none.
  public func bytes(_ attribute: StaticString, namespace: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard let attributes else { return nil }
    let index = (0..<total).first { index in
      guard let name = attributes[index * 5], let space = attributes[index * 5 + 2] else { return false }
      return equal(name, attribute) && equal(space, namespace)
    }
    return index.map { value(at: $0) }
  }

  /// The value of an attribute, or nil if it is not there.
  @inlinable
  public func string(_ attribute: StaticString) -> String? {
    bytes(attribute).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The place where an attribute's value begins, or of the element if the attribute is not there.
  public func position(of attribute: StaticString) -> Position {
    textCursor.attribute(UnsafeBufferPointer(start: attribute.utf8Start, count: attribute.utf8CodeUnitCount))
      ?? position
  }

  /// Calls `body` with the name and value of each attribute, in the order of the document; the value is valid
  /// until the callback returns.
  @inlinable
  public func forEachAttribute(
    _ body: (_ name: NameIdentity, _ value: UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    guard let attributes else { return }
    for index in 0..<total where attributes[index * 5 + 2] == nil {
      guard let name = attributes[index * 5] else { continue }
      try body(NameIdentity(name), value(at: index))
    }
  }

  /// Searches from where the last search ended, all the way round.
  @inlinable
  func find(_ matches: (UnsafePointer<UInt8>) -> Bool) -> Int? {
    guard let attributes, total > 0 else { return nil }
    let first = cursor.pointee < total ? cursor.pointee : 0
    var index = first
    repeat {
      let base = index * 5
      let next = index + 1 == total ? 0 : index + 1
      if let name = attributes[base], attributes[base + 2] == nil, matches(name) {
        cursor.pointee = next
        return index
      }
      index = next
    } while index != first
    return nil
  }

  @inlinable
  func value(at index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let attributes, let start = attributes[index * 5 + 3], let end = attributes[index * 5 + 4] else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: start, count: end - start)
  }
}

/// Whether a name that ends with a zero byte is the literal.
@inlinable
@inline(__always)
func equal(_ name: UnsafePointer<UInt8>, _ literal: StaticString) -> Bool {
  let expected = literal.utf8Start
  let count = literal.utf8CodeUnitCount
  var index = 0
  while index < count {
    // The name's closing zero differs from every byte of the literal, so this never reads past it.
    if name[index] != expected[index] { return false }
    index += 1
  }
  return name[count] == 0
}
