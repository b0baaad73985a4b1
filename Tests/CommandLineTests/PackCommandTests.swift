import Foundation
import Registry
import Testing

@Suite("proofmark pack and verify-pack")
struct PackCommandTests {
  private static let model = "FE-IV-135"

  /// A workplace with the example registry, with a key and a pack of a model.
  private func packed(_ evidence: String = "full", key: Bool = true) throws -> Workplace {
    let place = try Workplace(hasExamples: true)
    if evidence != "full" {
      for name in ["programme.xml", "programme-2026.xml"] {
        let text = try String(contentsOfFile: "\(Program.root)/Registry/\(name)", encoding: .utf8)
        let recorded = "evidence=\"full\""
        try #require(text.contains(recorded))
        try place.file(name, text.replacing(recorded, with: "evidence=\"\(evidence)\""))
        #expect(try place.run("import", name).code == 0)
      }
    }
    try place.run("key", "make", "registry.key")
    let run = try place.run(
      ["pack", Self.model, "--output", "pack.zip"] + (key ? ["--key", "registry.key"] : []))
    #expect(run.code == 0, "\(run.errors)")
    try shell("unzip -q pack.zip", in: place.folder)
    return place
  }

  @discardableResult
  private func shell(_ command: String, in folder: String) throws -> Program.Run {
    let programs = (Program.path as NSString).deletingLastPathComponent
    return try Child(
      ["-c", command], environment: ["PATH": "\(programs):/usr/bin:/bin"], in: folder, program: "/bin/sh"
    ).wait()
  }

  private static let folder = "fennick-fe-iv-135"

  @Test(
    "the commands that a pack's README gives do what it says, as they are written",
    arguments: [("full", true), ("full", false), ("summary", true), ("verdict", false)])
  func readme(evidence: String, key: Bool) throws {
    let place = try packed(evidence, key: key)
    let folder = "\(place.folder)/\(Self.folder)"
    let text = try String(contentsOfFile: folder + "/README.txt", encoding: .utf8)
    let commands = text.matches(of: #/(?m)^  \$ (.+)$/#).map { String($0.output.1) }
    #expect(commands.count == (key ? 5 : 3))
    for command in commands {
      let run = try shell(command, in: folder)
      #expect(run.code == 0, "\(command): \(run.output)\(run.errors)")
      if command.contains("--quiet") { #expect(run.output.isEmpty && run.errors.isEmpty) }
      if command.hasPrefix("proofmark") {
        let derived = run.output.contains("again from 1 report: the same determination, to the last byte")
        #expect(derived == (evidence == "full"), "\(run.output)")
        #expect(run.output.contains("Signature   holds") == key)
        #expect(run.output.contains("Checkpoint  holds: event ") == key)
      }
    }
    // Every file is told of, and nothing that is not there.
    let files = try place.files(of: Self.folder).filter {
      !$0.key.hasSuffix("site") && !$0.key.hasSuffix("models")
    }
    for name in files.keys
    where !name.hasSuffix(".minisig") && name != "site/style.css" && name != "README.txt" {
      #expect(text.contains("  \(name)"), "\(name)")
    }
    #expect(files.keys.contains { $0.hasPrefix("report-") } == (evidence == "full"))
    #expect((files["determination.json"] != nil) == (evidence == "full"))
    #expect((files["determination-public.json"] != nil) == (evidence != "full"))
    // And each of them tells where something is not so.
    try place.file("\(Self.folder)/definition-nij-0101.06.xml", "forged")
    for command in commands where !command.hasPrefix("minisign") {
      #expect(try shell(command, in: folder).code != 0, "\(command)")
    }
    try place.file("\(Self.folder)/SHA256SUMS", "forged")
    for command in commands where command.contains("minisign") && command.contains("SHA256SUMS") {
      #expect(try shell(command, in: folder).code != 0, "\(command)")
    }
  }

  @Test("the same registry gives the same bytes; the page and the proof are those of the site")
  func deterministic() throws {
    let place = try packed(key: false)
    try place.run("publish", "--output", "site")
    let site = try place.files(of: "site")
    let bytes = try #require(FileManager.default.contents(atPath: place.folder + "/pack.zip"))
    #expect(site["packs/\(Self.folder).zip"] == bytes)
    let pack = try place.files(of: Self.folder)
    #expect(pack["site/models/\(Self.folder).html"] == site["models/\(Self.folder).html"])
    #expect(pack["site/style.css"] == site["style.css"])
    #expect(pack["proof.txt"] == site["proof/\(Self.folder).txt"])
    try place.run("publish", "--output", "bare", "--no-packs")
    let bare = try place.files(of: "bare")
    #expect(!bare.keys.contains { $0.hasPrefix("packs/") })
    let page = String(decoding: try #require(bare["models/\(Self.folder).html"]), as: UTF8.self)
    #expect(!page.contains("packs/"))
  }

  @Test("the packs of a signed site are those of pack --key, and a registry is held to their checkpoints")
  func checkpoint() throws {
    let place = try packed()
    #expect(try place.run("publish", "--output", "site", "--key", "registry.key").code == 0)
    let bytes = try #require(FileManager.default.contents(atPath: place.folder + "/pack.zip"))
    #expect(try place.files(of: "site")["packs/\(Self.folder).zip"] == bytes)
    let verify = [
      "verify", "--checkpoint", "\(Self.folder)/checkpoint.txt", "--public-key", "registry.key.pub",
    ]
    let run = try place.run(verify)
    #expect(run.code == 0 && run.output.contains("Checkpoint"), "\(run.output)\(run.errors)")
    let minisign = "minisign -V -p registry.key.pub -m \(Self.folder)/checkpoint.txt"
    #expect(try shell(minisign, in: place.folder).code == 0)
    // What is recorded later extends it, and is none of this pack.
    try place.file(
      "later.xml",
      """
      <supplier xmlns="https://proofmark.example/ns/registry/1" id="later" name="Later Works">
        <contact>sales@later.example</contact></supplier>
      """)
    #expect(try place.run("import", "later.xml").code == 0)
    #expect(try place.run(verify).code == 0)
    #expect(try place.run("pack", Self.model, "--output", "later.zip", "--key", "registry.key").code == 0)
    #expect(FileManager.default.contents(atPath: place.folder + "/later.zip") == bytes)
    // A registry with another past does not fit, though it fits together.
    let other = try Workplace()
    try other.run("import", Program.root + "/Standards", Workplace.examplesFolder)
    for name in [Self.folder, "registry.key.pub"] {
      try FileManager.default.copyItem(atPath: "\(place.folder)/\(name)", toPath: "\(other.folder)/\(name)")
    }
    #expect(try other.run("verify").code == 0)
    let past = try other.run(verify)
    #expect(past.code == 1 && past.output.contains("The past was rewritten"), "\(past.output)")
    try place.file("\(Self.folder)/checkpoint.txt", "forged")
    #expect(try place.run(verify).code != 0)
    #expect(try shell(minisign, in: place.folder).code != 0)
  }

  @Test(
    "evidence that does not come to the determination of the pack is found, sums and proof made anew or not")
  func forged() throws {
    let place = try packed(key: false)
    let folder = "\(place.folder)/\(Self.folder)"
    let determination = try String(contentsOfFile: folder + "/determination.json", encoding: .utf8)
    #expect(determination.contains("\"verdict\":\"compliant\""))
    let forged = determination.replacing("\"verdict\":\"compliant\"", with: "\"verdict\":\"not compliant\"")
    for name in ["SHA256SUMS", "proof.txt"] {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      try place.file(
        "\(Self.folder)/\(name)",
        text.replacing(SHA256Hex.of(Array(determination.utf8)), with: SHA256Hex.of(Array(forged.utf8))))
    }
    try place.file("\(Self.folder)/determination.json", forged)
    let proof = try #require(FileManager.default.contents(atPath: folder + "/proof.txt"))
    let sums = try String(contentsOfFile: folder + "/SHA256SUMS", encoding: .utf8)
    let line = try #require(sums.split(separator: "\n").first { $0.hasSuffix("  proof.txt") })
    try place.file(
      "\(Self.folder)/SHA256SUMS", sums.replacing(line, with: "\(SHA256Hex.of([UInt8](proof)))  proof.txt"))
    let run = try place.run("verify-pack", Self.folder)
    #expect(run.code == 1)
    #expect(run.output.contains("Judged      again: ANOTHER determination"), "\(run.output)")
    #expect(!run.output.contains("CHANGED"), "\(run.output)")
  }

  @Test("what does not fit is named, in text and JSON")
  func unsound() throws {
    let place = try packed()
    try place.file("\(Self.folder)/extra.txt", "nobody packed this")
    try place.file("\(Self.folder)/site/style.css", "changed")
    try FileManager.default.removeItem(atPath: "\(place.folder)/\(Self.folder)/determination.json")
    let run = try place.run("verify-pack", Self.folder, "--public-key", "registry.key.pub")
    #expect(run.code == 1)
    for line in ["  EXTRA  extra.txt", "  CHANGED  site/style.css", "  MISSING  determination.json"] {
      #expect(run.output.contains(line + "\n"), "\(run.output)")
    }
    try place.run("key", "make", "other.key")
    let other = try place.run("verify-pack", "pack.zip", "--public-key", "other.key.pub", "--format", "json")
    #expect(other.code == 1)
    #expect(try other.json()["signature"] as? String == "does not hold")
    #expect(try other.json()["determination"] as? String == "same")
  }

  @Test("what is no pack, and a model that is not public, are refused in words")
  func refused() throws {
    let place = try Workplace(hasExamples: true)
    try place.file("none.zip", "no archive")
    try place.file("folder/SHA256SUMS", "")
    for name in ["none.zip", "folder", "nowhere.zip"] {
      let run = try place.run("verify-pack", name)
      #expect(run.code == 3 && !run.errors.isEmpty, "\(name): \(run.errors)")
    }
    let hidden = try place.run("pack", "FE-III-133 perforation", "--output", "x.zip")
    #expect(hidden.code == 3 && hidden.errors.contains("has no page"), "\(hidden.errors)")
    #expect(!place.exists("x.zip"))
    #expect(try place.run("pack", "nothing", "--output", "x.zip").code == 3)
  }
}
