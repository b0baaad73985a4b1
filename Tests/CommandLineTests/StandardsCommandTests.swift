import Foundation
import Testing

@Suite("proofmark standards coverage, validate, diff, adopt")
struct StandardsCommandTests {
  private static let shelf = Program.root + "/Standards"

  /// A definition of the shelf with something changed in it, in a folder of its own.
  private func changed(_ place: Workplace, _ text: String = "", to other: String = "") throws -> String {
    let original = try String(
      contentsOfFile: StandardsCommandTests.shelf + "/NIJ-0101.06.xml", encoding: .utf8)
    if !text.isEmpty { try #require(original.contains(text)) }
    return try place.file(
      "shelf/changed.xml", text.isEmpty ? original : original.replacing(text, with: other))
  }

  // MARK: - coverage

  @Test("coverage counts clauses and numbers of every definition, and how many of them were verified")
  func coverage() throws {
    let place = try Workplace()
    let table = try place.run("standards", "coverage")
    #expect(table.code == 0)
    #expect(!table.hasTerminalCodes)
    #expect(table.output.contains(#/NIJ-0101\.06 +adopted \S+ +25 +11 +118 +21 +17 % +0/#))
    #expect(table.output.contains(#/NIJ-0117\.01 +draft/#))
    let answers = try place.run("standards", "coverage", "--format", "json").json([[String: Any]].self)
    let definitions = try FileManager.default.contentsOfDirectory(atPath: StandardsCommandTests.shelf)
      .filter { $0.hasSuffix(".xml") }
    #expect(answers.count == definitions.count)
    for answer in answers {
      let clauses = try #require(answer["clauses"] as? [[String: Any]])
      #expect(
        clauses.reduce(0) { $0 + ($1["figures"] as? Int ?? 0) } == answer["figures"] as? Int,
        "every number has a clause")
    }
  }

  @Test("coverage of one standard goes down to its clauses and sources; an unknown one is refused")
  func coverageOfOne() throws {
    let place = try Workplace()
    let one = try place.run("standards", "coverage", "NIJ-0115.00")
    #expect(one.code == 0)
    #expect(one.output.contains("turtleskin  secondary"))
    #expect(!one.output.contains("NIJ-0101.06"))
    let unknown = try place.run("standards", "coverage", "NIJ-9")
    #expect(unknown.code == 3)
    #expect(unknown.errors.contains("There is no definition of NIJ-9 in"))
  }

  // MARK: - validate

  @Test("validate says that a definition is sound, or each problem with line and cure")
  func validate() throws {
    let place = try Workplace()
    let good = try place.run("standards", "validate", StandardsCommandTests.shelf + "/NIJ-0101.06.xml")
    #expect(good.code == 0)
    #expect(
      good.output.contains("NIJ-0101.06 is valid: 25 requirements, 21 of 118 figures verified."))
    let file = try changed(place, "method=\"clay-drop\" fair-only", to: "method=\"clay\" fair-only")
    let bad = try place.run("standards", "validate", file)
    #expect(bad.code == 3)
    #expect(bad.output == "")
    #expect(bad.errors.contains("[standard.method.unknown]"))
    #expect(bad.errors.contains(#/changed\.xml:\d+:\d+: error: /#))
    #expect(bad.errors.contains("not valid, 1 problem."))
  }

  @Test("a file that cannot be read is one that is not valid, and the others are checked as well")
  func validateUnreadable() throws {
    let place = try Workplace()
    let files = ["none.xml", StandardsCommandTests.shelf + "/NIJ-0101.06.xml"]
    let run = try place.run(["standards", "validate"] + files)
    #expect(run.code == 3)
    #expect(run.errors.contains("none.xml: error: The file cannot be read: No such file or directory."))
    #expect(run.output.contains("NIJ-0101.06 is valid"))
    let json = try place.run(["standards", "validate", "--format", "json"] + files)
    #expect(json.code == 3)
    let answers = try json.json([[String: Any]].self)
    #expect(answers.map { $0["valid"] as? Bool } == [false, true])
    #expect((answers[0]["diagnostics"] as? [Any])?.count == 1)
  }

  // MARK: - diff

  @Test("diff tells what changed, requirement by requirement, and ends with 1; nothing changed ends with 0")
  func diff() throws {
    let place = try Workplace()
    let file = try changed(
      place, "<at-most value=\"44\" unit=\"mm\" clause=\"table 4\"",
      to: "<at-most value=\"40\" unit=\"mm\" clause=\"table 4\"")
    let run = try place.run("standards", "diff", "NIJ-0101.06", file)
    #expect(run.code == 1)
    #expect(run.output.contains("~ requirement pbfs.bfs changed: Backface signature"))
    #expect(run.output.contains("was  every shot: backface signature at most 44 mm"))
    #expect(run.output.contains("is   every shot: backface signature at most 40 mm"))
    #expect(run.output.hasSuffix("0 added, 0 removed, 1 changed\n"))
    let json = try place.run("standards", "diff", "NIJ-0101.06", file, "--format", "json")
    #expect(json.code == 1)
    #expect(try json.json([[String: Any]].self).map { $0["id"] as? String } == ["pbfs.bfs"])
    let same = try place.run("standards", "diff", "NIJ-0101.06", "NIJ-0101.06")
    #expect(same.code == 0)
    #expect(same.output == "The two definitions say the same.\n")
  }

  @Test("diff of two editions names what is new and what is gone")
  func editions() throws {
    let run = try Workplace().run("standards", "diff", "NIJ-0101.06", "NIJ-0101.07")
    #expect(run.code == 1)
    #expect(run.output.contains("- threat 40sw-fmj-180 is gone: .40 S&W FMJ"))
    #expect(run.output.contains(#/\+ level HG1 is new/#))
  }

  @Test("diff refuses a file or a standard that is not there, in words")
  func diffMissing() throws {
    let place = try Workplace()
    let file = try place.run("standards", "diff", "NIJ-0101.06", "none.xml")
    #expect(file.code == 3)
    #expect(file.errors.contains("none.xml: error: The file cannot be read: No such file or directory."))
    let standard = try place.run("standards", "diff", "NIJ-9", "NIJ-0101.06")
    #expect(standard.code == 3)
    #expect(standard.errors.contains("There is no definition of NIJ-9"))
  }

  // MARK: - adopt

  @Test("what adopt writes, list shows as adopted; a changed byte is a draft again")
  func adopt() throws {
    let place = try Workplace()
    let file = try changed(place)
    func standing() throws -> String {
      let run = try place.run("standards", "list", "--standards", "shelf", "--format", "json")
      let entry = try #require(try run.json([[String: Any]].self).first)
      return (entry["adopted"] as? String).map { "\($0) by \(entry["adoptedBy"] as? String ?? "")" }
        ?? "draft"
    }
    #expect(try standing() == "draft")
    let run = try place.run(
      "standards", "adopt", file, "--role", "Technical lead", "--name", "A. Person", "--on", "2026-05-01",
      "--note", "Read once.", "--note", "And again.")
    #expect(run.code == 0)
    #expect(run.output.contains("NIJ-0101.06 adopted on 2026-05-01 by Technical lead"))
    #expect(run.output.contains("21 of 118 figures are verified in a source."))
    #expect(try standing() == "2026-05-01 by Technical lead")
    let document = try String(
      contentsOfFile: place.folder + "/shelf/adoptions/NIJ-0101.06.xml", encoding: .utf8)
    #expect(document.contains("<note>And again.</note>"))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try place.file("shelf/changed.xml", text + "<!-- read -->\n")
    #expect(try standing() == "draft")
    try place.file("shelf/changed.xml", text)
    #expect(try standing() == "2026-05-01 by Technical lead")
  }

  @Test("an adoption of other bytes is not overwritten unless somebody says so; one of the same bytes is")
  func overwriting() throws {
    let place = try Workplace()
    let file = try changed(place)
    #expect(try place.run("standards", "adopt", file, "--role", "Lead", "--on", "2026-05-01").code == 0)
    #expect(try place.run("standards", "adopt", file, "--role", "Lead", "--on", "2026-05-02").code == 0)
    let before = try place.files(of: "shelf/adoptions")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try place.file("shelf/changed.xml", text + "<!-- read -->\n")
    let refused = try place.run("standards", "adopt", file, "--role", "Lead")
    #expect(refused.code == 3)
    #expect(refused.errors.contains("There is an adoption of other bytes."))
    #expect(try place.files(of: "shelf/adoptions") == before)
    #expect(try place.run("standards", "adopt", file, "--role", "Lead", "--replace").code == 0)
    #expect(try place.files(of: "shelf/adoptions") != before)
  }

  @Test("--output - prints the adoption and writes nothing; another path is written where it says")
  func output() throws {
    let place = try Workplace()
    let file = try changed(place)
    let printed = try place.run("standards", "adopt", file, "--role", "Lead & sons", "--output", "-")
    #expect(printed.code == 0)
    #expect(printed.output.contains("role=\"Lead &amp; sons\""))
    #expect(!place.exists("shelf/adoptions"))
    #expect(try place.run("standards", "adopt", file, "--role", "Lead", "-o", "new/a.xml").code == 0)
    #expect(place.exists("new/a.xml"))
    let unwritable = try place.run("standards", "adopt", file, "--role", "Lead", "-o", "/proc/a.xml")
    #expect(unwritable.code == 3)
    #expect(unwritable.errors.contains("/proc/a.xml: error: The file cannot be written"))
  }

  @Test("a role that is missing, blank or longer than anybody's is refused, and so are bad definitions")
  func refused() throws {
    let place = try Workplace()
    let file = try changed(place)
    #expect(try place.run("standards", "adopt", file).code == 64)
    let blank = try place.run("standards", "adopt", file, "--role", " ")
    #expect(blank.code == 64)
    #expect(blank.errors.contains("An adoption names the office of the adopter"))
    #expect(
      try place.run("standards", "adopt", file, "--role", String(repeating: "x", count: 501)).code == 3)
    #expect(try place.run("standards", "adopt", file, "--role", "Lead", "--on", "yesterday").code == 64)
    #expect(try place.run("standards", "adopt", "none.xml", "--role", "Lead").code == 3)
    let broken = try changed(place, "method=\"clay-drop\" fair-only", to: "method=\"clay\" fair-only")
    #expect(try place.run("standards", "adopt", broken, "--role", "Lead").code == 3)
    #expect(!place.exists("shelf/adoptions"))
  }
}
