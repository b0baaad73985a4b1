import Foundation
import GRDB
import Registry
import Testing

@Suite("Where there is no room, no right to write, or damage", .serialized)
struct HardshipTests {
  /// The exit code is the program's own, and what it says has a code and something to do.
  private func isSaid(_ run: Program.Run, _ comment: String) {
    #expect(run.code != 0 && run.code < 128, "\(comment): \(run.code) \(run.errors)")
    #expect(
      run.errors.contains(#/\[[a-z.]+\]\n  [A-Z]|error: /#), "\(comment): \(run.errors)"
    )
  }

  @Test("a file that may not grow: an import keeps what it acknowledged and says what to do")
  func limitedImport() throws {
    let place = try Workplace()
    var witness = Witness(place.folder + "/registry.sqlite")
    try witness.hear(place.run(["import", Load.standards] + Load.parties + ["--format", "json"]))
    let size = try #require(FileManager.default.contents(atPath: witness.path)?.count) >> 10
    for room in [0, 8, 40, 100] {
      let run = try Child(
        Fire.limited(kilobytes: size + room, ["import"] + Load.reports + ["--format", "json"]),
        environment: ["PROOFMARK_REGISTRY": witness.path], in: place.folder, program: "/bin/sh"
      ).wait()
      try witness.hear(run)
      if run.code != 0 {
        isSaid(run, "\(room) KB")
        #expect(run.errors.contains("[registry.disk.full]"))
      }
      try witness.holds("\(room) KB")
    }
    #expect(try place.run(["import"] + Load.everything).code == 0)
  }

  @Test("a file that may not grow: neither half a site nor half a backup is seen")
  func limitedOutput() throws {
    let place = try Workplace(hasExamples: true)
    #expect(try place.run("publish", "--output", "site").code == 0)
    #expect(try place.run("backup", "copy.sqlite").code == 0)
    let (site, copy) = (
      try place.files(of: "site"), FileManager.default.contents(atPath: place.folder + "/copy.sqlite")
    )
    // Another address changes every page.
    let publish = ["publish", "--output", "site", "--base-url", "https://example.org/"]
    for command in [publish, ["backup", "copy.sqlite"]] {
      let run = try Child(
        Fire.limited(kilobytes: 4, command), environment: ["PROOFMARK_REGISTRY": "registry.sqlite"],
        in: place.folder, program: "/bin/sh"
      ).wait()
      isSaid(run, command[0])
    }
    #expect(try place.files(of: "site") == site)
    #expect(FileManager.default.contents(atPath: place.folder + "/copy.sqlite") == copy)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder)
    #expect(Set(names.filter { $0.hasPrefix(".") }).isSubset(of: [".site.record", ".site.next"]))
    if names.contains(".site.next") { #expect(try place.files(of: ".site.next") == site) }
  }

  /// Runs a body with a file system of its own, of so many kilobytes; only root can make one.
  private func withDisk(kilobytes: Int, _ body: (Workplace, String) throws -> Void) throws {
    let place = try Workplace()
    let disk = place.folder + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    func shell(_ command: String) throws -> Program.Run {
      try Child(["-c", command, disk], in: place.folder, program: "/bin/sh").wait()
    }
    let mount = try shell("mount -t tmpfs -o size=\(kilobytes)k proofmark \"$0\"")
    // A container may be root and not be allowed to mount.
    guard mount.code == 0 else { return }
    defer { _ = try? shell("umount \"$0\"") }
    try body(place, disk)
  }

  @Test(
    "a full disk: what was acknowledged is there, nothing else; with room again, all is completed",
    .enabled(if: Fire.isRoot))
  func fullDisk() throws {
    for kilobytes in [300, 700, 1200] {
      try withDisk(kilobytes: kilobytes) { place, disk in
        var witness = Witness(disk + "/registry.sqlite")
        for paths in [[Load.standards], Load.parties, Load.reports] {
          let run = try Program.run(
            ["import"] + paths + ["--format", "json", "--registry", witness.path], in: place.folder)
          try witness.hear(run)
          // What refers to what did not fit is refused as well.
          if run.code != 0, !run.output.contains(".unknown") { isSaid(run, "\(kilobytes) KB") }
        }
        // With some room the next command works again.
        _ = try Child(
          ["-c", "mount -o remount,size=20m \"$0\"", disk], in: place.folder, program: "/bin/sh"
        ).wait()
        try witness.holds("\(kilobytes) KB")
        let publication = try Program.run(
          ["import"] + Load.everything + ["--registry", witness.path], in: place.folder)
        #expect(publication.code == 0)
        try witness.holds("\(kilobytes) KB, completed")
      }
    }
  }

  @Test("a registry that may not be written: it is said, and it can still be read", .enabled(if: Fire.isRoot))
  func readOnlyDisk() throws {
    try withDisk(kilobytes: 20_000) { place, disk in
      let path = disk + "/registry.sqlite"
      #expect(try Program.run(["import", Load.standards, "--registry", path], in: place.folder).code == 0)
      let backup = disk + "/backup.sqlite"
      #expect(try Program.run(["backup", backup, "--registry", path], in: place.folder).code == 0)
      _ = try Child(["-c", "mount -o remount,ro \"$0\"", disk], in: place.folder, program: "/bin/sh").wait()
      for command in [["import"] + Load.parties, ["restore", backup], ["backup", disk + "/x.sqlite"]] {
        let run = try Program.run(command + ["--registry", path], in: place.folder)
        isSaid(run, command[0])
        #expect(run.errors.contains("may not be written"), "\(command[0]): \(run.errors)")
      }
      #expect(try Program.run(["verify", "--registry", backup], in: place.folder).code == 0)
    }
  }

  @Test("two programs that write at once: both succeed, every document is there once, everything fits")
  func twoWriters() throws {
    let undisturbed = try Workplace()
    #expect(try undisturbed.run(["import"] + Load.everything).code == 0)
    let expected = try Witness(undisturbed.folder + "/registry.sqlite").conclusions()
    for round in 0..<Fire.rounds(2) / 2 + 1 {
      let place = try Workplace()
      var witness = Witness(place.folder + "/registry.sqlite")
      let children = try (0..<2).map { _ in
        try Child(
          ["import"] + Load.everything + ["--format", "json"],
          environment: ["PROOFMARK_REGISTRY": witness.path], in: place.folder)
      }
      var imported = 0
      for child in children {
        let run = try child.wait()
        #expect(run.code == 0, "round \(round): \(run.errors)")
        try witness.hear(run)
        imported += try run.json()["imported"] as? Int ?? 0
      }
      try witness.holds("round \(round)")
      #expect(imported == witness.acknowledged.count)
      #expect(try witness.conclusions() == expected)
    }
  }

  @Test("a damaged page: every command ends with words, never by a signal, and a backup puts it right")
  func damagedPage() throws {
    let place = try Workplace(hasExamples: true)
    #expect(try place.run("backup", "copy.sqlite").code == 0)
    let path = place.folder + "/registry.sqlite"
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    let content = try place.dump()
    let pages = original.count / 4096
    var random = SystemRandomNumberGenerator()
    for round in 0..<Fire.rounds(4) {
      var damaged = original
      // The first page has its turn as well; where it is no header any more, it is no registry any more.
      let page = round == 0 ? 0 : Int.random(in: 0..<pages, using: &random)
      let start = page * 4096 + (round % 3 == 0 ? 100 : 0)
      for index in start..<(page + 1) * 4096 {
        damaged[index] = round % 2 == 0 ? UInt8.random(in: 0...255, using: &random) : 0
      }
      for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
      try damaged.write(to: URL(fileURLWithPath: path))
      let verify = try place.run("verify")
      switch verify.code {
      case 0: #expect(try place.dump() == content, "page \(page): nothing is kept there")
      case 1: #expect(verify.output.contains("The first that does not fit:"), "page \(page)")
      default: isSaid(verify, "page \(page)")
      }
      for command in [
        ["list"], ["show", "FE-IV-135"], ["status"], ["publish", "--output", "site-\(round)"],
        ["backup", "copy-\(round).sqlite"], ["import"] + Load.parties,
      ] {
        let run = try place.run(command)
        #expect(run.code < 128, "page \(page): \(command): \(run.code) \(run.errors)")
        // A row that is not found any more is evidence that is missing: show answers that it is not determined.
        if command[0] == "show", run.code == 2, run.output.contains("does not show compliance") { continue }
        if run.code != 0 { isSaid(run, "page \(page): \(command)") }
      }
      #expect(try place.run("restore", "copy.sqlite").code == 0)
      #expect(try place.run("verify").code == 0)
    }
  }
}
