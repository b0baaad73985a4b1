import Testing

@testable import Signatures

@Suite("BLAKE2b")
struct BLAKE2bTests {
  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test("RFC 7693, appendix A: BLAKE2b-512 of abc")
  func abc() {
    #expect(
      hex(BLAKE2b.hash(Array("abc".utf8)))
        == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")
  }

  /// Appendix E hashes hashes of six lengths at four sizes, without and with a key. Those with a key are left out here,
  /// as keys are; the value was computed by Python's hashlib, whose own selftest gives the RFC's value.
  @Test("the self-test of RFC 7693, appendix E, its half without keys")
  func selfTest() {
    func sequence(_ length: Int, seed: UInt32) -> [UInt8] {
      var a: UInt32 = 0xDEAD_4BAD &* seed
      var b: UInt32 = 1
      return (0..<length).map { _ in
        let t = a &+ b
        a = b
        b = t
        return UInt8(truncatingIfNeeded: t >> 24)
      }
    }
    var all: [UInt8] = []
    for size in [20, 32, 48, 64] {
      for length in [0, 3, 128, 129, 255, 1024] {
        all += BLAKE2b.hash(sequence(length, seed: UInt32(length)), size: size)
      }
    }
    #expect(
      hex(BLAKE2b.hash(all, size: 32))
        == "681f345ad53c6360214ea500fd259edddbca775f605fad81b9b189d6d88e15c6")
  }

  @Test("lengths around the block's, and the empty message, agree with an independent implementation")
  func lengths() {
    // Python: hashlib.blake2b(b''.join(hashlib.blake2b(bytes(i % 251 for i in range(n))).digest()
    //   for n in range(0, 400))).hexdigest()
    let all = (0..<400).flatMap { n in BLAKE2b.hash((0..<n).map { UInt8($0 % 251) }) }
    #expect(
      hex(BLAKE2b.hash(all)) == "37f881ce9f54f898279c629af7ff9198c1eb44d206496fd22bd6c6c5fa63129e"
        + "af6ae56cc1f5ab2d3d3ed84be0ef2546974f71327470ff4accd8568f163d438e")
  }
}
