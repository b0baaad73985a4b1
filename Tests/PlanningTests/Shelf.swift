import Conformity
import Evidence
import ExampleDocuments
import Foundation
import Planning
import Quantities
import Standards

/// The shelf as it stands in the repository.
enum Shelf {
  static let standards = Result {
    try ExampleShelf.read(
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Standards"))
  }

  /// A level of a definition with a kind of equipment that can have it.
  struct Subject {
    let standard: Standard
    let level: Level
    let kind: String
    var name: String { "\(standard.id) \(level.id) \(kind)" }
  }

  /// Every level of every definition, with each of its kinds.
  static func subjects() throws -> [Subject] {
    try standards.get().flatMap { standard in
      standard.levels.flatMap { level in
        level.kinds.map { Subject(standard: standard, level: level, kind: $0) }
      }
    }
  }

  static func plan(_ id: String, _ level: String, _ kind: String, sizes: [String] = []) throws -> TestPlan? {
    guard let standard = try standards.get().first(where: { $0.id == id }), let level = standard.level(level)
    else { return nil }
    return TestPlan(of: standard, level: level, kind: kind, sizes: sizes)
  }
}

extension Shelf.Subject {
  /// The first day of testing.
  static let begin = ExampleRegistry.models[0].begin

  /// A report with as much as the plan asks for, and with good values.
  var filled: Report {
    PlanFiller.report(
      standard, level: level.id, kind: kind,
      heading: PlanFiller.Heading(
        id: "EX-1", designation: "EX-1", supplier: "example", laboratory: "example", accreditation: "EX-1",
        remark: "Invented."),
      begin: Self.begin, standIns: .least)
  }

  func determination(_ report: Report) -> Determination {
    Judge(
      standard: standard,
      reference: StandardReference(id: standard.id, title: standard.title, sha256: "", adoption: nil)
    ).determine(
      subject: Subject(
        designation: report.model.designation, supplier: report.model.supplier, level: level.id, kind: kind),
      reports: [SubmittedReport(report: report, sha256: "")])
  }
}
