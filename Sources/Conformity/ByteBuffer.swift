/// Bytes that grow at their end.
///
/// An array checks with every append whether it is shared; a determination is written in tens of thousands of pieces.
/// The memory belongs to this value alone, which cannot be copied, and its address is never kept.
struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// Shows the bytes, which stay until `body` returns.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    put(byte)
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    reserve(bytes.count)
    put(bytes)
  }

  /// Appends bytes with the same byte before and after them.
  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, between quote: UInt8) {
    reserve(bytes.count + 2)
    put(quote)
    put(bytes)
    put(quote)
  }

  /// Appends a quoted key and its colon, after a comma where one is due.
  @inline(__always)
  mutating func append(key: UnsafeBufferPointer<UInt8>, afterComma: Bool) {
    reserve(key.count + 4)
    if afterComma { put(UInt8(ascii: ",")) }
    put(UInt8(ascii: "\""))
    put(key)
    put(UInt8(ascii: "\""))
    put(UInt8(ascii: ":"))
  }

  // MARK: - Within the capacity

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    start[count] = byte
    count += 1
  }

  @inline(__always)
  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: (count + more) * 2) }
  }

  private mutating func grow(to capacity: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
    self.capacity = capacity
  }
}
