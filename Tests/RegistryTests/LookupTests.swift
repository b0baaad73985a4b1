import GRDB
import Quantities
import Testing

@testable import Registry

private func day(_ text: String) -> Day {
  guard let day = Day(text) else { fatalError("\(text) is no day") }
  return day
}

private func span(_ text: String) -> DaySpan {
  guard let span = try? WrittenDay.read(text, months: true).span else { fatalError("\(text) is no day") }
  return span
}

private let today = day("2026-06-01")

/// A model that was listed, suspended, reinstated, made inactive and removed.
private let storied = ListingRecord(
  key: ModelKey(supplier: "harrow", designation: "HX-1 Patrol"), supplierName: "Harrow Armor Works",
  standard: "TOY-1", level: "IIIA", sizes: ["S", "M", "X-Large"], warrantyMonths: 60,
  periods: [
    .init(.active, from: day("2020-03-10"), until: day("2021-01-01")),
    .init(.suspended, from: day("2021-01-01"), until: day("2021-06-15")),
    .init(.active, from: day("2021-06-15"), until: day("2024-01-01")),
    .init(.inactive, from: day("2024-01-01"), until: day("2025-01-01")),
    .init(.removed, from: day("2025-01-01")),
  ])

private func record(
  _ designation: String, _ supplier: String = "harrow", name: String = "Harrow Armor Works",
  level: String = "A",
  status: ListingRecord.Status = .active
) -> ListingRecord {
  ListingRecord(
    key: ModelKey(supplier: supplier, designation: designation), supplierName: name, standard: "TOY-1",
    level: level, sizes: ["S", "M"], warrantyMonths: 60, periods: [.init(status, from: day("2020-01-01"))])
}

@Suite("What on a label contradicts a listing")
struct ContradictionTests {
  private func found(_ label: Label, _ record: ListingRecord = storied) -> [Contradiction] {
    Contradiction.all(of: label, with: record, today: today)
  }

  @Test("nothing is loud when all fits, however it is written, and when nothing is said")
  func silent() {
    #expect(found(Label()) == [])
    #expect(
      found(Label(designation: "something else", serial: "123")) == [], "that is for the ranking to say")
    for company in [
      "Harrow Armor Works", "HARROW ARMOR WORKS, INC.", "harrow", "Harow Armor Works", "Harrow Armor",
    ] {
      #expect(found(Label(company: company)) == [], "\(company)")
    }
    for level in ["IIIA", "iii-a", "Level IIIA", "3A", "NIJ Level III-A", "Threat level 3a", "Type IIIA"] {
      #expect(found(Label(level: level)) == [], "\(level)")
    }
    for size in ["S", "small", "M", "Medium", "XL", "x-large", "Extra Large", "S-M", "Sm"] {
      #expect(found(Label(size: size)) == [], "\(size)")
    }
    for made in ["2020-03-10", "2020-03", "2020-12-31", "2021-06-15", "2023-12-31", "2021-06", "2023-12"] {
      #expect(found(Label(made: span(made))) == [], "\(made)")
    }
  }

  @Test("another company", arguments: ["Marsh & Daughters", "Harrods", "Armor Works", "Arrow", "H"])
  func company(name: String) {
    #expect(found(Label(company: name)) == [.company(labelled: name, listed: "Harrow Armor Works")])
  }

  @Test("a level it does not have", arguments: ["III", "IIIA+", "IV", "II", "3", "IIA", "special", "4A", ""])
  func level(level: String) {
    #expect(found(Label(level: level)) == [.level(labelled: level, listed: "IIIA")])
  }

  @Test("a size that is not offered", arguments: ["L", "Large", "2XL", "XXL", "XS", "10x12", "S-L"])
  func size(size: String) {
    #expect(found(Label(size: size)) == [.size(labelled: size, offered: ["S", "M", "X-Large"])])
  }

  @Test("a range of sizes offers what lies within it")
  func sizeRange() {
    var wide = storied
    wide.sizes = ["S–2XL", "10x12"]
    for size in ["S", "M", "XL", "XXL", "10 x 12", "10×12"] { #expect(found(Label(size: size), wide) == []) }
    for size in ["XS", "3XL", "11x14"] { #expect(found(Label(size: size), wide).count == 1, "\(size)") }
  }

  @Test("made before the listing, to the day; a month only if all of it lies before")
  func before() {
    #expect(
      found(Label(made: span("2020-03-09")))
        == [.madeBeforeListing(made: span("2020-03-09"), listed: day("2020-03-10"))])
    #expect(found(Label(made: span("2020-02"))).map(\.code) == ["label.made.before-listing"])
    #expect(found(Label(made: span("2020-03"))) == [])
    #expect(found(Label(made: span("2020-03-10"))) == [])
  }

  @Test("made on the day of the removal or later")
  func after() {
    #expect(
      found(Label(made: span("2025-01-01")))
        == [.madeAfterRemoval(made: span("2025-01-01"), removed: day("2025-01-01"))])
    #expect(found(Label(made: span("2025-07"))).map(\.code) == ["label.made.after-removal"])
    #expect(found(Label(made: span("2024-12-31"))).map(\.code) == ["label.made.inactive"])
  }

  @Test("made while suspended, made while inactive, made tomorrow")
  func meanwhile() {
    #expect(
      found(Label(made: span("2021-02-01")))
        == [
          .madeWhileSuspended(made: span("2021-02-01"), from: day("2021-01-01"), until: day("2021-06-15"))
        ])
    #expect(found(Label(made: span("2021-06-14"))).map(\.code) == ["label.made.suspended"])
    #expect(
      found(Label(made: span("2024-05")))
        == [.madeWhileInactive(made: span("2024-05"), from: day("2024-01-01"))])
    #expect(
      found(Label(made: span("2026-06-02")))
        == [.madeInFuture(made: span("2026-06-02"), today: today)])
    #expect(found(Label(made: span("2026-06")), record("HX-1")) == [], "the month has begun")
    #expect(found(Label(made: span("2026-06-01")), record("HX-1")) == [])
  }

  @Test("a model that was never on the list has no day to be made before")
  func never() {
    #expect(found(Label(made: span("2019-01-01")), record("HX-1", status: .declined)) == [])
    var undecided = record("HX-1")
    undecided.periods = []
    #expect(found(Label(made: span("2019-01-01")), undecided) == [])
  }

  @Test("all at once, each with a sentence that names both sides and a code of its own")
  func all() {
    let all = found(Label(company: "Marsh", level: "IV", size: "L", made: span("2019-01-01")))
    #expect(all.map(\.code) == ["label.company", "label.level", "label.size", "label.made.before-listing"])
    #expect(
      all.map(\.sentence) == [
        "The label names the company Marsh; the model is listed by Harrow Armor Works.",
        "The label says level IV; the model is listed at level IIIA.",
        "The label says size L; the model is offered in S, M, X-Large only.",
        "Made 2019-01-01: the model came onto the list on 2020-03-10 only.",
      ])
  }
}

@Suite("How surely a label names a model")
struct RankingTests {
  private func rank(_ label: Label, _ records: ListingRecord...) -> LookupAnswer {
    let names = records.indices.flatMap { index in
      ([records[index].key.designation] + records[index].formerDesignations).map { (name: $0, record: index) }
    }
    let lexicon = Lexicon(of: names.map(\.name))
    let near = label.designation.map { designation in
      lexicon.near(designation, limit: 50).map { entry in
        let record = records[names[Int(entry.document) - 1].record]
        return (record, LabelMatch.MatchedName?(.init(designation, of: record, entry.nearness)))
      }
    }
    return LookupAnswer.ranking(
      near ?? records.map { ($0, nil) }, for: label, on: today, today: today, limit: 5)
  }

  private let marsh = record("HX-2", "marsh", name: "Marsh & Daughters")

  @Test("as written, or but for case, spaces and hyphens: certain")
  func certain() {
    for name in ["HX-1 Patrol", "hx1patrol", "HX 1-PATROL"] {
      let answer = rank(Label(designation: name), record("HX-1 Patrol"), marsh)
      #expect(answer.outcome == .listed, "\(name)")
      #expect(answer.matches.first?.certainty == .certain)
    }
    #expect(
      rank(Label(designation: "HX-2"), record("HX-2"), record("HX-3")).outcome == .listed,
      "a neighbour is no rival")
  }

  @Test("look-alikes and one slip are likely at most, two slips and parts possible: none of them says listed")
  func uncertain() {
    let cases: [(String, LabelMatch.DesignationMatch, LabelMatch.Certainty)] = [
      ("HX-l Patro1", .lookalike, .likely), ("HX-1 Patorl", .slips(1), .likely),
      ("HX-1 Ptrl", .slips(2), .possible),
      ("Patrol", .slips(3), .possible), ("HX-1 Patrol Carrier", .part(7), .possible),
    ]
    for (name, match, certainty) in cases {
      let answer = rank(Label(designation: name), record("HX-1 Patrol"), marsh)
      #expect(answer.outcome == .uncertain, "\(name)")
      #expect(answer.matches.first?.record.key.designation == "HX-1 Patrol")
      if name != "Patrol" { #expect(answer.matches.first?.designation == match, "\(name)") }
      #expect(answer.matches.first?.certainty == certainty, "\(name)")
    }
    let longer = rank(Label(designation: "HX-104"), record("HX-100"), record("HX-104 B"))
    #expect(longer.matches.first?.certainty == .possible, "a longer one begins alike")
    let split = rank(Label(designation: "HX-14"), record("HX-11"), record("HX-12"))
    #expect(split.matches.map(\.certainty) == [.possible, .possible], "two are as near")
  }

  @Test("a label with the designation that the model had before names the model, and the answer says so")
  func former() {
    var renamed = record("HX-2 Patrol")
    renamed.formerDesignations = ["HX-1 Patrol", "Old Harrow"]
    let answer = rank(Label(designation: "hx1 patrol"), renamed, marsh)
    #expect(answer.outcome == .listed)
    #expect(answer.matches.first?.former == "HX-1 Patrol")
    #expect(
      answer.matches.first?.reason
        == "Matched the designation but for case, spaces and hyphens (HX-1 Patrol, which it was called before)."
    )
    let present = rank(Label(designation: "HX-2 Patrol"), renamed)
    #expect(present.matches.first?.former == nil && present.outcome == .listed)
    let slip = rank(Label(designation: "Old Harow"), renamed)
    #expect(slip.matches.first?.former == "Old Harrow" && slip.matches.first?.certainty == .likely)
    // What is called that today comes first, and neither is certain: the label does not say which.
    let both = rank(
      Label(company: "Harrow Armor Works", designation: "HX-1 Patrol"), renamed, record("HX-1 Patrol"))
    #expect(both.matches.first?.record.key.designation == "HX-1 Patrol" && both.matches.first?.former == nil)
    let second = both.matches.first { $0.former == "HX-1 Patrol" }
    #expect(second?.certainty == .possible)
  }

  @Test("a designation of two suppliers is certain once the company is said, and not before")
  func company() {
    #expect(rank(Label(designation: "hx-2"), record("HX-2"), marsh).outcome == .uncertain)
    #expect(rank(Label(designation: "HX-2"), record("HX-2"), marsh).outcome == .uncertain)
    let said = rank(Label(company: "Marsh and Daughters", designation: "HX2"), record("HX-2"), marsh)
    #expect(said.outcome == .listed)
    #expect(said.matches.map(\.record.key.supplier) == ["marsh", "harrow"])
    // The same supplier writes two models so that only hyphens tell them apart.
    let twins = (record("HX-2"), record("HX 2"))
    #expect(
      rank(Label(company: "Harrow Armor Works", designation: "hx2"), twins.0, twins.1).outcome == .uncertain)
    #expect(
      rank(Label(company: "Harrow Armor Works", designation: "HX-2"), twins.0, twins.1).outcome == .listed)
  }

  @Test("a company that is not the listed one is a contradiction, not another model")
  func forged() {
    let answer = rank(Label(company: "Acme", designation: "HX-2"), marsh)
    #expect(answer.outcome == .contradicted)
    #expect(answer.matches.first?.contradictions.map(\.code) == ["label.company"])
    // But where the named company has a model that is a slip away, nobody knows.
    let near = rank(
      Label(company: "Harrow", designation: "HX-22"), record("HX-23"), record("HX-22", "marsh", name: "Marsh")
    )
    #expect(near.outcome == .uncertain)
  }

  @Test("the outcome follows certainty, then contradictions, then status")
  func outcomes() {
    for status in ListingRecord.Status.allCases {
      let answer = rank(Label(designation: "HX-1"), record("HX-1", status: status))
      #expect(
        answer.outcome == (status == .active || status == .inactive ? .listed : .notListed), "\(status)")
    }
    #expect(rank(Label(designation: "HX-1", level: "B"), record("HX-1")).outcome == .contradicted)
    #expect(
      rank(Label(designation: "HX-1", level: "B"), record("HX-1", status: .removed)).outcome == .contradicted)
    #expect(rank(Label(designation: "QQQ-77"), record("HX-1")).outcome == .unknown)
  }

  @Test("by company alone: every model of it, those that fit the rest first, none of them certain")
  func companyOnly() {
    let answer = rank(
      Label(company: "Harrow Armor Works", level: "B"), record("HX-1"), record("HX-2", level: "B"))
    #expect(answer.outcome == .uncertain)
    #expect(answer.matches.map(\.record.key.designation) == ["HX-2", "HX-1"])
  }

  @Test("status is read off on the day asked about")
  func through() {
    let days = [
      ("2020-03-09", ListingRecord.Status.undecided), ("2020-03-10", .active), ("2021-01-01", .suspended),
      ("2021-06-14", .suspended), ("2021-06-15", .active), ("2024-01-01", .inactive),
      ("2025-01-01", .removed),
    ]
    for (text, status) in days { #expect(storied.status(on: day(text)) == status, "\(text)") }
  }
}

private func lexiconRows(_ db: Database) throws -> [String] {
  try Row.fetchAll(db, sql: "SELECT * FROM lexicon ORDER BY chunk").map(\.description)
}

@Suite("Looking labels up in a registry")
struct LabelLookupTests {
  private func registry(_ scratch: Scratch) throws -> RegistryDatabase {
    let database = try scratch.open()
    let standard = try Toy.standard()
    try database.take(
      Toy.parties() + [
        ImportSource(path: "a", bytes: Toy.adoption(of: standard)),
        ImportSource(path: "s2", bytes: Toy.supplier("marsh", name: "Marsh and Daughters")),
        ImportSource(path: "m1", bytes: Toy.model("HX-1 Patrol")),
        ImportSource(path: "m2", bytes: Toy.model("HX-2", sizes: ["XL", "2XL"])),
        ImportSource(path: "m3", bytes: Toy.model("HX-2", supplier: "marsh")),
        ImportSource(path: "r1", bytes: Toy.report("R1", model: "HX-1 Patrol")),
        ImportSource(path: "d1", bytes: Toy.decision(model: "HX-1 Patrol")),
      ])
    return database
  }

  private func ask(_ database: RegistryDatabase, _ label: Label) throws -> LookupAnswer {
    try database.snapshot().lookUp(label, on: today, today: today)
  }

  @Test("a label is found, judged and explained")
  func found() throws {
    let scratch = try Scratch()
    let database = try registry(scratch)
    let listed = try ask(
      database, Label(company: "Harrow", designation: "hx 1 patrol", level: "A", size: "S"))
    #expect(listed.outcome == .listed)
    #expect(
      listed.matches.first?.reason
        == "Matched the designation but for case, spaces and hyphens and the company.")
    #expect(try ask(database, Label(designation: "HX-1 Patrol", size: "XL")).outcome == .contradicted)
    #expect(try ask(database, Label(designation: "HX-2")).outcome == .uncertain)
    #expect(try ask(database, Label(company: "marsh", designation: "HX-2")).outcome == .notListed)
    #expect(
      try ask(database, Label(company: "Marsh & Daughters")).matches.map(\.record.key.supplier) == ["marsh"])
    #expect(try ask(database, Label(designation: "ZZ-9000")).outcome == .unknown)
    #expect(try ask(database, Label(designation: "'; DROP TABLE models; --")).outcome == .unknown)
  }

  @Test("the last day is found by indexes, which a registry of an earlier release gets when it is opened")
  func days() throws {
    let scratch = try Scratch()
    let database = try registry(scratch)
    let day = try database.snapshot().day
    #expect(day == (try scratch.query { db in try Horizon.lastDay(upTo: .max, in: db) }))
    #expect(try scratch.query { db in try Horizon.lastDay(upTo: 0, in: db) } == .first)
    try database.close()
    let indexes = ["reports_issued", "models_applied", "occurrences_day"]
    for index in indexes { try scratch.alter("DROP INDEX \(index)") }
    try scratch.alter("DELETE FROM grdb_migrations WHERE identifier = 'days'")
    #expect(throws: RegistryError.olderSchema(path: scratch.path)) { try scratch.open(.readOnly) }
    try scratch.open(.readWrite).close()
    #expect(try scratch.open(.readOnly).snapshot().day == day)
    #expect(try Verifier(path: scratch.path).run().isSound)
  }

  @Test("many questions in a row are answered as each by itself")
  func series() throws {
    let scratch = try Scratch()
    let database = try registry(scratch)
    try database.take((0..<40).map { ImportSource(path: "n\($0)", bytes: Toy.model("N-\(100 + $0)")) })
    let snapshot = try database.snapshot()
    var series = try LookupSeries(snapshot, on: today, today: today)
    var numbers = Seeded(2)
    for turn in 0..<400 {
      var designation = "N-\(100 + turn % 40)"
      for _ in 0..<(turn % 3) {
        let place = designation.indices.randomElement(using: &numbers) ?? designation.startIndex
        designation.replaceSubrange(place...place, with: turn % 2 == 0 ? "1" : "")
      }
      let label = Label(
        company: turn % 5 == 0 ? "Marsh" : nil, designation: turn % 50 == 49 ? nil : designation,
        size: turn % 7 == 0 ? "XL" : nil)
      let answer = try series.lookUp(label, limit: 3)
      #expect(try answer == snapshot.lookUp(label, on: today, today: today, limit: 3), "\(label)")
    }
  }

  @Test(
    "the lexicon holds every model, in a registry that grew, one that was rebuilt, and one of an earlier release"
  )
  func projection() throws {
    let scratch = try Scratch()
    let database = try registry(scratch)
    let more = (0..<600).map { ImportSource(path: "n\($0)", bytes: Toy.model("N-\($0)")) }
    try database.take(more)
    func names() throws -> Int { try scratch.query { db in try LexiconTable.read(in: db).count } }
    #expect(try names() == 603)
    let rows = try scratch.query { db in try lexiconRows(db) }
    #expect(rows.count > 2, "600 documents do not fit into two rows of 256")
    try database.rebuildProjections()
    #expect(try scratch.query { db in try lexiconRows(db) } == rows)
    try database.close()
    // As the first release left it.
    try scratch.alter("DROP TABLE lexicon")
    try scratch.alter("DELETE FROM grdb_migrations WHERE identifier = 'lookup'")
    let reopened = try scratch.open(.readWrite)
    #expect(try scratch.query { db in try lexiconRows(db) } == rows)
    #expect(try ask(reopened, Label(designation: "n 599")).outcome == .notListed)
  }
}
