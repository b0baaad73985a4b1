import Conformity
import Planning
import Quantities
import Standards
import Testing

@testable import Publishing

@Suite("Test plans, printed")
struct PlanTests {
  private static let sha256 = String(repeating: "0", count: 64)

  private func plan() throws -> TestPlan {
    let (standard, diagnostics) = StandardReader.read(try Fixture.bytes("Field-1.xml"), file: "Field-1.xml")
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty)
    let definition = try #require(standard)
    return TestPlan(of: definition, level: try #require(definition.level("IIA")), kind: "flexible")
  }

  private func reference(_ plan: TestPlan) -> StandardReference {
    StandardReference(id: plan.standard.id, title: plan.standard.title, sha256: Self.sha256, adoption: nil)
  }

  @Test("as text")
  func text() throws {
    let plan = try plan()
    try expectGolden(
      PlanText(plan, reference: reference(plan), rate: ExactDecimal(15)).text, "plan.golden.txt")
  }

  @Test("as CSV, a row for each observation")
  func csv() throws {
    let plan = try plan()
    let csv = PlanExport(plan, reference: reference(plan)).csv
    try expectGolden(csv, "plan.golden.csv")
    let rows = csv.split(separator: "\r\n").count - 1
    let checks = plan.checks.reduce(0) { $0 + max($1.items.count, 1) }
    #expect(
      rows == plan.totals.observationCount + plan.totals.calibrationObservations
        + plan.conditionings.reduce(0) { $0 + $1.observations } + checks + plan.certificates.count)
  }

  @Test("as JSON, with each number's standing")
  func json() throws {
    let plan = try plan()
    try expectGolden(
      PlanExport(plan, reference: reference(plan), rate: ExactDecimal(15)).json, "plan.golden.json")
  }

  @Test("as a report to fill in")
  func skeleton() throws {
    let plan = try plan()
    try expectGolden(
      String(decoding: ReportSkeleton.write(plan, sha256: Self.sha256), as: UTF8.self), "plan.golden.xml")
  }

  @Test("as a page that needs nothing else, with a picture and a table for each panel")
  func page() throws {
    let plan = try plan()
    let page = try PlanPage(plan, reference: reference(plan), rate: ExactDecimal(15)).page()
    #expect(Markup.fault(in: page) == nil)
    #expect(!page.contains("href=") && !page.contains("src=") && !page.contains("url("))
    let start = try #require(page.range(of: "<style>"))
    let end = try #require(page.range(of: "</style>"))
    try expectGolden(
      page.replacingCharacters(in: start.upperBound..<end.lowerBound, with: "\n"), "plan.golden.html")
    let panels = plan.lines.flatMap { line in line.series.filter { PanelDrawing.isDue($0, in: line) } }
    #expect(!panels.isEmpty)
    #expect(page.matches(of: #/<svg class="plot"/#).count == panels.count)
    #expect(page.matches(of: #/<figure class="panel-sheet">/#).count == plan.lines.flatMap(\.series).count)
  }

  @Test("hits on a panel keep their distances, on a panel as large as the pattern says")
  func pattern() {
    for count in 1...30 {
      let pattern = PanelPattern(count: count, edge: 76, spacing: 51)
      #expect(pattern.points.count == count)
      for (index, point) in pattern.points.enumerated() {
        let edges = [point.x, point.y, pattern.width - point.x, pattern.height - point.y]
        #expect(edges.allSatisfy { $0 >= 76 - 1e-9 }, "\(count): \(index)")
        for other in pattern.points[..<index] {
          let (x, y) = (point.x - other.x, point.y - other.y)
          #expect(x * x + y * y >= 51 * 51 - 1e-6, "\(count): \(index)")
        }
      }
    }
    #expect(!PanelPattern(count: 3, edge: nil, spacing: nil).isToScale)
  }
}
