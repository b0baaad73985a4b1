import Conformity
import Registry
import Testing
import XMLDocuments

@Suite("Finding models")
struct SnapshotTests {
  private func registry(_ scratch: Scratch) throws -> Snapshot {
    let database = try scratch.open()
    let sources =
      try Toy.parties() + [
        ImportSource(
          path: "s2", bytes: Toy.supplier("marsh", name: "Marsh & Daughters".replacing("&", with: "&amp;"))),
        ImportSource(path: "p", bytes: Toy.programme(attributes: " evidence=\"summary\" example=\"yes\"")),
        ImportSource(path: "m1", bytes: Toy.model("HX-1 Patrol")),
        ImportSource(path: "m2", bytes: Toy.model("HX-2", sizes: ["XL", "2XL"])),
        ImportSource(path: "m3", bytes: Toy.model("HX-2", supplier: "marsh")),
        ImportSource(path: "m4", bytes: Toy.model("A/B", supplier: "marsh")),
        ImportSource(path: "r1", bytes: Toy.report("R1", model: "HX-1 Patrol")),
      ]
    #expect(try database.take(sources).results.allSatisfy { $0 == .imported })
    return try database.snapshot()
  }

  private func names(_ snapshot: Snapshot, _ filter: ListingFilter) throws -> [String] {
    try snapshot.listings(matching: filter).map(\.key.description)
  }

  @Test("all models, by their suppliers' names, then by designation")
  func all() throws {
    let scratch = try Scratch()
    #expect(
      try names(registry(scratch), ListingFilter())
        == ["harrow/HX-1 Patrol", "harrow/HX-2", "marsh/A/B", "marsh/HX-2"])
  }

  @Test("each filter, without regard to case; all that are stated must hold")
  func filters() throws {
    let scratch = try Scratch()
    let snapshot = try registry(scratch)
    #expect(try names(snapshot, ListingFilter(levels: ["a"])).count == 4)
    #expect(try names(snapshot, ListingFilter(levels: ["B"])) == [])
    #expect(try names(snapshot, ListingFilter(suppliers: ["MARSH"])) == ["marsh/A/B", "marsh/HX-2"])
    #expect(
      try names(snapshot, ListingFilter(suppliers: ["marsh & daughters"])) == ["marsh/A/B", "marsh/HX-2"])
    #expect(try names(snapshot, ListingFilter(kinds: ["Flexible"])).count == 4)
    #expect(try names(snapshot, ListingFilter(sizes: ["xl"])) == ["harrow/HX-2"])
    #expect(try names(snapshot, ListingFilter(sizes: ["X"])) == [], "a size is compared whole")
    #expect(try names(snapshot, ListingFilter(verdicts: [.compliant])) == ["harrow/HX-1 Patrol"])
    #expect(try names(snapshot, ListingFilter(verdicts: [.notDetermined])).count == 3)
    #expect(try names(snapshot, ListingFilter(standards: ["toy-1"])).count == 4)
    #expect(
      try names(snapshot, ListingFilter(suppliers: ["harrow"], sizes: ["2XL"], standards: ["TOY-1"])) == [
        "harrow/HX-2"
      ])
    #expect(try names(snapshot, ListingFilter(sizes: ["%"])) == [])
    #expect(try names(snapshot, ListingFilter(suppliers: ["' OR 1 = 1 --"])) == [])
  }

  @Test("of several values of one thing any will do; of several things all must hold")
  func severalValues() throws {
    let scratch = try Scratch()
    let snapshot = try registry(scratch)
    #expect(try names(snapshot, ListingFilter(suppliers: ["harrow", "Marsh & daughters"])).count == 4)
    #expect(try names(snapshot, ListingFilter(suppliers: ["marsh", "nobody"])).count == 2)
    #expect(try names(snapshot, ListingFilter(levels: ["B", "a"])).count == 4)
    #expect(try names(snapshot, ListingFilter(sizes: ["xl", "2XL"])) == ["harrow/HX-2"])
    #expect(try names(snapshot, ListingFilter(sizes: ["XL", "s"])).count == 4)
    #expect(
      try names(snapshot, ListingFilter(suppliers: ["marsh", "harrow"], sizes: ["XL", "3XL"])) == [
        "harrow/HX-2"
      ])
    #expect(try names(snapshot, ListingFilter(verdicts: [.compliant, .notDetermined])).count == 4)
    #expect(try names(snapshot, ListingFilter(verdicts: [])) == [])
    #expect(try names(snapshot, ListingFilter(genders: ["male"], openings: ["x", "y"])) == [])
    // More than an expression of SQL may be deep.
    let many = (0..<5_000).map { "none \($0)" } + ["marsh"]
    #expect(
      try names(snapshot, ListingFilter(levels: many + ["A"], suppliers: many, sizes: many + ["S"])).count
        == 2)
  }

  @Test(
    "a model is found as people type it from a label",
    arguments: [
      "HX-1 Patrol", "hx-1 patrol", "HX1PATROL", "hx 1-patrol", "HX\u{2011}1 Patrol", "harrow/hx1patrol",
    ])
  func lookup(name: String) throws {
    let scratch = try Scratch()
    #expect(try registry(scratch).listing(named: name).key.description == "harrow/HX-1 Patrol")
  }

  @Test("a designation may contain a slash")
  func slash() throws {
    let scratch = try Scratch()
    let snapshot = try registry(scratch)
    #expect(try snapshot.listing(named: "A/B").key.description == "marsh/A/B")
    #expect(try snapshot.listing(named: "marsh/A/B").key.description == "marsh/A/B")
  }

  @Test("a designation that two suppliers use asks for the supplier")
  func ambiguous() throws {
    let scratch = try Scratch()
    let snapshot = try registry(scratch)
    let error = #expect(throws: ModelLookupError.self) { try snapshot.listing(named: "hx-2") }
    #expect(error?.code == .modelAmbiguous)
    #expect(error?.cure == "Name one of these: harrow/HX-2, marsh/HX-2")
    #expect(try snapshot.listing(named: "hx-2", supplier: "marsh").key.supplier == "marsh")
    #expect(try snapshot.listing(named: "harrow/hx-2").key.supplier == "harrow")
  }

  @Test("an unknown designation suggests those that are like it")
  func unknown() throws {
    let scratch = try Scratch()
    let snapshot = try registry(scratch)
    let error = #expect(throws: ModelLookupError.self) { try snapshot.listing(named: "HX-1") }
    #expect(error?.code == .modelUnknown)
    #expect(error?.cure == "Is it one of these? harrow/HX-1 Patrol")
    let nothing = #expect(throws: ModelLookupError.self) { try snapshot.listing(named: "Q") }
    #expect(nothing?.cure == "Check the designation on the label; it is not the marketing name.")
    #expect(throws: ModelLookupError.self) { try snapshot.listing(named: "") }
  }

  @Test("a model as it was applied for, its reports, the parties and the programme")
  func details() throws {
    let scratch = try Scratch()
    let snapshot = try registry(scratch)
    let key = ModelKey(supplier: "harrow", designation: "HX-1 Patrol")
    let model = try #require(try snapshot.model(key))
    #expect(model.materials == "Felt")
    #expect(model.sizes == ["S", "M"])
    #expect(model.warrantyMonths == 60)
    let report = try #require(try snapshot.reports(of: key).first)
    #expect(report.id == "R1")
    #expect(report.laboratory == "northfield")
    #expect(try snapshot.report(sha256: report.sha256).observationCount == 4)
    #expect(try snapshot.suppliers().map(\.id) == ["harrow", "marsh"])
    #expect(try snapshot.laboratories().first?.accreditations.first?.standards == ["TOY-1", "TOY-0"])
    let programme = try #require(try snapshot.programme())
    #expect(programme.evidence == .summary)
    #expect(programme.isExample)
    #expect(!programme.publishesNotCompliant)
    #expect(try snapshot.model(ModelKey(supplier: "harrow", designation: "none")) == nil)
    #expect(try snapshot.listing(ModelKey(supplier: "harrow", designation: "none")) == nil)
    #expect(try snapshot.reports(of: ModelKey(supplier: "harrow", designation: "none")) == [])
  }

  @Test("an empty registry holds nothing and says so")
  func empty() throws {
    let scratch = try Scratch()
    let snapshot = try scratch.open().snapshot()
    let counts = try snapshot.counts()
    #expect(counts.documents == 0)
    #expect(counts.models == 0)
    #expect(counts.documentsByKind == [:])
    #expect(try snapshot.listings() == [])
    #expect(try snapshot.programme() == nil)
    #expect(try snapshot.standards().isEmpty)
  }
}
