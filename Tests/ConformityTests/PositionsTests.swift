import Conformity
import Evidence
import ExampleDocuments
import Quantities
import Standards
import Testing

@Suite("Positions of hits decide nothing")
struct PositionsTests {
  /// The report with a position for each observation on a specimen, in a specimen that has an outline.
  private func placed(_ report: Report) -> Report {
    var report = report
    let first = report.measures.count
    for quantity in [HitPositions.x, HitPositions.y] {
      report.measures.append(
        Measure(quantity: quantity, unitCode: "mm", unit: .millimetre, uncertainty: nil, line: 0))
    }
    for index in report.specimens.indices {
      report.specimens[index].outline = Outline(
        width: ExactDecimal(300), height: ExactDecimal(400), unitCode: "mm", line: 0)
    }
    for index in report.series.indices {
      for place in report.series[index].observations.indices {
        // Some of them nowhere near the panel.
        report.series[index].observations[place].measurements += [
          Measurement(measure: first, value: ExactDecimal(place * 57)),
          Measurement(measure: first + 1, value: ExactDecimal(-3)),
        ]
      }
    }
    return report
  }

  @Test("a report with positions gets the very same determination as without", arguments: Flaw.allCases)
  func same(flaw: Flaw) throws {
    let standard = try #require(
      try ExampleVerdictTests.shelf.get().first { $0.id == ExampleRegistry.standard })
    let judge = Judge(
      standard: standard,
      reference: StandardReference(id: standard.id, title: standard.title, sha256: "", adoption: nil))
    let model = try #require(ExampleRegistry.models.first { $0.flaw == flaw && $0.showing == nil })
    let report = ReportBuilder.report(for: model, standard: standard, seed: 7)
    let subject = Subject(
      designation: model.designation, supplier: model.supplier, level: model.level, kind: model.kind)
    func determination(_ report: Report) -> [UInt8] {
      judge.determine(subject: subject, reports: [SubmittedReport(report: report, sha256: "")])
        .canonicalJSON()
    }
    #expect(determination(placed(report)) == determination(report))
    #expect(placed(report) != report)
  }
}
