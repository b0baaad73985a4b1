import Foundation
import Testing

@Suite("proofmark import --files-from, and proofmark quarantine")
struct DeliveryCommandTests {
  private let suppliers = Workplace.examplesFolder + "/suppliers"

  @Test("a list names files and folders, one on each line; blank lines are passed over")
  func list() throws {
    let place = try Workplace()
    let list = "\(suppliers)/fennick.xml\r\n\n   \n\(suppliers)\n"
    let run = try place.run("import", "--files-from", "-", input: Array(list.utf8))
    #expect(run.code == 0, "\(run.errors)")
    // The one that is named twice is there once.
    #expect(run.output.contains("10 documents in") && run.output.contains("9 imported"))
    try place.file("list.txt", list)
    #expect(try place.run("import", "--files-from", "list.txt").output.contains("0 imported"))
    #expect(try place.run("import", "--files-from", "absent.txt").code == 3)
  }

  @Test("with --null, paths are ended by NUL, and may hold anything else")
  func null() throws {
    let place = try Workplace()
    let bytes = try #require(FileManager.default.contents(atPath: suppliers + "/fennick.xml"))
    try place.file("in/a\nname .xml", [UInt8](bytes))
    let list = Array("in/a\nname .xml\0\(suppliers)/corvane.xml\0".utf8)
    #expect(try place.run("import", "--files-from", "-", "-0", input: list).output.contains("2 imported"))
    let wrong = try place.run("import", "--files-from", "-", input: list)
    #expect(wrong.code == 3)
    #expect(wrong.errors.contains("add --null"))
  }

  @Test("what is missing or no path is named with the list's line, and the rest goes in")
  func missing() throws {
    let place = try Workplace()
    let list = Array("\n\(suppliers)/fennick.xml\nabsent.xml\n".utf8) + [0xFF, 0x0A]
    let run = try place.run("import", "--files-from", "-", "--format", "json", input: list)
    #expect(run.code == 3)
    let report = try run.json()
    #expect(report["imported"] as? Int == 1 && report["refused"] as? Int == 2)
    let problems = try #require(report["documents"] as? [[String: Any]]).compactMap {
      ($0["diagnostics"] as? [[String: Any]])?.first
    }
    #expect(problems.compactMap { $0["line"] as? Int } == [3, 4])
    #expect(problems.compactMap { $0["file"] as? String } == ["standard input", "standard input"])
    #expect(problems[0]["found"] as? String == "absent.xml")
  }

  @Test("a refused document is kept; when what it needs has come, a retry lets it in")
  func quarantine() throws {
    let place = try Workplace()
    let model = Workplace.examplesFolder + "/models/fennick-fe-iii-131.xml"
    let refused = try place.run("import", model, "--delivered-by", "Fennick")
    #expect(refused.code == 3)
    #expect(refused.output.contains("1 of the refused is kept in quarantine: proofmark quarantine list"))
    let list = try place.run("quarantine", "list")
    #expect(list.code == 0 && list.output.contains("fennick-fe-iii-131.xml, model: "))
    let entry = try #require(
      try place.run("quarantine", "list", "--format", "json").json([[String: Any]].self).first)
    let sha256 = try #require(entry["sha256"] as? String)
    #expect(entry["deliveredBy"] as? String == "Fennick" && entry["times"] as? Int == 1)
    let show = try place.run("quarantine", "show", String(sha256.prefix(8)), "--output", "out.xml")
    #expect(show.output.contains("[registry.standard.unknown]") && show.output.contains("Fennick"))
    #expect(
      FileManager.default.contents(atPath: place.folder + "/out.xml")
        == FileManager.default.contents(atPath: model))
    let still = try place.run("quarantine", "retry", "--all")
    #expect(still.code == 3 && still.errors.contains("registry.standard.unknown"))
    #expect(try place.run("list", "--status", "all").output == "")
    try place.run("import", Program.root + "/Standards", suppliers)
    let retry = try place.run("quarantine", "retry", model, "--format", "json")
    #expect(retry.code == 0, "\(retry.errors)")
    #expect(try retry.json()["imported"] as? Int == 1)
    #expect(try place.run("quarantine", "list").output == "The quarantine is empty.\n")
    #expect(try place.run("verify").output.contains("Quarantine"))
  }

  @Test("discarding is signed with a name and a reason, and told from then on; unknown names are refused")
  func discard() throws {
    let place = try Workplace()
    try place.run("import", try place.file("bad.xml", "<supplier>"))
    #expect(try place.run("quarantine", "show", "nothing").errors.contains("[quarantine.unknown]"))
    let path = place.folder + "/bad.xml"
    let run = try place.run(
      "quarantine", "discard", path, "--by", "D. Person", "--reason", "Sent by mistake.")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.run("quarantine", "discard", path, "--by", "D", "--reason", "x").code == 3)
    let told = try place.run("quarantine", "list", "--discarded").output
    #expect(told.contains("by D. Person: Sent by mistake."))
    let json = try place.run("quarantine", "list", "--discarded", "--format", "json").json(
      [[String: Any]].self)
    #expect(json.first?["reason"] as? String == "Sent by mistake.")
  }

  @Test("--no-quarantine keeps nothing")
  func unkept() throws {
    let place = try Workplace()
    let run = try place.run("import", try place.file("bad.xml", "<supplier>"), "--no-quarantine")
    #expect(run.code == 3 && !run.output.contains("quarantine"))
    #expect(try place.run("quarantine", "list").output == "The quarantine is empty.\n")
  }

  @Test("a delivery gets a receipt that minisign verifies, and so does the program; nothing is overwritten")
  func receipt() throws {
    let place = try Workplace()
    try place.run("key", "make", "registry.key")
    try place.file("in/bad.xml", "<supplier>")
    let arguments = ["import", "in", suppliers, "--delivered-by", "Fennick", "--key", "registry.key"]
    let run = try place.run(arguments + ["--receipt", "r.json"])
    #expect(run.code == 3 && run.output.contains("To verify   minisign -V -P "))
    let minisign = try Child(
      ["-c", "minisign -V -p registry.key.pub -m r.json"], in: place.folder, program: "/bin/sh"
    ).wait()
    #expect(minisign.code == 0, "\(minisign.errors)")
    let verify = ["receipt", "verify", "r.json", "--public-key", "registry.key.pub"]
    let shown = try place.run(verify + ["--registry", "registry.sqlite"])
    #expect(shown.code == 0, "\(shown.errors)")
    #expect(
      shown.output.contains("Delivered by Fennick")
        && shown.output.contains("10 documents: 9 accepted, 1 refused."))
    #expect(shown.output.contains("kept in quarantine") && shown.output.contains("The signature holds."))
    #expect(try place.run(verify + ["--registry", "absent.sqlite"]).code == 3)
    let over = try place.run(arguments + ["--receipt", "r.json"])
    #expect(over.code == 3 && over.errors.contains("a receipt overwrites nothing"))
    // The same state and the same documents give the same bytes.
    try place.run(
      "receipt", "make", "in", suppliers, "--key", "registry.key", "--output", "s.json", "--delivered-by",
      "Fennick")
    let bytes = FileManager.default.contents(atPath: place.folder + "/r.json")
    #expect(bytes == FileManager.default.contents(atPath: place.folder + "/s.json"))
    var changed = try #require(bytes)
    changed[20] ^= 1
    try place.file("r.json", [UInt8](changed))
    #expect(try place.run(verify).code == 3)
    // Another registry says so.
    try place.run("import", suppliers + "/corvane.xml", "--registry", "other.sqlite")
    let other = try place.run(
      "receipt", "verify", "s.json", "--public-key", "registry.key.pub", "--registry", "other.sqlite")
    #expect(other.code == 1 && other.errors.contains("another registry"))
  }
}
