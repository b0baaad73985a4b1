/// The hash that minisign signs in place of a message, and keeps its secret keys' checksum in (RFC 7693, without a key).
///
/// It is here because minisign signs hashes unless it is told otherwise, and swift-crypto has no BLAKE2b: with it, a
/// signature that somebody made with Debian's `minisign -S` can be verified.
enum BLAKE2b {
  private static let blockSize = 128

  /// RFC 7693, section 2.6: the fractional parts of the square roots of the first eight primes.
  private static let initial: [UInt64] = [
    0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1,
    0x510E_527F_ADE6_82D1, 0x9B05_688C_2B3E_6C1F, 0x1F83_D9AB_FB41_BD6B, 0x5BE0_CD19_137E_2179,
  ]

  /// RFC 7693, section 2.7: which words of the message a round mixes in; rounds 10 and 11 are rounds 0 and 1 again.
  private static let schedule: [[Int]] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
  ]

  /// The hash of some bytes.
  ///
  /// - Parameter size: of the hash, 1 to 64 bytes.
  static func hash(_ bytes: some Collection<UInt8>, size: Int = 64) -> [UInt8] {
    precondition((1...64).contains(size))
    var state = initial
    // Parameter block: digest length, no key, fanout 1, depth 1.
    state[0] ^= 0x0101_0000 ^ UInt64(size)
    var rest = bytes[...]
    var count: UInt64 = 0
    repeat {
      let block = rest.prefix(blockSize)
      rest = rest.dropFirst(blockSize)
      count += UInt64(block.count)
      mix(block, count: count, isLast: rest.isEmpty, into: &state)
    } while !rest.isEmpty
    return (0..<size).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> (8 * UInt64($0 % 8))) }
  }

  /// RFC 7693, section 3.2, the function F.
  private static func mix(
    _ block: some Collection<UInt8>, count: UInt64, isLast: Bool, into state: inout [UInt64]
  ) {
    var words = [UInt64](repeating: 0, count: 16)
    for (index, byte) in block.enumerated() { words[index / 8] |= UInt64(byte) << (8 * UInt64(index % 8)) }
    var v = state + initial
    v[12] ^= count
    if isLast { v[14] = ~v[14] }
    func g(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: UInt64, _ y: UInt64) {
      v[a] = v[a] &+ v[b] &+ x
      v[d] = rotated(v[d] ^ v[a], 32)
      v[c] = v[c] &+ v[d]
      v[b] = rotated(v[b] ^ v[c], 24)
      v[a] = v[a] &+ v[b] &+ y
      v[d] = rotated(v[d] ^ v[a], 16)
      v[c] = v[c] &+ v[d]
      v[b] = rotated(v[b] ^ v[c], 63)
    }
    for round in 0..<12 {
      let s = schedule[round % 10]
      g(0, 4, 8, 12, words[s[0]], words[s[1]])
      g(1, 5, 9, 13, words[s[2]], words[s[3]])
      g(2, 6, 10, 14, words[s[4]], words[s[5]])
      g(3, 7, 11, 15, words[s[6]], words[s[7]])
      g(0, 5, 10, 15, words[s[8]], words[s[9]])
      g(1, 6, 11, 12, words[s[10]], words[s[11]])
      g(2, 7, 8, 13, words[s[12]], words[s[13]])
      g(3, 4, 9, 14, words[s[14]], words[s[15]])
    }
    for index in 0..<8 { state[index] ^= v[index] ^ v[index + 8] }
  }

  private static func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 { word >> bits | word << (64 - bits) }
}
