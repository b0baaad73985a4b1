/// Bytes that grow at their end.
///
/// An array checks with every append whether it is shared; a determination is written in tens of thousands of pieces.
/// The memory belongs to this value alone, which cannot be copied, and nobody else ever sees its address.
struct ByteBuffer: ~Copyable {
  private var storage: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(capacity: Int) { storage = .allocate(capacity: max(capacity, 16)) }

  deinit { storage.deallocate() }

  /// A copy of the bytes.
  var bytes: [UInt8] { Array(storage[..<count]) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
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
    storage[count] = quote
    count += 1
    put(bytes)
    storage[count] = quote
    count += 1
  }

  @inline(__always)
  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    _ = UnsafeMutableBufferPointer(rebasing: storage[count...]).update(fromContentsOf: bytes)
    count += bytes.count
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > storage.count { grow(to: (count + more) * 2) }
  }

  private mutating func grow(to capacity: Int) {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
    _ = larger.update(fromContentsOf: storage[..<count])
    storage.deallocate()
    storage = larger
  }
}
