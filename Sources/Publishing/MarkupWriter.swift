/// Markup, as UTF-8.
struct MarkupBytes: Sendable, Hashable {
  var bytes: [UInt8]
  /// Whether there may be a line in it with nothing on it, which pages leave out.
  var mayHaveEmptyLines = true

  /// The same as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  static func + (left: MarkupBytes, right: MarkupBytes) -> MarkupBytes {
    MarkupBytes(
      bytes: left.bytes + right.bytes,
      mayHaveEmptyLines: left.mayHaveEmptyLines || right.mayHaveEmptyLines)
  }
}

/// Markup being written: bytes that grow at their end.
///
/// A page is written in tens of thousands of pieces, and an array checks with each whether it is shared. The memory belongs
/// to this value alone, which cannot be copied, and its address is never kept.
struct MarkupWriter: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0
  /// Whether an escaped text brought a line feed, so that two of them may follow each other.
  private(set) var hasLineFeeds = false
  private let classes = ByteClass.table

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// All that was written.
  var bytes: [UInt8] { [UInt8](UnsafeBufferPointer(start: start, count: count)) }

  /// All that was written, for a page.
  var markup: MarkupBytes { MarkupBytes(bytes: bytes, mayHaveEmptyLines: hasLineFeeds) }

  /// The same as text.
  var text: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  /// Hands over all that was written, and begins anew.
  mutating func hand<Failure>(
    to take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try take(UnsafeBufferPointer(start: start, count: count))
    clear()
  }

  /// Begins anew with the same memory.
  mutating func clear() {
    count = 0
    hasLineFeeds = false
  }

  // MARK: - As it stands

  @inline(__always)
  mutating func raw(_ text: StaticString) {
    raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends what is markup already; it has no empty line in it.
  @inline(__always)
  mutating func raw(_ text: String) {
    var text = text
    text.withUTF8 { raw($0) }
  }

  @inline(__always)
  mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  mutating func raw(_ other: borrowing MarkupWriter) {
    raw(UnsafeBufferPointer(start: other.start, count: other.count))
    if other.hasLineFeeds { hasLineFeeds = true }
  }

  @inline(__always)
  mutating func raw(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  // MARK: - Numbers

  mutating func number(_ value: Int) {
    if value < 0 { raw(UInt8(ascii: "-")) }
    digits(value.magnitude)
  }

  /// Appends a coordinate with at most one decimal; what is no coordinate is 0.
  mutating func coordinate(_ value: Double) {
    guard value.isFinite, abs(value) < 1e9 else { return raw(UInt8(ascii: "0")) }
    // What NumberFormat prints with one decimal, less one that is 0.
    let tenths = UInt((value.magnitude * 10).rounded(.toNearestOrAwayFromZero))
    if value < 0, tenths > 0 { raw(UInt8(ascii: "-")) }
    let (whole, rest) = tenths.quotientAndRemainder(dividingBy: 10)
    digits(whole)
    guard rest > 0 else { return }
    reserve(2)
    start[count] = UInt8(ascii: ".")
    start[count + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
    count += 2
  }

  private mutating func digits(_ value: UInt) {
    reserve(20)
    var length = 1
    var power: UInt = 10
    while length < 19, value >= power {
      length += 1
      power *= 10
    }
    if length == 19, value >= power { length += 1 }
    var rest = value
    var place = count + length
    repeat {
      place -= 1
      start[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    count += length
  }

  // MARK: - Escaped

  /// Whether a text is not copied as it stands.
  static func needsEscaping(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let classes = ByteClass.table
    return bytes.contains { classes[Int($0)] != ByteClass.plain }
  }

  /// Appends a text as HTML content or as a quoted attribute value. Control characters, which HTML forbids, become U+FFFD.
  @inline(__always)
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { escaped($0, isTight: false) }
  }

  /// - Parameter isTight: whether a line feed behind another one is left out.
  ///
  /// It goes byte by byte: compared as whole characters, a quotation mark followed by a combining accent would pass unescaped
  /// and end the attribute that it stands in.
  mutating func escaped(_ bytes: UnsafeBufferPointer<UInt8>, isTight: Bool) {
    var from = 0
    var at = 0
    let end = bytes.count
    while at < end {
      let byte = bytes[at]
      let kind = classes[Int(byte)]
      if kind == ByteClass.plain {
        at += 1
        continue
      }
      raw(UnsafeBufferPointer(rebasing: bytes[from..<at]))
      at += special(kind, bytes, at, isTight: isTight)
      from = at
    }
    raw(UnsafeBufferPointer(rebasing: bytes[from..<end]))
  }

  /// Appends what a byte that is not copied stands for; returns how many bytes that was.
  private mutating func special(
    _ kind: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, isTight: Bool
  ) -> Int {
    switch kind {
    case ByteClass.markup:
      switch bytes[at] {
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "\""): raw("&quot;")
      default: raw("&#39;")
      }
      return 1
    case ByteClass.lineFeed:
      if isTight { lineFeed() } else { raw(UInt8(ascii: "\n")) }
      hasLineFeeds = true
      return 1
    case ByteClass.control:
      raw("\u{FFFD}")
      return 1
    default:
      // The first byte of a character that may be one that HTML forbids; texts are well-formed UTF-8.
      let length = bytes[at] < 0xE0 ? 2 : bytes[at] < 0xF0 ? 3 : 4
      var scalar = UInt32(bytes[at]) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
      for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[at + offset]) & 0x3F }
      if isForbiddenInHTML(scalar) {
        raw("\u{FFFD}")
      } else {
        raw(UnsafeBufferPointer(rebasing: bytes[at..<at + length]))
      }
      return length
    }
  }

  // MARK: - Without empty lines

  /// Appends a line feed, unless nothing stands on the line that it ends.
  @inline(__always)
  private mutating func lineFeed() {
    // As after a line's end, so that nothing begins with an empty line.
    if count > 0, start[count - 1] != UInt8(ascii: "\n") { raw(UInt8(ascii: "\n")) }
  }

  /// Appends markup that has no empty line in it; where one would come about, it is left out.
  @inline(__always)
  mutating func tight(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.first == UInt8(ascii: "\n"), count == 0 || start[count - 1] == UInt8(ascii: "\n") {
      raw(UnsafeBufferPointer(rebasing: bytes.dropFirst()))
    } else {
      raw(bytes)
    }
  }

  /// Appends markup without its empty lines.
  mutating func tightened(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes[...]
    while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
      if feed > rest.startIndex { raw(UnsafeBufferPointer(rebasing: rest[..<feed])) }
      lineFeed()
      rest = rest[(feed + 1)...]
    }
    raw(UnsafeBufferPointer(rebasing: rest))
  }

  // MARK: - Memory

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: (count + more) * 2) }
  }

  @inline(never)
  private mutating func grow(to capacity: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
    self.capacity = capacity
  }
}

/// What is done with a byte of a text in HTML.
private enum ByteClass {
  static let plain: UInt8 = 0
  static let markup: UInt8 = 1
  static let lineFeed: UInt8 = 2
  static let control: UInt8 = 3
  static let lead: UInt8 = 4

  /// By byte.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0...255 {
      let kind =
        switch byte {
        case 0x3C, 0x3E, 0x26, 0x22, 0x27: markup
        case 0x0A: lineFeed
        case 0x09: plain
        case ..<0x20, 0x7F: control
        // U+0080 to U+009F, U+FDD0 to U+FDEF, and the two last characters of each plane begin with these.
        case 0xC2, 0xEF, 0xF0...: lead
        default: plain
        }
      table[byte] = kind
    }
    return UnsafePointer(table)
  }()
}
