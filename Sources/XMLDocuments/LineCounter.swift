/// Where a text ends, as line and column, counted as the text goes by.
struct LineCounter {
  private var line = 1
  private var column = 1

  var position: Position { Position(line: line, column: column) }

  mutating func advance(over text: UnsafeBufferPointer<UInt8>) {
    let (count, tail) = Self.lineFeeds(text)
    if count > 0 {
      line += count
      column = 1
    }
    for byte in text[tail...] where byte & 0xC0 != 0x80 { column += 1 }
  }

  /// How many line feeds there are, and where the line after the last begins.
  private static func lineFeeds(_ text: UnsafeBufferPointer<UInt8>) -> (count: Int, tail: Int) {
    let raw = UnsafeRawBufferPointer(text)
    let high: UInt64 = 0x8080_8080_8080_8080
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let pattern: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
    // The high bit stays clear only in a byte that is a line feed.
    func marks(_ offset: Int) -> UInt64 {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) ^ pattern
      return (~(((word & low) &+ low) | word) & high) >> 7
    }
    var count = 0
    var index = 0
    while index + 32 <= raw.count {
      // At most four in each of eight lanes, which the product adds up in the highest.
      let lanes = marks(index) &+ marks(index + 8) &+ marks(index + 16) &+ marks(index + 24)
      count += Int((lanes &* 0x0101_0101_0101_0101) >> 56)
      index += 32
    }
    for byte in text[index...] where byte == 0x0A { count += 1 }
    var tail = text.count
    while tail > 0, text[tail - 1] != 0x0A { tail -= 1 }
    return (count, tail)
  }
}
