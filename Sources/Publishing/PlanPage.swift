import Conformity
import Planning
import Quantities
import Standards

/// A test plan as one page that needs nothing else: to read, to print, and to write on at the range.
public struct PlanPage: Sendable {
  private let plan: TestPlan
  private let words: PlanWords
  private let reference: StandardReference
  private let rate: ExactDecimal?

  /// - Parameter rate: shots an hour, from which the time follows; nil: no time is given.
  public init(_ plan: TestPlan, reference: StandardReference, rate: ExactDecimal? = nil) {
    self.plan = plan
    words = PlanWords(plan)
    self.reference = reference
    self.rate = rate
  }

  /// The page as HTML.
  public func page() throws -> String {
    let totals = plan.totals
    return try Templates().render(
      .plan,
      context([
        "title": Texts.Plan.title(plan, words),
        "style": String(decoding: PackageResources.style_css, as: UTF8.self),
        "standard": plan.standard.id,
        "lead": "\(plan.standard.title), \(plan.standard.edition).",
        "standing": Texts.standing(of: reference.adoption).capitalizedFirst,
        "sha256": reference.sha256,
        "legend": PlanWords.legend,
        "cautions": Texts.Plan.cautions(plan, words),
        "hasCautions": !Texts.Plan.cautions(plan, words).isEmpty,
        "totals": Texts.Plan.totals(totals, rate: rate).map { facts($0) },
        "tables": [
          table("Specimens", Texts.Plan.specimens(totals, words)),
          table("Observations", Texts.Plan.observations(totals, plan, words)),
        ].compactMap { $0.map { ["table": $0] as Context } },
        "hasConditioning": !plan.conditionings.isEmpty,
        "conditioning": plan.conditionings.map(record),
        "hasTests": !plan.lines.isEmpty,
        "tests": plan.lines.enumerated().map { index, line in test(line, number: index + 1) },
        "hasChecks": !plan.checks.isEmpty,
        "checks": plan.checks.map(check),
        "hasCertificates": !plan.certificates.isEmpty,
        "certificates": plan.certificates.map {
          "\($0.rule.title), by \($0.rule.body) (\(Texts.clause($0.requirement.clause)))"
        },
      ]))
  }

  /// A line `name: words` in its two parts.
  private func facts(_ line: String) -> Context {
    let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
    return parts.count == 2
      ? ["name": parts[0].capitalizedFirst, "words": parts[1]] : ["name": "", "words": line]
  }

  private func table(_ title: String, _ groups: [(count: Int, words: String)]) -> MarkupBytes? {
    guard !groups.isEmpty else { return nil }
    var table = HTMLTable(caption: title, columns: [.init("Number", isNumber: true), .init("Of what")])
    for group in groups { table.row(["\(group.count)", group.words.capitalizedFirst]) }
    return table.finished()
  }

  private func record(_ record: PlannedRecord) -> Context {
    [
      "title": "\(record.id) · \(record.method.title)",
      "facts": [
        fact("For", words.specimens(of: record)), fact("Clause", record.method.clause),
        fact("Record", words.quantities(of: record.method)),
      ],
      "settings": words.settings(of: record).map(\.capitalizedFirst),
    ]
  }

  private func fact(_ name: String, _ text: String) -> Context { ["name": name, "words": text] }

  private func test(_ line: PlannedLine, number: Int) -> Context {
    var facts = [fact("Number", words.counts(of: line)), fact("Clause", line.entry.clause)]
    facts += words.aims(of: line).map { fact("Aim", $0) }
    facts += words.locations(of: line).map { fact("Place", $0) }
    facts += words.rules(of: line).map { fact("Rule", $0) }
    if let calibrations = Texts.Plan.calibrations(of: line, words) {
      facts.append(fact("Calibration", calibrations))
    }
    let quantities = words.quantities(of: line.method)
    if !quantities.isEmpty { facts.append(fact("Measure", quantities)) }
    if let outcomes = words.outcomes(of: line.method) { facts.append(fact("Outcome", outcomes)) }
    // All panels of a line are shot alike.
    if let series = line.series.first(where: { PanelDrawing.isDue($0, in: line) }) {
      facts.append(fact("Drawing", PanelDrawing(line: line, series: series, name: "").summary))
    }
    return [
      "title": "\(number) · \(words.title(of: line))",
      "facts": facts,
      "panels": line.series.enumerated().map { index, series in
        panel(series, in: line, id: "panel-\(number)-\(index + 1)")
      },
    ]
  }

  /// A drawing with the table in which the readings are written beside it.
  private func panel(_ series: PlannedSeries, in line: PlannedLine, id: String) -> Context {
    let name = Texts.Plan.name(of: series, in: line, words)
    let drawing =
      PanelDrawing.isDue(series, in: line)
      ? PanelDrawing(line: line, series: series, name: name) : nil
    return context([
      "caption": name.capitalizedFirst,
      "drawing": drawing.map { ["picture": $0.picture(id: id)] as Context },
      "table": sheet(series, in: line),
    ])
  }

  /// What is known of each observation, and a column for each reading.
  private func sheet(_ series: PlannedSeries, in line: PlannedLine) -> MarkupBytes {
    let method = line.method
    let readings = method.quantities.filter { $0.id != PlannedAngle.quantity }
    let hasAngles = series.observations.contains { !$0.angles.isEmpty }
    var columns = [HTMLTable.Column(method.observation.capitalizedFirst)]
    if hasAngles { columns.append(.init("Angle")) }
    if !method.outcomes.isEmpty { columns.append(.init("Outcome")) }
    columns += readings.map { quantity in
      .init(quantity.unit == .one ? quantity.title : "\(quantity.title) (\(quantity.unit.symbol))")
    }
    var table = HTMLTable(caption: Texts.Plan.sheet, columns: columns)
    for one in series.observations {
      var cells = ["\(one.number)"]
      if hasAngles { cells.append(one.angles.isEmpty ? Texts.none : PlanWords.angle(one.angles)) }
      // Left empty to be written in; a first shot has no neighbour.
      if !method.outcomes.isEmpty { cells.append("") }
      cells += readings.map { quantity in
        line.locationRules.contains { $0.quantity.id == quantity.id && one.number < $0.from }
          ? Texts.none : ""
      }
      table.row(cells)
    }
    return table.finished()
  }

  private func check(_ check: PlannedCheck) -> Context {
    var columns = [HTMLTable.Column("Item")]
    let readings = check.items.isEmpty ? check.method.quantities : []
    if !check.method.outcomes.isEmpty { columns.append(.init("Outcome")) }
    columns += readings.map { .init("\($0.title) (\($0.unit.symbol))") }
    var table = HTMLTable(
      caption: check.method.outcomes.isEmpty
        ? Texts.Plan.sheet : "Outcome: \(words.outcomes(of: check.method) ?? "")", columns: columns)
    let rows = check.items.isEmpty ? [Texts.Plan.unplanned.capitalizedFirst] : check.items.map(\.title)
    for row in rows { table.row([row] + columns.dropFirst().map { _ in "" }) }
    return [
      "title": "\(check.method.title) (\(Texts.clause(check.method.clause)))", "table": table.finished(),
    ]
  }
}
