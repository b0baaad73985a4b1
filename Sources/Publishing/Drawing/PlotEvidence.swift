import Conformity
import Evidence
import Quantities
import Standards

/// Finds in the reports what a finding's pictures show: the observations that the judge counted, and no others.
struct PlotEvidence {
  let standard: Standard
  let determination: Determination
  /// The reports that were judged, in the determination's order; nil where one is not at hand.
  let reports: [Report?]

  /// The pictures that belong to a finding: a strip plot for a rule with a tolerance bound or a largest value, a
  /// curve for each group of a rule with a fitted probability.
  func pictures(for finding: Finding) -> [Picture] {
    guard !finding.groups.isEmpty, let requirement = standard.requirement(finding.requirement) else {
      return []
    }
    var pictures: [Picture] = []
    if let limited = requirement.rule.limitedQuantity,
      let plot = stripPlot(of: finding, requirement: requirement, limited: limited)
    {
      pictures.append(.strips(plot))
    }
    if let fitted = requirement.rule.fittedProbability {
      for group in finding.groups {
        if let plot = curve(of: group, finding: finding, requirement: requirement, rule: fitted) {
          pictures.append(.curve(plot))
        }
      }
    }
    return pictures
  }

  enum Picture {
    case strips(StripPlot)
    case curve(LogisticPlot)
  }
}

// MARK: - Strips

extension PlotEvidence {
  private func stripPlot(
    of finding: Finding, requirement: Requirement, limited: (quantity: String, limits: [Figure])
  ) -> StripPlot? {
    guard let unit = limited.limits.first?.amount.unit else { return nil }
    let method = standard.method(requirement.selection.method)
    let quantity = method?.quantity(limited.quantity)?.title ?? limited.quantity
    var strips: [StripPlot.Strip] = []
    for group in finding.groups {
      guard let counted = counted(in: group, requirement: requirement) else { return nil }
      let bound = group.result.first(rule: "tolerance bound")
      strips.append(
        StripPlot.Strip(
          title: group.title ?? Texts.allObservations,
          shots: counted.compactMap { $0.plotted(limited.quantity, in: unit, method: method) },
          bound: bound?.plotted("bound", unit: unit), mean: bound?.plotted("mean", unit: unit),
          deviation: bound?.text("s"), factor: bound?.text("k")))
    }
    guard strips.contains(where: { !$0.shots.isEmpty }) else { return nil }
    var limits: [StripPlot.Limit] = []
    for figure in limited.limits {
      guard let amount = try? figure.amount.converted(to: unit) else { continue }
      let value = amount.value.doubleValue
      if !limits.contains(where: { $0.value == value }) {
        limits.append(.init(value: value, text: figure.amount.description))
      }
    }
    limits.sort { $0.value < $1.value }
    return StripPlot(
      title: Texts.Plot.strips(quantity), quantity: quantity, unit: unit.symbol, limits: limits,
      strips: strips)
  }
}

// MARK: - Curves

extension PlotEvidence {
  private func curve(
    of group: GroupResult, finding: Finding, requirement: Requirement, rule: FittedProbabilityRule
  ) -> LogisticPlot? {
    guard let counted = counted(in: group, requirement: requirement) else { return nil }
    let method = standard.method(requirement.selection.method)
    let reference: Figure? =
      if case .figure(let figure) = rule.at { figure } else {
        reference(of: group, method: requirement.selection.method)
      }
    guard let unit = reference?.amount.unit ?? method?.quantity(rule.quantity)?.unit else { return nil }
    let shots = counted.compactMap {
      $0.plotted(rule.quantity, in: unit, method: method, event: rule.outcome)
    }
    guard !shots.isEmpty else { return nil }
    let title = { (outcome: String) in method?.outcomes.first { $0.id == outcome }?.title ?? outcome }
    let other = method?.outcomes.first { $0.id != rule.outcome }?.title
    let fit = group.result.first(rule: "fitted probability")
    return LogisticPlot(
      title: Texts.Plot.curve(title(rule.outcome), group.title),
      quantity: method?.quantity(rule.quantity)?.title ?? rule.quantity, unit: unit.symbol,
      event: title(rule.outcome), nonEvent: other ?? Texts.no(title(rule.outcome)), shots: shots,
      reference: reference.map { .init(value: $0.amount.value.doubleValue, text: $0.amount.description) },
      limit: fit?.limit, curve: fit.flatMap { LogisticPlot.Curve($0, unit: unit) },
      statistics: fit?.statistics.map { ($0.name, $0.unit.isEmpty ? $0.value : "\($0.value) \($0.unit)") }
        ?? [])
  }

  /// The reference velocity of the group's threat and condition, from the level.
  private func reference(of group: GroupResult, method: String) -> Figure? {
    guard let threat = group.id("threat"), let condition = group.id("condition"),
      let level = standard.level(determination.subject.level)
    else { return nil }
    switch level.threats {
    case .listed(let threats):
      return threats.first { $0.threat == threat }?.reference(in: condition, method: method)?.value
    case .declaredInReport:
      let declared = usedReports.lazy.flatMap(\.report.declaredThreats).first { $0.id == threat }
      guard let stated = declared?.references.first(where: { $0.condition == condition }) else { return nil }
      return Figure(
        amount: stated.velocity, clause: "", isVerified: true, source: "", line: stated.line)
    }
  }
}

extension LogisticPlot.Curve {
  /// The curve as the judge printed it; nil where it has none, or has it in another unit.
  fileprivate init?(_ result: RuleResult, unit: Unit) {
    guard let v50 = result.plotted("v50", unit: unit), let v05 = result.plotted("v05", unit: unit),
      let slope = result.statistics.first(where: { $0.name == "slope" }).flatMap({ Double($0.value) }),
      slope > 0
    else { return nil }
    self.init(
      slope: slope, v50: .init(value: v50.value, text: v50.text),
      v05: .init(value: v05.value, text: v05.text),
      probability: result.measured)
  }
}

// MARK: - Observations

extension PlotEvidence {
  /// An observation with what surrounds it in its report.
  private struct Sighted {
    let report: Report
    let label: String
    let observation: Observation

    func plotted(
      _ quantity: String, in unit: Unit, method: TestMethod?, event: String? = nil
    ) -> PlottedShot? {
      guard let measure = report.measures.firstIndex(where: { $0.quantity == quantity }),
        let value = observation.value(of: measure), let stated = report.measures[measure].unit,
        let amount = try? Amount(value, stated).converted(to: unit)
      else { return nil }
      return PlottedShot(
        specimen: label, number: observation.number, line: observation.line, value: amount.value.doubleValue,
        text: Amount(value, stated).description,
        outcome: observation.outcome.map { id in method?.outcomes.first { $0.id == id }?.title ?? id },
        isEvent: event != nil && observation.outcome == event)
    }
  }

  /// The reports that the judge used, with their places in the determination.
  private var usedReports: [(index: Int, report: Report)] {
    let subject = determination.subject
    return reports.enumerated().compactMap { index, report in
      guard let report, report.standard == standard.id, report.model.designation == subject.designation,
        report.model.supplier == subject.supplier, report.model.level == subject.level,
        report.model.kind == subject.kind
      else { return nil }
      return (index, report)
    }
  }

  /// The observations that were counted in a group; nil where they are not as many as the judge counted, because a
  /// picture that disagrees with the finding beside it is worse than none.
  private func counted(in group: GroupResult, requirement: Requirement) -> [Sighted]? {
    let selection = requirement.selection
    let roles = roles()
    let leftOut = Set(group.leftOut.map { [$0.observation.report, $0.observation.line] })
    var counted: [Sighted] = []
    for (index, report) in usedReports where group.report == nil || group.report == index {
      for series in report.series where series.method == selection.method {
        if let role = selection.role, series.threat.flatMap({ roles[$0] }) != role { continue }
        if let threat = series.threat, roles[threat] == nil { continue }
        let specimen = series.specimen.flatMap(report.specimen)
        let label = series.specimen ?? series.id ?? series.method
        if let condition = selection.condition, specimen?.condition != condition { continue }
        if let size = selection.size, specimen?.size != size { continue }
        if let threat = group.id("threat"), series.threat != threat { continue }
        if let condition = group.id("condition"), specimen?.condition != condition { continue }
        if let size = group.id("size"), specimen?.size != size { continue }
        if let wanted = group.id("specimen") ?? group.id("record"), label != wanted { continue }
        for observation in series.observations where !leftOut.contains([index, observation.line]) {
          counted.append(Sighted(report: report, label: label, observation: observation))
        }
      }
    }
    return counted.count == group.counted ? counted : nil
  }

  /// The roles of the level's threats.
  private func roles() -> [String: String] {
    var roles: [String: String] = [:]
    if case .listed(let threats) = standard.level(determination.subject.level)?.threats {
      for threat in threats { roles[threat.threat] = threat.role }
    } else if let first = usedReports.first {
      for threat in first.report.declaredThreats { roles[threat.id] = threat.role }
    }
    return roles
  }
}

// MARK: - What a rule draws

extension Rule {
  /// The quantity that has an upper limit in a tolerance bound or a largest value, with every upper limit on it.
  fileprivate var limitedQuantity: (quantity: String, limits: [Figure])? {
    guard let quantity = drawnQuantity else { return nil }
    let limits = upperLimits(on: quantity)
    return limits.isEmpty ? nil : (quantity, limits)
  }

  private var drawnQuantity: String? {
    switch self {
    case .toleranceBound(let rule): rule.quantity
    case .maximum(let rule): rule.bound.upperFigure == nil ? nil : rule.quantity
    case .allOf(let rules), .anyOf(let rules): rules.lazy.compactMap(\.drawnQuantity).first
    default: nil
    }
  }

  private func upperLimits(on quantity: String) -> [Figure] {
    switch self {
    case .toleranceBound(let rule) where rule.quantity == quantity: [rule.limit]
    case .maximum(let rule) where rule.quantity == quantity: [rule.bound.upperFigure].compactMap { $0 }
    case .every(let rule) where rule.quantity == quantity && rule.filter == nil:
      [rule.bound.upperFigure].compactMap { $0 }
    case .allOf(let rules), .anyOf(let rules): rules.flatMap { $0.upperLimits(on: quantity) }
    default: []
    }
  }

  fileprivate var fittedProbability: FittedProbabilityRule? {
    switch self {
    case .fittedProbability(let rule): rule
    case .allOf(let rules), .anyOf(let rules): rules.lazy.compactMap(\.fittedProbability).first
    default: nil
    }
  }
}

extension Bound {
  fileprivate var upperFigure: Figure? {
    switch self {
    case .limit(.atMost, .figure(let figure)), .limit(.below, .figure(let figure)): figure
    default: nil
    }
  }
}

extension RuleResult {
  /// The first node of a kind, this one included.
  fileprivate func first(rule kind: String) -> RuleResult? {
    if rule == kind { return self }
    return children.lazy.compactMap { $0.first(rule: kind) }.first
  }

  fileprivate func plotted(_ name: String, unit: Unit) -> StripPlot.Statistic? {
    guard let statistic = statistics.first(where: { $0.name == name }), statistic.unit == unit.symbol,
      let value = Double(statistic.value), value.isFinite
    else { return nil }
    return .init(value: value, text: "\(statistic.value) \(statistic.unit)")
  }

  fileprivate func text(_ name: String) -> String? {
    statistics.first { $0.name == name }.map { $0.unit.isEmpty ? $0.value : "\($0.value) \($0.unit)" }
  }
}

extension GroupResult {
  fileprivate func id(_ key: String) -> String? { keys.first { $0.key == key }?.id }

  /// What the group is called; nil where a requirement has a single one.
  var title: String? { keys.isEmpty ? nil : keys.map(\.title).joined(separator: ", ") }
}
