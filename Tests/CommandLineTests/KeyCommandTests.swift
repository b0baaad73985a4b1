import Foundation
import Testing

@Suite("proofmark key")
struct KeyCommandTests {
  @Test("make writes a key for its owner alone, says what to give away, and never shows the secret")
  func make() throws {
    let place = try Workplace()
    let run = try place.run("key", "make", "registry.key")
    #expect(run.code == 0)
    let permissions =
      try FileManager.default.attributesOfItem(atPath: place.folder + "/registry.key")[.posixPermissions]
    #expect(permissions as? Int == 0o600)
    let secret = try String(contentsOfFile: place.folder + "/registry.key", encoding: .utf8)
      .split(separator: "\n")[1]
    let open = try String(contentsOfFile: place.folder + "/registry.key.pub", encoding: .utf8)
      .split(separator: "\n")[1]
    #expect(run.output.contains("minisign -V -P \(open) -m FILE"))
    // Neither the line of the secret key nor any longer piece of what is secret in it.
    let pieces = (84..<180).map { start in secret.dropFirst(start).prefix(12) }
    let shown = try place.run("key", "show", "registry.key")
    let json = try place.run("key", "show", "registry.key", "--format", "json")
    let again = try place.run("key", "make", "registry.key")
    for text in [run, shown, json, again].map({ $0.output.replacing(open, with: "") + $0.errors }) {
      for piece in pieces { #expect(!text.contains(piece)) }
    }
    #expect(shown.output.contains("Secret key  registry.key"))
    #expect(shown.output.contains(open))
    #expect(try json.json()["publicKey"] as? String == String(open))
    let half = try place.run("key", "show", "registry.key.pub", "--format", "json").json()
    #expect(half["publicKey"] as? String == String(open))
    #expect(half["number"] as? String == (try json.json()["number"] as? String))
  }

  @Test("make overwrites nothing, and names a folder that is not there")
  func refusals() throws {
    let place = try Workplace()
    try place.file("registry.key", "keep me")
    let run = try place.run("key", "make", "registry.key")
    #expect(run.code == 3)
    #expect(run.errors.contains("registry.key exists already, and a key is never overwritten. [key.exists]"))
    #expect(try String(contentsOfFile: place.folder + "/registry.key", encoding: .utf8) == "keep me")
    #expect(!place.exists("registry.key.pub"))
    let nowhere = try place.run("key", "make", "no/folder/registry.key")
    #expect(nowhere.code == 3)
    #expect(nowhere.errors.contains("[key.unwritten]"))
  }

  @Test("show refuses what is no key with file and line")
  func strangers() throws {
    let place = try Workplace()
    try place.file("letter", "untrusted comment: a letter\nDear reader\n")
    let run = try place.run("key", "show", "letter")
    #expect(run.code == 3)
    #expect(run.errors.hasPrefix("letter:2: error: "))
    #expect(run.errors.contains("[key.format]"))
    #expect(try place.run("key", "show", "absent").errors.contains("No such file or directory"))
    #expect(try place.run("key").code == 0)
  }
}
