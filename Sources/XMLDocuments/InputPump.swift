/// Feeds the parser: pulls bytes from the source, turns them into UTF-8 that is known to be valid, and stops
/// with a fault at the first byte that is not text or lies beyond a limit.
///
/// The parser never sees another encoding, a NUL or half a character, so nothing can hide behind one of them.
struct InputPump: ~Copyable {
  /// How many bytes are looked at to find the encoding.
  static let headLength = 1024
  /// How many bytes are decoded at a time.
  private static let blockLength = 32 << 10

  /// Why no more bytes come, if there is a reason other than the document's end.
  private(set) var fault: Fault?
  /// Whether the parser was told that no more bytes come.
  private(set) var isExhausted = false
  /// How many bytes of UTF-8 the parser was given.
  private(set) var delivered = 0

  private var raw: RawInput
  private let maximumBytes: Int
  private var encoding: TextEncoding?
  /// Decoded text that the parser has not fetched yet.
  private var block = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// How many raw bytes `block` stands for, consumed once it is fetched.
  private var blockRawLength = 0
  /// Room for text that had to be converted: no encoding takes more than three bytes of UTF-8 for one of its own.
  private var converted: UnsafeMutableBufferPointer<UInt8>?
  /// Whether nothing more is to be decoded.
  private var isStopped = false
  /// Where the decoded text ends.
  private var lines = LineCounter()

  init(_ source: ByteSource, maximumBytes: Int) {
    raw = RawInput(source)
    self.maximumBytes = maximumBytes
  }

  deinit { converted?.deallocate() }

  /// Fills the parser's buffer with whole characters; 0 says that no more come.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while block.isEmpty {
      guard fault == nil, nextBlock() else {
        isExhausted = true
        return 0
      }
    }
    var length = min(buffer.count, block.count)
    while length < block.count, length > 0, block[length] & 0xC0 == 0x80 { length -= 1 }
    guard length > 0, let target = buffer.baseAddress, let source = block.baseAddress else {
      isExhausted = true
      return 0
    }
    target.copyMemory(from: source, byteCount: length)
    block = UnsafeBufferPointer(rebasing: block[length...])
    delivered += length
    return length
  }

  /// Ends the flow for a reason that the parser's side knows.
  mutating func stop() {
    block = UnsafeBufferPointer(start: nil, count: 0)
    isExhausted = true
    isStopped = true
  }

  /// Decodes the next stretch of the source; false if there is none.
  private mutating func nextBlock() -> Bool {
    guard !isStopped else { return false }
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
        if fault != nil { return false }
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
    guard fault == nil else { return nil }
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
    fault?.position = Position(line: 0)
  }

  private mutating func fail(_ kind: Fault.Kind, found: String? = nil, expected: String? = nil) {
    if fault == nil {
      fault = Fault(kind: kind, found: found, expected: expected, position: lines.position)
    }
  }
}
