// What is surely a value of one of the schema's types: told faster than the schema's validator tells it, and silent on
// what is not plain.

extension UnsafeBufferPointer<UInt8> {
  /// Whether this is surely one of the schema's identifiers: at most 64 ASCII letters, digits, points, hyphens,
  /// underscores.
  var isPlainIdentifier: Bool { (1...64).contains(count) && allSatisfy(\.isPlain) }

  /// Whether these are surely identifiers of the schema with a space between each.
  var arePlainIdentifiers: Bool {
    guard let first, first.isPlain else { return false }
    return allSatisfy { $0.isPlain || $0 == UInt8(ascii: " ") }
  }

  /// Whether this is surely a day of the schema, which every month has: 2026-01-28.
  var isPlainDay: Bool {
    guard count == 10, self[4] == UInt8(ascii: "-"), self[7] == UInt8(ascii: "-") else { return false }
    /// The number that stands from one place to another; -1 for none.
    func number(_ range: Range<Int>) -> Int {
      self[range].reduce(0) { $0 < 0 || !$1.isDigit ? -1 : $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    return number(0..<4) > 0 && (1...12).contains(number(5..<7)) && (1...28).contains(number(8..<10))
  }

  /// Whether this is surely one of the schema's lines: at most 500 bytes, and so characters, not all white space.
  var isPlainLine: Bool { count <= 500 && contains { $0 > UInt8(ascii: " ") } }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
