import Registry

/// The SHA-256 of a file of a site. It is kept as numbers: a site has tens of thousands of files, and a text takes three times
/// the room.
struct FileHash: Hashable, Sendable {
  private let words: SIMD4<UInt64>

  init(of bytes: [UInt8]) { words = SHA256Hex.words(of: bytes) }

  /// Of a file, read piece by piece; nil where it cannot be read, and `errno` says why.
  init?(fileAt path: String) {
    guard let words = SHA256Hex.words(fileAt: path) else { return nil }
    self.words = words
  }

  /// Reads 64 digits, lower-case hexadecimal; what is none is a hash that no file has.
  init(digits: some RandomAccessCollection<UInt8>) {
    var words = SIMD4<UInt64>()
    if digits.count == 64 {
      for place in 0..<4 {
        guard let word = UInt64(hexDigits: digits.dropFirst(place * 16).prefix(16)) else {
          words = SIMD4()
          break
        }
        words[place] = word
      }
    }
    self.words = words
  }

  /// Appends its digits.
  func appendText(to bytes: inout [UInt8]) {
    for place in 0..<4 { words[place].appendHexDigits(to: &bytes) }
  }
}
