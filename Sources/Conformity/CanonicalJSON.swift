/// Writes JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) allows: no white space, UTF-8, no escapes
/// but those that JSON demands, and of those the shortest.
///
/// Members are written in the order in which they come; whoever calls this keeps them sorted by name. Numbers are
/// integers, for which the scheme's form is the plain one.
struct CanonicalJSON {
  private(set) var bytes: [UInt8] = []
  /// Whether something stands before the next key or element in the same object or array.
  private var needsComma = false

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// An object with the members that `members` writes.
  mutating func object(_ members: (inout CanonicalJSON) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// An array with a value for each element, written by `write`.
  mutating func array<Element>(_ elements: [Element], _ write: (inout CanonicalJSON, Element) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]")) { json in
      for element in elements {
        json.separate()
        write(&json, element)
        json.needsComma = true
      }
    }
  }

  /// A member's key; its value is to follow.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = true
  }

  mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    value(text)
  }

  /// A member that is left out where there is no text.
  mutating func member(_ name: StaticString, _ text: String?) {
    if let text { member(name, text) }
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    value(number)
  }

  mutating func member(_ name: StaticString, _ truth: Bool) {
    key(name)
    bytes.append(contentsOf: (truth ? "true" : "false").utf8)
  }

  mutating func member<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout CanonicalJSON, Element) -> Void
  ) {
    key(name)
    array(elements, write)
  }

  mutating func value(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  mutating func value(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { characters in
      // Nearly every text is free of characters that need an escape and goes over in one piece.
      if characters.contains(where: CanonicalJSON.needsEscape) {
        for character in characters { appendEscaped(character) }
      } else {
        bytes.append(contentsOf: characters)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func nest(_ opening: UInt8, _ closing: UInt8, _ body: (inout CanonicalJSON) -> Void) {
    bytes.append(opening)
    needsComma = false
    body(&self)
    bytes.append(closing)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x08: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "b")]
    case 0x0C: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "f")]
    case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
    case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
    case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    default: bytes.append(byte)
    }
  }
}
