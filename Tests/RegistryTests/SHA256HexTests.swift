import Foundation
import Registry
import Testing

@Suite("The hash of a file")
struct SHA256HexTests {
  @Test(
    "a file read piece by piece has the hash of its bytes",
    arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
  func file(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(SHA256Hex.words(fileAt: path) == nil)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(SHA256Hex.words(fileAt: path) == SHA256Hex.words(of: bytes))
  }
}
