import Evidence
import Foundation
import Planning
import Testing
import XMLDocuments

@testable import ReportTables

@Suite("Reports come back from tables as they were")
struct RoundTripTests {
  /// All of them take a minute; some, and those with parts that others lack, a few seconds.
  private static let takesAll = ProcessInfo.processInfo.environment["PROOFMARK_ALL_TABLES"] != nil

  private func expectSame(_ bytes: [UInt8], _ definition: ReportDefinition?, _ name: String) throws {
    let (read, problems) = ReportDraft.read(xml: bytes, file: name)
    #expect(!problems.hasErrors, "\(name): \(problems.prefix(2))")
    let draft = try #require(read, "\(name)")
    let ways: [(String, (draft: ReportDraft?, diagnostics: [Diagnostic]))] = [
      ("workbook", try draft.throughWorkbook(definition)), ("tables", draft.throughTables()),
    ]
    for (way, (again, found)) in ways {
      #expect(found.isEmpty, "\(name), \(way): \(found.prefix(3))")
      let (xml, _, problems) = try #require(again, "\(name), \(way)").xml(file: name)
      #expect(!problems.hasErrors, "\(name), \(way): \(problems.prefix(3))")
      let isSame = xml == bytes
      #expect(isSame, "\(name), \(way)")
    }
  }

  @Test("the examples, byte for byte, by way of workbooks and of comma-separated values")
  func examples() throws {
    let examples = try Documents.examples()
    #expect(examples.count > 60)
    // With a declared threat, an unknown unit, inches, positions of hits.
    let special = ["al-special", "unknown-unit", "inches", "fe-iii-131"]
    for (index, example) in examples.enumerated()
    where RoundTripTests.takesAll || index % 40 == 0 || special.contains(where: example.name.contains) {
      let draft = try #require(ReportDraft.read(xml: example.bytes, file: example.name).draft)
      try expectSame(example.bytes, try Documents.definition(draft.standard), example.name)
    }
  }

  @Test("reports that fulfil the plans of every definition")
  func plans() throws {
    for subject in try Documents.subjects(all: RoundTripTests.takesAll) {
      try expectSame(ReportWriter.write(subject.filled), subject.definition, subject.name)
    }
  }

  @Test("a report with everything in the vocabulary")
  func complete() throws {
    let bytes = [UInt8](
      try Data(contentsOf: Documents.root.appendingPathComponent("Tests/EvidenceTests/Fixtures/complete.xml"))
    )
    let report = try #require(ReportReader.read(.bytes(bytes), file: "complete.xml").report)
    try expectSame(ReportWriter.write(report), nil, "complete")
  }

  @Test(
    "a retest stays a retest, and follow-up follow-up",
    arguments: [
      Occasion.followUp(reason: "Inspection 7; after the move"),
      .retest(
        Retest(report: "R-1", reason: "Wrong clay", tests: [.init(method: "p-bfs")], line: 1)),
      .retest(
        Retest(
          report: "=R-1", laboratory: "northfield", reason: "Wrong clay",
          tests: [.init(method: "p-bfs", threat: "9mm"), .init(method: "v50")], line: 1)),
    ])
  func occasions(_ occasion: Occasion) throws {
    var report = try #require(
      ReportReader.read(.bytes(try Documents.complete().xml(file: "complete.xml").xml ?? []), file: "").report
    )
    report.occasion = occasion
    try expectSame(ReportWriter.write(report), nil, "\(occasion)")
  }

  @Test("text that spreadsheets and separators could spoil")
  func texts() throws {
    var report = try #require(
      ReportReader.read(.bytes(try Documents.complete().xml(file: "complete.xml").xml ?? []), file: "").report
    )
    report.id = "=1+1"
    report.model.designation = "'quoted', \"twice\"; 1,5"
    report.remarks = ["+ plus", "-3", "@at", "_x0041_ Ω \u{1F4A5}", "'=1", "''"]
    report.signOffs[0].name = "00123"
    report.signOffs[0].role = "1e5"
    try expectSame(ReportWriter.write(report), nil, "texts")
  }

  @Test("the skeleton of a plan: every open value is a cell that is named, and no other is")
  func skeletons() throws {
    for subject in try Documents.subjects(all: RoundTripTests.takesAll) {
      let skeleton = ReportSkeleton.write(subject.plan, sha256: subject.definition.sha256)
      let (read, problems) = ReportDraft.read(xml: skeleton, file: "skeleton.xml")
      #expect(problems.isEmpty, "\(subject.name): \(problems.prefix(3))")
      let draft = try #require(read, "\(subject.name)")
      #expect(draft.isOpen)
      let open = TableWriter(draft: draft, definition: subject.definition).tables
        .flatMap { $0.rows.flatMap { $0 } }.count { $0.style == .open }
      let (again, found) = try draft.throughWorkbook(subject.definition)
      #expect(again == nil)
      #expect(
        found.allSatisfy { [.sheetValueOpen, .xmlLimitDiagnostics].contains($0.code) },
        "\(subject.name): \(found)")
      if open <= 100 {
        #expect(found.count == open, "\(subject.name)")
      } else {
        #expect(found.last?.message == "\(open - 100) further problems were not listed.", "\(subject.name)")
      }
    }
  }

  @Test("a skeleton that is filled in as a workbook is the report that the plan asks for")
  func filled() throws {
    let subject = try #require(
      try Documents.subjects(all: true).first { $0.name == "NIJ-0101.06 IIA flexible" })
    let wanted = try #require(
      ReportDraft.read(xml: ReportWriter.write(subject.filled), file: "filled.xml").draft)
    let skeleton = ReportSkeleton.write(subject.plan, sha256: subject.definition.sha256)
    let draft = try #require(ReportDraft.read(xml: skeleton, file: "skeleton.xml").draft)
    let filled = draft.filled(like: wanted)
    #expect(!filled.isOpen)
    let (again, found) = try filled.throughWorkbook(subject.definition)
    #expect(found.isEmpty)
    let (xml, report, problems) = try #require(again).xml(file: "report.xlsx")
    #expect(problems.isEmpty, "\(problems.prefix(3))")
    #expect(report?.observationCount == subject.filled.observationCount)
    #expect(xml == filled.xml(file: "").xml)
  }

  @Test("the same report gives the same bytes")
  func same() throws {
    let draft = try Documents.complete()
    #expect(try draft.workbook(by: nil) == draft.workbook(by: nil))
  }
}

extension ReportDraft {
  /// The draft with its open values taken from another one that has the same elements.
  fileprivate func filled(like other: ReportDraft) -> ReportDraft {
    ReportDraft(root: ReportDraft.filled(root, like: other.root))
  }

  private static func filled(_ element: Element, like other: Element?) -> Element {
    var element = element
    for index in element.attributes.indices where element.attributes[index].value.isEmpty {
      element.attributes[index].value = other?[element.attributes[index].name] ?? ""
    }
    // What the other one has no value for is nothing to measure.
    element.attributes.removeAll { $0.value.isEmpty }
    var counts: [String: Int] = [:]
    for index in element.children.indices {
      let name = element.children[index].name
      let alike = other?.children(name) ?? []
      let place = counts[name, default: 0]
      element.children[index] = filled(
        element.children[index], like: alike.indices.contains(place) ? alike[place] : nil)
      counts[name] = place + 1
    }
    return element
  }
}
