import Foundation
import Standards
import Testing
import XMLDocuments

@Suite("A definition that makes no sense is refused, with every problem in its place")
struct MeaningTests {
  @Test(
    "the problems of a document are those that it says it has",
    arguments: [
      "minimal", "unknown-words", "units", "values", "duplicates", "reference-velocities", "plan", "records",
      "schema-misuse", "vocabulary", "ensemble-words", "import-missing", "satisfiability",
    ])
  func fixtures(name: String) throws {
    let document = try Document.fixture(name)
    let (standard, diagnostics) = StandardReader.read(document.bytes, file: document.file)
    #expect(places(diagnostics) == document.expected)
    #expect((standard == nil) == diagnostics.hasErrors)
  }

  @Test("every code of this room that a definition can have is provoked by a fixture")
  func coverage() throws {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
    var provoked: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      for place in try Document(file).expected {
        provoked.insert(String(place.drop { $0 != " " }.dropFirst()))
      }
    }
    let codes: [Diagnostic.Code] = [
      .standardIdentifierDuplicate, .standardKindUnknown, .standardSizeUnknown, .standardConditionUnknown,
      .standardThreatUnknown, .standardLevelUnknown, .standardMethodUnknown, .standardQuantityUnknown,
      .standardOutcomeUnknown, .standardSourceUnknown, .standardRequirementUnknown, .standardRoleUnknown,
      .standardUnitUnknown, .standardUnitDimension, .standardUnitTolerance, .standardValueRange,
      .standardBoundEmpty, .standardFigureRecalled, .standardDay, .standardReferenceMissing,
      .standardReferenceGrouping, .standardPlanAngles, .standardPlanMissing, .standardRequirementRecord,
      .standardComponentUnknown, .standardRegionUnknown, .standardAmendmentUnknown, .standardScaleMissing,
      .standardToleranceMissing, .standardImportMissing, .standardRequirementIdle, .standardPlanUnsatisfiable,
      .standardBoundSide,
    ]
    for code in codes { #expect(provoked.contains(code.rawValue), "\(code)") }
  }

  @Test("a diagnostic says what was found, what is expected and what to do")
  func wording() throws {
    let document = try Document.fixture("unknown-words")
    let (_, diagnostics) = StandardReader.read(document.bytes, file: document.file)
    let problem = try #require(diagnostics.first { $0.code == .standardThreatUnknown })
    #expect(problem.file == "unknown-words.xml")
    #expect(problem.found == "bean")
    #expect(problem.expected == "pea")
    #expect(problem.cure != nil)
    #expect(problem.column == 7)
  }

  @Test("a missing reference velocity is reported once, however many plan entries need it")
  func missingReferenceOnce() throws {
    let document = try Document.fixture("reference-velocities")
    let (_, diagnostics) = StandardReader.read(document.bytes, file: document.file)
    #expect(diagnostics.filter { $0.code == .standardReferenceMissing }.count == 1)
  }

  @Test("an adoption is no definition, and a definition no adoption")
  func otherRoot() throws {
    let adoption = try Document.fixture("adoption")
    let (standard, standardProblems) = StandardReader.read(adoption.bytes, file: adoption.file)
    #expect(standard == nil)
    #expect(standardProblems.map(\.code) == [.standardRoot])
    let definition = try Document.fixture("minimal")
    let (read, problems) = AdoptionReader.read(definition.bytes, file: definition.file)
    #expect(read == nil)
    #expect(problems.map(\.code) == [.standardRoot])
  }
}
