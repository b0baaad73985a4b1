import Evidence
import Foundation
import Testing
import XMLDocuments

@Suite("A report with a problem is refused, with every problem in its place")
struct ReportProblemTests {
  static let fixtures = [
    "complete", "values", "open", "numbering", "identifiers", "references", "days", "test-days", "measures",
    "schema-misuse",
    "schema-order", "positions", "positions-units",
  ]

  @Test("the problems of a document are those that it says it has", arguments: fixtures)
  func problems(name: String) throws {
    let document = try Document.fixture(name)
    let (report, diagnostics) = document.read()
    #expect(places(diagnostics) == document.expected)
    #expect((report == nil) == diagnostics.hasErrors)
    for diagnostic in diagnostics { #expect(diagnostic.file == document.file) }
  }

  @Test("every code of this room that a report can have is provoked by a fixture")
  func coverage() throws {
    var provoked: Set<String> = []
    for name in Self.fixtures {
      for place in try Document.fixture(name).expected {
        provoked.insert(String(place.drop { $0 != " " }.dropFirst()))
      }
    }
    // Not report.incomplete: it says that the reader itself is at fault, and no document is known that provokes it.
    let codes: [Diagnostic.Code] = [
      .reportNumber, .reportValueOpen, .reportNumberExponent, .reportNumberDigits, .reportMeasureUndeclared,
      .reportMeasureReserved,
      .reportUnitUnknown, .reportThreatUnit, .reportDuplicate, .reportObservationDuplicate,
      .reportObservationOrder,
      .reportReference, .reportDay, .reportTestedOrder, .reportIssuedEarly, .reportSeriesDay,
      .reportCertificateOrder, .reportPositionIncomplete, .reportPositionOutline, .reportPositionUnit,
      .reportPositionOutside, .reportPositionSpacing, .reportPositionEdge,
    ]
    for code in codes { #expect(provoked.contains(code.rawValue), "\(code)") }
  }

  @Test("all problems of a document are reported at once, those of the schema beside those of meaning")
  func several() throws {
    let codes = Set(try Document.fixture("numbering").read().diagnostics.map(\.code))
    #expect(codes.isSuperset(of: [.schemaValue, .reportObservationDuplicate, .reportObservationOrder]))
  }

  @Test("an unknown unit is a warning: the report is read, and the values of that quantity have no unit")
  func unknownUnit() throws {
    let (read, diagnostics) = read(document(measures: #"<measure quantity="velocity" unit="meters/sec"/>"#))
    #expect(diagnostics.map(\.code) == [.reportUnitUnknown])
    #expect(diagnostics.first?.severity == .warning)
    #expect(diagnostics.first?.found == "meters/sec")
    let measure = try #require(read?.measures.first)
    #expect(measure.unit == nil)
    #expect(measure.unitCode == "meters/sec")
  }

  @Test("a diagnostic says what was found, what is expected and what to do")
  func wording() throws {
    let (_, diagnostics) = read(document(observations: #"<observation n="2" velocity="412,5"/>"#))
    let problem = try #require(diagnostics.first)
    #expect(problem.message == "The value of velocity is not a number.")
    #expect(problem.found == "412,5")
    #expect(problem.expected == "a plain decimal number of at most 18 digits, such as 412.5")
    #expect(problem.cure?.contains("decimal point") == true)
    #expect(problem.line == 9)
  }

  @Test("what a skeleton leaves open is said once for each series, by attribute and number")
  func open() throws {
    let open = try Document.fixture("open").read().diagnostics.filter { $0.code == .reportValueOpen }
    #expect(
      open.map(\.message) == [
        "Values of 3 specimens are still open.",
        "Values of 2 observations on specimen S2 (shooting) are still open.",
        "Values of 1 observation of label-check are still open.",
      ])
    #expect(
      open.map(\.found) == [
        #"serial="" condition="" size="""#, #"outcome="" velocity="" bfs="""#, #"outcome="""#,
      ])
    #expect(open.allSatisfy { $0.cure?.contains("Fill them in") == true })
  }

  @Test("a duplicate shot number names the number and the one that is due")
  func duplicateShot() throws {
    let (report, diagnostics) = read(document(observations: #"<observation n="1" velocity="401"/>"#))
    #expect(report == nil)
    let problem = try #require(diagnostics.first)
    #expect(problem.code == .reportObservationDuplicate)
    #expect(problem.found == "1")
    #expect(problem.expected == "2")
  }

  @Test("ten thousand wrong velocities are counted, a hundred are listed, and reading ends early")
  func many() {
    let shots = (2...10_000).map { "<observation n=\"\($0)\" velocity=\"NaN\"/>" }.joined(separator: "\n")
    let (report, diagnostics) = read(document(observations: shots))
    #expect(report == nil)
    #expect(diagnostics.count == 101)
    #expect(diagnostics.last?.code == .xmlLimitDiagnostics)
  }

  @Test("a series numbered downwards is refused before its length matters")
  func numberedDownwards() {
    let shots = (2...200_000).reversed().map { "<observation n=\"\($0)\"/>" }.joined(separator: "\n")
    let start = ContinuousClock.now
    let (report, diagnostics) = read(document(observations: shots))
    #expect(report == nil)
    #expect(diagnostics.first?.code == .reportObservationOrder)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
