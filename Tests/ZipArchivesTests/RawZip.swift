/// Archives as nobody should make them, byte by byte (APPNOTE 6.3.10, 4.3).
struct RawZip {
  struct Entry {
    var name: String
    var data: [UInt8]
    /// The number of the packing method; 0: stored.
    var method: UInt16 = 0
    var flags: UInt16 = 0
    /// What the directory states; nil: the truth.
    var size: UInt32?
    var packedSize: UInt32?
    var checksum: UInt32?
    /// The mode that Unix programs note, with the kind of file.
    var mode: UInt32 = 0o100644
    /// The entry whose bytes it claims for its own; nil: it has some.
    var sharing: Int?
  }

  var entries: [Entry]

  var bytes: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    var offsets: [Int] = []
    for entry in entries {
      let offset = entry.sharing.map { offsets[$0] } ?? out.count
      offsets.append(offset)
      let common =
        word(20) + word(entry.flags) + word(entry.method) + word(0) + word(0x21)
        + long(entry.checksum ?? RawZip.checksum(entry.data))
        + long(entry.packedSize ?? UInt32(entry.data.count)) + long(entry.size ?? UInt32(entry.data.count))
        + word(UInt16(entry.name.utf8.count))
      if entry.sharing == nil { out += long(0x0403_4B50) + common + word(0) + entry.name.utf8 + entry.data }
      directory +=
        long(0x0201_4B50) + word(0x0314) + common + word(0) + word(0) + word(0) + word(0)
        + long(entry.mode << 16) + long(UInt32(offset)) + entry.name.utf8
    }
    let count = word(UInt16(entries.count))
    return out + directory + long(0x0605_4B50) + word(0) + word(0) + count + count
      + long(UInt32(directory.count)) + long(UInt32(out.count)) + word(0)
  }

  private func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private func long(_ value: UInt32) -> [UInt8] {
    word(UInt16(value & 0xFFFF)) + word(UInt16(value >> 16))
  }

  /// CRC-32 as in ISO 3309.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
