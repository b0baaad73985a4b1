import Conformity
import Evidence
import Quantities
import Standards

extension PlotEvidence {
  /// The maps that belong to a finding: one for each specimen that has positions of hits by its method.
  ///
  /// Other findings can rest on the same hits; the first of them in the determination has the maps.
  func shotMaps(for finding: Finding) -> [ShotMap] {
    guard let method = standard.requirement(finding.requirement)?.selection.method,
      used.contains(where: { HitPositions($0.report.measures) != nil }),
      firstFinding(by: method) == finding.requirement
    else { return [] }
    let clauses = leftOut(by: method)
    return used.flatMap { index, report -> [ShotMap] in
      guard let positions = HitPositions(report.measures) else { return [] }
      return report.specimens.compactMap { specimen in
        // Hits of several methods on one specimen are on one map, where the first of them is.
        let series = report.series.filter { $0.specimen == specimen.id }
        let shown = series.lazy.map(\.method).filter { firstFinding(by: $0) != nil }
        guard shown.min(by: { rank($0) < rank($1) }) == method else { return nil }
        return map(
          of: specimen, series, in: report, positions: positions, leftOut: clauses[index] ?? [:],
          report: index)
      }
    }
  }

  /// The first finding with evidence whose requirement looks at a method.
  private func firstFinding(by method: String) -> String? {
    rank(method) < determination.findings.count
      ? determination.findings[rank(method)].requirement : nil
  }

  /// The place of that finding; behind all of them where there is none.
  private func rank(_ method: String) -> Int {
    determination.findings.firstIndex {
      !$0.groups.isEmpty && standard.requirement($0.requirement)?.selection.method == method
    } ?? determination.findings.count
  }

  /// By which clauses hits were left out, by report and line; the reasons stand with the finding's groups.
  private func leftOut(by method: String) -> [Int: [Int: String]] {
    var clauses: [Int: [Int: String]] = [:]
    for finding in determination.findings
    where standard.requirement(finding.requirement)?.selection.method == method {
      for one in finding.groups.lazy.flatMap(\.leftOut) {
        clauses[one.observation.report, default: [:]][one.observation.line] = one.clause
      }
    }
    return clauses
  }

  private func map(
    of specimen: Specimen, _ series: [Series], in report: Report, positions: HitPositions,
    leftOut: [Int: String], report index: Int
  ) -> ShotMap? {
    guard let outline = specimen.outline, let size = outline.size, let unit = outline.unit else { return nil }
    let methods = series.compactMap { standard.method($0.method) }
    guard let method = methods.first else { return nil }
    let measures = measured(by: methods, in: report)
    let angle = report.measures.firstIndex { $0.quantity == PlannedAngle.quantity }
    var hits: [ShotMap.Hit] = []
    for one in series {
      let outcomes = standard.method(one.method)?.outcomes ?? []
      for observation in one.observations {
        guard let position = positions.position(of: observation), let text = positions.digits(of: observation)
        else { continue }
        guard hits.count < ShotMap.maximumHits else { return nil }
        let outcome = observation.outcome
        hits.append(
          ShotMap.Hit(
            // Several series on one specimen begin with 1 each.
            number: series.count == 1 ? observation.number : hits.count + 1, position: position,
            x: text.x, y: text.y,
            outcome: outcome.map { id in outcomes.first { $0.id == id }?.title ?? id },
            isEvent: outcome != nil && outcome != outcomes.first?.id,
            isOblique: angle.flatMap(observation.value).map { $0 != ExactDecimal(0) } ?? false,
            leftOut: leftOut[observation.line],
            values: measures.map { observation.value(of: $0.index)?.description ?? "" },
            line: observation.line))
      }
    }
    guard !hits.isEmpty else { return nil }
    let title = Texts.Map.title(
      method.observation, specimen: specimen.id, particulars: particulars(of: specimen))
    let dimensions = "\(outline.width) × \(outline.height.description(in: unit))"
    return ShotMap(
      title: determination.reports.count > 1
        ? Texts.ofReport(title, determination.reports[index].id) : title,
      noun: method.observation,
      outline: (size.width, size.height, dimensions), hits: hits, edge: edge(of: series),
      units: (positions.units.x.symbol, positions.units.y.symbol),
      quantities: measures.map { Texts.Map.heading($0.title, unit: $0.unit.symbol) },
      usual: method.outcomes.first?.title)
  }

  private func particulars(of specimen: Specimen) -> [String] {
    let size = standard.sizes.first { $0.id == specimen.size }?.title.lowercased() ?? specimen.size
    let condition = standard.condition(specimen.condition)?.title.lowercased() ?? specimen.condition
    return [specimen.part, size, condition].filter { !$0.isEmpty }
  }

  /// The velocities and lengths that the methods name and the report declares.
  private func measured(by methods: [TestMethod], in report: Report) -> [(
    index: Int, unit: Unit, title: String
  )] {
    var known: [(index: Int, unit: Unit, title: String)] = []
    for quantity in methods.lazy.flatMap(\.quantities)
    where quantity.unit.isConvertible(to: .millimetre) || quantity.unit.isConvertible(to: .metrePerSecond) {
      guard let index = report.measures.firstIndex(where: { $0.quantity == quantity.id }),
        let unit = report.measures[index].unit, !known.contains(where: { $0.index == index })
      else { continue }
      known.append((index, unit, quantity.title))
    }
    return known
  }

  /// The greatest distance that the hits have to keep from the edge.
  private func edge(of series: [Series]) -> (millimetres: Double, text: String)? {
    var greatest: (millimetres: Double, text: String)?
    for one in series {
      for rule in standard.method(one.method)?.fairHit ?? [] {
        guard case .atLeast(_, let limit, let roles, let first) = rule.test, first <= 1,
          roles.isEmpty || one.threat.flatMap({ self.roles[$0] }).map(roles.contains) ?? false,
          let length = try? limit.amount.converted(to: .millimetre).value.doubleValue
        else { continue }
        if length > greatest?.millimetres ?? 0 { greatest = (length, limit.amount.description) }
      }
    }
    return greatest
  }
}
