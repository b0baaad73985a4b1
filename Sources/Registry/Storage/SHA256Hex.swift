import Crypto

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The name by which the registry knows a document: SHA-256 of its bytes in lower-case hexadecimal.
public enum SHA256Hex {
  /// The SHA-256 of some bytes, as `sha256sum` prints it.
  public static func of(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { of($0) }
  }

  static func of(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return digits(hash.finalize())
  }

  private static func digits(_ digest: SHA256.Digest) -> String {
    digest.withUnsafeBytes { digest in
      String(unsafeUninitializedCapacity: digest.count * 2) { text in
        for (index, byte) in digest.enumerated() {
          text[index * 2] = digit(byte >> 4)
          text[index * 2 + 1] = digit(byte & 0xF)
        }
        return digest.count * 2
      }
    }
  }

  private static func digest(fileAt path: String) -> SHA256.Digest? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var hash = SHA256()
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece -> SHA256.Digest? in
      while true {
        let count = read(file, piece.baseAddress, piece.count)
        if count == 0 { return hash.finalize() }
        if count > 0 {
          hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: piece[..<count]))
        } else if errno != EINTR {
          return nil
        }
      }
    }
  }

  /// The SHA-256 of some bytes, as four numbers.
  public static func words(of bytes: [UInt8]) -> SIMD4<UInt64> { words(SHA256.hash(data: bytes)) }

  /// The same of a file, read piece by piece; nil where it cannot be read, and `errno` says why.
  public static func words(fileAt path: String) -> SIMD4<UInt64>? { digest(fileAt: path).map(words) }

  private static func words(_ digest: SHA256.Digest) -> SIMD4<UInt64> {
    digest.withUnsafeBytes { bytes in
      var words = SIMD4<UInt64>()
      for place in 0..<4 {
        words[place] = UInt64(
          bigEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
      }
      return words
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
