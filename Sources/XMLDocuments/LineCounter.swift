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
    var count = 0
    var index = 0
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
      // The high bit stays clear only in a byte that was a line feed; the product adds up the eight of them.
      let marks = ~(((word & low) &+ low) | word) & high
      count += Int(((marks >> 7) &* 0x0101_0101_0101_0101) >> 56)
      index += 8
    }
    for byte in text[index...] where byte == 0x0A { count += 1 }
    var tail = text.count
    while tail > 0, text[tail - 1] != 0x0A { tail -= 1 }
    return (count, tail)
  }
}
