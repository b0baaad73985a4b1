/// The bytes of a source, seen through a window that moves forward.
struct RawInput: ~Copyable {
  /// How many bytes the window holds when a source comes in pieces.
  static let windowSize = 64 << 10

  /// How many bytes the source has given so far.
  private(set) var total = 0
  /// Whether the source has nothing more to give.
  private(set) var ended = false

  private var start: UnsafePointer<UInt8>?
  private var count = 0
  private let window: UnsafeMutableRawBufferPointer?
  private let next: ((UnsafeMutableRawBufferPointer) throws -> Int)?

  /// Bytes in memory must stay where they are.
  init(_ source: ByteSource) {
    switch source.storage {
    case .memory(let memory):
      (window, next) = (nil, nil)
      start = memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
      count = memory.count
      total = memory.count
      ended = true
    case .chunks(let next):
      let window = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.windowSize, alignment: 16)
      (self.window, self.next) = (window, next)
      start = window.baseAddress.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }
    }
  }

  deinit { window?.deallocate() }

  /// What the window shows and nobody has consumed.
  var available: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  mutating func consume(_ length: Int) {
    start = start.map { $0 + length }
    count -= length
  }

  /// Asks the source for more; false if it has ended or the window is full.
  mutating func refill() throws -> Bool {
    guard !ended, let window, let next, let base = window.baseAddress, count < window.count else {
      return false
    }
    if let start, count > 0 { base.copyMemory(from: start, byteCount: count) }
    start = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    let space = UnsafeMutableRawBufferPointer(rebasing: window[count...])
    // A source that claims to have written more than there was room for is not believed.
    let received = min(max(0, try next(space)), space.count)
    if received == 0 {
      ended = true
      return false
    }
    count += received
    total += received
    return true
  }
}
