/// Writes JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) allows: no white space, UTF-8, no escapes
/// but those that JSON demands, and of those the shortest.
///
/// Members are written in the order in which they come; whoever calls this keeps them sorted by name. Numbers are
/// integers, for which the scheme's form is the plain one.
package struct CanonicalJSON: ~Copyable {
  private var text: ByteBuffer
  /// Whether something stands before the next key or element in the same object or array.
  private var needsComma = false

  package init(capacity: Int) { text = ByteBuffer(capacity: capacity) }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try text.withBytes(body)
  }

  /// An object begins, whose members are to follow.
  ///
  /// With `endObject()` for those who write many: a closure holds on to everything that it writes.
  @inline(__always)
  mutating func beginObject() {
    text.append(UInt8(ascii: "{"))
    needsComma = false
  }

  @inline(__always)
  mutating func endObject() {
    text.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// An object with the members that `members` writes.
  package mutating func object(_ members: (inout CanonicalJSON) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// An array with a value for each element, written by `write`.
  package mutating func array<Element>(_ elements: [Element], _ write: (inout CanonicalJSON, Element) -> Void)
  {
    nest(UInt8(ascii: "["), UInt8(ascii: "]")) { json in
      // Where they are: elements are large values, which need not be copied to be written.
      elements.withUnsafeBufferPointer { elements in
        for index in elements.indices {
          json.separate()
          write(&json, elements[index])
          json.needsComma = true
        }
      }
    }
  }

  /// A member's key; its value is to follow.
  package mutating func key(_ name: StaticString) {
    text.append(
      key: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), afterComma: needsComma)
    needsComma = true
  }

  package mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    self.value(value)
  }

  /// A member that is left out where there is no text.
  package mutating func member(_ name: StaticString, _ value: String?) {
    if let value { member(name, value) }
  }

  package mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    value(number)
  }

  /// A member whose value is null.
  package mutating func null(_ name: StaticString) {
    key(name)
    append("null")
  }

  package mutating func member(_ name: StaticString, _ truth: Bool) {
    key(name)
    append(truth ? "true" : "false")
  }

  package mutating func member<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout CanonicalJSON, Element) -> Void
  ) {
    key(name)
    array(elements, write)
  }

  package mutating func value(_ number: Int) {
    if number < 0 { text.append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude)
  }

  private mutating func append(digitsOf number: UInt) {
    if number >= 10 { append(digitsOf: number / 10) }
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  package mutating func value(_ value: String) {
    // Strings of Swift keep their UTF-8 in one piece; where one does not, it is copied first.
    if value.utf8.withContiguousStorageIfAvailable({ append(quoted: $0) }) == nil {
      Array(value.utf8).withUnsafeBufferPointer { append(quoted: $0) }
    }
  }

  private mutating func append(_ plain: String) {
    var plain = plain
    plain.withUTF8 { text.append($0) }
  }

  private mutating func append(quoted characters: UnsafeBufferPointer<UInt8>) {
    // Nearly every text is free of characters that need an escape and goes over in one piece.
    if !CanonicalJSON.needEscape(characters) {
      text.append(characters, between: UInt8(ascii: "\""))
      return
    }
    text.append(UInt8(ascii: "\""))
    for character in characters { appendEscaped(character) }
    text.append(UInt8(ascii: "\""))
  }

  private mutating func nest(_ opening: UInt8, _ closing: UInt8, _ body: (inout CanonicalJSON) -> Void) {
    text.append(opening)
    needsComma = false
    body(&self)
    text.append(closing)
    needsComma = true
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma { text.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  /// Whether a quotation mark, a backslash or a control character is among them.
  private static func needEscape(_ characters: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = UnsafeRawBufferPointer(characters)
    if bytes.count < 8 {
      // Filled up with a byte that needs none.
      return needEscape(bytes.reduce(0x2020_2020_2020_2020) { $0 << 8 | UInt64($1) })
    }
    // Eight at a time; the last eight may have been looked at in part.
    let last = bytes.count - 8
    var index = 0
    while index < last {
      if needEscape(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { return true }
      index += 8
    }
    return needEscape(bytes.loadUnaligned(fromByteOffset: last, as: UInt64.self))
  }

  /// The same for eight bytes (Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n"): where a
  /// byte is smaller, subtracting borrows into its highest bit, which was not set before.
  @inline(__always)
  static func needEscape(_ word: UInt64) -> Bool {
    let each: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (each * 0x22)
    let backslash = word ^ (each * 0x5C)
    let borrowed =
      (word &- each * 0x20) & ~word | (quote &- each) & ~quote | (backslash &- each) & ~backslash
    return borrowed & (each * 0x80) != 0
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x08: append("\\b")
    case 0x0C: append("\\f")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\r"): append("\\r")
    case UInt8(ascii: "\t"): append("\\t")
    case 0..<0x20: append("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
    default: text.append(byte)
    }
  }
}
