import Quantities
import Registry
import Testing
import XMLDocuments

@Suite("A report is taken only where its laboratory was accredited for each method on its day")
struct AccreditationTests {
  /// What becomes of a report by a laboratory.
  private func importing(_ report: [UInt8], laboratory: [UInt8]) throws -> ImportOutcome {
    let scratch = try Scratch()
    let outcomes = try scratch.open().take(
      [
        ImportSource(path: "TOY-1.xml", bytes: try Toy.standard()),
        ImportSource(path: "supplier.xml", bytes: Toy.supplier()),
        ImportSource(path: "laboratory.xml", bytes: laboratory),
        ImportSource(path: "model.xml", bytes: Toy.model()), ImportSource(path: "report.xml", bytes: report),
      ])
    #expect(outcomes.dropLast().allSatisfy { $0.result == .imported }, "\(outcomes.codes)")
    return try #require(outcomes.last)
  }

  private func refusal(_ report: [UInt8], laboratory: [UInt8]) throws -> Diagnostic {
    let outcome = try importing(report, laboratory: laboratory)
    #expect(outcome.result == .refused)
    let errors = outcome.diagnostics.filter { $0.severity == .error }
    #expect(errors.count == 1, "\(errors)")
    return try #require(errors.first)
  }

  @Test("no accreditation at all")
  func none() throws {
    let laboratory = Array(
      "<laboratory xmlns=\"\(Toy.namespace)\" id=\"northfield\" name=\"Northfield\" place=\"N\"/>".utf8)
    let problem = try refusal(Toy.report(), laboratory: laboratory)
    #expect(problem.code == .registryLaboratoryAccreditation)
    #expect(problem.message == "Northfield has no accreditation.")
    #expect(problem.expected == "an accreditation for TOY-1")
    #expect(problem.line == 3)
  }

  @Test("another number than the laboratory's")
  func number() throws {
    let problem = try refusal(Toy.report(accreditation: "2"), laboratory: Toy.laboratory())
    #expect(problem.code == .registryAccreditationNumber)
    #expect(problem.found == "2")
    #expect(problem.expected == "1")
    #expect(problem.line == 3)
  }

  @Test("another standard")
  func standard() throws {
    let problem = try refusal(Toy.report(), laboratory: Toy.laboratory(standards: "TOY-0 TOY-9"))
    #expect(problem.code == .registryAccreditationStandard)
    #expect(problem.found == "TOY-1")
    #expect(problem.expected == "TOY-0, TOY-9")
  }

  @Test("another method; a calibration is the laboratory's own")
  func method() throws {
    let problem = try refusal(Toy.report(), laboratory: Toy.laboratory(methods: "clay-drop stabbing"))
    #expect(problem.code == .registryAccreditationMethod)
    #expect(problem.found == "shooting")
    #expect(problem.expected == "clay-drop, stabbing")
    #expect(problem.line == 13)
    #expect(try importing(Toy.report(), laboratory: Toy.laboratory(methods: "shooting")).result == .imported)
  }

  @Test("on some of the days only, where a test does not say its day")
  func days() throws {
    let laboratory = Toy.laboratory(until: "2024-02-28")
    let problem = try refusal(Toy.report(until: "2024-03-01"), laboratory: laboratory)
    #expect(problem.code == .registryAccreditationValidity)
    #expect(problem.message.hasSuffix("was not accredited for this on all of the days."))
    #expect(problem.found == "shooting from 2024-02-28 to 2024-03-01")
    let dated = try importing(Toy.report(until: "2024-03-01", day: "2024-02-28"), laboratory: laboratory)
    #expect(dated.result == .imported)
  }

  @Test(
    "suspended: the first and the last day count, the days around do not",
    arguments: [
      ("2024-02-09", true), ("2024-02-10", false), ("2024-02-20", false), ("2024-02-21", true),
    ])
  func suspended(day: String, isTaken: Bool) throws {
    let laboratory = Toy.laboratory(suspensions: #"<suspension from="2024-02-10" until="2024-02-20"/>"#)
    if isTaken {
      #expect(try importing(Toy.report(tested: day), laboratory: laboratory).result == .imported)
    } else {
      let problem = try refusal(Toy.report(tested: day), laboratory: laboratory)
      #expect(problem.code == .registryAccreditationSuspended)
      #expect(problem.found == "shooting on \(day)")
      #expect(problem.expected == "a day on which it was not: suspended from 2024-02-10 to 2024-02-20")
    }
  }

  @Test("suspended until further notice")
  func suspendedOpen() throws {
    let laboratory = Toy.laboratory(suspensions: #"<suspension from="2024-02-10"/>"#)
    let problem = try refusal(Toy.report(issued: "2026-02-01", tested: "2026-01-01"), laboratory: laboratory)
    #expect(problem.expected == "a day on which it was not: suspended from 2024-02-10 on")
    #expect(try importing(Toy.report(tested: "2024-02-09"), laboratory: laboratory).result == .imported)
  }

  @Test("what a laboratory's document says is what the registry knows")
  func stored() throws {
    let hash = String(repeating: "0a", count: 32)
    let bytes = Toy.laboratory(
      methods: "shooting stabbing",
      suspensions: #"<suspension from="2024-02-10" until="2024-02-20"/><suspension from="2025-01-01"/>"#,
      certificates: """
        <signing-certificate sha256="\(hash)" from="2023-01-01" until="2024-12-31" revoked-on="2024-06-01"/>
        <signing-certificate sha256="\(hash.replacing("0a", with: "0b"))" from="2025-01-01"/>
        """)
    let read = try #require(LaboratoryReader.read(bytes, file: "laboratory.xml").laboratory)
    #expect(read.accreditations.first?.methods == ["shooting", "stabbing"])
    #expect(read.accreditations.first?.suspensions.map(\.description).count == 2)
    #expect(read.certificates.map(\.revokedOn) == [Day("2024-06-01"), nil])
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(bytes)
    #expect(try database.snapshot().laboratories() == [read])
  }

  @Test("what a later document of the laboratory says counts from then on")
  func later() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(try Toy.parties() + [ImportSource(path: "model.xml", bytes: Toy.model())])
    #expect(try database.take(Toy.report("R1")).results == [.imported])
    let suspended = Toy.laboratory(suspensions: #"<suspension from="2024-01-01"/>"#)
    let outcomes = try database.take(suspended, Toy.report("R2"))
    #expect(outcomes.results == [.imported, .refused])
    #expect(outcomes.codes == [.registryAccreditationSuspended])
    #expect(
      try database.take(Toy.laboratory(name: "Northfield"), Toy.report("R3")).results == [
        .imported, .imported,
      ])
  }

  @Test("a suspension that ends before it begins")
  func period() {
    let (laboratory, problems) = LaboratoryReader.read(
      Toy.laboratory(suspensions: #"<suspension from="2024-02-10" until="2024-02-09"/>"#), file: "")
    #expect(laboratory == nil)
    #expect(problems.map(\.code) == [.registryAccreditationPeriod])
  }
}
