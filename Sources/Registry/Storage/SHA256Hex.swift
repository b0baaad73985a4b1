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
    return digits(of: hash.finalize())
  }

  private static func digits(of digest: SHA256.Digest) -> String {
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

  /// The SHA-256 of a file, read piece by piece; nil where it cannot be read, and `errno` says why.
  public static func of(fileAt path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var hash = SHA256()
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece -> String? in
      while true {
        let count = read(file, piece.baseAddress, piece.count)
        if count == 0 { return digits(of: hash.finalize()) }
        if count > 0 {
          hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: piece[..<count]))
        } else if errno != EINTR {
          return nil
        }
      }
    }
  }

  /// The first half of the SHA-256 of some bytes, as two numbers.
  public static func firstHalf(of bytes: [UInt8]) -> (UInt64, UInt64) {
    SHA256.hash(data: bytes).withUnsafeBytes { digest in
      (
        UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
