/// Web addresses that somebody wrote into a document.
enum WebAddress {
  /// An address as a page can link it: what no address can have is percent-encoded, as browsers do when they follow it
  /// (WHATWG URL standard), and the rest stays.
  static func linkable(_ text: String) -> String {
    let bytes = Array(text.utf8)
    // Brackets stand around a host that is a number, and nowhere else.
    var (slashes, isBehindHost, isFragment) = (0, false, false)
    var linkable: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "/"): slashes += 1
      case UInt8(ascii: "?"): isBehindHost = true
      default: break
      }
      if slashes > 2 { isBehindHost = true }
      if isAllowed(byte, at: place, of: bytes, isBehindHost: isBehindHost, isFragment: isFragment) {
        linkable.append(byte)
      } else {
        linkable += [UInt8(ascii: "%")] + [byte >> 4, byte & 15].map { digits[Int($0)] }
      }
      if byte == UInt8(ascii: "#") { (isBehindHost, isFragment) = (true, true) }
    }
    return String(decoding: linkable, as: UTF8.self)
  }

  private static func isAllowed(
    _ byte: UInt8, at place: Int, of bytes: [UInt8], isBehindHost: Bool, isFragment: Bool
  ) -> Bool {
    switch byte {
    case ...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      false
    case UInt8(ascii: "["), UInt8(ascii: "]"): !isBehindHost
    case UInt8(ascii: "#"): !isFragment
    case UInt8(ascii: "%"): bytes.count > place + 2 && bytes[(place + 1)...(place + 2)].allSatisfy(isDigit)
    default: true
    }
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { digits.contains(byte) || (0x61...0x66).contains(byte) }
}
