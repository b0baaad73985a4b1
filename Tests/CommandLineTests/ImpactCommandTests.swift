import Foundation
import Testing

@Suite("proofmark impact")
struct ImpactCommandTests {
  /// The definition by which the examples were judged, with the limit of the backface signature lowered.
  private func stricter(_ place: Workplace, _ limit: String) throws -> String {
    let original = try String(contentsOfFile: Program.root + "/Standards/NIJ-0101.06.xml", encoding: .utf8)
    let text = original.replacing(
      "<at-most value=\"44\" unit=\"mm\" clause=\"table 4\"",
      with: "<at-most value=\"\(limit)\" unit=\"mm\" clause=\"table 4\""
    ).replacing("<limit value=\"44\" unit=\"mm\"", with: "<limit value=\"\(limit)\" unit=\"mm\"")
    try #require(text != original)
    return try place.file("stricter.xml", text)
  }

  private func effects(_ run: Program.Run) throws -> [String: Int] {
    try run.json([[String: Any]].self).reduce(into: [:]) {
      $0[$1["effect"] as? String ?? "", default: 0] += 1
    }
  }

  @Test("by the same definition everything stays as it is")
  func same() throws {
    let run = try Workplace(hasExamples: true).run("impact", "--standard", "NIJ-0101.06")
    #expect(run.code == 0)
    #expect(run.output.hasSuffix("0 fall off, 0 lack evidence, 0 gain, 19 stay, 24 stay off\n"))
  }

  @Test("a lower limit says who falls off, and by what, and changes nothing in the registry")
  func stricter() throws {
    let place = try Workplace(hasExamples: true)
    let before = try place.dump()
    let run = try place.run("impact", "--standard", try stricter(place, "30"))
    #expect(run.code == 0)
    #expect(run.errors == "")
    #expect(!run.hasTerminalCodes)
    #expect(run.output.hasPrefix("43 models of NIJ-0101.06, judged by NIJ-0101.06, SHA-256 "))
    #expect(run.output.contains("falls off: FE-IV-135, Fennick Composite Systems, level IV\n"))
    #expect(run.output.contains("7.8  Backface signature: not met. 23 of 24 values break the limit."))
    #expect(run.output.hasSuffix("19 fall off, 0 lack evidence, 0 gain, 0 stay, 24 stay off\n"))
    #expect(!run.output.contains("stays off:"))
    #expect(try place.dump() == before)
  }

  @Test("those that fall off are named first, then those that stay")
  func order() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run("impact", "--standard", try stricter(place, "38"))
    let names = run.output.split(separator: "\n").compactMap { line in
      ["falls off", "lacks evidence", "gains", "stays"].firstIndex { line.hasPrefix("\($0): ") }
    }
    #expect(names == names.sorted())
    #expect(Set(names).count > 1, "\(run.output)")
  }

  @Test("as JSON each model has both verdicts and every reason; --all shows those that are off either way")
  func json() throws {
    let place = try Workplace(hasExamples: true)
    let file = try stricter(place, "30")
    let shown = try place.run("impact", "--standard", file, "--format", "json")
    #expect(try effects(shown) == ["falls off": 19])
    let model = try #require(try shown.json([[String: Any]].self).first)
    #expect(
      Set(model.keys) == [
        "designation", "supplier", "supplierName", "level", "newLevel", "verdict", "newVerdict", "effect",
        "reasons",
      ])
    #expect(model["verdict"] as? String == "compliant")
    #expect(model["newVerdict"] as? String == "not compliant")
    let reasons = try #require(model["reasons"] as? [[String: Any]])
    #expect(reasons.map { $0["requirement"] as? String } == ["pbfs.bfs"])
    let all = try place.run("impact", "--standard", file, "--all", "--format", "json")
    #expect(try effects(all) == ["falls off": 19, "stays off": 24])
  }

  @Test("by a later edition, levels are mapped; what it asks for beyond the evidence is lacking")
  func laterEdition() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run(
      "impact", "--standard", "NIJ-0101.07", "--from", "NIJ-0101.06", "--level", "II=HG1", "--level",
      "IIIA=HG2",
      "--level", "III=RF1")
    #expect(run.code == 0)
    #expect(run.output.hasPrefix("43 models of NIJ-0101.06, judged by NIJ-0101.07"))
    #expect(
      run.output.contains("lacks evidence: BR-II-105, Brackwater Protective Textiles, level II as HG1\n"))
    #expect(run.output.contains("and 4 more requirements"))
    // A level that was not mapped cannot be judged, which is said once.
    #expect(
      run.output.contains(
        "lacks evidence: AL-IIA-100, Aldermark Soft Armor, level IIA\n    NIJ-0101.07 has no level IIA.\n"))
  }

  @Test(
    "a level, a standard, a file or a registry that is not there is refused, and what there is is said",
    arguments: [
      (
        ["--standard", "NIJ-0101.07", "--level", "II=HG9"], 3,
        "NIJ-0101.07 has no level HG9; it has HG1, HG2,"
      ),
      (["--standard", "NIJ-0101.07", "--level", "II"], 64, "--level"),
      (["--standard", "NIJ-9"], 3, "There is no definition of NIJ-9"),
      (
        ["--standard", "none.xml"], 3, "none.xml: error: The file cannot be read: No such file or directory."
      ),
      (
        ["--standard", "NIJ-0101.07", "--from", "NIJ-0123.00"], 3,
        "The registry holds no model of NIJ-0123.00; name another standard with --from: NIJ-0101.04,"
      ),
      (["--standard", "NIJ-0101.07", "--registry", "none.sqlite"], 3, "[registry.file.missing]"),
    ] as [([String], Int32, String)])
  func refused(arguments: [String], code: Int32, words: String) throws {
    let run = try Workplace(hasExamples: true).run(["impact"] + arguments)
    #expect(run.code == code)
    #expect(run.output == "")
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
