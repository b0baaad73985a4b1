import ExampleDocuments
import Foundation
import Quantities
import Registry
import Testing

/// The example registry tells two years of a programme; the answers here were worked out by hand from its documents.
@Suite("The story of the example registry")
struct StoryTests {
  /// The registry, in which each document was recorded at noon of the day that its file names, and nothing before
  /// November 2024.
  private static let registry = Result {
    let scratch = try Scratch()
    let database = try scratch.open()
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try ["Standards", "Registry"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        .filter { $0.hasSuffix(".xml") }.map { root.appendingPathComponent("\(folder)/\($0)").path }
    }.sorted()
    let first = try #require(Day("2024-11-01"))
    func recorded(_ file: String) -> Day {
      if file.hasSuffix("programme-2026.xml") { return Day("2025-12-15") ?? first }
      guard let day = Day(URL(fileURLWithPath: file).lastPathComponent.prefix(10)) else { return first }
      return max(day, first)
    }
    for (day, files) in Dictionary(grouping: files, by: recorded).sorted(by: { $0.key < $1.key }) {
      let noon = Moment(milliseconds: Moment(endOf: day).milliseconds - 43_200_000)
      _ = try Importer(into: database, moment: { noon }).run(files.map { ImportSource(file: $0) }) {
        outcome in
        #expect(outcome.result == .imported, "\(outcome.diagnostics)")
      }
    }
    return (scratch, database)
  }

  private func snapshot(_ asOf: String? = nil, asKnown: String? = nil) throws -> Snapshot {
    let vantage = Vantage(
      asOf: try asOf.map { try #require(Day($0)) },
      asKnown: try asKnown.map { Moment(endOf: try #require(Day($0))) })
    return try Self.registry.get().1.snapshot(at: vantage)
  }

  private func standing(_ model: String, _ asOf: String, asKnown: String? = nil) throws -> Standing {
    try snapshot(asOf, asKnown: asKnown).listing(named: model).standing
  }

  @Test(
    "on the list on 2025-03-01?",
    arguments: [
      ("AL-IIA-100", true), ("AL-IIIA-120", false), ("DU-IIIA-119", true), ("CO-IIIA-118", true),
      ("BR-II-109", true), ("DU-IIA-103 perforation", false), ("CO-II-110", false), ("DU-IIA-143", false),
    ])
  func march(model: String, isOnList: Bool) throws {
    #expect(try standing(model, "2025-03-01").isOnList == isOnList)
  }

  @Test("on the list on 2025-03-01, as known on that day: the removal bore a wrong date")
  func asKnown() throws {
    #expect(try standing("DU-IIIA-119", "2025-03-01", asKnown: "2025-02-26").status == .active)
    #expect(try standing("DU-IIIA-119", "2025-03-01", asKnown: "2025-03-01").status == .removed)
    #expect(try standing("DU-IIIA-119", "2025-03-01", asKnown: "2025-04-07").status == .removed)
    #expect(try standing("DU-IIIA-119", "2025-03-01", asKnown: "2025-04-08").status == .active)
    #expect(try standing("DU-IIIA-119", "2025-03-15").status == .removed)
  }

  @Test("a suspension by mistake is known for a day, and never was")
  func void() throws {
    #expect(try standing("BR-II-109", "2025-10-02", asKnown: "2025-10-02").status == .suspended)
    #expect(try standing("BR-II-109", "2025-10-02", asKnown: "2025-10-03").status == .active)
  }

  @Test("suspended by a notice, and reinstated")
  func suspension() throws {
    let days: [(String, ListingStatus)] = [
      ("2025-02-10", .active), ("2025-02-11", .suspended), ("2025-05-05", .suspended),
      ("2025-05-06", .active),
    ]
    for (day, status) in days { #expect(try standing("AL-IIIA-120", day).status == status, "\(day)") }
    let after = try standing("AL-IIIA-120", "2025-05-06")
    #expect(after.since == Day("2025-05-06"))
    #expect(after.listedOn == Day("2017-12-03"))
    #expect(after.notices.map(\.number) == ["AN-2025-01"])
    #expect(after.openVariations == [])
    #expect(try standing("AL-IIIA-120", "2025-04-23").openVariations.map(\.number) == ["V-2024-07"])
    #expect(try standing("AL-IIIA-120", "2026-02-10").inspectionDue == Day("2026-12-10"))
  }

  @Test("why removed?")
  func removal() throws {
    let history = try #require(
      try snapshot().history(of: ModelKey(supplier: "corvane", designation: "CO-IIIA-118")))
    let removal = try #require(history.entries.last { $0.status == .removed })
    #expect(removal.occurrence.day == Day("2025-09-03"))
    #expect(removal.occurrence.act == .notice(.safety))
    #expect(removal.occurrence.text.contains("perforated near the lower edge"))
    #expect(history.entries.map(\.occurrence.act.kind) == [.decision, .fieldReport, .inspection, .notice])
  }

  @Test("inactive and active again; every status is told")
  func statuses() throws {
    #expect(try standing("BR-IIIA-121", "2026-03-01").status == .inactive)
    #expect(try standing("BR-IIIA-121", "2026-08-03").status == .active)
    #expect(try standing("AL-IIA-100", "2025-06-30").status == .active)
    #expect(try standing("AL-IIA-100", "2025-07-01").status == .inactive)
    let told = Set(try snapshot().listings().map(\.standing.status))
    #expect(told == Set(ListingStatus.allCases))
  }

  @Test(
    "the list of an edition ends: the earlier one has, the present one will, as known since December 2025")
  func edition() throws {
    #expect(try standing("DU-IIA-143", "2010-12-31").status == .active)
    #expect(try standing("DU-IIA-143", "2011-01-01").status == .ended)
    #expect(try !standing("DU-IIA-143", "2010-12-31").isEvidenceHeld)
    #expect(try standing("CO-IIA-102", "2027-12-31").status == .active)
    #expect(try standing("CO-IIA-102", "2028-01-01").status == .ended)
    #expect(try standing("CO-IIA-102", "2028-01-01", asKnown: "2025-12-14").status == .active)
  }

  @Test("what was known then does not hold the models, reports and parties that came later")
  func nothingBefore() throws {
    #expect(try snapshot(asKnown: "2024-10-31").listings().isEmpty)
    #expect(try snapshot(asKnown: "2024-10-31").programme() == nil)
    #expect(try snapshot(asKnown: "2024-11-01").listings().count == ExampleRegistry.models.count)
    #expect(try snapshot("2025-12-31").programme()?.from == nil)
    #expect(try snapshot("2026-01-01").programme()?.from == Day("2026-01-01"))
  }

  @Test("a determination of an earlier day rests on the reports that were issued by then")
  func determination() throws {
    let listing = try snapshot("2016-01-01").listing(named: "AL-IIA-100")
    #expect(listing.verdict == .notDetermined)
    #expect(listing.day == nil)
    #expect(try snapshot("2016-01-01").determination(of: listing)?.reports == [])
    #expect(try snapshot("2016-03-01").listing(named: "AL-IIA-100").verdict == .compliant)
  }
}
