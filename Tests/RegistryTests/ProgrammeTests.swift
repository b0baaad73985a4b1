import Conformity
import Foundation
import Quantities
import Registry
import Testing
import XMLDocuments

@Suite("What a programme's events may do")
struct ProgrammeTests {
  private let scratch: Scratch
  private let database: RegistryDatabase

  /// A model with a report that shows compliance, under a programme that lists by drafts.
  init() throws {
    scratch = try Scratch()
    database = try scratch.open()
    let sources =
      try Toy.parties() + [
        ImportSource(path: "programme.xml", bytes: Toy.lenient),
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
      ]
    #expect(try database.take(sources).results.allSatisfy { $0 == .imported })
  }

  private func take(_ document: [UInt8]) throws -> ImportOutcome {
    try #require(try database.take([ImportSource(path: "event.xml", bytes: document)]).first)
  }

  private func accept(_ documents: [UInt8]...) throws {
    for document in documents {
      let outcome = try take(document)
      #expect(outcome.result == .imported, "\(outcome.diagnostics)")
    }
  }

  private func refusal(_ document: [UInt8], _ comment: Comment? = nil) throws -> Diagnostic {
    let outcome = try take(document)
    #expect(outcome.result == .refused, comment)
    #expect(outcome.diagnostics.count == 1, comment)
    return try #require(outcome.diagnostics.first)
  }

  private func status(on day: String, model: String = "HX-1") throws -> ListingStatus {
    let snapshot = try database.snapshot(at: Vantage(asOf: Day(day)))
    return try #require(try snapshot.listing(ModelKey(supplier: "harrow", designation: model))).standing
      .status
  }

  @Test("from application to removal, and listed again by a new decision")
  func life() throws {
    try accept(
      Toy.decision("decline", day: "2024-03-20"), Toy.decision(day: "2024-04-01"),
      Toy.statusChange("inactive", day: "2024-05-01"), Toy.statusChange("reinstated", day: "2024-06-01"),
      Toy.statusChange("suspended", day: "2024-07-01"), Toy.statusChange("removed", day: "2024-08-01"),
      Toy.decision(day: "2024-09-01"))
    let expected: [(String, ListingStatus)] = [
      ("2024-03-19", .undecided), ("2024-03-20", .declined), ("2024-03-31", .declined),
      ("2024-04-01", .active),
      ("2024-05-01", .inactive), ("2024-06-01", .active), ("2024-07-01", .suspended),
      ("2024-08-31", .removed),
      ("2024-09-01", .active),
    ]
    for (day, status) in expected { #expect(try self.status(on: day) == status, "\(day)") }
  }

  @Test("a change that may not follow is refused, with those that may")
  func transition() throws {
    let problem = try refusal(Toy.statusChange("suspended", day: "2024-05-01"))
    #expect(problem.code == .programmeTransition)
    #expect(problem.message == "harrow/HX-1 is undecided on 2024-05-01: this may not follow.")
    #expect(problem.found == "suspended")
    #expect(problem.expected == "list, decline")
    #expect(problem.line == 1)
  }

  @Test("an event dated before others may not make those impossible")
  func beforeOthers() throws {
    try accept(Toy.decision(), Toy.statusChange("inactive", day: "2024-06-01"))
    let problem = try refusal(Toy.statusChange("removed", day: "2024-05-01"))
    #expect(problem.code == .programmeTransition)
    #expect(problem.message.contains("would be removed on 2024-06-01"))
    try accept(Toy.statusChange("suspended", day: "2024-06-02"))
  }

  @Test("a decision to list rests on the evidence that was issued by its day, and names its determination")
  func evidence() throws {
    let early = try refusal(Toy.decision(day: "2024-03-08"))
    #expect(early.code == .programmeVerdict)
    #expect(early.found == "not determined; 1 of its reports were issued later")
    try accept(Toy.decision(day: "2024-03-09"))
    let snapshot = try database.snapshot()
    let listing = try #require(try snapshot.listings().first)
    let bytes = try #require(try snapshot.determinationBytes(of: listing))
    let history = try #require(try snapshot.history(of: listing.key))
    #expect(history.entries.first?.occurrence.determination == SHA256Hex.of(bytes))
  }

  @Test("a model that failed cannot be listed, and can be declined")
  func failed() throws {
    try accept(
      Toy.model("HX-2"), Toy.report("R2", model: "HX-2", outcomes: ["stop", "perforation", "stop"]))
    let problem = try refusal(Toy.decision(model: "HX-2"))
    #expect(problem.code == .programmeVerdict)
    #expect(problem.found == "not compliant")
    try accept(Toy.decision("decline", model: "HX-2"))
  }

  @Test("evidence that comes later does not undo a decision, and is not counted for an earlier day")
  func later() throws {
    try accept(
      Toy.decision(), Toy.report("R2", issued: "2025-01-10", outcomes: ["perforation", "stop", "stop"]))
    func verdict(_ day: String?) throws -> String {
      let vantage = Vantage(asOf: try day.map { try #require(Day($0)) })
      return try #require(try database.snapshot(at: vantage).listings().first).verdict.rawValue
    }
    #expect(try verdict("2025-01-09") == "compliant")
    #expect(try verdict("2025-01-10") == "not compliant")
    #expect(try verdict(nil) == "not compliant")
    #expect(try status(on: "2025-01-10") == .active)
  }

  @Test("whoever reads all models with their evidence reads what a list says of them, whatever is asked for")
  func dossiers() throws {
    try accept(Toy.decision())
    let first = try #require(try lastRecorded())
    try accept(
      Toy.model("HX-2"), Toy.model("HX-3"),
      Toy.report("R2", issued: "2025-01-10", outcomes: ["perforation", "stop", "stop"]),
      Toy.report("R3", model: "HX-2", issued: "2025-02-01"),
      Toy.report("R1 b", model: "HX-2", issued: "2025-01-01"))
    var verdicts: Set<[Verdict]> = []
    for day in [nil, "2024-03-08", "2024-03-09", "2025-01-09", "2025-01-10", "2025-02-01"] {
      for known in [nil, first] {
        let snapshot = try database.snapshot(at: Vantage(asOf: day.flatMap { Day($0) }, asKnown: known))
        let listings = try snapshot.listings()
        #expect(
          try snapshot.dossiers().map(\.listing) == listings, "\(day ?? "") \(known?.description ?? "")")
        #expect(try snapshot.dossiers(of: listings.map(\.key)).map(\.listing) == listings)
        #expect(try snapshot.dossiers().map(\.reports.count) == listings.map(\.reportIDs.count))
        verdicts.insert(listings.map(\.verdict))
      }
    }
    // Different ones were asked for.
    #expect(verdicts.count > 3)
  }

  @Test("a draft lists nothing where the programme demands an adopted definition")
  func draft() throws {
    try accept(Toy.programme(policies: #"<listing/>"#))
    #expect(try refusal(Toy.decision()).code == .programmeDraft)
    try accept(Toy.adoption(of: try Toy.standard()), Toy.decision())
  }

  @Test("two persons stand behind a decision where the programme demands it")
  func twoPersons() throws {
    try accept(Toy.programme(policies: #"<listing adopted-definitions="no" two-persons="yes"/>"#))
    let one = #"<decided-by name="D" role="manager"/>"#
    let same = #"<reviewed-by name=" d " role="reviewer"/><decided-by name="D" role="manager"/>"#
    #expect(try refusal(Toy.decision(persons: one)).code == .programmeTwoPersons)
    #expect(try refusal(Toy.decision(persons: same)).code == .programmeTwoPersons)
    let decision = Toy.decision()
    try accept(decision)
    for document in [
      Toy.statusChange("inactive", day: "2024-05-01", persons: one),
      Toy.notice("advisory", day: "2024-05-01", persons: one),
      Toy.correction(of: decision, #"effective="2024-04-02""#, persons: same),
    ] {
      #expect(try refusal(document).code == .programmeTwoPersons)
    }
  }

  @Test("the terms of an edition: opened, in time, and not ended")
  func edition() throws {
    func programme(_ edition: String) -> [UInt8] {
      Toy.programme(policies: #"<listing adopted-definitions="no"><edition \#(edition)/></listing>"#)
    }
    try accept(programme(#"standard="TOY-9""#))
    #expect(try refusal(Toy.decision()).code == .programmeEdition)
    try accept(programme(#"standard="TOY-1" applications-until="2024-01-14" successor="TOY-2""#))
    let late = try refusal(Toy.decision())
    #expect(late.code == .programmeEdition)
    #expect(late.cure == "Apply under TOY-2.")
    try accept(programme(#"standard="TOY-1" applications-until="2024-01-15" listed-until="2024-03-31""#))
    #expect(try refusal(Toy.decision(day: "2024-04-01")).code == .programmeEdition)
    try accept(Toy.decision(day: "2024-03-31"))
    #expect(try status(on: "2024-03-31") == .active)
    #expect(try status(on: "2024-04-01") == .ended)
  }

  @Test("a warranty that is shorter than the programme demands")
  func warranty() throws {
    try accept(Toy.programme(policies: #"<listing adopted-definitions="no" warranty-months="61"/>"#))
    let problem = try refusal(Toy.decision())
    #expect(problem.code == .programmeWarranty)
    #expect(problem.found == "60 months")
    try accept(
      Toy.programme(policies: #"<listing adopted-definitions="no" warranty-months="60"/>"#), Toy.decision())
  }

  @Test("a listing is taken over without evidence only where the programme does that, and says so")
  func takeOver() throws {
    try accept(Toy.model("HX-2"))
    let decision = Toy.decision(model: "HX-2", evidence: "not-held")
    #expect(try refusal(decision).code == .programmeTakeOver)
    try accept(Toy.programme(policies: #"<listing takes-over-lists="yes"/>"#), decision)
    let listing = try #require(
      try database.snapshot().listing(ModelKey(supplier: "harrow", designation: "HX-2")))
    #expect(listing.standing.isOnList)
    #expect(!listing.standing.isEvidenceHeld)
    #expect(listing.verdict == .notDetermined)
  }

  @Test("reports that are not signed, where the programme demands signatures")
  func unsigned() throws {
    try accept(Toy.programme(policies: #"<listing signed-reports="yes"/>"#))
    #expect(try refusal(Toy.report("R2")).code == .programmeUnsigned)
  }

  @Test(
    "a notice does what the policy says, where that can follow",
    arguments: [
      ("", "advisory", ListingStatus.suspended), ("", "safety", .removed),
      (#"<notices advisory="none" safety="suspended"/>"#, "advisory", .active),
      (#"<notices advisory="none" safety="suspended"/>"#, "safety", .suspended),
    ])
  func notice(policies: String, kind: String, status: ListingStatus) throws {
    try accept(
      Toy.programme(policies: #"<listing adopted-definitions="no" two-persons="yes"/>"# + policies),
      Toy.model("HX-2"), Toy.decision(),
      Toy.notice(kind, models: ["HX-1", "HX-2"], day: "2024-05-01"))
    #expect(try self.status(on: "2024-04-30") == .active)
    #expect(try self.status(on: "2024-05-01") == status)
    #expect(try self.status(on: "2024-05-01", model: "HX-2") == .undecided)
    let listing = try #require(
      try database.snapshot().listing(ModelKey(supplier: "harrow", designation: "HX-2")))
    #expect(listing.standing.notices.map(\.number) == ["N-1"])
  }

  @Test("what a notice did stays done, whatever policy is stored afterwards")
  func noticeAndLaterPolicy() throws {
    try accept(
      Toy.decision(), Toy.notice("safety", day: "2024-05-01"),
      Toy.programme(
        policies: #"<listing adopted-definitions="no"/><notices advisory="none" safety="none"/>"#))
    #expect(try status(on: "2024-05-01") == .removed)
    // A notice that is given under the new policy does what that says.
    try accept(Toy.decision(day: "2024-06-01"), Toy.notice("safety", id: "N-2", day: "2024-07-01"))
    #expect(try status(on: "2024-07-01") == .active)
  }

  @Test("a decision dated before evidence that speaks against it is taken, and said to be so")
  func backdated() throws {
    try accept(Toy.report("R2", issued: "2025-01-10", outcomes: ["perforation", "stop", "stop"]))
    let outcome = try take(Toy.decision(day: "2024-04-01"))
    #expect(outcome.result == .imported)
    #expect(outcome.diagnostics.map(\.code) == [.programmeVerdict])
    #expect(outcome.diagnostics.map(\.severity) == [.warning])
    #expect(outcome.diagnostics.first?.found == "not compliant, with 1 report issued after 2024-04-01")
    #expect(try refusal(Toy.decision("decline", day: "2025-02-01")).code == .programmeTransition)
  }

  @Test("numbers of events are unique for their kind")
  func numbers() throws {
    try accept(Toy.inspection("X"), Toy.variation("X"), Toy.notice("advisory", id: "X", day: "2024-06-01"))
    try accept(Toy.fieldReport("X"))
    for document in [
      Toy.inspection("X", day: "2024-06-02"), Toy.variation("X", day: "2024-06-02"),
      Toy.notice("advisory", id: "X", day: "2024-06-02"), Toy.fieldReport("X", day: "2024-06-02"),
    ] {
      let problem = try refusal(document)
      #expect(problem.code == .programmeNumber)
      #expect(problem.expected == "the same bytes as event.xml")
    }
  }

  @Test("a variation is open until it is resolved, once, and not before it was found")
  func variations() throws {
    #expect(try refusal(Toy.resolution()).code == .programmeVariation)
    try accept(Toy.variation())
    #expect(try refusal(Toy.resolution(day: "2024-05-31")).code == .programmeVariation)
    let key = ModelKey(supplier: "harrow", designation: "HX-1")
    #expect(try database.snapshot().listing(key)?.standing.openVariations.map(\.number) == ["V-1"])
    try accept(Toy.resolution())
    #expect(try database.snapshot().listing(key)?.standing.openVariations == [])
    #expect(try refusal(Toy.resolution(day: "2024-07-02")).code == .programmeVariation)
  }

  @Test("inspections are due by the programme's interval, from the listing and from the last inspection")
  func inspections() throws {
    try accept(
      Toy.programme(
        policies: #"<listing adopted-definitions="no"/><surveillance interval-months="10"/>"#),
      Toy.decision(day: "2024-04-30"))
    func due(_ day: String) throws -> String? {
      let snapshot = try database.snapshot(at: Vantage(asOf: Day(day)))
      return try snapshot.listings().first?.standing.inspectionDue?.description
    }
    #expect(try due("2024-05-01") == "2025-02-28")
    try accept(Toy.inspection(models: [("HX-1", "not-seen")], day: "2024-06-01"))
    #expect(try due("2024-06-01") == "2025-02-28")
    try accept(Toy.inspection("I-2", day: "2024-06-02"))
    #expect(try due("2024-06-01") == "2025-02-28")
    #expect(try due("2024-06-02") == "2025-04-02")
    try accept(Toy.statusChange("inactive", day: "2024-07-01"))
    #expect(try due("2024-07-01") == nil)
  }

  @Test("a model that nobody applied for; a field report about one is kept all the same")
  func unknownModel() throws {
    for document in [
      Toy.decision(model: "HX-9"), Toy.statusChange("removed", model: "HX-9", day: "2024-05-01"),
      Toy.inspection(models: [("HX-9", "conforming")]),
      Toy.notice("safety", models: ["HX-9"], day: "2024-05-01"),
    ] {
      #expect(try refusal(document).code == .registryModelUnknown)
    }
    let outcome = try take(Toy.fieldReport(model: "HX-9"))
    #expect(outcome.result == .imported)
    #expect(outcome.diagnostics.map(\.code) == [.registryModelUnknown])
  }

  @Test(
    "a correction gives another day, or voids; the last one counts, and what was known before stays known")
  func corrections() throws {
    let removal = Toy.statusChange("removed", day: "2024-06-01")
    try accept(Toy.decision(), removal)
    let before = try #require(try lastRecorded())
    try accept(Toy.correction(of: removal, #"effective="2024-07-01""#))
    #expect(try status(on: "2024-06-30") == .active)
    #expect(try status(on: "2024-07-01") == .removed)
    try accept(Toy.correction(of: removal, #"void="yes""#, day: "2024-12-02"))
    #expect(try status(on: "2025-01-01") == .active)
    let then = try database.snapshot(at: Vantage(asOf: Day("2024-06-01"), asKnown: before))
    #expect(try then.listings().first?.standing.status == .removed)
    #expect(
      try database.snapshot().history(of: ModelKey(supplier: "harrow", designation: "HX-1"))?.voided.count
        == 1)
  }

  @Test("a correction may not make what is known impossible, and corrects events only")
  func correctionsRefused() throws {
    let decision = Toy.decision()
    let inactive = Toy.statusChange("inactive", day: "2024-06-01")
    let correction = Toy.correction(of: inactive, #"effective="2024-06-02""#)
    try accept(decision, inactive, correction)
    #expect(try refusal(Toy.correction(of: decision, #"void="yes""#)).code == .programmeTransition)
    #expect(
      try refusal(Toy.correction(of: decision, #"effective="2024-06-03""#)).code == .programmeTransition)
    #expect(try refusal(Toy.correction(of: Toy.model(), #"void="yes""#)).code == .programmeCorrection)
    #expect(try refusal(Toy.correction(of: correction, #"void="yes""#)).code == .programmeCorrection)
    let unknown = String(repeating: "0", count: 64)
    #expect(try refusal(Toy.correction(of: unknown, #"void="yes""#)).code == .programmeCorrection)
  }

  @Test("a correction says one thing")
  func remedy() {
    for remedy in ["", #"void="no""#, #"void="yes" effective="2024-06-01""#] {
      let (correction, diagnostics) = CorrectionReader.read(
        Toy.correction(of: Toy.model(), remedy), file: "c.xml")
      #expect(correction == nil)
      #expect(diagnostics.map(\.code) == [.registryCorrectionRemedy])
    }
  }

  @Test("the same model or edition twice in one document")
  func duplicates() {
    let inspection = Toy.inspection(models: [("HX-1", "conforming"), ("HX-1", "varied")])
    let notice = Toy.notice("safety", models: ["HX-1", "HX-1"], day: "2024-05-01")
    let programme = Toy.programme(
      policies: #"<listing><edition standard="A"/><edition standard="A"/></listing>"#)
    #expect(InspectionReader.read(inspection, file: "").diagnostics.map(\.code) == [.registryEventDuplicate])
    #expect(NoticeReader.read(notice, file: "").diagnostics.map(\.code) == [.registryEventDuplicate])
    #expect(ProgrammeReader.read(programme, file: "").diagnostics.map(\.code) == [.registryEventDuplicate])
  }

  @Test("events are taken in by their days, whatever their files are called")
  func order() throws {
    let outcomes = try database.take([
      ImportSource(path: "a.xml", bytes: Toy.statusChange("removed", day: "2024-06-01")),
      ImportSource(path: "b.xml", bytes: Toy.statusChange("suspended", day: "2024-05-01")),
      ImportSource(path: "c.xml", bytes: Toy.decision(day: "2024-04-01")),
    ])
    #expect(outcomes.map(\.path) == ["c.xml", "b.xml", "a.xml"])
    #expect(outcomes.results == [.imported, .imported, .imported])
  }

  @Test("deriving everything again changes nothing")
  func rebuild() throws {
    try accept(
      Toy.decision(), Toy.inspection(), Toy.variation(), Toy.resolution(),
      Toy.notice("advisory", day: "2024-08-01"), Toy.fieldReport(),
      Toy.correction(of: Toy.inspection(), #"effective="2024-06-03""#))
    let before = try scratch.dump()
    try database.rebuildProjections()
    #expect(try scratch.dump() == before)
  }

  private func lastRecorded() throws -> Moment? {
    var last: Moment?
    try database.snapshot().forEachDocument { last = $0.recorded }
    return last
  }
}
