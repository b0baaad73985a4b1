import Crypto

/// The name by which the registry knows a document: SHA-256 of its bytes in lower-case hexadecimal.
public enum SHA256Hex {
  /// The SHA-256 of some bytes, as `sha256sum` prints it.
  public static func of(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { of($0) }
  }

  static func of(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return hash.finalize().withUnsafeBytes { digest in
      String(unsafeUninitializedCapacity: digest.count * 2) { text in
        for (index, byte) in digest.enumerated() {
          text[index * 2] = digit(byte >> 4)
          text[index * 2 + 1] = digit(byte & 0xF)
        }
        return digest.count * 2
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
