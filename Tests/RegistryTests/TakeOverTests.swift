import Foundation
import Quantities
import Registry
import Testing
import XMLDocuments

@Suite("Taking over a list that existed before")
struct TakeOverTests {
  private static let persons = Signatories(
    decidedBy: Person(name: "D", role: "manager"), reviewedBy: Person(name: "R", role: "reviewer"))

  private func read(_ text: String, columns: [PresentList.Column: String] = [:]) -> (
    PresentList?, [Diagnostic]
  ) {
    let (list, diagnostics) = PresentList.read(Array(text.utf8), file: "list.csv", columns: columns)
    return (list, diagnostics)
  }

  @Test("columns by their names, in any order and words; cells as lists write them")
  func reading() throws {
    let (list, diagnostics) = read(
      """
      Model Status;Threat Level;Listed Company;Model Designation;Gender;Opening;Accessory;Size Range;Warranty;Standard
      Active;A;Harrow Armor Works;HX-1;M;Side;Carrier, Groin protector;S-XL;5 years;TOY-1
      INACTIVE;A;Marsh & Söhne;MX;unisex;;;C1/C2;60;TOY-1

      """)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    let lines = try #require(list).lines
    #expect(lines.map(\.supplierID) == ["harrow-armor-works", "marsh-s-hne"])
    #expect(lines.map(\.sizes) == [["S", "M", "L", "XL"], ["C1", "C2"]])
    #expect(lines.map(\.warrantyMonths) == [60, 60])
    #expect(lines.map(\.status) == [.active, .inactive])
    #expect(lines.map(\.gender) == ["male", "neutral"])
    #expect(lines.map(\.accessories) == [["Carrier", "Groin protector"], []])
    #expect(lines.map(\.line) == [2, 3])
  }

  @Test("former designations are separated by semicolons, as an export writes them")
  func former() throws {
    let (list, diagnostics) = read(
      """
      company,designation,former designations,standard,level,sizes,warranty,status
      Harrow,HX-1,"'=HX; HX, old",TOY-1,A,S,60,active
      Harrow,HX-2,,TOY-1,A,S,60,active

      """)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(list?.lines.map(\.formerDesignations) == [["=HX", "HX, old"], []])
  }

  @Test("a name that was given is the only one of its column")
  func mapping() throws {
    let text =
      "company,designation,No.,standard,level,sizes,warranty,status\nA,marketing,HX-1,TOY-1,A,S,60,active\n"
    let (list, _) = read(text, columns: [.designation: "No."])
    #expect(list?.lines.map(\.designation) == ["HX-1"])
  }

  @Test(
    "a cell that cannot be understood leaves its line out, says why, and no other",
    arguments: [
      ("HX-1", "XX", "60", "active", "yes"), ("HX-1", "S", "forever", "active", "yes"),
      ("HX-1", "S", "60", "fine", "yes"), ("", "S", "60", "active", "yes"),
      ("HX-1", "S", "60", "active", "2024-13-01"),
    ])
  func refused(designation: String, size: String, warranty: String, status: String, listed: String) {
    let (list, diagnostics) = read(
      """
      company,designation,standard,level,sizes,warranty,status,listed on
      Harrow,\(designation),TOY-1,A,\(size),\(warranty),\(status),\(listed == "yes" ? "2024-02-01" : listed)
      Harrow,HX-2,TOY-1,A,S,60,active,

      """)
    let isFine = size == "XX"
    #expect(list?.lines.map(\.designation) == (isFine ? ["HX-1", "HX-2"] : ["HX-2"]))
    #expect(diagnostics.map(\.code) == (isFine ? [] : [.takeOverLine]))
    #expect(diagnostics.allSatisfy { $0.line == 2 && !($0.cure ?? "").isEmpty })
  }

  @Test("a model that is there twice, and one that the registry has, are left out")
  func twice() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(try Toy.parties() + [ImportSource(path: "m", bytes: Toy.model())])
    let (list, diagnostics) = read(
      """
      supplier,supplier id,designation,standard,level,sizes,warranty,status
      Harrow,harrow,HX-1,TOY-1,A,S,60,active
      Harrow,harrow,HX-2,TOY-1,A,S,60,active
      Harrow,harrow,HX-2,TOY-1,A,S,60,removed

      """)
    #expect(diagnostics.map(\.line) == [4])
    let (documents, objections) = try ListTakeOver(
      into: database.snapshot(), signatories: Self.persons, day: try #require(Day("2024-05-01"))
    ).documents(of: try #require(list), file: "list.csv", contact: "unknown")
    #expect(objections.map(\.line) == [2])
    #expect(documents.map(\.path) == ["list.csv:3 model", "list.csv:3 event 1"])
  }

  @Test("what is taken over has its status from its day, and says that the evidence is not held")
  func statuses() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(
      try Toy.parties() + [
        ImportSource(
          path: "p", bytes: Toy.programme(policies: #"<listing takes-over-lists="yes" two-persons="yes"/>"#))
      ])
    let rows = [
      ("A1", "active", ""), ("A2", "inactive", "2024-03-01"), ("A3", "suspended", "2024-04-01"),
      ("A4", "removed", "2024-06-01"), ("A5", "declined", "2024-01-05"), ("A6", "undecided", ""),
    ]
    let text =
      "company,designation,standard,level,sizes,warranty,status,status since,listed on\n"
      + rows.map { "New Maker,\($0.0),TOY-1,A,S; M,60,\($0.1),\($0.2),2024-02-01\n" }.joined()
    let (list, _) = read(text)
    let (documents, objections) = try ListTakeOver(
      into: database.snapshot(), signatories: Self.persons, day: try #require(Day("2024-05-01"))
    ).documents(of: try #require(list), file: "list.csv", contact: "unknown")
    #expect(objections.isEmpty)
    let outcomes = try database.take(documents)
    #expect(outcomes.results.allSatisfy { $0 == .imported }, "\(outcomes.flatMap(\.diagnostics))")
    let listings = try database.snapshot(at: Vantage(asOf: Day("2024-12-31"))).listings()
    #expect(listings.map(\.standing.status.rawValue) == rows.map(\.1))
    #expect(
      listings.map { $0.standing.since?.description ?? "" } == [
        "2024-02-01", "2024-03-01", "2024-04-01", "2024-06-01", "2024-01-05", "",
      ])
    #expect(listings.filter(\.standing.isOnList).allSatisfy { !$0.standing.isEvidenceHeld })
    #expect(listings.allSatisfy { $0.kind == "flexible" && $0.supplierName == "New Maker" })
  }
}
