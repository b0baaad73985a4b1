import ExampleDocuments
import Foundation
import Registry
import Testing
import XMLDocuments

@Suite("What the registry concludes follows from its documents, and from nothing else")
struct ConclusionTests {
  /// Two models, five reports by two laboratories, one of which shows a perforation.
  private func documents() throws -> (
    parties: [ImportSource], models: [ImportSource], reports: [ImportSource]
  ) {
    (
      try Toy.parties() + [ImportSource(path: "south.xml", bytes: Toy.laboratory("southfield"))],
      [
        ImportSource(path: "m1.xml", bytes: Toy.model("HX-1")),
        ImportSource(path: "m2.xml", bytes: Toy.model("HX-2")),
      ],
      [
        ImportSource(path: "r1.xml", bytes: Toy.report("R1", issued: "2024-05-01")),
        ImportSource(path: "r2.xml", bytes: Toy.report("R2", issued: "2024-04-01")),
        ImportSource(path: "r3.xml", bytes: Toy.report("R1", laboratory: "southfield", issued: "2024-04-01")),
        ImportSource(
          path: "r4.xml", bytes: Toy.report("R4", model: "HX-2", outcomes: ["stop", "perforation", "stop"])),
        ImportSource(path: "r5.xml", bytes: Toy.report("R5", model: "HX-2", outcomes: ["stop"])),
      ]
    )
  }

  private func together() throws -> [String] {
    let scratch = try Scratch()
    let database = try scratch.open()
    let (parties, models, reports) = try documents()
    #expect(try database.take(parties + models + reports).results.allSatisfy { $0 == .imported })
    return try database.conclusions()
  }

  @Test("the two models come to different verdicts")
  func verdicts() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let (parties, models, reports) = try documents()
    try database.take(parties + models + reports)
    #expect(try database.snapshot().listings().map(\.verdict) == [.compliant, .notCompliant])
  }

  @Test(
    "reports in any order, split over imports and transactions in any way, give the same bytes",
    arguments: 0..<12)
  func order(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let scratch = try Scratch()
    let database = try scratch.open()
    let (parties, models, reports) = try documents()
    var limits = Importer.Limits()
    limits.batchDocuments = Int.random(in: 1...4, using: &random)
    try database.take(parties.shuffled(using: &random), limits: limits)
    try database.take(models.shuffled(using: &random), limits: limits)
    var rest = reports.shuffled(using: &random)
    while !rest.isEmpty {
      let part = Int.random(in: 1...rest.count, using: &random)
      try database.take(Array(rest.prefix(part)), limits: limits)
      rest.removeFirst(part)
    }
    #expect(try database.conclusions() == together())
  }

  @Test("the example registry, imported at once and one document at a time, comes to the same")
  func examples() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try ["Standards", "Registry"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        .filter { $0.hasSuffix(".xml") }.map { root.appendingPathComponent("\(folder)/\($0)").path }
    }
    let sources = files.sorted().map { ImportSource(file: $0) }
    let scratch = (try Scratch(), try Scratch())
    let first = try scratch.0.open()
    #expect(try first.take(sources).results.allSatisfy { $0 == .imported })
    var limits = Importer.Limits()
    limits.batchDocuments = 1
    let second = try scratch.1.open()
    try second.take(sources.reversed(), limits: limits)
    #expect(try first.conclusions() == second.conclusions())
    // Of what is stored, only when it was stored differs, and so the hashes of the chain.
    let whens = ["documents:", "events:"]
    #expect(
      try scratch.0.dump().filter { row in !whens.contains { row.hasPrefix($0) } }
        == scratch.1.dump().filter { row in !whens.contains { row.hasPrefix($0) } })

    // Each model comes to the verdict that its report was made for.
    let listings = try first.snapshot().listings()
    #expect(listings.count == ExampleRegistry.models.count)
    for model in ExampleRegistry.models {
      let listing = try #require(listings.first { $0.designation == model.designation })
      #expect(listing.verdict.rawValue == model.expectedVerdict)
      #expect(listing.isExample)
    }
  }

  @Test("projections that are dropped and derived again are the same, row for row")
  func rebuild() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let (parties, models, reports) = try documents()
    try database.take(
      parties + models + reports + [
        ImportSource(path: "a", bytes: Toy.adoption(of: try Toy.standard())),
        ImportSource(path: "p", bytes: Toy.programme()),
      ])
    try database.take(Toy.supplier(name: "Harrow, renamed"), Toy.laboratory(standards: "TOY-1"))
    let before = try scratch.dump()
    try database.rebuildProjections()
    #expect(try scratch.dump() == before)
  }

  @Test("a rebuild mends projections that somebody has altered")
  func mend() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let (parties, models, reports) = try documents()
    try database.take(parties + models + reports)
    let before = try scratch.dump()
    try scratch.alter(
      "UPDATE determinations SET verdict = 'compliant', engine = '0'; UPDATE models SET level = 'Z'")
    #expect(try database.snapshot().counts().outdated == 2)
    try database.rebuildProjections()
    #expect(try scratch.dump() == before)
    #expect(try database.snapshot().counts().outdated == 0)
  }

  @Test("a rebuild that meets a damaged document ends in an error and changes nothing")
  func rebuildOfDamaged() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let (parties, models, reports) = try documents()
    try database.take(parties + models + reports)
    try scratch.alter("DROP TRIGGER documents_do_not_change")
    try scratch.alter("UPDATE documents SET bytes = x'00' WHERE file = 'r5.xml'")
    let before = try scratch.dump()
    #expect(throws: RegistryError.self) { try database.rebuildProjections() }
    #expect(try scratch.dump() == before)
  }
}

@Suite("Models are judged by the definition in force")
struct DefinitionTests {
  private struct Case {
    let scratch: Scratch
    let database: RegistryDatabase

    /// A registry with one compliant model, by a definition that somebody has adopted.
    init() throws {
      scratch = try Scratch()
      database = try scratch.open()
      try database.take(
        try Toy.parties() + [
          ImportSource(path: "adoption.xml", bytes: Toy.adoption(of: try Toy.standard())),
          ImportSource(path: "model.xml", bytes: Toy.model()),
          ImportSource(path: "report.xml", bytes: Toy.report()),
        ])
    }

    var listing: Listing { get throws { try #require(try database.snapshot().listings().first) } }
    /// Clay that gives 19 mm is not soft enough for this definition.
    static func stricter() throws -> [UInt8] {
      try Toy.standard(replacing: "at-least value=\"16\"", with: "at-least value=\"20\"")
    }
  }

  @Test("an adopted definition says so in the determination, by role and day")
  func adopted() throws {
    let registry = try Case()
    #expect(try registry.listing.isAdopted)
    let determination = try #require(try registry.database.snapshot().determination(of: registry.listing))
    #expect(determination.standard.adoption?.role == "tester")
    #expect(determination.standard.adoption?.day.description == "2026-03-01")
    #expect(determination.standard.sha256 == SHA256Hex.of(try Toy.standard()))
  }

  @Test("a later draft does not replace what was adopted")
  func draftAfterAdoption() throws {
    let registry = try Case()
    let before = try registry.database.conclusions()
    #expect(try registry.database.take(Case.stricter()).results == [.imported])
    #expect(try registry.database.conclusions() == before)
    let standards = try registry.database.snapshot().standards()
    #expect(standards.map(\.isInForce) == [true, false])
    #expect(standards.map { $0.adoption != nil } == [true, false])
  }

  @Test("a definition that is adopted later is in force from then on, and every model is judged anew")
  func laterAdoption() throws {
    let registry = try Case()
    let stricter = try Case.stricter()
    try registry.database.take(stricter)
    try registry.database.take(Toy.adoption(of: stricter, on: "2026-04-01"))
    #expect(try registry.listing.verdict != .compliant)
    #expect(try registry.listing.standardSHA256 == SHA256Hex.of(stricter))
    #expect(try registry.listing.isAdopted)
    #expect(try registry.database.snapshot().standard(inForce: "TOY-1")?.sha256 == SHA256Hex.of(stricter))
  }

  @Test("an adoption of an earlier day than the one in force changes nothing in force")
  func earlierAdoption() throws {
    let registry = try Case()
    let before = try registry.database.conclusions()
    let stricter = try Case.stricter()
    try registry.database.take(stricter)
    try registry.database.take(Toy.adoption(of: stricter, on: "2026-02-01"))
    #expect(try registry.database.conclusions() == before)
  }

  @Test("without any adoption the draft that came last is in force, and models are judged anew")
  func drafts() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(
      try Toy.parties() + [
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
      ])
    #expect(try database.snapshot().listings().map(\.verdict) == [.compliant])
    #expect(try database.snapshot().listings().map(\.isAdopted) == [false])
    try database.take(try Case.stricter())
    #expect(try database.snapshot().listings().map(\.verdict) != [.compliant])
    #expect(try database.snapshot().listings().map(\.isAdopted) == [false])
  }

  @Test("two definitions in one import, each in a transaction of its own: the last one judges")
  func twoDefinitions() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(
      try Toy.parties() + [
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
      ])
    let renamed = try Toy.standard(replacing: "title=\"Toy armor\"", with: "title=\"Toy armour\"")
    let stricter = try Case.stricter()
    var limits = Importer.Limits()
    limits.batchDocuments = 1
    try database.take(
      [ImportSource(path: "1.xml", bytes: renamed), ImportSource(path: "2.xml", bytes: stricter)],
      limits: limits)
    let listing = try #require(try database.snapshot().listings().first)
    #expect(listing.standardSHA256 == SHA256Hex.of(stricter))
    #expect(listing.verdict != .compliant)
  }

  @Test("definition, adoption and reports in one import, or one after the other, come to the same")
  func oneImport() throws {
    let stricter = try Case.stricter()
    let sources =
      try Toy.parties() + [
        ImportSource(path: "stricter.xml", bytes: stricter),
        ImportSource(path: "adoption.xml", bytes: Toy.adoption(of: stricter)),
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
      ]
    let (one, two) = (try Scratch(), try Scratch())
    let (together, apart) = (try one.open(), try two.open())
    try together.take(sources)
    for index in [0, 1, 2, 5, 6, 3, 4] { try apart.take([sources[index]]) }
    #expect(try together.conclusions() == apart.conclusions())
  }

  @Test("a model without a report is not determined, and what is missing is said")
  func noReport() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(try Toy.parties() + [ImportSource(path: "model.xml", bytes: Toy.model())])
    let snapshot = try database.snapshot()
    let listing = try #require(try snapshot.listings().first)
    #expect(listing.verdict == .notDetermined)
    #expect(listing.day == nil)
    #expect(listing.reportIDs == [])
    #expect(listing.standardSHA256 == nil)
    let determination = try #require(try snapshot.determination(of: listing))
    #expect(determination.verdict == .notDetermined)
    #expect(determination.findings.contains { $0.outcome == .notDetermined })
  }
}
