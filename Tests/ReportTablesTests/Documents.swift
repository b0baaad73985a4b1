import Evidence
import ExampleDocuments
import Foundation
import Planning
import Standards
import Testing
import XMLDocuments

@testable import ReportTables

/// The reports and definitions of the repository.
enum Documents {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let standards = Result { try ExampleShelf.read(root.appendingPathComponent("Standards")) }

  static func definition(_ id: String) throws -> ReportDefinition? {
    try standards.get().first { $0.id == id }.map {
      ReportDefinition(standard: $0, sha256: String(repeating: "0d", count: 32), standing: "draft")
    }
  }

  /// Every example report, by its file's name.
  static func examples() throws -> [(name: String, bytes: [UInt8])] {
    let folder = root.appendingPathComponent("Registry/examples/reports")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".xml") }
      .sorted()
      .map { ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))) }
  }

  static func example(_ name: String) throws -> ReportDraft {
    let bytes = [UInt8](
      try Data(contentsOf: root.appendingPathComponent("Registry/examples/reports/\(name).xml")))
    return try #require(ReportDraft.read(xml: bytes, file: name).draft)
  }

  /// A report with everything that the vocabulary has, from the tests of the reader.
  static func complete() throws -> ReportDraft {
    let bytes = [UInt8](
      try Data(contentsOf: root.appendingPathComponent("Tests/EvidenceTests/Fixtures/complete.xml")))
    let report = try #require(ReportReader.read(.bytes(bytes), file: "complete.xml").report)
    return try #require(ReportDraft.read(xml: ReportWriter.write(report), file: "complete.xml").draft)
  }

  /// A level of a definition with a kind of equipment that can have it: the plan that is made for it, and a report that
  /// fulfils it.
  struct Subject {
    let definition: ReportDefinition
    let plan: TestPlan
    let filled: Report
    var name: String { "\(plan.standard.id) \(plan.level.id) \(plan.kind)" }
  }

  /// A level of each definition, or every level with each of its kinds.
  static func subjects(all: Bool) throws -> [Subject] {
    var subjects: [Subject] = []
    for standard in try standards.get() {
      var kinds: Set<String> = []
      for level in standard.levels {
        for kind in level.kinds where all || kinds.isEmpty && kinds.insert(kind).inserted {
          guard let definition = try definition(standard.id) else { continue }
          let filled = PlanFiller.report(
            standard, level: level.id, kind: kind,
            heading: PlanFiller.Heading(
              id: "EX-1", designation: "EX-1", supplier: "example", laboratory: "example",
              accreditation: "EX-1",
              remark: "Invented."),
            begin: ExampleRegistry.models[0].begin, standIns: .least)
          subjects.append(
            Subject(
              definition: definition, plan: TestPlan(of: standard, level: level, kind: kind), filled: filled))
        }
      }
    }
    return subjects
  }
}

extension ReportDraft {
  /// The draft as its workbook gives it back.
  func throughWorkbook(_ definition: ReportDefinition?) throws -> (
    draft: ReportDraft?, diagnostics: [Diagnostic]
  ) {
    ReportDraft.read(
      workbook: try workbook(by: definition), file: "report.xlsx", sha256: { _ in definition?.sha256 })
  }

  /// The draft as its files give it back, with texts changed in them.
  func throughTables(
    _ definition: ReportDefinition? = nil, changing changes: [String: (String) -> String] = [:]
  ) -> (draft: ReportDraft?, diagnostics: [Diagnostic]) {
    let files = tables(by: definition).map { name, text in
      (name: name, bytes: Array((changes[name] ?? { $0 })(text).utf8))
    }
    return ReportDraft.read(tables: files, sha256: { _ in definition?.sha256 })
  }
}
