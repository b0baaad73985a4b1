import Foundation
import Testing

@Suite("proofmark decide, history, changes, adopt-list")
struct ProgrammeCommandTests {
  private static let persons = [
    "--by", "D. Person", "--role", "programme manager", "--reviewed-by", "R. Person", "--reviewer-role",
    "reviewer",
  ]

  @Test("a model is listed by a decision, on the evidence, and the history tells it")
  func decide() throws {
    let place = try Workplace(hasExamples: true)
    #expect(!(try place.run("list", "--format", "csv").output.contains("CO-II-110")))
    let decision = [
      "decide", "list", "CO-II-110", "--reason", "All requirements are met.", "--day", "2026-11-01",
    ]
    let run = try place.run(decision + Self.persons)
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.run("list", "--format", "csv").output.contains("CO-II-110"))
    let history = try place.run("history", "CO-II-110")
    #expect(history.output.contains("2026-11-01  Put on the list, decided by D. Person (programme manager)"))
    #expect(history.output.contains("All requirements are met."))
    #expect(history.output.contains("Status: active since 2026-11-01"))
    #expect(try place.run(decision + Self.persons).output.contains("nothing changed"))
  }

  @Test("what the rules or the evidence do not allow is refused with every reason, and nothing is stored")
  func refused() throws {
    let place = try Workplace(hasExamples: true)
    let before = try place.run("status", "--format", "json").output
    let failed = try place.run(
      ["decide", "list", "DU-II-111 depth beyond cap", "--reason", "x"] + Self.persons)
    #expect(failed.code == 3)
    #expect(failed.errors.contains("programme.verdict"))
    let alone = try place.run(
      "decide", "removed", "CO-II-110", "--reason", "x", "--by", "D", "--role", "manager")
    #expect(alone.code == 3)
    #expect(alone.errors.contains("programme.two-persons") && alone.errors.contains("programme.transition"))
    #expect(try place.run(["decide", "list", "nothing", "--reason", "x"] + Self.persons).code == 3)
    #expect(try place.run(["decide", "list", "CO-II-110", "--reason", " "] + Self.persons).code == 64)
    #expect(try place.run("status", "--format", "json").output == before)
  }

  @Test("a decision can be written first, and imported by somebody else")
  func written() throws {
    let place = try Workplace(hasExamples: true)
    let run = try place.run(
      ["decide", "suspended", "CO-IIA-102", "--reason", "A <test> & more", "--output", "d.xml"] + Self.persons
    )
    #expect(run.output.contains("nothing is decided until it is imported"))
    #expect(try place.run("show", "CO-IIA-102").output.contains("on the list: active"))
    #expect(try place.run("import", "d.xml").code == 0)
    #expect(try place.run("show", "CO-IIA-102").output.contains("NOT on the list: suspended"))
  }

  @Test("the list of another day, and as it was known then")
  func vantage() throws {
    let place = try Workplace(hasExamples: true)
    let march = try place.run("show", "AL-IIIA-120", "--as-of", "2025-03-01")
    #expect(march.output.contains("NOT on the list: suspended since 2025-02-11"))
    #expect(march.output.contains("advisory notice AN-2025-01 of 2025-02-11"))
    let old = try place.run("list", "--as-of", "2009-06-30", "--format", "json").json([[String: Any]].self)
    #expect(old.compactMap { $0["designation"] as? String } == ["DU-IIA-143"])
    #expect(old.first?["evidence held"] as? Bool == false)
    #expect(try place.run("list", "--as-known", "2001-01-01").output == "")
    #expect(try place.run("list", "--as-of", "yesterday").code == 64)
    let json = try place.run("history", "DU-IIIA-119", "--format", "json").json()
    let events = try #require(json["events"] as? [[String: Any]])
    #expect(events.last?["day"] as? String == "2025-03-15")
    #expect((events.last?["note"] as? String)?.contains("2025-02-15") == true)
  }

  @Test("what changed in the first quarter of 2025")
  func changes() throws {
    let place = try Workplace(hasExamples: true)
    let arguments = ["changes", "--since", "2025-01-01", "--until", "2025-03-31"]
    let json = try place.run(arguments + ["--format", "json"]).json([[String: Any]].self)
    let changed = json.filter { $0["changed"] as? Bool == true }
    #expect(changed.compactMap { $0["designation"] as? String } == ["AL-IIIA-120", "DU-IIIA-119"])
    #expect(changed.compactMap { $0["status"] as? String } == ["suspended", "removed"])
    #expect(json.count == 6)
    let csv = try place.run(arguments + ["--format", "csv"]).output
    #expect(csv.split(whereSeparator: \.isNewline).count == 7)
    #expect(
      try place.run(arguments).output.contains(
        "2025-02-11  aldermark/AL-IIIA-120: Advisory notice AN-2025-01"))
    #expect(try place.run("changes", "--since", "2025-02-01", "--until", "2025-01-01").code == 64)
  }

  @Test("an export is taken over by another registry, and exported again: the same but for the evidence")
  func roundTrip() throws {
    let place = try Workplace(hasExamples: true)
    try place.run("export", "--status", "all", "--format", "csv", "--output", "all.csv")
    let programme = try String(contentsOfFile: Program.root + "/Registry/programme-2026.xml", encoding: .utf8)
    try place.file("p.xml", programme.replacing(" from=\"2026-01-01\"", with: ""))
    let other = ["--registry", "other.sqlite"]
    #expect(try place.run(["import", Program.root + "/Standards", "p.xml"] + other).code == 0)
    let run = try place.run(["adopt-list", "all.csv"] + Self.persons + other)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output == "66 models taken over, 0 documents refused.\n")
    try place.run(["export", "--status", "all", "--format", "json", "--output", "again.json"] + other)
    func facts(_ run: Program.Run) throws -> [[String]] {
      try run.json([[String: Any]].self).map { row in
        [
          "designation", "former designations", "supplier", "supplier id", "standard", "level", "kind",
          "gender", "opening", "sizes",
          "accessories", "warranty months", "status", "status since", "listed on",
        ].map { "\(row[$0] ?? "")" }
      }
    }
    let first = try facts(place.run("list", "--status", "all", "--format", "json")).map { row in
      // Active again: since when it was off the list before, the list does not say, so nothing is claimed of that.
      row[12] == "active" ? Array(row.dropLast()) + [row[13]] : row
    }
    let second = try facts(place.run(["list", "--status", "all", "--format", "json"] + other))
    #expect(first == second)
  }
}
