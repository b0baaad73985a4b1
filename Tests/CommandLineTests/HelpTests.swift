import Foundation
import Testing

@Suite("Help, usage and the standards")
struct HelpTests {
  @Test(
    "each command's help has examples",
    arguments: [
      ["plan"], ["check"], ["fit"], ["standards", "list"], ["standards", "show"], ["standards", "coverage"],
      ["standards", "validate"], ["standards", "diff"], ["standards", "adopt"], ["impact"], ["import"],
      ["status"], ["list"],
      ["lookup"], ["inventory"], ["show"],
      ["explain"], ["export"], ["publish"], ["look"], ["serve"], ["key", "make"], ["key", "show"], ["verify"],
      ["checkpoint"], ["backup"], ["restore"], ["verify-site"],
      ["quarantine", "list"], ["quarantine", "show"], ["quarantine", "retry"], ["quarantine", "discard"],
      ["receipt", "make"], ["receipt", "verify"],
    ])
  func examples(command: [String]) throws {
    let run = try Workplace().run(command + ["--help"])
    #expect(run.code == 0)
    let examples = try #require(run.output.range(of: "EXAMPLES"))
    #expect(
      run.output[examples.upperBound...].contains(
        "proofmark \(command.joined(separator: " ")) "
          .trimmingCharacters(in: .whitespaces)))
  }

  @Test("the program's own help names every command and the exit codes")
  func overview() throws {
    let run = try Workplace().run("--help")
    #expect(run.code == 0)
    for name in [
      "plan", "check", "import", "list", "lookup", "inventory", "show", "explain", "standards", "fit",
      "export",
      "publish",
      "status", "key",
    ] {
      #expect(run.output.contains("  \(name) "))
    }
    #expect(run.output.contains("EXIT CODES"))
    #expect(try Workplace().run("--version").output.hasPrefix("proofmark "))
  }

  @Test(
    "what cannot be read as a command ends with 64 and the usage",
    arguments: [
      ["bogus"], ["plan"], ["plan", "NIJ-0101.06"], ["check"], ["check", "x", "--format", "yaml"], ["import"],
      ["import", "x", "--receipt", "r.json"], ["import", "x", "--null"],
      ["import", "-", "--files-from", "-"], ["quarantine", "retry"],
      ["quarantine", "discard", "abcdef", "--by", " ", "--reason", "x"], ["fit"], ["fit", "a", "b"],
      ["list", "--verdict", "good"], ["list", "--colour"], ["show"], ["explain", "a", "b"],
      ["export", "--format", "csv"], ["export", "--format", "ods", "--output", "x"],
      ["export", "--format", "json", "--bom", "--output", "x"], ["publish"],
      ["standards", "show"],
    ])
  func usage(arguments: [String]) throws {
    let run = try Workplace().run(arguments)
    #expect(run.code == 64)
    #expect(run.output == "")
    #expect(run.errors.contains("Usage: proofmark"))
  }

  @Test("completions for the three shells", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let run = try Workplace().run("--generate-completion-script", shell)
    #expect(run.code == 0)
    #expect(run.output.contains("proofmark"))
  }

  @Test("standards list: the definition, adopted, with how much of it is verified")
  func standardsList() throws {
    let text = try Workplace().run("standards", "list")
    #expect(text.code == 0)
    #expect(text.output.contains("NIJ-0101.06"))
    #expect(text.output.contains("adopted 20"))
    let entries = try Workplace().run("standards", "--format", "json").json([[String: Any]].self)
    let entry = try #require(entries.first { $0["id"] as? String == "NIJ-0101.06" })
    #expect(entries.count == 10)
    #expect((entry["sha256"] as? String)?.count == 64)
    #expect(entry["figuresVerified"] as? Int ?? 0 < entry["figures"] as? Int ?? 0)
    #expect(entry["levels"] as? [String] == ["IIA", "II", "IIIA", "III", "IV", "special"])
  }

  @Test("standards show: requirements with clause and limit, and which figures are not verified")
  func standardsShow() throws {
    let text = try Workplace().run("standards", "show", "NIJ-0101.06")
    #expect(text.code == 0)
    #expect(text.output.contains("44 mm"))
    #expect(text.output.contains("UNVERIFIED"))
    let detail = try Workplace().run("standards", "show", "NIJ-0101.06", "--format", "json").json()
    let figures = try #require(detail["figures"] as? [[String: Any]])
    #expect(figures.contains { $0["value"] as? String == "44" && $0["unit"] as? String == "mm" })
    #expect((detail["requirements"] as? [[String: Any]])?.allSatisfy { $0["clause"] is String } == true)
  }

  @Test("a standard, or a folder of standards, that is not there is refused in words")
  func unknownStandard() throws {
    let place = try Workplace()
    let unknown = try place.run("standards", "show", "NIJ-0199.00")
    #expect(unknown.code == 3)
    #expect(unknown.errors.contains("NIJ-0101.06, NIJ-0101.07"))
    let absent = try place.run("standards", "list", "--standards", "absent")
    #expect(absent.code == 3)
    #expect(
      absent.errors.contains("absent cannot be read: No such file or directory. Name it with --standards."))
    let empty = try place.run("standards", "list", "--standards", place.folder)
    #expect(empty.errors == "There is no definition in \(place.folder).\n")
    try place.file("broken/standard.xml", "<standard xmlns='https://proofmark.example/ns/standard/1'/>")
    let broken = try place.run("standards", "list", "--standards", "broken")
    #expect(broken.code == 3)
    #expect(broken.errors.contains("broken/standard.xml:1"))
  }
}
