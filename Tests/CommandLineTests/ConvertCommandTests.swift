import Foundation
import Testing

@Suite("proofmark convert")
struct ConvertCommandTests {
  private func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

  @Test("a report becomes a workbook and tables, and the same report again")
  func thereAndBack() throws {
    let place = try Workplace()
    let report = Workplace.compliant
    let made = try place.run("convert", report, "--output", "report.xlsx")
    #expect(made.code == 0)
    #expect(made.errors == "")
    #expect(made.output.hasSuffix("observations written to report.xlsx\n"))
    #expect(try place.run("convert", "report.xlsx", "--output", "again.xml").code == 0)
    #expect(bytes(place.folder + "/again.xml") == bytes(report))
    #expect(try place.run("convert", "report.xlsx", "--output", "tables").code == 0)
    #expect(
      Set(try place.files(of: "tables").keys).isSuperset(of: [
        "head.csv", "specimens.csv", "observations.csv",
      ]))
    let back = try place.run("convert", "tables", "--output", "-")
    #expect(back.code == 0)
    #expect(Data(back.output.utf8) == bytes(report))
    let files = try place.files(of: "tables").keys.map { "tables/\($0)" }.sorted()
    #expect(try place.run(["convert"] + files + ["--output", "third.xlsx"]).code == 0)
    #expect(bytes(place.folder + "/third.xlsx") == bytes(place.folder + "/report.xlsx"))
  }

  @Test("the skeleton of a plan becomes a workbook that says cell by cell what is still to be filled in")
  func skeleton() throws {
    let place = try Workplace()
    try place.run("plan", "NIJ-0101.06", "--level", "IV", "--format", "skeleton", "--output", "plan.xml")
    let made = try place.run("convert", "plan.xml", "--output", "report.xlsx")
    #expect(made.code == 0)
    #expect(
      made.output
        == "48 specimens and 48 observations written to report.xlsx, some of it still to be filled in\n"
        || made.output.hasSuffix("still to be filled in\n"))
    let run = try place.run("convert", "report.xlsx", "--output", "report.xml")
    #expect(run.code == 3)
    #expect(run.output == "")
    #expect(run.errors.contains("report.xlsx:Head!B2: error: The cell is empty: report number."))
    #expect(
      run.errors.contains("report.xlsx:Specimens!B2: error: The cell is empty: serial of the specimen."))
    #expect(run.errors.contains("[sheet.value.open]"))
    #expect(!place.exists("report.xml"))
  }

  @Test("as JSON, every problem has its code and cell, and nothing else stands on standard output")
  func json() throws {
    let place = try Workplace()
    try place.run("plan", "NIJ-0101.06", "--level", "IV", "--format", "skeleton", "--output", "plan.xml")
    let made = try place.run("convert", "plan.xml", "--output", "report.xlsx", "--format", "json")
    #expect(made.code == 0)
    let account = try #require(
      try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
    #expect(account["written"] as? Bool == true && account["open"] as? Bool == true)
    #expect((account["specimens"] as? Int ?? 0) > 0 && account["output"] as? String == "report.xlsx")
    let run = try place.run("convert", "report.xlsx", "--output", "report.xml", "--format", "json")
    #expect(run.code == 3 && run.errors == "")
    let refused = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(refused["written"] as? Bool == false)
    let problems = try #require(refused["diagnostics"] as? [[String: Any]])
    #expect(
      problems.contains { $0["code"] as? String == "sheet.value.open" && $0["cell"] as? String == "Head!B2" })
    #expect(try place.run("convert", "plan.xml", "--output", "-", "--format", "json").code == 64)
  }

  @Test("another definition than the one at hand is a warning, none at all is said")
  func definitions() throws {
    let place = try Workplace()
    let report = Workplace.compliant
    try FileManager.default.createDirectory(atPath: place.folder + "/none", withIntermediateDirectories: true)
    let bare = try place.run("convert", report, "--output", "bare.xlsx", "--standards", "none")
    #expect(bare.code == 0)
    #expect(bare.errors.contains("No definition of NIJ-0101.06 is at hand"))
    #expect(try place.run("convert", report, "--output", "report.xlsx").code == 0)
    let other = try place.run("convert", "report.xlsx", "--output", "report.xml", "--standards", "none")
    #expect(other.code == 0)
    #expect(other.errors.contains("[sheet.definition]"))
    #expect(other.errors.contains("report.xlsx:Head!B"))
  }

  @Test("what cannot be converted leaves nothing behind, and says what to do")
  func refused() throws {
    let place = try Workplace()
    #expect(try place.run("convert", "a.xml", "--output", "a.csv").code == 64)
    #expect(try place.run("convert", "a.xml", "--output", "a.ods").code == 64)
    #expect(try place.run("convert", "a.xml", "b.csv", "--output", "a.xlsx").code == 64)
    #expect(try place.run("convert", "a.xml", "b.xml", "--output", "a.xlsx").code == 64)
    #expect(try place.run("convert", "absent.xml", "--output", "a.xlsx").code == 3)
    try place.file("text.xlsx", "a,b")
    let text = try place.run("convert", "text.xlsx", "--output", "a.xml")
    #expect(text.code == 3)
    #expect(text.errors.contains("[workbook.format]"))
    try place.file("full/mine.txt", "mine")
    let full = try place.run("convert", Workplace.compliant, "--output", "full")
    #expect(full.code == 3)
    #expect(full.errors.contains("Name a new folder."))
    #expect(try place.files(of: "full").count == 1)
    #expect(try place.run("convert", Workplace.compliant, "--output", "absent/tables").code == 3)
    #expect(try place.run("convert", "full", "--output", "a.xml").errors.contains("no CSV file"))
    #expect(!place.exists("a.xml") && !place.exists("a.xlsx"))
  }
}
