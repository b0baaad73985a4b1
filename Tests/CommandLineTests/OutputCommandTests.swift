import Foundation
import Testing

@Suite("proofmark export and publish")
struct OutputCommandTests {
  @Test("export writes the list as CSV and as JSON, with the hash of the definition on every line")
  func export() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run("export", "--format", "csv", "--output", "models.csv")
    #expect(run.code == 0)
    #expect(run.output == "15 models written to models.csv\n")
    let csv = try String(contentsOfFile: place.folder + "/models.csv", encoding: .utf8)
    let rows = csv.split(whereSeparator: \.isNewline)
    #expect(rows.count == 16)
    for row in rows.dropFirst() { #expect(row.contains(#/,[0-9a-f]{64},/#)) }
    try place.run("export", "--format", "json", "--level", "IV", "--output", "plates.json")
    let data = try #require(FileManager.default.contents(atPath: place.folder + "/plates.json"))
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let about = try #require(list["about"] as? [String: Any])
    #expect(about["filter"] as? [String: String] == ["status": "listed", "level": "IV"])
    let models = try #require(list["models"] as? [[String: Any]])
    #expect(
      models.compactMap { $0["designation"] as? String }.sorted() == ["ES-IV-136", "FE-IV-135"])
    #expect(try place.run("export", "--format", "csv", "--output", "-").output == csv)
    #expect(try place.run("list", "--format", "csv").output == csv)
  }

  @Test("a place that cannot be written is named, and an earlier file there stays as it was")
  func exportNowhere() throws {
    let place = try Workplace(hasExamples: true)
    let missing = try place.run("export", "--format", "csv", "--output", "no/folder/x.csv")
    #expect(missing.code == 3)
    #expect(missing.errors.contains("There is no folder \(place.folder)/no/folder."))
    let folder = try place.run("export", "--format", "csv", "--output", place.folder)
    #expect(folder.code == 3)
    #expect(folder.errors.contains("It is a folder."))
    let full = try place.run("export", "--format", "csv", "--output", "/proc/x.csv")
    #expect(full.code == 3)
    #expect(!full.errors.contains("NSCocoaErrorDomain"))
  }

  @Test("an answer that nobody can take is no crash: a full device is named, a closed pipe ends quietly")
  func closedOutput() throws {
    let place = try Workplace(hasExamples: true)
    let environment = ["PROOFMARK_REGISTRY": "registry.sqlite"]
    let full = try Child(["list"], environment: environment, in: place.folder, output: "/dev/full").wait()
    #expect(full.code == 74)
    #expect(full.errors.contains("The answer cannot be written: No space left on device."))
    for prefix in ["", "trap '' PIPE; "] {
      let shell = try Child(
        ["-c", "\(prefix)(\"$0\" explain 'DU-IIA-103 perforation'; echo $? > code) | true", Program.path],
        environment: environment, in: place.folder, program: "/bin/sh"
      ).wait()
      #expect(shell.errors == "")
      let code = try String(contentsOfFile: place.folder + "/code", encoding: .utf8)
      // Either the whole answer went into the pipe before it was closed, or the program ended for that.
      #expect(["1\n", "74\n", "141\n"].contains(code))
    }
  }

  @Test("publishing twice gives identical bytes")
  func publishTwice() throws {
    let place = try Workplace(hasExamples: true)
    let first = try place.run("publish", "--output", "site")
    #expect(first.code == 0)
    #expect(first.output.contains("15 models listed, evidence shown: full."))
    #expect(!first.hasTerminalCodes)
    let files = try place.files(of: "site")
    #expect(files["index.html"] != nil)
    #expect(try place.run("publish", "--output", "site").code == 0)
    #expect(try place.files(of: "site") == files)
    #expect(try place.run("publish", "--output", "other/place").code == 0)
    #expect(try place.files(of: "other/place") == files)
  }

  @Test("publish as JSON")
  func publishJSON() throws {
    let place = try Workplace(hasExamples: true)
    let report = try place.run("publish", "--output", "site", "--format", "json").json()
    #expect(report["listedModels"] as? Int == 15)
    #expect(report["evidence"] as? String == "full")
    #expect((report["pages"] as? Int ?? 0) > 19)
    #expect(report["files"] as? Int == (try place.files(of: "site").values.count { !$0.isEmpty }))
  }

  @Test("publish never takes the place of anything but a site")
  func publishOver() throws {
    let place = try Workplace(hasExamples: true)
    try place.file("home/letter.txt", "keep me")
    for target in ["home", "registry.sqlite"] {
      let run = try place.run("publish", "--output", target)
      #expect(run.code == 3)
      #expect(run.errors.contains("would be lost"))
    }
    #expect(try String(contentsOfFile: place.folder + "/home/letter.txt", encoding: .utf8) == "keep me")
    #expect(try place.run("list").code == 0)
  }
}
