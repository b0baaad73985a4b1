import Foundation
import Testing

@testable import Signatures

@Suite("Signatures")
struct SignatureTests {
  private let message = Array("size 5\nhead 00\n".utf8)

  private func code(_ body: () throws -> Void) -> SignatureProblem.Code? {
    #expect(throws: SignatureProblem.self, performing: body)?.code
  }

  @Test("RFC 8032, section 7.1, test 2: the signature of a key and a message that are published")
  func published() throws {
    func bytes(_ hex: String) -> [UInt8] {
      let digits = Array(hex)
      return stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
      }
    }
    let seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    let half = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    let expected = bytes(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    let packed =
      Array("Ed".utf8) + [0, 0] + Array("B2".utf8) + [UInt8](repeating: 0, count: 56) + seed + half
    let file = "untrusted comment: \n\(SignedText.base64(packed + [UInt8](repeating: 0, count: 32)))\n"
    let signature = try SecretKey(file: Array(file.utf8)).sign([0x72], comment: "", trustedComment: "")
    let line = signature.text.split(separator: "\n", omittingEmptySubsequences: false)[1]
    #expect([UInt8](try #require(Data(base64Encoded: String(line)))).suffix(64) == expected[...])
  }

  @Test("the same in, the same out; and what was written is read again")
  func stable() throws {
    let key = SecretKey.generate()
    let signature = try key.sign(message, comment: "c", trustedComment: "t")
    #expect(try key.sign(message, comment: "c", trustedComment: "t") == signature)
    let read = try Signature(file: Array(signature.text.utf8))
    #expect(read == signature)
    try read.verify(message, by: key.publicKey)
  }

  @Test("another message, another key, another trusted comment: each is named; the other comment is free")
  func wrong() throws {
    let (key, other) = (SecretKey.generate(), SecretKey.generate())
    let text = try key.sign(message, comment: "c", trustedComment: "t").text
    let signature = try Signature(file: Array(text.utf8))
    #expect(code { try signature.verify(message + [0], by: key.publicKey) } == .signatureWrong)
    #expect(code { try signature.verify(message, by: other.publicKey) } == .signatureKey)
    let impostor = PublicKey(number: key.publicKey.number, key: other.publicKey.key)
    #expect(code { try signature.verify(message, by: impostor) } == .signatureWrong)
    let comment = try Signature(file: Array(text.replacing(": t\n", with: ": u\n").utf8))
    #expect(code { try comment.verify(message, by: key.publicKey) } == .signatureComment)
    let free = try Signature(file: Array(text.replacing(": c\n", with: ": d\n").utf8))
    try free.verify(message, by: key.publicKey)
  }

  @Test("no bit of a signature can change unnoticed")
  func damage() throws {
    let key = SecretKey.generate()
    let file = Array(try key.sign(message, comment: "c", trustedComment: "t").text.utf8)
    let first = "untrusted comment: c\n".utf8.count
    for index in first..<file.count {
      for bit in 0..<8 {
        var changed = file
        changed[index] ^= 1 << UInt8(bit)
        #expect(throws: SignatureProblem.self, "byte \(index), bit \(bit)") {
          try Signature(file: changed).verify(message, by: key.publicKey)
        }
      }
    }
  }

  @Test("what the format has no place for is not signed")
  func unsignable() throws {
    let key = SecretKey.generate()
    for text in ["a\nb", "a\rb", "\u{1B}[2J", "\u{85}", String(repeating: "x", count: 9000)] {
      #expect(code { _ = try key.sign(message, comment: "", trustedComment: text) } == .signatureUnsignable)
      #expect(code { _ = try key.sign(message, comment: text, trustedComment: "") } == .signatureUnsignable)
    }
    // The longest that is signed is the longest that minisign reads.
    let place = try Workplace()
    try KeyFiles.write(key, to: place.path("key"))
    let longest = try key.sign(
      message, comment: String(repeating: "c", count: SignedText.longestComment),
      trustedComment: String(repeating: "t", count: SignedText.longestTrustedComment))
    try place.write("m", message)
    try place.write("m.minisig", Array(longest.text.utf8))
    #expect(try place.run("minisign", "-V", "-p", "key.pub", "-m", "m").code == 0)
  }

  @Test("what is no signature is refused with its line")
  func malformed() throws {
    let text = try SecretKey.generate().sign(message, comment: "c", trustedComment: "t").text
    let lines = text.split(separator: "\n").map(String.init)
    for line in 0..<4 {
      var changed = lines
      changed[line] = "x"
      let file = Array((changed.joined(separator: "\n") + "\n").utf8)
      let problem = #expect(throws: SignatureProblem.self) { try Signature(file: file) }
      #expect(problem?.code == .signatureFormat)
      #expect(problem?.line == line + 1)
      let cut = #expect(throws: SignatureProblem.self) {
        try Signature(file: Array(lines[..<line].joined(separator: "\n").utf8))
      }
      #expect(cut?.code == .signatureFormat)
    }
  }
}
