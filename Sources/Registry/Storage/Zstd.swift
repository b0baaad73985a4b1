import CZstd
import Crypto
import Foundation

/// Compresses with one context and one buffer for any number of documents.
struct ZstdCompressor: ~Copyable {
  /// How much time goes into making bytes few.
  enum Effort: Int32 {
    /// For what is kept for ever: reports get an eighth of their size, and higher levels gain nothing worth their time.
    case lasting = 1
    /// For what is made anew at every occasion: a third quicker, and larger by as much.
    case passing = -3
  }

  /// A buffer that one large document needed is not kept beyond this size.
  private static let keptSize = 1 << 20

  private let context: OpaquePointer?
  private let effort: Effort
  private var buffer: [UInt8] = []

  init(_ effort: Effort = .lasting) {
    self.effort = effort
    context = ZSTD_createCCtx()
  }

  deinit { ZSTD_freeCCtx(context) }

  /// The compressed bytes; nil where memory is short.
  mutating func compress(_ bytes: UnsafeRawBufferPointer) -> Data? {
    let bound = ZSTD_compressBound(bytes.count)
    guard let context, ZSTD_isError(bound) == 0 else { return nil }
    let capacity = bound + ZstdSeal.size
    if buffer.count < capacity { buffer = [UInt8](repeating: 0, count: capacity) }
    let length = buffer.withUnsafeMutableBytes { buffer in
      ZSTD_compressCCtx(
        context, buffer.baseAddress, buffer.count, bytes.baseAddress, bytes.count, effort.rawValue)
    }
    guard ZSTD_isError(length) == 0 else { return nil }
    defer { if buffer.count > Self.keptSize { buffer = [] } }
    let seal = buffer.withUnsafeBytes { ZstdSeal.of(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
    buffer.replaceSubrange(length..<length + ZstdSeal.size, with: seal)
    return Data(buffer[..<(length + ZstdSeal.size)])
  }

  /// The compressed bytes; nil where memory is short.
  mutating func compress(_ bytes: [UInt8]) -> Data? {
    bytes.withUnsafeBytes { compress($0) }
  }
}

/// Undoes the compression.
enum Zstd {
  /// The original bytes; nil where these are not the compressed form of exactly so many bytes, as it was written.
  static func decompress(_ data: Data, size: Int) -> [UInt8]? {
    data.withUnsafeBytes { compressed -> [UInt8]? in
      // What says that it is larger than it is must not be given memory for that.
      guard size >= 0, ZSTD_getFrameContentSize(compressed.baseAddress, compressed.count) == UInt64(size),
        ZstdSeal.isUnbroken(compressed)
      else { return nil }
      var failed = false
      let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        let length = ZSTD_decompress(buffer.baseAddress, size, compressed.baseAddress, compressed.count)
        failed = ZSTD_isError(length) != 0
        count = failed ? 0 : length
      }
      return failed || bytes.count != size ? nil : bytes
    }
  }
}

/// Closes compressed bytes with a hash of themselves, so that any change in them is noticed, also one that would not
/// change what they decompress to: the compressed form has bits that nothing reads.
///
/// It is a skippable frame (RFC 8878, section 3.1.2), which every decompressor passes over: `zstd -d` reads the bytes
/// as if it were not there. What an earlier release stored has none.
private enum ZstdSeal {
  private static let hashSize = 8
  private static let head: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, UInt8(hashSize), 0, 0, 0]
  static let size = head.count + hashSize

  static func of(_ frame: UnsafeRawBufferPointer) -> [UInt8] {
    var hash = SHA256()
    hash.update(bufferPointer: frame)
    return head + hash.finalize().prefix(hashSize)
  }

  /// Whether there is no seal, or one that fits.
  static func isUnbroken(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > size else { return true }
    let frame = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - size)])
    let seal = bytes[frame.count...]
    // Sixteen numbers mark a skippable frame; one bit turns ours into four others of them.
    let isSealed = seal.first.map { $0 & 0xF0 == 0x50 } == true && seal.dropFirst().starts(with: head[1..<4])
    return !isSealed || seal.elementsEqual(of(frame))
  }
}
