/// The number by which a key and its signatures find each other: eight random bytes, no secret and no proof of anything.
public struct KeyNumber: Sendable, Hashable, CustomStringConvertible {
  static let size = 8

  let bytes: [UInt8]

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// Sixteen hexadecimal digits, the last byte first, as minisign prints it.
  public var description: String {
    bytes.reversed().map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }
}
