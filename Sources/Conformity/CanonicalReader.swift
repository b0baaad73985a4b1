#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads JSON in the one form in which ``CanonicalJSON`` writes it, and nothing else: what has another form is unexpected.
///
/// Whoever reads knows what comes next, so that there is nothing to search for; a text that stood before is not made again.
struct CanonicalReader: ~Copyable {
  /// The bytes are not what was written.
  struct Unexpected: Error {}

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// Texts that were read, each in a place that its bytes tell: rules say the same for each group.
  private var known: [(start: Int, text: String)]

  private static let knownCount = 256
  /// How many objects of one kind may stand within each other.
  private static let deepest = 100
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    known = Array(repeating: (-1, ""), count: CanonicalReader.knownCount)
  }

  /// Whether everything was read.
  var isAtEnd: Bool { at == bytes.count }

  /// Passes over a literal, which comes next.
  @inline(__always)
  mutating func pass(_ literal: StaticString) throws(Unexpected) {
    guard skip(literal) else { throw Unexpected() }
  }

  /// Passes over a literal, if it comes next.
  @inline(__always)
  mutating func skip(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard bytes.count - at >= count else { return false }
    let expected = literal.utf8Start
    for index in 0..<count where bytes[at + index] != expected[index] { return false }
    at += count
    return true
  }

  /// Reads what may have the same within it, over and over.
  mutating func deeper<Value>(
    _ read: (inout CanonicalReader) throws(Unexpected) -> Value
  ) throws(Unexpected) -> Value {
    guard depth < CanonicalReader.deepest else { throw Unexpected() }
    depth += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  /// An array, whose elements `element` reads.
  @inline(__always)
  mutating func array<Element>(
    _ element: (inout CanonicalReader) throws(Unexpected) -> Element
  ) throws(Unexpected) -> [Element] {
    try pass("[")
    if skip("]") { return [] }
    var elements: [Element] = []
    repeat { elements.append(try element(&self)) } while skip(",")
    try pass("]")
    return elements
  }

  mutating func number() throws(Unexpected) -> Int {
    let isNegative = skip("-")
    var value = 0
    let start = at
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) {
      let (tens, isLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int(bytes[at] - UInt8(ascii: "0")))
      guard !isLarge, !isLarger else { throw Unexpected() }
      value = sum
      at += 1
    }
    guard at > start, bytes[start] != UInt8(ascii: "0") || at - start == 1 && !isNegative else {
      throw Unexpected()
    }
    return isNegative ? -value : value
  }

  mutating func flag() throws(Unexpected) -> Bool {
    if skip("true") { return true }
    try pass("false")
    return false
  }

  mutating func texts() throws(Unexpected) -> [String] {
    try array { (json: inout CanonicalReader) throws(Unexpected) in try json.text() }
  }

  mutating func numbers() throws(Unexpected) -> [Int] {
    try array { (json: inout CanonicalReader) throws(Unexpected) in try json.number() }
  }

  /// One of a few texts.
  mutating func choice<Choice: RawRepresentable<String>>(
    _ type: Choice.Type = Choice.self
  ) throws(Unexpected) -> Choice {
    guard let choice = Choice(rawValue: try text()) else { throw Unexpected() }
    return choice
  }

  mutating func text() throws(Unexpected) -> String {
    try pass("\"")
    let start = at
    var hash: UInt64 = 0
    // Eight bytes at a time, as long as none of them is anything but a character of the text.
    var high: UInt64 = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while at + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if CanonicalJSON.needEscape(word) { break }
      high |= word
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      at += 8
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        let content = UnsafeBufferPointer(rebasing: bytes[start..<at])
        at += 1
        return try text(content, start, hash, isASCII: high & 0x8080_8080_8080_8080 == 0)
      }
      if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
      guard byte >= 0x20 else { throw Unexpected() }
      high |= UInt64(byte)
      hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
      at += 1
    }
    throw Unexpected()
  }

  private mutating func text(
    _ content: UnsafeBufferPointer<UInt8>, _ start: Int, _ hash: UInt64, isASCII: Bool
  ) throws(Unexpected) -> String {
    // The same few texts come again and again; to make one takes longer than to compare it, and a long one needs memory.
    let place = Int(hash >> 56)
    let (before, text) = known[place]
    if before >= 0, text.utf8.count == content.count, isSame(content, before) { return text }
    let new = try made(content, isASCII: isASCII)
    known[place] = (start, new)
    return new
  }

  private func made(
    _ content: UnsafeBufferPointer<UInt8>, isASCII: Bool
  ) throws(Unexpected) -> String {
    if isASCII { return String(decoding: content, as: UTF8.self) }
    guard let text = String(validating: content, as: UTF8.self) else { throw Unexpected() }
    return text
  }

  /// Whether the same bytes stand at an earlier place.
  private func isSame(_ content: UnsafeBufferPointer<UInt8>, _ before: Int) -> Bool {
    guard let start = bytes.baseAddress, let other = content.baseAddress else { return false }
    return memcmp(start + before, other, content.count) == 0
  }

  /// A text with escapes, of which there are those that are written and no others.
  private mutating func escapedText(from start: Int) throws(Unexpected) -> String {
    var content = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else { throw Unexpected() }
        return text
      case UInt8(ascii: "\\"): content.append(try escaped())
      case 0..<0x20: throw Unexpected()
      default: content.append(byte)
      }
    }
    throw Unexpected()
  }

  private mutating func escaped() throws(Unexpected) -> UInt8 {
    guard at < bytes.count else { throw Unexpected() }
    at += 1
    switch bytes[at - 1] {
    case UInt8(ascii: "\""): return UInt8(ascii: "\"")
    case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      try pass("00")
      guard bytes.count - at >= 2, let high = CanonicalReader.digit(bytes[at]), high < 2,
        let low = CanonicalReader.digit(bytes[at + 1])
      else { throw Unexpected() }
      at += 2
      return high << 4 | low
    default: throw Unexpected()
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
