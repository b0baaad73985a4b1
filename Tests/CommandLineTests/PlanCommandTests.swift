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

  @Test("threats that the purchaser declares get their windows, and stand in the skeleton")
  func declaredThreats() throws {
    let place = try Workplace()
    let special = ["plan", "NIJ-0101.06", "--level", "special", "--kind", "flexible"]
    let threats = [
      "--threat", "ap-1, 9 mm armor-piercing, lighter, 8.0 g, new 430 m/s, conditioned 415 m/s",
      "--threat", "sp-1, soft point, heavier, 15.6 g, new 1400 [ft_i]/s, conditioned 1350 [ft_i]/s",
    ]
    let text = try place.run(special + threats)
    #expect(text.code == 0, "\(text.errors)")
    #expect(text.output.contains("9 mm armor-piercing, 8.0 g"))
    #expect(!text.output.contains("yet to be declared"))
    // 430 and 415 m/s with the tolerance of 9.1 m/s on either side.
    #expect(text.output.contains("420.9 to 439.1 m/s"))
    #expect(text.output.contains("405.9 to 424.1 m/s"))

    let skeleton = try place.run(special + threats + ["--format", "skeleton"]).output
    #expect(skeleton.contains(#"<declared-threat id="ap-1" title="9 mm armor-piercing" role="lighter">"#))
    #expect(skeleton.contains(#"<reference condition="conditioned" value="1350" unit="[ft_i]/s"/>"#))
    #expect(skeleton.contains(#"threat="sp-1""#))
    #expect(!skeleton.contains("copy this element"))
  }

  @Test("a declared threat that cannot be read, or that the level has no use for, is refused with the reason")
  func unreadableThreats() throws {
    let place = try Workplace()
    let special = ["plan", "NIJ-0101.06", "--level", "special", "--kind", "flexible", "--threat"]
    let cases: [(String, Int32, String)] = [
      ("ap-1", 64, "this is not 'ID, TITLE, ROLE, MASS, CONDITION VELOCITY, …'"),
      ("ap-1, AP, only, 8.0 g", 64, "this is not"),
      ("ap-1, AP, only, 8.0, new 430 m/s", 64, #""8.0" is not a number above 0 with a unit of mass"#),
      ("ap-1, AP, only, 8.0 m, new 430 m/s", 64, #""8.0 m" is not"#),
      ("ap-1, AP, only, 8.0 g, new 430", 64, #""new 430" is not a condition with a velocity"#),
      ("ap-1, AP, only, 8.0 g, new -430 m/s", 64, #""-430 m/s" is not a number above 0"#),
      ("ap-1, AP, only, 8.0 g, new 430 m/s, new 440 m/s", 64, "the condition new has two velocities"),
      ("ap-1, AP, only, 8.0 g, wet 430 m/s", 3, "it has the conditions new, conditioned."),
    ]
    for (threat, code, words) in cases {
      let run = try place.run(special + [threat])
      #expect(run.code == code, "\(threat): \(run.errors)")
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    let good = "ap-1, AP, only, 8.0 g, new 430 m/s, conditioned 415 m/s"
    let twice = try place.run(special + [good, "--threat", good])
    #expect(twice.code == 64)
    #expect(twice.errors.contains("Two threats are called ap-1"))
    let listed = try place.run("plan", "NIJ-0101.06", "--level", "IIA", "--threat", good)
    #expect(listed.code == 3)
    #expect(listed.errors.contains("has threats of its own; leave --threat out."))
  }

  @Test("a size that the plan demands and the model lacks is named")
  func sizes() throws {
    let run = try Workplace().run("plan", "NIJ-0101.06", "--level", "II", "--sizes", "large")
    #expect(run.code == 0)
    #expect(run.output.contains("The plan demands size Small, which is not among the sizes given"))
  }
}
