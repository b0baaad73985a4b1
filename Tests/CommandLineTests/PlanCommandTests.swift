import Foundation
import Testing

@Suite("proofmark plan")
struct PlanCommandTests {
  @Test("the plan of a level: totals, windows, and the mark of what nobody verified")
  func text() throws {
    let run = try Workplace().run("plan", "NIJ-0101.06", "--level", "IIA", "--rate", "20")
    #expect(run.code == 0)
    #expect(run.errors == "")
    #expect(!run.hasTerminalCodes)
    #expect(run.output.hasPrefix("Test plan: NIJ-0101.06 · Type IIA · Flexible armor\n"))
    #expect(run.output.contains("specimens: 48†\n"))
    #expect(run.output.contains("21.6 h for 432 shots at 20 an hour"))
    #expect(run.output.contains("velocity 373 m/s ± 9.1 m/s: 363.9 to 382.1 m/s"))
  }

  @Test("every level of every definition, in every format")
  func all() throws {
    let place = try Workplace()
    let standards = try place.run("standards", "--format", "json").json([[String: Any]].self)
    #expect(standards.count == 10)
    for standard in standards {
      let id = try #require(standard["id"] as? String)
      let levels = try #require(standard["levels"] as? [String])
      for level in levels.prefix(2) + levels.suffix(1) {
        var arguments = ["plan", id, "--level", level]
        let first = try place.run(arguments)
        if first.code == 3 {
          // The level is for several kinds, and the answer names them.
          let kinds = try #require(first.errors.firstMatch(of: #/--kind: (\S+),/#))
          arguments += ["--kind", String(kinds.1)]
        }
        for format in ["text", "html", "csv", "json", "skeleton"] {
          let run = try place.run(arguments + ["--format", format])
          #expect(run.code == 0, "\(arguments) \(format): \(run.errors)")
          #expect(run.output.contains(id) || format == "csv")
        }
      }
    }
  }

  @Test("a skeleton is refused by check until it is filled in, with what is open")
  func skeleton() throws {
    let place = try Workplace()
    let made = try place.run(
      "plan", "NIJ-0101.06", "--level", "IV", "--format", "skeleton", "--output", "report.xml")
    #expect(made.code == 0)
    #expect(made.output == "48 specimens and 48 observations planned in report.xml\n")
    let check = try place.run("check", "report.xml")
    #expect(check.code == 3)
    #expect(check.errors.contains("Values of 48 specimens are still open. (found serial=\"\" size=\"\""))
    #expect(check.errors.contains("Values of 1 observation on specimen S1 (p-bfs) are still open."))
    #expect(check.errors.contains("[report.value.open]"))
    #expect(!check.output.contains("COMPLIANT"))
    let result = try place.run("check", "report.xml", "--format", "json").json([[String: Any]].self)
    #expect(result.first?["verdict"] as? String == "refused")
  }

  @Test("JSON and CSV say what is known and what is verified")
  func forScripts() throws {
    let place = try Workplace()
    let json = try place.run("plan", "NIJ-0115.00", "--level", "2", "--kind", "spike", "--format", "json")
      .json()
    let totals = try #require(json["totals"] as? [String: Any])
    #expect(totals["areLeast"] as? Bool == true)
    let lines = try #require(json["lines"] as? [[String: Any]])
    #expect(lines.allSatisfy { $0["countsKnown"] as? Bool == false && $0["specimens"] is NSNull })
    let csv = try place.run("plan", "NIJ-0115.00", "--level", "2", "--kind", "spike", "--format", "csv")
    let rows = csv.output.split(separator: "\r\n")
    #expect(rows[0].hasPrefix("step,id,plan line,"))
    #expect(rows[1].contains(",33,0.60,32.40,33.60,J,"))
  }

  @Test("a definition can be a file")
  func file() throws {
    let run = try Workplace().run("plan", Program.root + "/Standards/NIJ-0108.01.xml", "--level", "IV")
    #expect(run.code == 0)
    #expect(run.output.contains("draft: nobody has adopted this definition"))
  }

  @Test("a level, kind, size or standard that is not there ends with 3 and says which there are")
  func unknown() throws {
    let place = try Workplace()
    let cases: [([String], String)] = [
      (["NIJ-0101.06", "--level", "V"], "it has the levels IIA, II, IIIA, III, IV, special."),
      (["NIJ-0101.06", "--level", "special"], "name one with --kind: flexible, hard."),
      (["NIJ-0101.06", "--level", "IV", "--kind", "flexible"], "it has the kinds hard."),
      (["NIJ-0101.06", "--level", "II", "--sizes", "large,huge"], "it has the size classes large, small."),
      (["NIJ-9", "--level", "II"], "There is no definition of NIJ-9 in"),
      (["absent.xml", "--level", "II"], "absent.xml"),
    ]
    for (arguments, words) in cases {
      let run = try place.run(["plan"] + arguments)
      #expect(run.code == 3, "\(arguments)")
      #expect(run.output == "")
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    #expect(try place.run("plan", "NIJ-0101.06", "--level", "II", "--rate", "0").code == 64)
  }

  @Test("a size that the plan demands and the model lacks is named")
  func sizes() throws {
    let run = try Workplace().run("plan", "NIJ-0101.06", "--level", "II", "--sizes", "large")
    #expect(run.code == 0)
    #expect(run.output.contains("The plan demands size Small, which is not among the sizes given"))
  }
}
