import Foundation
import Registry
import Testing

@Suite("Killed from outside at any moment", .serialized)
struct KilledTests {
  @Test(
    "an import of evidence and decisions: what was acknowledged is there, what is there is whole, and a second import completes it"
  )
  func imports() throws {
    let undisturbed = try Workplace()
    let milliseconds = try Fire.time { try undisturbed.run(["import"] + Load.everything) }
    let expected = try Witness(undisturbed.folder + "/registry.sqlite").conclusions()
    var place = try Workplace()
    var witness = Witness(place.folder + "/registry.sqlite")
    for round in 0..<Fire.rounds(5) {
      // One registry has several killed imports behind it, of all documents or a few; then another begins.
      if round % 5 == 0 {
        place = try Workplace()
        witness = Witness(place.folder + "/registry.sqlite")
      }
      let isLarge = round % 2 == 0
      let paths = isLarge ? Load.everything : Load.parties + Load.reports.shuffled().prefix(4)
      let run = try Fire.kill(
        ["import"] + paths + ["--format", "json"], registry: witness.path, in: place.folder,
        within: isLarge ? milliseconds : milliseconds / 3)
      try witness.hear(run)
      try witness.holds("round \(round)")
      if round % 5 == 4 {
        let again = try place.run(["import"] + Load.everything + ["--format", "json"])
        #expect(again.code == 0)
        try witness.hear(again)
        try witness.holds("round \(round), completed")
        #expect(try witness.conclusions() == expected)
      }
    }
  }

  @Test(
    "an import that refuses, and a retry: a document is in quarantine, in the registry, or nowhere, and whole"
  )
  func quarantine() throws {
    let models = "\(Workplace.examplesFolder)/models"
    let count = try FileManager.default.contentsOfDirectory(atPath: models).count
    for round in 0..<Fire.rounds(2) {
      let place = try Workplace()
      var witness = Witness(place.folder + "/registry.sqlite")
      func kept() throws -> Int {
        try place.run("quarantine", "list", "--format", "json").json([[String: Any]].self).count
      }
      try witness.hear(
        Fire.kill(
          ["import", models, "--format", "json"], registry: witness.path, in: place.folder, within: 150))
      try witness.holds("round \(round), refused")
      #expect(try place.run("import", models).code == 3)
      #expect(try kept() == count)
      try place.run(["import", Load.standards] + Load.parties.prefix(2))
      let retry = ["quarantine", "retry", "--all", "--format", "json"]
      try witness.hear(Fire.kill(retry, registry: witness.path, in: place.folder, within: 250))
      try witness.holds("round \(round), retried")
      let left = try kept()
      let again = try place.run(retry)
      #expect(again.code == 0, "round \(round): \(again.errors)")
      #expect(try again.json()["imported"] as? Int == left, "round \(round)")
      #expect(try kept() == 0)
      try witness.holds("round \(round), completed")
    }
  }

  @Test(
    "a publication: readers see the old site or the new one, whole, and the next one leaves nothing lying about"
  )
  func publications() throws {
    let place = try Workplace(hasExamples: true)
    try place.run("import", Load.standards, environment: ["PROOFMARK_REGISTRY": "other.sqlite"])
    try place.run(
      ["import"] + Load.parties + Load.reports, environment: ["PROOFMARK_REGISTRY": "other.sqlite"])
    var sites: [[String: Data]] = []
    var milliseconds = 0
    for registry in ["registry.sqlite", "other.sqlite"] {
      milliseconds = try max(
        milliseconds,
        Fire.time { try place.run("publish", "--output", "site", "--registry", registry) })
      sites.append(try place.files(of: "site"))
    }
    #expect(sites[0] != sites[1])
    for round in 0..<Fire.rounds(5) {
      let registry = round % 2 == 0 ? "registry.sqlite" : "other.sqlite"
      _ = try Fire.kill(
        ["publish", "--output", "site"], registry: registry, in: place.folder, within: milliseconds)
      #expect(try sites.contains(place.files(of: "site")), "round \(round)")
      if round % 5 == 4 {
        #expect(try place.run("publish", "--output", "site", "--registry", registry).code == 0)
        #expect(try place.files(of: "site") == sites[round % 2 == 0 ? 0 : 1])
        #expect(try place.files(of: ".site.next") == place.files(of: "site"))
      }
    }
    #expect(try Verifier(path: place.folder + "/registry.sqlite").run().isSound)
  }

  @Test("a backup: there is the earlier one or the new one, whole; and the registry is none the worse")
  func backups() throws {
    let place = try Workplace(hasExamples: true)
    let milliseconds = try Fire.time { try place.run("backup", "copy.sqlite") }
    var isThere = true
    for round in 0..<Fire.rounds(3) {
      if round % 3 == 0 {
        try FileManager.default.removeItem(atPath: place.folder + "/copy.sqlite")
        isThere = false
      }
      let run = try Fire.kill(
        ["backup", "copy.sqlite"], registry: "registry.sqlite", in: place.folder, within: milliseconds)
      if run.output.contains("copied to") { isThere = true }
      if place.exists("copy.sqlite") {
        #expect(try Verifier(path: place.folder + "/copy.sqlite").run().isSound, "round \(round)")
      } else {
        #expect(!isThere, "round \(round)")
      }
      if round % 3 == 2 {
        #expect(try place.run("backup", "copy.sqlite").code == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: place.folder)
        #expect(names.filter { $0.hasPrefix(".") } == [])
      }
    }
    #expect(try Verifier(path: place.folder + "/registry.sqlite").run().isSound)
  }

  @Test("a restoration: there is the old registry or the restored one, whole, and the old one is never lost")
  func restorations() throws {
    let place = try Workplace(hasExamples: true)
    let path = place.folder + "/registry.sqlite"
    func documents(_ path: String) throws -> Int {
      try RegistryDatabase.open(path: path, mode: .readOnly).snapshot().counts().documents
    }
    try place.run("import", Load.standards, "--registry", "small.sqlite")
    try place.run("backup", "copy.sqlite", "--registry", "small.sqlite")
    let (many, few) = (try documents(path), try documents(place.folder + "/copy.sqlite"))
    #expect(many > few)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let milliseconds = try Fire.time {
      try place.run("restore", "copy.sqlite", "--registry", "small.sqlite")
    }
    for round in 0..<Fire.rounds(4) {
      let run = try Fire.kill(
        ["restore", "copy.sqlite"], registry: "registry.sqlite", in: place.folder, within: milliseconds)
      #expect(try Verifier(path: path).run().isSound, "round \(round)")
      let count = try documents(path)
      #expect(count == many && !run.output.contains("is restored") || count == few, "round \(round)")
      let kept = try FileManager.default.contentsOfDirectory(atPath: place.folder)
        .filter {
          $0.hasPrefix("registry.sqlite.replaced-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
      if count == few {
        #expect(try kept.contains { try documents(place.folder + "/" + $0) == many }, "round \(round)")
        // The next one finds the large registry again.
        for name in kept { unlink(place.folder + "/" + name) }
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        try whole.write(to: URL(fileURLWithPath: path))
      }
    }
  }
}
