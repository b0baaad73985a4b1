import Foundation
import Signatures
import Testing

@Suite("Debian's minisign and signify, both ways")
struct DebianToolsTests {
  private let message = Array("The head of the chain.\n".utf8)

  @Test("what is signed here, minisign and signify verify, and a changed byte neither")
  func signedHere() throws {
    let place = try Workplace()
    let key = SecretKey.generate()
    try KeyFiles.write(key, to: place.path("key"))
    let signature = try key.sign(
      message, comment: "signature of a test", trustedComment: "2026-11-24T02:17:05.123Z\tm – 50 µm")
    try place.write("m", message)
    try place.write("m.minisig", Array(signature.text.utf8))
    let verified = try place.run("minisign", "-V", "-p", "key.pub", "-m", "m")
    #expect(verified.code == 0)
    #expect(verified.output.contains("Trusted comment: 2026-11-24T02:17:05.123Z\tm – 50 µm"))
    #expect(try place.run("minisign", "-V", "-P", key.publicKey.encoded, "-m", "m").code == 0)
    let signify = try place.run("signify-openbsd", "-V", "-p", "key.pub", "-x", "m.minisig", "-m", "m")
    #expect(signify.code == 0)
    #expect(signify.output.contains("Signature Verified"))
    try place.write("m", message + [0x0A])
    #expect(try place.run("minisign", "-V", "-p", "key.pub", "-m", "m").code == 1)
    #expect(
      try place.run("signify-openbsd", "-V", "-p", "key.pub", "-x", "m.minisig", "-m", "m").code != 0)
  }

  @Test("minisign signs with a key that was made here")
  func keyMadeHere() throws {
    let place = try Workplace()
    let key = SecretKey.generate()
    try KeyFiles.write(key, to: place.path("key"))
    try place.write("m", message)
    for options in [["-l"], []] {
      let signing = ["-S", "-W", "-s", "key", "-m", "m"] + options
      let run = try place.run("sh", "-c", "exec minisign \(signing.joined(separator: " "))")
      #expect(run.code == 0, "\(run.output)")
      let signature = try Signature(file: place.read("m.minisig"))
      #expect(signature.algorithm == (options.isEmpty ? .hash : .message))
      try signature.verify(message, by: key.publicKey)
    }
    // It also derives the same public key from the secret one.
    #expect(try place.run("minisign", "-R", "-s", "key", "-p", "again.pub").code == 0)
    #expect(try place.line(1, of: "again.pub") == place.line(1, of: "key.pub"))
  }

  @Test("a key that minisign made is read, and written again byte for byte")
  func keyMadeByMinisign() throws {
    let place = try Workplace()
    #expect(try place.run("minisign", "-G", "-W", "-p", "key.pub", "-s", "key").code == 0)
    let key = try KeyFiles.secretKey(at: place.path("key"))
    #expect(try key.file == place.read("key"))
    // minisign 0.11 leaves out zeros at the front of the number in the comment; 0.12 writes them, as is done here.
    #expect(try key.publicKey.encoded == place.line(1, of: "key.pub"))
    #expect(try KeyFiles.publicKey(at: place.path("key.pub")) == key.publicKey)
  }

  @Test("the same key, message and comments: the same signature as minisign's, byte for byte")
  func sameBytes() throws {
    let place = try Workplace()
    #expect(try place.run("minisign", "-G", "-W", "-p", "key.pub", "-s", "key").code == 0)
    let key = try KeyFiles.secretKey(at: place.path("key"))
    for message in [[], message, (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }] {
      try place.write("m", message)
      let run = try place.run(
        "minisign", "-S", "-l", "-W", "-s", "key", "-m", "m", "-c", "a comment", "-t", "a trusted comment")
      // minisign reads an empty message in no way that ends well.
      if message.isEmpty, run.code != 0 { continue }
      #expect(run.code == 0)
      let ours = try key.sign(message, comment: "a comment", trustedComment: "a trusted comment")
      #expect(try Array(ours.text.utf8) == place.read("m.minisig"))
    }
  }

  @Test("what minisign signs by default, the message's hash, is verified, and a changed byte is not")
  func hashed() throws {
    let place = try Workplace()
    #expect(try place.run("minisign", "-G", "-W", "-p", "key.pub", "-s", "key").code == 0)
    let key = try KeyFiles.publicKey(at: place.path("key.pub"))
    try place.write("m", message)
    #expect(try place.run("minisign", "-S", "-s", "key", "-m", "m").code == 0)
    let signature = try Signature(file: place.read("m.minisig"))
    #expect(signature.algorithm == .hash)
    #expect(signature.trustedComment.hasSuffix("\thashed"))
    #expect(try Array(signature.text.utf8) == place.read("m.minisig"))
    try signature.verify(message, by: key)
    let problem = #expect(throws: SignatureProblem.self) { try signature.verify(message + [0], by: key) }
    #expect(problem?.code == .signatureWrong)
  }

  /// Made with `minisign -G` and the password `pw`; deriving a key from it again takes a gigabyte and seconds.
  private let withPassword = """
    untrusted comment: minisign encrypted secret key
    RWRTY0IyA/Q67nxsNHwTNUNvrKdLF+szFKXGB0U3QI4iyZIiRYwAAAACAAAAAAAAAEAAAAAAr3xH9Zwlr3mDBMdyDb9AfpWpnwUmB5pKiu0QrPvBXWWH\
    KgKhooUeBtxENbNaq2wiPlix2AaHfHaHzlEh3Ks4w1tS5sWEdMWETfO7Sf7eeoUMNOrwF3K/Iv22pXTClKbnCX9pOcW1fM0=

    """
  /// The same after `minisign -C -W`: the password's salt stays in the file, and the checksum is filled in.
  private let withoutPassword = """
    untrusted comment: minisign encrypted secret key
    RWQAAEIyA/Q67nxsNHwTNUNvrKdLF+szFKXGB0U3QI4iyZIiRYwAAAACAAAAAAAAAEAAAAAAeoLIyNSzSOATylmSfq6Fjx1sR45iVCAufwHnYmiOBOfY\
    zD0iz1rp7Pv5fjlul2rv/+hppIOp954LB6PqN2772OTf1j7NTycq6TlbiYMZba6262I4VK4QAq07IK5N8vG22FR2atj4qPk=

    """
  private let publicHalf = "RWR6gsjI1LNI4Pv5fjlul2rv/+hppIOp954LB6PqN2772OTf1j7NTycq"

  @Test("a key with a password is refused by name, and read once minisign has taken the password away")
  func encrypted() throws {
    let problem = #expect(throws: SignatureProblem.self) { try SecretKey(file: Array(withPassword.utf8)) }
    #expect(problem?.code == .keyEncrypted)
    #expect(problem?.message.contains("encrypted with a password") == true)
    #expect(problem?.cure.contains("minisign -S") == true)
    let key = try SecretKey(file: Array(withoutPassword.utf8))
    #expect(key.publicKey.encoded == publicHalf)
    #expect(key.file == Array(withoutPassword.utf8))
  }

  @Test("signify's public keys are read; its secret keys, which are of another form, are refused")
  func signify() throws {
    let place = try Workplace()
    #expect(try place.run("signify-openbsd", "-G", "-n", "-p", "key.pub", "-s", "key.sec").code == 0)
    #expect(try KeyFiles.publicKey(at: place.path("key.pub")).number.description.count == 16)
    let problem = #expect(throws: SignatureProblem.self) { try KeyFiles.secretKey(at: place.path("key.sec")) }
    #expect(problem?.code == .keyFormat)
  }
}
