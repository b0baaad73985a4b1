// What is surely a value of one of the schema's types: told faster than the schema's validator tells it, and silent on
// what is not plain.

extension UnsafeBufferPointer<UInt8> {
  /// Whether this is surely one of the schema's identifiers: at most 64 ASCII letters, digits, points, hyphens,
  /// underscores.
  var isPlainIdentifier: Bool {
    (1...64).contains(count)
      && allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// Whether this is surely one of the schema's lines: at most 500 bytes, and so characters, not all white space.
  var isPlainLine: Bool { count <= 500 && contains { $0 > UInt8(ascii: " ") } }
}
