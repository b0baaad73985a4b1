import Conformity
import Evidence
import ExampleDocuments
import Foundation
import Quantities
import Standards
import Testing

/// The shelf as it stands in the repository.
enum Shelf {
  static let standards = Result {
    try ExampleShelf.read(
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Standards"))
  }

  /// Each level with each kind of equipment that can have it.
  static func pairs(of standard: Standard) -> [(level: String, kind: String)] {
    standard.levels.flatMap { level in level.kinds.map { (level.id, $0) } }
  }
}

extension Judge {
  /// What a report says about the model it names.
  func determine(_ report: Report) -> Determination {
    determine(
      subject: Subject(
        designation: report.model.designation, supplier: report.model.supplier, level: report.model.level,
        kind: report.model.kind), reports: [SubmittedReport(report: report, sha256: "")])
  }

  static func of(_ standard: Standard) -> Judge {
    Judge(
      standard: standard,
      reference: StandardReference(id: standard.id, title: standard.title, sha256: "", adoption: nil))
  }
}

@Suite("Complete reports")
struct PlanFillerTests {
  @Test("of every level and kind meet every requirement that the definition knows enough of")
  func complete() throws {
    for standard in try Shelf.standards.get() where !standard.requirements.isEmpty {
      let judge = Judge.of(standard)
      for (level, kind) in Shelf.pairs(of: standard) {
        for seed in [nil, 7] as [UInt64?] {
          let report = PlanFiller.report(
            standard, level: level, kind: kind, heading: .invented, begin: Knowledge.begin, seed: seed)
          let knowledge = Knowledge(standard, level: level, kind: kind)
          for finding in judge.determine(report).findings {
            let expected = try #require(standard.requirement(finding.requirement).map(knowledge.expected))
            let reasons = finding.groups.map { group -> String in
              "\(group.result.reason ?? "") \(group.gaps) \(group.leftOut.prefix(1))"
            }
            #expect(
              finding.outcome.rawValue == expected.rawValue,
              "\(standard.id) \(level) \(kind) \(finding.requirement): \(reasons)")
          }
        }
      }
    }
  }

  @Test("are reports that can be written and read again")
  func written() throws {
    for standard in try Shelf.standards.get() {
      for (level, kind) in Shelf.pairs(of: standard) {
        let report = PlanFiller.report(
          standard, level: level, kind: kind, heading: .invented, begin: Knowledge.begin)
        let (read, diagnostics) = ReportReader.read(.bytes(ReportWriter.write(report)), file: "filled.xml")
        #expect(diagnostics.isEmpty, "\(standard.id) \(level) \(kind): \(diagnostics)")
        #expect(read?.observationCount == report.observationCount)
      }
    }
  }
}
