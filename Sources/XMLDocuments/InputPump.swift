/// Feeds the parser: pulls bytes from the source, turns them into UTF-8 that is known to be valid, and stops
/// with a fault at the first byte that is not text or lies beyond a limit.
///
/// The parser never sees another encoding, a NUL or half a character, so nothing can hide behind one of them.
struct InputPump: ~Copyable {
  /// How many bytes are looked at to find the encoding.
  static let headLength = 1024
  /// How many bytes are decoded at a time.
  private static let blockLength = 32 << 10

  /// Whether the parser was told that no more bytes come, because there are none.
  private(set) var isExhausted = false
  /// How many bytes of UTF-8 the parser was given.
  private(set) var delivered = 0

  private var raw: RawInput
  private let maximumBytes: Int
  private var encoding: TextEncoding?
  /// Why nothing more can be decoded; what was decoded before is still to be read.
  private var pendingFault: Fault?
  /// Decoded text that the parser has not fetched yet.
  private var block = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// How many raw bytes `block` stands for, consumed once it is fetched.
  private var blockRawLength = 0
  /// Room for text that had to be converted: no encoding takes more than three bytes of UTF-8 for one of its own.
  private var converted: UnsafeMutableBufferPointer<UInt8>?
  /// Whether nothing more is to be read.
  private var isStopped = false
  /// Where the decoded text ends.
  private var lines = LineCounter()

  init(_ source: ByteSource, maximumBytes: Int) {
    raw = RawInput(source)
    self.maximumBytes = maximumBytes
  }

  deinit { converted?.deallocate() }

  /// Why no more bytes come, once the parser was told so, if there is a reason other than the document's end.
  var fault: Fault? { isExhausted ? pendingFault : nil }

  /// Fills the parser's buffer with whole characters; 0 says that no more come.
  ///
  /// The buffer is filled as far as it can be, however small the pieces are in which the source comes: the
  /// parser looks ahead no further than one reading reaches.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !isStopped, let target = buffer.baseAddress else { return 0 }
    var filled = 0
    while filled < buffer.count, !block.isEmpty || nextBlock(), let source = block.baseAddress {
      var length = min(buffer.count - filled, block.count)
      while length < block.count, length > 0, block[length] & 0xC0 == 0x80 { length -= 1 }
      if length == 0 { break }
      (target + filled).copyMemory(from: source, byteCount: length)
      block = UnsafeBufferPointer(rebasing: block[length...])
      filled += length
    }
    delivered += filled
    if filled == 0 { isExhausted = true }
    return filled
  }

  /// Ends the flow for a reason that the parser's side knows.
  mutating func stop() { isStopped = true }

  /// Decodes the next stretch of the source; false if there is none.
  private mutating func nextBlock() -> Bool {
    guard pendingFault == nil else { return false }
    raw.consume(blockRawLength)
    blockRawLength = 0
    guard let encoding = encoding ?? detectEncoding() else { return false }
    while true {
      let available = raw.available
      if !available.isEmpty {
        let result = decode(UnsafeBufferPointer(rebasing: available.prefix(Self.blockLength)), encoding)
        blockRawLength = result.consumed
        block = result.text
        lines.advance(over: block)
        if let problem = result.problem {
          fail(
            problem.kind, found: problem.found,
            expected: problem.kind == .nul ? "text" : "characters in \(encoding.rawValue)")
        }
        if !block.isEmpty { return true }
        if pendingFault != nil { return false }
      }
      if raw.ended {
        if !available.isEmpty { fail(.cutCharacter) }
        return false
      }
      if !refill() && !raw.ended { return false }
    }
  }

  private mutating func detectEncoding() -> TextEncoding? {
    if raw.total > maximumBytes {
      failTooLarge()
      return nil
    }
    while raw.available.count < Self.headLength, refill() {}
    guard pendingFault == nil else { return nil }
    switch TextEncoding.detect(UnsafeBufferPointer(rebasing: raw.available.prefix(Self.headLength))) {
    case .success(let found):
      raw.consume(found.mark)
      encoding = found.encoding
      return found.encoding
    case .failure(let problem):
      fail(problem.kind, found: problem.found)
      return nil
    }
  }

  private mutating func refill() -> Bool {
    do {
      let more = try raw.refill()
      if raw.total > maximumBytes {
        failTooLarge()
        return false
      }
      return more
    } catch {
      fail(.readFailed, found: String(describing: error))
      return false
    }
  }

  private mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
  ) -> DecodedText {
    if encoding == .utf8 { return DecodedText.checkingUTF8(bytes) }
    let target: UnsafeMutableBufferPointer<UInt8>
    if let converted {
      target = converted
    } else {
      target = .allocate(capacity: Self.blockLength * 3)
      converted = target
    }
    return DecodedText.converting(bytes, from: encoding, into: target)
  }

  private mutating func failTooLarge() {
    fail(.tooLarge, found: "more than that", expected: "at most \(maximumBytes) bytes")
    pendingFault?.position = Position(line: 0)
  }

  private mutating func fail(_ kind: Fault.Kind, found: String? = nil, expected: String? = nil) {
    if pendingFault == nil {
      pendingFault = Fault(kind: kind, found: found, expected: expected, position: lines.position)
    }
  }
}
