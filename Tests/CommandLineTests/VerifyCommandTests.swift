import Foundation
import GRDB
import Testing

@Suite("proofmark verify, checkpoint, backup and restore")
struct VerifyCommandTests {
  /// Runs Debian's minisign in a workplace.
  private func minisign(_ place: Workplace, _ arguments: String...) throws -> Program.Run {
    try Child(arguments, in: place.folder, program: "minisign").wait()
  }

  @Test("verify says on one screen what it did and found")
  func verify() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run("verify")
    #expect(run.code == 0)
    #expect(!run.hasTerminalCodes)
    for part in ["File", "Documents", "Chain", "Determinations", "Projections", "Quarantine"] {
      #expect(run.output.contains("  \(part)"))
    }
    #expect(run.output.contains("Everything fits."))
    #expect(run.output.split(separator: "\n").count < 24)
    let report = try place.run("verify", "--format", "json").json()
    #expect(report["isSound"] as? Bool == true)
    #expect((report["parts"] as? [[String: Any]])?.count == 6)
  }

  @Test("what does not fit is named, with what to do, and the exit code says so")
  func fault() throws {
    let place = try Workplace(hasExamples: true)
    let queue = try DatabaseQueue(path: place.folder + "/registry.sqlite")
    try queue.write { db in
      try db.execute(sql: "UPDATE models SET gender = 'x' WHERE designation = 'FE-IV-135'")
    }
    try queue.close()
    let run = try place.run("verify")
    #expect(run.code == 1)
    #expect(run.output.contains("The first that does not fit:\n  "))
    #expect(run.output.contains("column gender"))
    #expect(run.output.contains("proofmark restore"))
    let report = try place.run("verify", "--format", "json")
    #expect(report.code == 1)
    #expect(try report.json()["isSound"] as? Bool == false)
    let absent = try place.run("verify", "--registry", "absent.sqlite")
    #expect(absent.code == 3)
    #expect(absent.errors.contains("[registry.file.missing]"))
  }

  @Test(
    "a checkpoint that was signed is verified by minisign, by signify, and against the registry as it grows")
  func checkpoint() throws {
    let place = try Workplace(hasExamples: true)
    try place.run("key", "make", "registry.key")
    let run = try place.run("checkpoint", "--key", "registry.key", "--output", "today.txt")
    #expect(run.code == 0)
    let verified = try minisign(place, "-V", "-p", "registry.key.pub", "-m", "today.txt")
    #expect(verified.code == 0)
    #expect(verified.output.contains("proofmark checkpoint\tsize:"))
    let signify = try Child(
      ["-V", "-p", "registry.key.pub", "-x", "today.txt.minisig", "-m", "today.txt"], in: place.folder,
      program: "signify-openbsd"
    ).wait()
    #expect(signify.code == 0)
    let arguments = ["verify", "--checkpoint", "today.txt", "--public-key", "registry.key.pub"]
    #expect(try place.run(arguments).code == 0)
    let supplier = try String(
      contentsOfFile: Workplace.examplesFolder + "/suppliers/fennick.xml", encoding: .utf8)
    #expect(try place.run("import", place.file("more.xml", supplier + "<!-- again -->")).code == 0)
    let later = try place.run(arguments)
    #expect(later.code == 0)
    #expect(later.output.contains("signed for"))
    // Another registry is told apart, and so is a changed checkpoint or another key.
    try place.run("import", Load.standards, "--registry", "other.sqlite")
    let other = try place.run(arguments + ["--registry", "other.sqlite"])
    #expect(other.code == 1)
    #expect(other.output.contains("It is missing: the chain that was signed"))
    let text = try String(contentsOfFile: place.folder + "/today.txt", encoding: .utf8)
    try place.file("today.txt", text.replacing("size 1", with: "size 2"))
    let changed = try place.run(arguments)
    #expect(changed.code == 3)
    #expect(changed.errors.contains("[signature.wrong]"))
    try place.run("key", "make", "stranger.key")
    let stranger = try place.run(
      "verify", "--checkpoint", "today.txt", "--public-key", "stranger.key.pub")
    #expect(stranger.code == 3)
    #expect(stranger.errors.contains("[signature.key]"))
  }

  @Test("a checkpoint that minisign signed, as it does by default, is verified as well")
  func signedByMinisign() throws {
    let place = try Workplace(hasExamples: true)
    #expect(try minisign(place, "-G", "-W", "-p", "k.pub", "-s", "k").code == 0)
    #expect(try place.run("checkpoint", "--key", "k", "--output", "a.txt").code == 0)
    unlink(place.folder + "/a.txt.minisig")
    #expect(try minisign(place, "-S", "-s", "k", "-m", "a.txt").code == 0)
    #expect(try place.run("verify", "--checkpoint", "a.txt", "--public-key", "k.pub").code == 0)
    // What is signed need not be a checkpoint.
    try place.file("letter", "Dear reader\n")
    #expect(try minisign(place, "-S", "-s", "k", "-m", "letter").code == 0)
    let letter = try place.run("verify", "--checkpoint", "letter", "--public-key", "k.pub")
    #expect(letter.code == 3)
    #expect(letter.errors.contains("[registry.checkpoint.format]"))
  }

  @Test("a checkpoint overwrites nothing, and signs nothing that does not fit")
  func checkpointRefusals() throws {
    let place = try Workplace(hasExamples: true)
    try place.run("key", "make", "registry.key")
    try place.file("today.txt", "keep me")
    let over = try place.run("checkpoint", "--key", "registry.key", "--output", "today.txt")
    #expect(over.code == 3)
    #expect(over.errors.contains("a checkpoint overwrites nothing"))
    #expect(try String(contentsOfFile: place.folder + "/today.txt", encoding: .utf8) == "keep me")
    #expect(!place.exists("today.txt.minisig"))
    let open = try place.run("checkpoint", "--key", "registry.key.pub")
    #expect(open.code == 3)
    #expect(open.errors.contains("[key.public]"))
    let queue = try DatabaseQueue(path: place.folder + "/registry.sqlite")
    try queue.write { db in
      let trigger = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'events_do_not_change'")
      try db.execute(
        sql: "DROP TRIGGER events_do_not_change; UPDATE events SET determination = 'x' WHERE sequence = 9")
      try db.execute(sql: try #require(trigger))
    }
    try queue.close()
    let broken = try place.run("checkpoint", "--key", "registry.key", "--output", "broken.txt")
    #expect(broken.code == 1)
    #expect(broken.errors.contains("event 9 "))
    #expect(!place.exists("broken.txt") && !place.exists("broken.txt.minisig"))
  }

  @Test("backup and restore say what they did, in words and as JSON")
  func backup() throws {
    let place = try Workplace(hasExamples: true)
    let backup = try place.run("backup", "copy.sqlite")
    #expect(backup.code == 0)
    #expect(backup.output.contains("copied to copy.sqlite"))
    #expect(try place.run("verify", "--registry", "copy.sqlite").code == 0)
    #expect(try place.run("list", "--registry", "copy.sqlite").output == place.run("list").output)
    let restore = try place.run("restore", "copy.sqlite", "--format", "json")
    #expect(restore.code == 0)
    let report = try restore.json()
    #expect(report["documents"] as? Int == report["replacedDocuments"] as? Int)
    #expect(place.exists(try #require(report["replaced"] as? String).replacing(place.folder + "/", with: "")))
    #expect(try place.run("verify").code == 0)
  }
}
