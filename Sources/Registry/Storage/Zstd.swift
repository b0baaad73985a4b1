import CZstd
import Foundation

/// Compresses with one context and one buffer for any number of documents.
struct ZstdCompressor: ~Copyable {
  /// Level 1 makes reports a fifteenth of their size; higher levels gain nothing worth their time.
  private static let level: Int32 = 1
  /// A buffer that one large document needed is not kept beyond this size.
  private static let keptSize = 1 << 20

  private let context: OpaquePointer?
  private var buffer: [UInt8] = []

  init() { context = ZSTD_createCCtx() }

  deinit { ZSTD_freeCCtx(context) }

  /// The compressed bytes; nil where memory is short.
  mutating func compress(_ bytes: UnsafeRawBufferPointer) -> Data? {
    let bound = ZSTD_compressBound(bytes.count)
    guard let context, ZSTD_isError(bound) == 0 else { return nil }
    if buffer.count < bound { buffer = [UInt8](repeating: 0, count: bound) }
    let length = buffer.withUnsafeMutableBytes { buffer in
      ZSTD_compressCCtx(context, buffer.baseAddress, buffer.count, bytes.baseAddress, bytes.count, Self.level)
    }
    guard ZSTD_isError(length) == 0 else { return nil }
    defer { if buffer.count > Self.keptSize { buffer = [] } }
    return Data(buffer[..<length])
  }

  /// The compressed bytes; nil where memory is short.
  mutating func compress(_ bytes: [UInt8]) -> Data? {
    bytes.withUnsafeBytes { compress($0) }
  }
}

/// Undoes the compression.
enum Zstd {
  /// The original bytes; nil where these are not the compressed form of exactly so many bytes.
  static func decompress(_ data: Data, size: Int) -> [UInt8]? {
    guard size >= 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let length = data.withUnsafeBytes { compressed in
        ZSTD_decompress(buffer.baseAddress, size, compressed.baseAddress, compressed.count)
      }
      count = ZSTD_isError(length) == 0 ? length : 0
    }
    return bytes.count == size ? bytes : nil
  }
}
