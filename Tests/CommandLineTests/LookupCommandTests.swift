import Foundation
import Testing

@Suite("lookup: a model by what its label says")
struct LookupCommandTests {
  private let place: Workplace

  init() throws { place = try Workplace(hasExamples: true) }

  private func run(_ arguments: String...) throws -> Program.Run { try place.run(["lookup"] + arguments) }

  @Test("on the list, as written and as typed: 0")
  func listed() throws {
    for name in ["AL-IIA-100", "al iia 100", "aliia100"] {
      let run = try run(name)
      #expect(run.code == 0, "\(name): \(run.output)\(run.errors)")
      #expect(run.output.hasPrefix("ON THE LIST: AL-IIA-100\n"))
      #expect(run.output.contains("certainty: certain"))
      #expect(!run.hasTerminalCodes)
    }
    let full = try run(
      "--company", "ALDERMARK SOFT ARMOR INC", "--designation", "AL-IIA-100", "--level", "Level IIA",
      "--size",
      "Large", "--made", "3/2024", "--serial", "0042")
    #expect(full.code == 0)
    #expect(!full.output.contains("CONTRADICTS"))
    #expect(full.output.contains("The serial number was not checked"))
  }

  @Test("not on the list, or nothing like it: 1")
  func notListed() throws {
    let failed = try run("FE-III-133 perforation")
    #expect(failed.code == 1)
    #expect(failed.output.hasPrefix("NOT ON THE LIST: FE-III-133 perforation\n"))
    let unknown = try run("QQ-9999-X")
    #expect(unknown.code == 1)
    #expect(unknown.output.hasPrefix("NOT FOUND"))
  }

  @Test("a label that contradicts the listing: 1, each contradiction loud")
  func contradicted() throws {
    let run = try run(
      "--designation", "DU-II-107", "--company", "Acme", "--level", "III+", "--size", "3XL", "--made",
      "1999-01")
    #expect(run.code == 1)
    #expect(run.output.hasPrefix("DO NOT TRUST THIS LABEL"))
    #expect(run.output.components(separatedBy: "THE LABEL CONTRADICTS THE LISTING: ").count == 5)
    let codes = try self.run(
      "--designation", "DU-II-107", "--company", "Acme", "--level", "III+", "--size", "3XL", "--made",
      "1999-01",
      "--format", "json"
    ).json()
    #expect(codes["outcome"] as? String == "contradicted")
    let match = try #require((codes["matches"] as? [[String: Any]])?.first)
    #expect(
      (match["contradictions"] as? [[String: String]])?.map { $0["code"] } == [
        "label.company", "label.level", "label.size", "label.made.before-listing",
      ])
  }

  @Test("a typing error, a part, a company alone: 2, and what else it may be")
  func uncertain() throws {
    for name in ["AL-IIA-1OO", "AL-IIA-10", "AL-IIA-010", "AL-IA-10"] {
      let run = try run(name)
      #expect(run.code == 2, "\(name): \(run.output)")
      #expect(run.output.hasPrefix("UNCERTAIN, perhaps AL-IIA-100\n"), "\(run.output)")
    }
    let company = try run("--company", "Aldermark", "--limit", "2")
    #expect(company.code == 2)
    #expect(company.output.contains("others; --limit tells more"))
  }

  @Test("a date that could be two days, or none, a name twice or not at all: 64 with the cure")
  func usage() throws {
    for (arguments, words) in [
      (["AL-IIA-100", "--made", "13/4/2021"], "Write the date as YYYY-MM-DD."),
      (["AL-IIA-100", "--made", "3/4/21"], "four digits"),
      (["AL-IIA-100", "--designation", "x"], "given twice"),
      ([], "Give the designation"), (["  "], "Give the designation"), (["x", "--limit", "0"], "above 0"),
    ] {
      let run = try place.run(["lookup"] + arguments)
      #expect(run.code == 64)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test("no registry: 3; a name as long as a book: an answer")
  func hostile() throws {
    let empty = try Workplace().run("lookup", "AL-IIA-100")
    #expect(empty.code == 3)
    #expect(empty.errors.contains("[registry.file.missing]"))
    let long = try run(String(repeating: "AL-IIA-100 ", count: 10_000))
    #expect(long.code == 2, "it contains a designation")
    #expect(long.output.utf8.count < 20_000)
    let strange = try run("AL\u{202E}-IIA\u{1B}[31m-100", "--company", "\u{1B}[2J")
    #expect(strange.code != 0)
    #expect(!strange.hasTerminalCodes)
  }
}
