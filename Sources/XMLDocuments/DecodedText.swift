/// A stretch of a document as UTF-8, up to the first thing that is not text.
struct DecodedText {
  /// Valid UTF-8 without NUL, in whole characters.
  var text: UnsafeBufferPointer<UInt8>
  /// How many bytes of the source it stands for; the rest may be the beginning of a character.
  var consumed: Int
  /// What follows it, if that can never become text.
  var problem: (kind: Fault.Kind, found: String)?
}

// MARK: - UTF-8

extension DecodedText {
  /// Checks bytes that claim to be UTF-8, after the table of well-formed sequences of the Unicode Standard
  /// (table 3-7); they are not copied.
  static func checkingUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    var index = 0
    func result(_ kind: Fault.Kind?) -> DecodedText {
      DecodedText(
        text: UnsafeBufferPointer(rebasing: bytes[..<index]), consumed: index,
        problem: kind.map { ($0, hexadecimal(bytes, from: index, count: 1)) })
    }
    while index < bytes.count {
      index += plainPrefix(UnsafeBufferPointer(rebasing: bytes[index...]))
      guard index < bytes.count else { break }
      let first = bytes[index]
      if first == 0 { return result(.nul) }
      if first < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return result(.undecodable)
      }
      for offset in 1..<length {
        guard index + offset < bytes.count else { return result(nil) }
        let allowed = offset == 1 ? second : 0x80...0xBF
        guard allowed.contains(bytes[index + offset]) else { return result(.undecodable) }
      }
      index += length
    }
    return result(nil)
  }

  /// How many bytes from the beginning are surely ASCII and not NUL, looked at 32 at a time.
  private static func plainPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let high: UInt64 = 0x8080_8080_8080_8080
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var index = 0
    while index + 32 <= raw.count {
      let a = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let b = raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
      let c = raw.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
      let d = raw.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
      guard (a | b | c | d) & high == 0 else { break }
      // Adding 0x7F sets the high bit of every byte but a zero.
      guard (a &+ low) & (b &+ low) & (c &+ low) & (d &+ low) & high == high else { break }
      index += 32
    }
    return index
  }
}

// MARK: - Other encodings

extension DecodedText {
  /// Turns bytes of another encoding into UTF-8; `target` has room for three bytes for each of `bytes`.
  static func converting(
    _ bytes: UnsafeBufferPointer<UInt8>, from encoding: TextEncoding,
    into target: UnsafeMutableBufferPointer<UInt8>
  ) -> DecodedText {
    var writer = Writer(target: target)
    var index = 0
    func result(_ problem: Fault.Kind?, _ count: Int = 0) -> DecodedText {
      DecodedText(
        text: UnsafeBufferPointer(rebasing: target[..<writer.count]), consumed: index,
        problem: problem.map { ($0, hexadecimal(bytes, from: index, count: count)) })
    }
    if encoding.isUTF16 {
      let highFirst = encoding == .utf16BigEndian
      func unit(_ at: Int) -> UInt32 {
        let (a, b) = (UInt32(bytes[at]), UInt32(bytes[at + 1]))
        return highFirst ? a << 8 | b : b << 8 | a
      }
      while index + 2 <= bytes.count {
        let first = unit(index)
        switch first {
        case 0: return result(.nul, 2)
        case 0xDC00...0xDFFF: return result(.undecodable, 2)
        case 0xD800...0xDBFF:
          guard index + 4 <= bytes.count else { return result(nil) }
          let second = unit(index + 2)
          guard (0xDC00...0xDFFF).contains(second) else { return result(.undecodable, 4) }
          writer.append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
          index += 4
        default:
          writer.append(first)
          index += 2
        }
      }
    } else {
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0 { return result(.nul, 1) }
        if byte < 0x80 {
          writer.append(UInt32(byte))
        } else {
          switch encoding {
          case .latin1: writer.append(UInt32(byte))
          case .windows1252:
            guard let scalar = windows1252(byte) else { return result(.undecodable, 1) }
            writer.append(scalar)
          default: return result(.undecodable, 1)
          }
        }
        index += 1
      }
    }
    return result(nil)
  }

  /// The scalar of a byte from 0x80, after the WHATWG index of windows-1252; nil for the five bytes that
  /// the code page leaves undefined and that index gives to control characters.
  private static func windows1252(_ byte: UInt8) -> UInt32? {
    if byte >= 0xA0 { return UInt32(byte) }
    let scalar = windows1252Specials[Int(byte) - 0x80]
    return scalar == 0 ? nil : UInt32(scalar)
  }

  private static let windows1252Specials: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E,
    0x0178,
  ]

  /// Writes scalars as UTF-8.
  private struct Writer {
    let target: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    mutating func append(_ scalar: UInt32) {
      switch scalar {
      case ..<0x80: put(scalar)
      case ..<0x800:
        put(0xC0 | scalar >> 6)
        put(0x80 | scalar & 0x3F)
      case ..<0x10000:
        put(0xE0 | scalar >> 12)
        put(0x80 | scalar >> 6 & 0x3F)
        put(0x80 | scalar & 0x3F)
      default:
        put(0xF0 | scalar >> 18)
        put(0x80 | scalar >> 12 & 0x3F)
        put(0x80 | scalar >> 6 & 0x3F)
        put(0x80 | scalar & 0x3F)
      }
    }

    private mutating func put(_ byte: UInt32) {
      target[count] = UInt8(truncatingIfNeeded: byte)
      count += 1
    }
  }

  /// Bytes for a message: `0xE9 0x20`.
  private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int, count: Int) -> String
  {
    bytes[index..<min(index + count, bytes.count)].map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "0x" + (digits.count == 1 ? "0" : "") + digits
    }.joined(separator: " ")
  }
}
