internal import CLibXML2

/// Finds lines and columns in the stretch of the document that the parser holds in its buffer.
struct TextCursor {
  let parser: xmlParserCtxtPtr

  /// The line where the parser stands.
  var line: Int { parser.pointee.input.map { Int($0.pointee.line) } ?? 0 }

  /// Where the parser stands.
  var position: Position {
    guard let input = parser.pointee.input else { return Position(line: 0) }
    return place(of: input.pointee.cur) ?? Position(line: line, column: Int(input.pointee.col))
  }

  /// Whether nothing that the parser holds from its last `<` on closes what that began: there the parser stands
  /// at the end, or has found fault with what is only unfinished, such as `<!-`.
  var isInLastMarkup: Bool {
    guard let input = parser.pointee.input, let current = input.pointee.cur, let end = input.pointee.end
    else {
      return true
    }
    guard current < end else { return true }
    let open = start(of: UInt8(ascii: "<")) ?? current
    return !UnsafeBufferPointer(start: open, count: end - open).contains(UInt8(ascii: ">"))
  }

  /// Whether characters stand in what the parser holds, from just before where it is.
  func isFollowed(by characters: StaticString) -> Bool {
    guard let input = parser.pointee.input, let base = input.pointee.base, let current = input.pointee.cur,
      let end = input.pointee.end
    else { return false }
    var at = max(base, current - characters.utf8CodeUnitCount)
    while at + characters.utf8CodeUnitCount <= end {
      let here = UnsafeBufferPointer(start: at, count: characters.utf8CodeUnitCount)
      if here.elementsEqual(UnsafeBufferPointer(start: characters.utf8Start, count: here.count)) {
        return true
      }
      at += 1
    }
    return false
  }

  /// Whether the parser stands before `>` or `/>`.
  var isBeforeTagEnd: Bool {
    guard let current = parser.pointee.input?.pointee.cur else { return false }
    return current[0] == UInt8(ascii: ">")
      || current[0] == UInt8(ascii: "/") && current[1] == UInt8(ascii: ">")
  }

  /// Whether the parser stands before `/>`.
  var isBeforeEmptyTagEnd: Bool {
    guard let current = parser.pointee.input?.pointee.cur else { return false }
    return current[0] == UInt8(ascii: "/") && current[1] == UInt8(ascii: ">")
  }

  /// Where the tag begins whose end the parser has reached. No `<` can stand inside a tag, so the last one is
  /// its beginning.
  var tag: Position? { last("<") }

  /// Where a character last stands before the place where the parser is.
  func last(_ character: Unicode.Scalar) -> Position? {
    start(of: UInt8(ascii: character)).flatMap { place(of: $0) }
  }

  /// Where the value of an attribute begins in the tag whose end the parser has reached.
  func attribute(_ name: UnsafeBufferPointer<UInt8>) -> Position? {
    guard let tag = start(of: UInt8(ascii: "<")), let current = parser.pointee.input?.pointee.cur else {
      return nil
    }
    let text = UnsafeBufferPointer(start: tag, count: current - tag)
    var index = 0
    while let equals = text[index...].firstIndex(of: UInt8(ascii: "=")) {
      // Between the name and its sign, and between the sign and the quotation mark, there may be white space.
      let nameEnd = (text[index..<equals].lastIndex { $0 > 0x20 } ?? equals - 1) + 1
      let nameStart =
        (text[index..<nameEnd].lastIndex { $0 <= 0x20 || $0 == UInt8(ascii: ":") } ?? index - 1) + 1
      guard
        let open = text[equals...].firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
        let close = text[(open + 1)...].firstIndex(of: text[open])
      else { return nil }
      if text[nameStart..<nameEnd].elementsEqual(name) { return place(of: tag + open + 1) }
      index = close + 1
    }
    return nil
  }

  private func start(of character: UInt8) -> UnsafePointer<UInt8>? {
    guard let input = parser.pointee.input, let base = input.pointee.base, var at = input.pointee.cur else {
      return nil
    }
    while at > base {
      at -= 1
      if at.pointee == character { return at }
    }
    return nil
  }

  /// Where a byte stands that the parser has read but still holds; nil if it does not.
  func place(of byte: UnsafePointer<UInt8>?) -> Position? {
    guard let byte, let input = parser.pointee.input, let base = input.pointee.base,
      let current = input.pointee.cur, base <= byte, byte <= current
    else { return nil }
    var column = 1
    var at = byte
    while at > base {
      at -= 1
      if at.pointee == 0x0A { return Position(line: lineOf(byte), column: column) }
      if at.pointee & 0xC0 != 0x80 { column += 1 }
    }
    // The line began before the buffer does: only at the document's beginning is the column still known.
    return Position(line: lineOf(byte), column: input.pointee.consumed == 0 ? column : nil)
  }

  private func lineOf(_ byte: UnsafePointer<UInt8>) -> Int {
    guard let current = parser.pointee.input?.pointee.cur, byte <= current else { return line }
    return line - UnsafeBufferPointer(start: byte, count: current - byte).count { $0 == 0x0A }
  }
}
