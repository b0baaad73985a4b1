import Conformity
import Evidence
import Quantities
import Standards

/// Finds in the reports what a finding's pictures show: the observations that the judge counted, and no others.
struct PlotEvidence {
  let standard: Standard
  let determination: Determination
  /// The reports that the judge used, with their places in the determination.
  let used: [(index: Int, report: Report)]
  /// The roles of the level's threats.
  let roles: [String: String]
  /// The places of the specimens of each report that was used, by identifier.
  private let specimens: [[String: Int]]

  /// - Parameter reports: the reports that were judged, in the determination's order; nil where one is not at hand.
  init(standard: Standard, determination: Determination, reports: [Report?]) {
    self.standard = standard
    self.determination = determination
    let subject = determination.subject
    used = reports.enumerated().compactMap { index, report in
      guard let report, report.standard == standard.id, report.model.designation == subject.designation,
        report.model.supplier == subject.supplier, report.model.level == subject.level,
        report.model.kind == subject.kind
      else { return nil }
      return (index, report)
    }
    specimens = used.map { _, report in
      Dictionary(report.specimens.indices.map { (report.specimens[$0].id, $0) }) { first, _ in first }
    }
    var roles: [String: String] = [:]
    if case .listed(let threats) = standard.level(subject.level)?.threats {
      for threat in threats { roles[threat.threat] = threat.role }
    } else if let first = used.first {
      for threat in first.report.declaredThreats { roles[threat.id] = threat.role }
    }
    self.roles = roles
  }

  /// The pictures that belong to a finding: a strip plot for a rule with a tolerance bound or a largest value, a
  /// curve for each group of a rule with a fitted probability, and a map for each specimen whose hits have positions.
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
    return pictures + shotMaps(for: finding).map { .map($0) }
  }

  enum Picture {
    case strips(StripPlot)
    case curve(LogisticPlot)
    case map(ShotMap)
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
          shots: plotted(counted, limited.quantity, in: unit, method: method),
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
    let shots = plotted(counted, rule.quantity, in: unit, method: method, event: rule.outcome)
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
      let declared = used.lazy.flatMap(\.report.declaredThreats).first { $0.id == threat }
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
  /// Where an observation is, and what it was made on. It is looked at in its place: copies of hundreds of observations, and
  /// of what they are in, would take longer than the picture.
  private struct Sighted {
    /// The place of its report among those that were used.
    let report: Int
    let series: Int
    let place: Int
    let label: String
  }

  /// How a report states a quantity.
  private struct Stated {
    let measure: Int
    let unit: Unit
    /// Whether it is the unit of the picture.
    let isSame: Bool
  }

  /// Observations as pictures show them; those without the quantity are left out.
  private func plotted(
    _ sighted: [Sighted], _ quantity: String, in unit: Unit, method: TestMethod?, event: String? = nil
  ) -> [PlottedShot] {
    let measures = used.map { _, report in
      report.measures.firstIndex { $0.quantity == quantity }.flatMap { index in
        report.measures[index].unit.map {
          Stated(measure: index, unit: $0, isSame: $0 == unit)
        }
      }
    }
    let known: [(id: String, title: String)] = (method?.outcomes ?? []).map { ($0.id, $0.title) }
    var shots: [PlottedShot] = []
    shots.reserveCapacity(sighted.count)
    for report in used.indices {
      guard let stated = measures[report] else { continue }
      for one in sighted where one.report == report {
        let observation = used[report].report.series[one.series].observations[one.place]
        guard let value = observation.value(of: stated.measure),
          let amount = stated.isSame ? value : try? Amount(value, stated.unit).converted(to: unit).value
        else { continue }
        let outcome = observation.outcome
        shots.append(
          PlottedShot(
            specimen: one.label, number: observation.number, line: observation.line,
            value: amount.doubleValue, text: value.description(in: stated.unit),
            outcome: outcome.map { outcome in known.first { $0.id == outcome }?.title ?? outcome },
            isEvent: event != nil && outcome == event))
      }
    }
    return shots
  }

  /// The observations that were counted in a group; nil where they are not as many as the judge counted, because a
  /// picture that disagrees with the finding beside it is worse than none.
  private func counted(in group: GroupResult, requirement: Requirement) -> [Sighted]? {
    let selection = requirement.selection
    let (groupThreat, groupCondition, groupSize) = (
      group.id("threat"), group.id("condition"), group.id("size")
    )
    let wanted = group.id("specimen") ?? group.id("record")
    var counted: [Sighted] = []
    counted.reserveCapacity(group.counted)
    for (place, (index, report)) in used.enumerated() where group.report == nil || group.report == index {
      let leftOut = Set(
        group.leftOut.lazy.filter { $0.observation.report == index }.map(\.observation.line))
      for at in report.series.indices where report.series[at].method == selection.method {
        let series = report.series[at]
        if let groupThreat, series.threat != groupThreat { continue }
        let label = series.specimen ?? series.id ?? series.method
        if let wanted, label != wanted { continue }
        let role = series.threat.flatMap { roles[$0] }
        if series.threat != nil, role == nil { continue }
        if let wanted = selection.role, role != wanted { continue }
        let tested = series.specimen.flatMap { specimens[place][$0] }.map { report.specimens[$0] }
        if let condition = selection.condition, tested?.condition != condition { continue }
        if let size = selection.size, tested?.size != size { continue }
        if let groupCondition, tested?.condition != groupCondition { continue }
        if let groupSize, tested?.size != groupSize { continue }
        for shot in series.observations.indices
        where leftOut.isEmpty || !leftOut.contains(series.observations[shot].line) {
          counted.append(Sighted(report: place, series: at, place: shot, label: label))
        }
      }
    }
    return counted.count == group.counted ? counted : nil
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
