import Foundation
import Testing

@Suite("proofmark list, show, explain, status")
struct ReadingCommandTests {
  @Test("only models on the list are listed unless asked otherwise, in every format")
  func list() throws {
    let place = try Workplace(hasExamples: true)
    let table = try place.run("list")
    #expect(table.code == 0)
    #expect(!table.hasTerminalCodes)
    #expect(table.output.contains("FE-IV-135"))
    for word in ["suspended", "removed", "undecided", "CO-IIIA-118"] { #expect(!table.output.contains(word)) }
    let listed = try place.run("list", "--format", "json").json([[String: Any]].self)
    #expect(listed.count == 15)
    #expect(Set(listed.compactMap { $0["status"] as? String }) == ["active", "inactive"])
    #expect(
      Set(listed[0].keys) == [
        "designation", "former designations", "supplier", "supplier id", "standard", "level", "kind",
        "gender", "opening", "sizes", "accessories", "warranty months", "status", "status since", "listed on",
        "evidence held", "verdict",
        "day",
        "definition sha256", "adopted", "laboratories", "example",
      ])
    #expect(try place.run("list", "--status", "all", "--format", "json").json([Any].self).count == 66)
    let csv = try place.run("list", "--format", "csv").output
    #expect(csv.hasPrefix("designation,former designations,supplier,"))
    #expect(csv.split(whereSeparator: \.isNewline).count == 16)
  }

  @Test("filters narrow the list, whatever the case of their letters")
  func filters() throws {
    let place = try Workplace(hasExamples: true)
    func names(_ arguments: String...) throws -> [String] {
      let run = try place.run(["list", "--format", "json"] + arguments)
      return try run.json([[String: Any]].self).compactMap { $0["designation"] as? String }
    }
    #expect(try names("--level", "iv").sorted() == ["ES-IV-136", "FE-IV-135"])
    #expect(try names("--kind", "hard", "--supplier", "eskmere").sorted() == ["ES-III-132", "ES-IV-136"])
    #expect(try names("--supplier", "eskmere ceramic plates", "--size", "10X12").count == 2)
    #expect(
      try names("--verdict", "not-compliant", "--level", "III").sorted() == [
        "ES-III-215", "FE-III-133 perforation",
      ])
    #expect(try names("--standard", "nij-0101.06").count == 15)
    let women = try names("--gender", "Female")
    #expect(women.contains("AL-SPECIAL-140") && women.count < 15)
    #expect(try names("--gender", "female", "--opening", "FRONT opening").sorted() == women.sorted())
    #expect(try names("--gender", "female", "--opening", "pullover").isEmpty)
    #expect(try names("--status", "removed").sorted() == ["CO-IIIA-118", "DU-IIIA-119"])
    #expect(try names("--verdict", "compliant", "--status", "undecided").contains("CO-II-110"))
  }

  @Test("a filter that is repeated takes any of its values; different filters must all be passed")
  func repeated() throws {
    let place = try Workplace(hasExamples: true)
    func names(_ arguments: [String]) throws -> Set<String> {
      let run = try place.run(["list", "--format", "json"] + arguments)
      #expect(run.errors.isEmpty, "\(run.errors)")
      return Set(try run.json([[String: Any]].self).compactMap { $0["designation"] as? String })
    }
    for (option, one, other, rest) in [
      ("--level", "iii", "IV", []), ("--supplier", "eskmere", "Fennick Composite Systems", []),
      ("--kind", "hard", "edged-blade", ["--status", "all"]), ("--gender", "male", "female", []),
      ("--opening", "front opening", "none", []), ("--size", "XS", "10X12", []),
      ("--status", "removed", "suspended", []), ("--status", "removed", "listed", []),
      ("--verdict", "not-compliant", "not-determined", []),
      ("--standard", "NIJ-0101.06", "NIJ-0101.04", ["--status", "all"]),
    ] {
      let either = try names([option, one, option, other] + rest)
      let (first, second) = try (names([option, one] + rest), names([option, other] + rest))
      #expect(either == first.union(second) && !first.isEmpty && !second.isEmpty, "\(option) \(one)")
    }
    #expect(
      try names(["--level", "III", "--level", "IV", "--supplier", "eskmere", "--supplier", "corvane"]) == [
        "ES-III-132", "ES-IV-136",
      ])
    #expect(try names(["--status", "removed", "--status", "all"]).count == 66)
    #expect(try names(["--verdict", "compliant", "--verdict", "all"]).count == 66)
  }

  @Test("one of several values that no model has is named, and the others are listed")
  func unknownAmongOthers() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run(
      "list", "--level", "IV", "--level", "1V", "--supplier", "nobody", "--supplier", "eskmere", "--format",
      "csv")
    #expect(run.code == 0)
    #expect(run.output.split(whereSeparator: \.isNewline).count == 2)
    let lines = run.errors.split(separator: "\n")
    try #require(lines.count == 2, "\(run.errors)")
    #expect(lines[0].hasPrefix("No model has the level 1V; there is 1, 2, 3, HG2, II,"))
    #expect(lines[1].hasPrefix("No model has the supplier nobody; there is aldermark, "))
  }

  @Test("an export says every value of its filter")
  func exported() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run(
      "export", "--format", "json", "--level", "III", "--level", "IV", "--supplier", "eskmere", "--output",
      "plates.json")
    #expect(run.code == 0 && run.output == "2 models written to plates.json\n", "\(run.errors)")
    let bytes = try #require(FileManager.default.contents(atPath: place.folder + "/plates.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(
      (json["about"] as? [String: Any])?["filter"] as? [String: String] == [
        "status": "listed", "level": "III or IV", "supplier": "eskmere",
      ])
  }

  @Test(
    "an empty list says why: what is asked for does not exist, or the verdict hides it",
    arguments: [
      (
        ["--level", "V"],
        "No model has the level V; there is 1, 2, 3, HG2, II, II-A, IIA, III, III-A, IIIA, IV, LERL-2, "
      ),
      (
        ["--supplier", "nobody"], "No model has the supplier nobody; there is aldermark, brackwater, corvane,"
      ),
      (
        ["--kind", "soft"],
        "No model has the kind soft; there is bomb-suit, edged-blade, ensemble, flexible, hard,"
      ),
      (["--gender", "children"], "No model has the gender children; there is female, male, neutral."),
      (
        ["--size", "XXL"],
        "No model has the size XXL; there is 10x12, 12x12, 24x48, 2XL, 3XL, L, M, S, XL, XS."
      ),
      (["--standard", "NIJ-0101.07"], "No model passes the filter; with --status all, 3 do."),
      (
        ["--standard", "NIJ-0123.00"],
        "No model has the standard NIJ-0123.00; there is NIJ-0101.04, NIJ-0101.06, NIJ-0101.07,"
      ),
      (
        ["--level", "IV", "--verdict", "not-compliant", "--supplier", "eskmere"],
        "with --status all --verdict all, 2 do."
      ),
      (["--level", "IV", "--kind", "flexible"], "No model passes the filter."),
    ])
  func emptyList(arguments: [String], reason: String) throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run(["list"] + arguments)
    #expect(run.code == 0)
    #expect(run.output == "")
    #expect(run.errors.contains(reason), "\(run.errors)")
    let json = try place.run(["list", "--format", "json"] + arguments)
    #expect(try json.json([Any].self).isEmpty)
  }

  @Test("without a registry every command says so, and makes none")
  func missing() throws {
    let place = try Workplace()
    for arguments in [
      ["list"], ["show", "X"], ["explain", "X"], ["status"],
      ["export", "--format", "csv", "--output", "x.csv"],
      ["publish", "--output", "site"],
    ] {
      let run = try Program.run(
        arguments, environment: ["PROOFMARK_REGISTRY": "none.sqlite"], in: place.folder)
      #expect(run.code == 3, "\(arguments)")
      #expect(run.errors.contains("There is no registry at none.sqlite. [registry.file.missing]"))
      #expect(run.errors.contains("Import documents first"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder) == [])
  }

  @Test(
    "show gives the verdict and its exit code",
    arguments: [("FE-IV-135", 0), ("FE-III-133 perforation", 1), ("ES-IV-138 depth missing", 2)]
      as [(String, Int32)])
  func show(model: String, code: Int32) throws {
    let run = try Workplace(hasExamples: true).run("show", model)
    #expect(run.code == code)
    #expect(run.output.contains(model))
    #expect(run.output.contains("An invented example: it says nothing about any armor."))
    #expect(!run.hasTerminalCodes)
  }

  @Test("explain of a model that fails names the clause, the shot and the line of the report")
  func explain() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run("explain", "fe-iii-133 PERFORATION")
    #expect(run.code == 1)
    let text = try String(contentsOfFile: Workplace.notCompliant, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(
      lines.firstIndex { $0.contains("outcome=\"perforation\"") && !$0.contains("ballistic") })
    let number = try #require(lines[index].firstMatch(of: #/n="(\d+)"/#)).1
    let explanation = run.output
    #expect(explanation.contains("7.8"), "the clause")
    let cited = explanation.split(separator: "\n").filter {
      $0.contains("fennick-fe-iii-133-perforation.xml:\(index + 1)")
    }
    #expect(!cited.isEmpty, "the line")
    #expect(cited.contains { $0.contains("\(number)") }, "the shot")
  }

  @Test("as JSON, show and explain print the determination, the same bytes each time")
  func json() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run("explain", "FE-III-133 perforation", "--format", "json")
    #expect(run.code == 1)
    let determination = try run.json()
    #expect(determination["verdict"] as? String == "not compliant")
    #expect(
      (determination["subject"] as? [String: Any])?["designation"] as? String == "FE-III-133 perforation")
    #expect(try place.run("show", "FE-III-133 perforation", "--format", "json").output == run.output)
  }

  @Test("an unknown model suggests those that are like it, also for a slip of the finger")
  func suggestions() throws {
    let place = try Workplace(hasExamples: true)
    let part = try place.run("show", "FE-IV")
    #expect(part.code == 3)
    #expect(part.errors.contains("[model.unknown]"))
    #expect(part.errors.contains("Is it one of these? fennick/FE-IV-135"))
    #expect(try place.run("explain", "FE-VI-135").errors.contains("Is it one of these? fennick/FE-IV-135"))
    #expect(try place.run("show", "ZZZ").errors.contains("Check the designation on the label"))
    #expect(try place.run("show", " ").code == 64)
  }

  @Test("status says how many documents and models, each verdict, how long it took, and where to look")
  func status() throws {
    let place = try Workplace(hasExamples: true)
    try place.file("site/index.html", "<!doctype html>")
    let began = String(Date().timeIntervalSince1970 - 12)
    let run = try place.run("status", "--site", "site", "--began", began)
    #expect(run.code == 0)
    #expect(
      run.output.contains(
        "196: 10 standards, 1 adoption, 2 programmes, 9 suppliers, 3 laboratories, 66 models, 64 reports, "))
    #expect(
      run.output.contains(
        "Models      66: 14 active, 1 inactive, 1 suspended, 2 removed, 1 ended, 1 declined, 46 undecided"))
    #expect(run.output.contains(#/all +22 +18 +26/#))
    #expect(run.output.contains(#/Took +1[2-9]\.\d s/#))
    #expect(run.output.contains("\(place.folder)/registry.sqlite"))
    #expect(run.output.contains("\(place.folder)/site/index.html"))
    // What it suggests can be typed as it stands.
    let suggestion = try #require(run.output.firstMatch(of: #/Try +(\S+) explain "(.+)"/#))
    #expect(String(suggestion.1) == Program.path)
    #expect(try place.run("explain", String(suggestion.2)).code == 1)
  }

  @Test("status does not point to a site that is not there")
  func noSite() throws {
    let run = try Workplace(hasExamples: true).run("status", "--site", "site")
    #expect(run.output.contains("not published yet"))
    #expect(run.output.contains("publish --output site"))
  }

  @Test("status as JSON")
  func statusJSON() throws {
    let report = try Workplace(hasExamples: true).run("status", "--format", "json").json()
    #expect(report["documents"] as? Int == 196)
    #expect(report["models"] as? Int == 66)
    #expect((report["documentsByKind"] as? [String: Int])?["laboratory"] == 3)
    #expect((report["verdicts"] as? [String: Int])?["compliant"] == 22)
    #expect((report["originalBytes"] as? Int ?? 0) > (report["storedBytes"] as? Int ?? 0))
  }

  @Test("a registry without models is said to be empty")
  func emptyRegistry() throws {
    let place = try Workplace()
    try place.run("import", Workplace.examplesFolder + "/suppliers/fennick.xml")
    #expect(try place.run("list").errors == "The registry holds no models.\n")
    let status = try place.run("status")
    #expect(status.code == 0)
    #expect(status.output.contains("Documents   1: 1 supplier"))
    #expect(try place.run("list", "--format", "json").json([Any].self).isEmpty)
    #expect(try place.run("publish", "--output", "site").code == 0)
  }
}
