import Quantities
import Registry
import Testing
import XMLDocuments

@Suite("What a document refers to must be in the registry, and agree with it")
struct ReferenceTests {
  /// Imports what every report needs and one model, then one more document.
  private func importing(_ document: [UInt8]) throws -> ImportOutcome {
    let scratch = try Scratch()
    let database = try scratch.open()
    let prepared = try database.take(
      try Toy.parties() + [ImportSource(path: "model.xml", bytes: Toy.model())])
    #expect(prepared.results == Array(repeating: .imported, count: 4))
    return try #require(try database.take([ImportSource(path: "new.xml", bytes: document)]).first)
  }

  private func refusal(_ document: [UInt8]) throws -> Diagnostic {
    let outcome = try importing(document)
    #expect(outcome.result == .refused)
    #expect(outcome.diagnostics.count == 1)
    return try #require(outcome.diagnostics.first)
  }

  @Test("a model of a supplier that the registry does not know")
  func supplierOfModel() throws {
    let problem = try refusal(Toy.model("HX-2", supplier: "nobody"))
    #expect(problem.code == .registrySupplierUnknown)
    #expect(problem.found == "nobody")
    #expect(problem.line == 1)
  }

  private func merged(_ id: String, into successor: String) -> [UInt8] {
    let supplier = Supplier(
      id: id, isExample: false, name: "Harrow Armor Works", contact: "sales@harrow.example", website: "",
      successor: successor)
    return DocumentWriter.write(supplier)
  }

  @Test("a supplier whose successor the registry does not know")
  func successor() throws {
    let problem = try refusal(merged("harrow", into: "nobody"))
    #expect(problem.code == .registrySupplierUnknown && problem.found == "nobody")
  }

  @Test("a supplier that succeeds itself, at once or by a detour")
  func successors() throws {
    #expect(try refusal(merged("harrow", into: "harrow")).code == .registrySupplierCircle)
    let scratch = try Scratch()
    let database = try scratch.open()
    func take(_ name: String, _ bytes: [UInt8]) throws -> ImportOutcome? {
      try database.take([ImportSource(path: name, bytes: bytes)]).first
    }
    _ = try database.take(Toy.parties())
    #expect(try take("second.xml", Toy.supplier("second"))?.result == .imported)
    #expect(try take("merged.xml", merged("harrow", into: "second"))?.result == .imported)
    #expect(
      try take("back.xml", merged("second", into: "harrow"))?.diagnostics.map(\.code) == [
        .registrySupplierCircle
      ])
    let known = try database.snapshot().suppliers().map { "\($0.id) \($0.successor ?? "itself")" }
    #expect(known.sorted() == ["harrow second", "second itself"])
    // The same once more from the documents.
    try database.rebuildProjections()
    #expect(try database.snapshot().suppliers().first { $0.id == "harrow" }?.successor == "second")
  }

  @Test("a model of a standard that nobody has defined names those that are defined")
  func standardOfModel() throws {
    let problem = try refusal(Toy.model("HX-2", standard: "TOY-2"))
    #expect(problem.code == .registryStandardUnknown)
    #expect(problem.found == "TOY-2")
    #expect(problem.expected == "TOY-1")
  }

  @Test("a model at a level that the standard does not have names those that it has")
  func levelOfModel() throws {
    let problem = try refusal(Toy.model("HX-2", level: "B"))
    #expect(problem.code == .registryLevelUnknown)
    #expect(problem.expected == "A")
  }

  @Test("a model of a kind that the level is not defined for")
  func kindOfModel() throws {
    let problem = try refusal(Toy.model("HX-2", kind: "hard"))
    #expect(problem.code == .registryKindUnknown)
    #expect(problem.expected == "flexible")
  }

  @Test("another application for a designation that was applied for names the document that holds it")
  func conflictOfModel() throws {
    let problem = try refusal(Toy.model(sizes: ["XL"]))
    #expect(problem.code == .registryModelConflict)
    #expect(problem.found == "harrow/HX-1")
    #expect(problem.expected == "the same bytes as model.xml")
  }

  @Test(
    "what a model was called before is read back, and no other model of the supplier can have been called that"
  )
  func formerDesignations() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    _ = try database.take(try Toy.parties() + [ImportSource(path: "model.xml", bytes: Toy.model())])
    func take(_ name: String, _ bytes: [UInt8]) throws -> ImportOutcome? {
      try database.take([ImportSource(path: name, bytes: bytes)]).first
    }
    #expect(try take("renamed.xml", Toy.model("HX-2", former: ["HX-1", "HX-0"]))?.result == .imported)
    let other = try #require(try take("other.xml", Toy.model("HX-3", former: ["HX-0"])))
    #expect(other.result == .refused && other.diagnostics.map(\.code) == [.registryDesignationDuplicate])
    // Part of a designation is another one.
    #expect(try take("third.xml", Toy.model("HX-3", former: ["HX"]))?.result == .imported)
    func former() throws -> [[String]] {
      try database.snapshot().dossiers().map(\.listing.formerDesignations)
    }
    #expect(Set(try former()) == [[], ["HX-1", "HX-0"], ["HX"]])
    try database.rebuildProjections()
    #expect(Set(try former()) == [[], ["HX-1", "HX-0"], ["HX"]])
    let day = try #require(Day("2026-01-01"))
    let answer = try database.snapshot().lookUp(Label(designation: "hx 0"), on: day, today: day)
    #expect(answer.matches.map(\.record.key.designation).first == "HX-2")
    #expect(answer.matches.first?.former == "HX-0")
  }

  @Test("a report about a model that was not applied for names those that are like it")
  func modelOfReport() throws {
    let problem = try refusal(Toy.report(model: "HX-1 Patrol"))
    #expect(problem.code == .registryModelUnknown)
    #expect(problem.found == "harrow/HX-1 Patrol")
    #expect(problem.expected == "harrow/HX-1")
    #expect(problem.line == 4)
  }

  @Test("a report about a model of an unknown supplier")
  func supplierOfReport() throws {
    let problem = try refusal(Toy.report(supplier: "nobody"))
    #expect(problem.code == .registrySupplierUnknown)
    #expect(problem.line == 4)
  }

  @Test("a report by a laboratory that the registry does not know")
  func laboratoryOfReport() throws {
    let problem = try refusal(Toy.report(laboratory: "nowhere"))
    #expect(problem.code == .registryLaboratoryUnknown)
    #expect(problem.found == "nowhere")
    #expect(problem.line == 3)
  }

  @Test(
    "a report of tests before and after the accreditation says which of the two",
    arguments: [("2019-12-31", "yet"), ("2028-01-01", "any more")])
  func accreditation(day: String, word: String) throws {
    let problem = try refusal(Toy.report(issued: "2028-02-02", tested: day))
    #expect(problem.code == .registryAccreditationValidity)
    #expect(problem.message == "Northfield Ballistics was not accredited for this \(word).")
    #expect(problem.found == "shooting on \(day)")
    #expect(problem.expected == "from 2020-01-01 to 2027-12-31")
    #expect(problem.line == 13)
  }

  @Test(
    "tests on the first and on the last day of an accreditation are covered",
    arguments: ["2020-01-01", "2027-12-31"])
  func accreditationBounds(day: String) throws {
    #expect(try importing(Toy.report(issued: "2028-02-02", tested: day)).result == .imported)
  }

  @Test("a report at another level than was applied for")
  func levelOfReport() throws {
    let problem = try refusal(Toy.report(level: "B"))
    #expect(problem.code == .registryReportLevel)
    #expect(problem.found == "B")
    #expect(problem.expected == "A")
  }

  @Test("a report that calls the model another kind of equipment")
  func kindOfReport() throws {
    #expect(try refusal(Toy.report(kind: "hard")).code == .registryReportKind)
  }

  @Test("a report to another edition is kept with a warning, and cannot show that the model's edition is met")
  func editionOfReport() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(try Toy.parties() + [ImportSource(path: "model.xml", bytes: Toy.model())])
    let outcomes = try database.take(Toy.report(standard: "TOY-0"))
    #expect(outcomes.results == [.imported])
    #expect(outcomes.codes == [.registryReportEdition])
    #expect(outcomes.first?.diagnostics.first?.severity == .warning)
    let listing = try #require(try database.snapshot().listings().first)
    #expect(listing.verdict == .notDetermined)
    #expect(listing.reportIDs == ["R1"])
  }

  @Test("another report under a number that the laboratory has used; another laboratory may use it")
  func numberOfReport() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(try Toy.parties() + [ImportSource(path: "model.xml", bytes: Toy.model())])
    try database.take([ImportSource(path: "first.xml", bytes: Toy.report())])
    let outcomes = try database.take(Toy.report(depth: "20"))
    #expect(outcomes.codes == [.registryReportConflict])
    #expect(outcomes.first?.diagnostics.first?.expected == "the same bytes as first.xml")
    #expect(
      try database.take(Toy.laboratory("southfield"), Toy.report(laboratory: "southfield")).results == [
        .imported, .imported,
      ])
  }

  @Test("an adoption of bytes that the registry does not have names those of that standard that it has")
  func adoptionOfUnknownBytes() throws {
    let problem = try refusal(Toy.adoption(of: [1, 2, 3]))
    #expect(problem.code == .registryStandardUnknown)
    #expect(problem.found == SHA256Hex.of([1, 2, 3]))
    #expect(problem.expected?.contains(SHA256Hex.of(try Toy.standard())) == true)
  }

  @Test("an adoption whose bytes define another standard than it names")
  func adoptionOfOtherStandard() throws {
    let problem = try refusal(Toy.adoption(of: try Toy.standard(), standard: "TOY-2"))
    #expect(problem.code == .registryStandardUnknown)
    #expect(problem.found == "TOY-2")
    #expect(problem.expected == "TOY-1")
  }

  @Test("a document of another vocabulary names the kinds that are kept")
  func kindOfDocument() throws {
    let problem = try refusal(Array("<?xml version='1.0'?>\n<!-- a page -->\n<html><p/></html>".utf8))
    #expect(problem.code == .registryDocumentKind)
    #expect(problem.found == "<html>")
    #expect(problem.expected?.contains("<report>") == true)
    #expect(problem.line == 3)
  }
}
