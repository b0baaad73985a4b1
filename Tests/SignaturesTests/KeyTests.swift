import Foundation
import Testing

@testable import Signatures

@Suite("Keys and their files")
struct KeyTests {
  private func problem(_ body: () throws -> Void) -> SignatureProblem? {
    #expect(throws: SignatureProblem.self, performing: body)
  }

  @Test("a key is written for its owner alone, its public half for everybody, and neither over anything")
  func files() throws {
    let place = try Workplace()
    let key = SecretKey.generate()
    try KeyFiles.write(key, to: place.path("key"))
    #expect(try place.permissions("key") == 0o600)
    #expect(try place.permissions("key.pub") & 0o444 == 0o444)
    #expect(try KeyFiles.secretKey(at: place.path("key")).publicKey == key.publicKey)
    let before = try place.read("key")
    #expect(problem { try KeyFiles.write(.generate(), to: place.path("key")) }?.code == .keyExists)
    #expect(try place.read("key") == before)
    // Where only one of the two is there, nothing of the other is made.
    try place.write("a", [1])
    #expect(problem { try KeyFiles.write(.generate(), to: place.path("a")) }?.code == .keyExists)
    #expect(!FileManager.default.fileExists(atPath: place.path("a.pub")))
    try place.write("b.pub", [1])
    #expect(problem { try KeyFiles.write(.generate(), to: place.path("b")) }?.code == .keyExists)
    #expect(!FileManager.default.fileExists(atPath: place.path("b")))
    // A link to nowhere is something as well: following it would write a key where nobody expects one.
    try FileManager.default.createSymbolicLink(
      atPath: place.path("c"), withDestinationPath: place.path("elsewhere"))
    #expect(problem { try KeyFiles.write(.generate(), to: place.path("c")) }?.code == .keyExists)
    #expect(!FileManager.default.fileExists(atPath: place.path("elsewhere")))
  }

  @Test("a place that cannot be written is named, and nothing is left there")
  func unwritten() throws {
    let place = try Workplace()
    let nowhere = problem { try KeyFiles.write(.generate(), to: place.path("no/folder/key")) }
    #expect(nowhere?.code == .keyUnwritten)
    #expect(nowhere?.message.contains("No such file or directory") == true)
  }

  @Test(
    "a secret key that others may use is refused; a file that is not there, a folder, a large file as well")
  func unreadable() throws {
    let place = try Workplace()
    try place.write("key", SecretKey.generate().file, permissions: 0o640)
    #expect(problem { _ = try KeyFiles.secretKey(at: place.path("key")) }?.code == .keyExposed)
    try place.write("large", [UInt8](repeating: 0x41, count: 100_000))
    for name in ["absent", ".", "large"] {
      #expect(problem { _ = try KeyFiles.secretKey(at: place.path(name)) }?.code == .keyUnreadable)
      #expect(problem { _ = try KeyFiles.publicKey(at: place.path(name)) }?.code == .keyUnreadable)
    }
  }

  @Test("no two keys are the same")
  func fresh() {
    let keys = (0..<50).map { _ in SecretKey.generate() }
    #expect(Set(keys.map(\.publicKey.key)).count == 50)
    #expect(Set(keys.map(\.publicKey.number)).count == 50)
  }

  @Test("nothing that prints a value prints the secret")
  func secrecy() throws {
    let key = SecretKey.generate()
    var dumped = ""
    dump(key, to: &dumped)
    let shown = "\(key) \(String(reflecting: key)) \(dumped) \(Optional(key) as Any) \([key])"
    let file = String(decoding: key.file, as: UTF8.self).split(separator: "\n")[1]
    let seed = try #require(Data(base64Encoded: String(file)))[62..<94]
    for secret in [
      seed.base64EncodedString(), seed.map { String($0, radix: 16) }.joined(), "\([UInt8](seed))",
      seed.map(String.init).joined(separator: ", "), "PrivateKey",
    ] {
      #expect(!shown.contains(secret))
    }
    #expect(shown.contains(key.publicKey.number.description))
  }

  @Test("one half where the other is needed is told apart")
  func halves() throws {
    let key = SecretKey.generate()
    #expect(problem { _ = try PublicKey(file: key.file) }?.code == .keySecret)
    #expect(problem { _ = try SecretKey(file: Array(key.publicKey.text.utf8)) }?.code == .keyPublic)
  }

  @Test("a bit that changes anywhere in a secret key is noticed, or leaves the same key")
  func damage() throws {
    let key = SecretKey.generate()
    let lines = String(decoding: key.file, as: UTF8.self).split(separator: "\n")
    let packed = [UInt8](try #require(Data(base64Encoded: String(lines[1]))))
    for index in packed.indices {
      for bit in 0..<8 {
        var changed = packed
        changed[index] ^= 1 << UInt8(bit)
        let file = Array("\(lines[0])\n\(Data(changed).base64EncodedString())\n".utf8)
        // The salt and the limits of a password that is not there, and the key's number, are not part of the key.
        if (6..<62).contains(index) {
          let read = try SecretKey(file: file)
          #expect(read.publicKey.key == key.publicKey.key)
          #expect(read.file == file)
        } else {
          #expect(throws: SignatureProblem.self, "byte \(index), bit \(bit)") { try SecretKey(file: file) }
        }
      }
    }
  }

  @Test(
    "what is no key is refused with its line",
    arguments: [
      ("", 1), ("untrusted comment: x", 2), ("untrusted comment: x\n\n", 2), ("trusted comment: x\n", 1),
      ("untrusted comment: x\nRWRyLhbyhaPwInHkoTrSyhYqp6fez7fQ9JRuKOOpLFfO7TAAUPhHvf8\n", 2),
      ("untrusted comment: x\nRWRyLhbyhaPwInHkoTrSyhYqp6fez7fQ9JRuKOOpLFfO7TAAUPhHvf8x=\n", 2),
      ("untrusted comment: x\nRXRyLhbyhaPwInHkoTrSyhYqp6fez7fQ9JRuKOOpLFfO7TAAUPhHvf8x\n", 2),
      ("untrusted comment: x\nRWRyLhbyhaPwInHkoTrSyhYqp6fez7fQ9JRuKOOpLFfO7TAAUPhHvf8x\nmore\n", 2),
      ("untrusted comment: \u{1B}[2J\nRWRyLhbyhaPwInHkoTrSyhYqp6fez7fQ9JRuKOOpLFfO7TAAUPhHvf8x\n", 1),
    ])
  func malformed(text: String, line: Int) {
    let bytes = Array(text.utf8)
    let (open, shut) = (
      problem { _ = try PublicKey(file: bytes) }, problem { _ = try SecretKey(file: bytes) }
    )
    #expect(open?.code == .keyFormat)
    #expect(open?.line == line)
    #expect(shut?.code == .keyFormat)
  }

  @Test("a public key whose lines end as on another system is read all the same")
  func lineEnds() throws {
    let key = SecretKey.generate().publicKey
    #expect(try PublicKey(file: Array(key.text.replacing("\n", with: "\r\n").utf8)) == key)
  }
}
