import Evidence
import Foundation
import Quantities
import Standards

/// Fills the plan of a definition with evidence that mostly holds its bounds, often exactly at the limit.
struct Filler {
  let standard: Standard
  let level: String
  let kind: String
  var dice: Dice
  private var report: Report
  private var units: [String: String] = [:]
  private let declared: [DeclaredThreat]

  init(standard: Standard, level: String, kind: String, dice: Dice) {
    self.standard = standard
    self.level = level
    self.kind = kind
    self.dice = dice
    let days = ["2019-05-08", "2021-12-31", "2022-01-01", "2024-05-08"].compactMap { Day($0) }
    let first = Day("2018-01-01") ?? Day(earliest: true)
    let last = self.dice.pick(days) ?? first
    var declared: [DeclaredThreat] = []
    if standard.level(level)?.threats == .declaredInReport {
      for number in 0..<(1 + self.dice.below(2)) {
        declared.append(
          DeclaredThreat(
            id: "T\(number)", title: "T", role: self.dice.pick(["only", "lighter", "heavier"]) ?? "only",
            mass: Amount(ExactDecimal(8), .gram),
            references: standard.conditions.map {
              .init(condition: $0.id, velocity: Amount(ExactDecimal(400 + number), .metrePerSecond), line: 1)
            }, line: 1))
      }
    }
    self.declared = declared
    report = Report(
      id: "R1", isExample: true, issued: last, laboratory: .init(id: "lab", accreditation: "1"),
      standard: standard.id,
      model: .init(designation: "M1", supplier: "acme", level: level, kind: kind, line: 1),
      testedFrom: last, testedTo: last, declaredThreats: declared, measures: [], specimens: [], series: [],
      attachments: [], signOffs: [], remarks: [])
  }

  private struct Wish {
    var low: Decimal?
    var high: Decimal?
  }

  private struct Round {
    var id: String?
    var references: [(condition: String?, method: String?, value: Decimal, unit: String, tolerance: Decimal?)]
  }

  private var rounds: [Round] {
    switch standard.level(level)?.threats {
    case .listed(let threats):
      return threats.filter { $0.kinds.isEmpty || $0.kinds.contains(kind) }.map { threat in
        Round(
          id: threat.threat,
          references: threat.references.map {
            ($0.condition, $0.method, $0.value.decimal, $0.value.code, $0.tolerance?.decimal)
          })
      }
    case .declaredInReport:
      return declared.map { threat in
        Round(
          id: threat.id,
          references: threat.references.map {
            ($0.condition, nil, Numbers.decimal($0.velocity.value), $0.velocity.unit.code, nil)
          })
      }
    case nil: return []
    }
  }

  private func rules(on method: String) -> [Rule] {
    func leaves(_ rule: Rule) -> [Rule] {
      switch rule {
      case .allOf(let rules), .anyOf(let rules): rules.flatMap(leaves)
      default: [rule]
      }
    }
    return standard.requirements.filter {
      $0.selection.method == method && $0.applies(kind: kind, level: level)
    }.flatMap { leaves($0.rule) }
  }

  mutating func fill() -> Report {
    let due = standard.requirements.filter { $0.applies(kind: kind, level: level) }
    var methods: [String] = []
    for requirement in due where !methods.contains(requirement.selection.method) {
      methods.append(requirement.selection.method)
    }
    for case .percentageOfControl(let rule) in methods.flatMap(rules) where !methods.contains(rule.control) {
      methods.append(rule.control)
    }
    declareMeasures(methods)
    var calibrations: [String: [String]] = [:]
    var conditionings: [String] = []
    for id in methods {
      guard let method = standard.method(id) else { continue }
      for rule in method.fairHit {
        switch rule.test {
        case .calibrated(let requirement, let count):
          guard let drops = standard.requirement(requirement)?.selection.method else { continue }
          calibrations[id] = (0..<(count.count ?? 1)).map {
            record(.calibration, drops, "C\(min($0, 2))-\(drops)")
          }
        case .conditioned(let requirement, _, let only):
          guard only == kind, let run = standard.requirement(requirement)?.selection.method else { continue }
          let name = record(.conditioning, run, "K-\(run)")
          if !conditionings.contains(name) { conditionings.append(name) }
        default: break
        }
      }
    }
    let records = Set(report.series.map(\.method))
    for id in methods where !records.contains(id) {
      guard let method = standard.method(id) else { continue }
      if due.contains(where: { $0.selection.method == id && $0.grouping.contains(.record) }) {
        _ = record(.conditioning, id, "K-\(id)")
      } else {
        tests(method, calibrations[id] ?? [], conditionings)
      }
    }
    certificates(due)
    return report
  }

  private mutating func certificates(_ due: [Requirement]) {
    for requirement in due {
      for case .certificate(let rule) in rules(on: requirement.selection.method) {
        report.certificates.append(
          Certificate(
            method: requirement.selection.method, body: rule.body, number: "1", from: report.testedFrom,
            until: dice.chance(50) ? report.testedTo : nil, component: requirement.selection.component,
            line: 1))
      }
    }
  }

  private mutating func declareMeasures(_ methods: [String]) {
    let other: [String: [String]] = [
      "mm": ["cm", "[in_i]"], "m/s": ["[ft_i]/s", "km/h"], "deg": ["'"], "min": ["s", "h"],
      "s": ["ms", "min"],
      "J": ["kJ"], "N": ["kN"], "Cel": ["[degF]", "K"], "%": ["1"], "mg": ["g"], "ug/cm2": ["mg/cm2"],
      "d": ["h"],
    ]
    for id in methods {
      for quantity in standard.method(id)?.quantities ?? [] where units[quantity.id] == nil {
        var code = quantity.unit.code
        if dice.chance(12), let another = dice.pick(other[code] ?? []) { code = another }
        units[quantity.id] = code
        let uncertainty: ExactDecimal? =
          dice.chance(40) ? ExactDecimal(coefficient: Int64(dice.below(6)), scale: 1) : nil
        report.measures.append(
          Measure(
            quantity: quantity.id, unitCode: code, unit: try? Unit(ucum: code), uncertainty: uncertainty,
            line: 1))
      }
    }
  }

  private mutating func record(_ role: Series.Role, _ method: String, _ id: String) -> String {
    if report.series.contains(where: { $0.id == id }) { return id }
    guard let method = standard.method(method) else { return id }
    var count = 1
    for case .count(let rule) in rules(on: method.id) {
      if case .limit(_, .figure(let figure)) = rule.bound { count = max(count, figure.count ?? 1) }
    }
    report.series.append(
      Series(
        role: role, id: id, method: method.id, specimen: nil, threat: nil, calibrations: [], day: nil,
        remark: nil, observations: observations(method, count, nil, nil, []), line: 1))
    return id
  }

  private mutating func tests(_ method: TestMethod, _ calibrations: [String], _ conditionings: [String]) {
    let due = standard.requirements.filter {
      $0.selection.method == method.id && $0.applies(kind: kind, level: level)
    }
    let entries = standard.plan.filter { $0.method == method.id && $0.applies(kind: kind, level: level) }
    let items = rules(on: method.id).compactMap { rule -> (String, String)? in
      if case .evidencePresent(let rule) = rule { (rule.item, rule.outcome) } else { nil }
    }
    if !items.isEmpty {
      let all = items.enumerated().map { index, item in
        Observation(
          number: index + 1, outcome: item.1, item: item.0, claimedFair: nil, measurements: [], remark: nil,
          line: 1)
      }
      add(method, nil, nil, .init(), [], all)
      return
    }
    var needsTimes = false
    var floor = 1
    for rule in rules(on: method.id) {
      switch rule {
      case .cumulative, .breakthrough: needsTimes = true
      case .v50(let rule): floor = max(floor, 2 * (rule.pairs.first?.count.count ?? 1) + 2)
      case .fittedProbability: floor = max(floor, 12)
      case .toleranceBound: floor = max(floor, 2)
      case .count(let rule):
        if case .limit(let comparison, .figure(let figure)) = rule.bound, !comparison.isUpper {
          floor = max(floor, min(12, figure.count ?? 1))
        }
      default: break
      }
    }
    var lines: [(line: Line, round: Round?)] = []
    for entry in entries {
      if entry.perThreat {
        for round in rounds
        where entry.threats.isEmpty || entry.threats.contains(round.id ?? "") {
          lines.append((Line(entry), round))
        }
      } else {
        let fitting = rounds.filter { entry.threats.isEmpty || entry.threats.contains($0.id ?? "") }
        lines.append((Line(entry), dice.pick(fitting)))
      }
    }
    if lines.isEmpty {
      for requirement in due.prefix(3) {
        let wanted = requirement.selection.threat
        lines.append((Line(requirement.selection), rounds.first { wanted == nil || $0.id == wanted }))
      }
      if lines.isEmpty { lines.append((Line(nil), rounds.first)) }
    }
    for (line, round) in lines.prefix(12) {
      let subjects = line.subjects ?? (due.contains { $0.usesSubjects } ? 3 : 0)
      let per = line.each ?? max(1, (floor + 1) / max(1, line.specimens ?? 1))
      var specimens = line.specimens ?? 0
      if let total = line.total { specimens = max(specimens, (total + per - 1) / per) }
      if specimens == 0 { specimens = subjects > 0 ? subjects : 1 }
      if dice.chance(10) { specimens += 1 }
      for number in 0..<min(max(specimens, subjects), 26) {
        let condition = line.condition ?? dice.pick(standard.conditions)?.id ?? "none"
        let id = "S\(report.specimens.count)"
        let isWithout = standard.sizes.isEmpty && standard.conditions.isEmpty
        if !isWithout {
          report.specimens.append(
            Specimen(
              id: id, serial: id, size: line.size ?? dice.pick(standard.sizes)?.id ?? "none",
              condition: condition, part: "",
              component: line.component
                ?? (standard.components.isEmpty ? nil : dice.pick(standard.components)?.id),
              conditioning: conditionings, line: 1))
        }
        var times = needsTimes ? 6 : per
        times = min(times, 24)
        let made = observations(method, times, round, condition, line.angles)
        add(
          method, isWithout ? nil : id, round?.id,
          .init(
            component: line.component,
            region: line.region ?? (standard.regions.isEmpty ? nil : dice.pick(standard.regions)?.id),
            subject: subjects > 0 ? "P\(number % max(1, subjects))" : nil), calibrations, made)
      }
    }
  }

  private mutating func add(
    _ method: TestMethod, _ specimen: String?, _ threat: String?, _ place: Series.Place,
    _ calibrations: [String], _ observations: [Observation]
  ) {
    report.series.append(
      Series(
        role: .test, id: nil, method: method.id, specimen: specimen, threat: threat, place: place,
        calibrations: calibrations, day: nil, remark: nil, observations: observations, line: 1))
  }

  private mutating func observations(
    _ method: TestMethod, _ count: Int, _ round: Round?, _ condition: String?, _ angles: [PlannedAngle]
  ) -> [Observation] {
    var planned: [Decimal] = []
    for angle in angles {
      for _ in 0..<(angle.count.count ?? 0) {
        if let one = dice.pick(angle.angles)?.decimal { planned.append(one) }
      }
    }
    return (0..<max(1, count)).map { index in
      let (values, isBeyond) = values(
        method, index, round, condition, planned.indices.contains(index) ? planned[index] : nil)
      var measurements: [Evidence.Measurement] = []
      for quantity in method.quantities {
        guard let value = values[quantity.id], let code = units[quantity.id],
          let measure = report.measures.firstIndex(where: { $0.quantity == quantity.id }),
          let written = Numbers.convert(value, from: quantity.unit.code, to: code),
          let number = ExactDecimal(written)
        else { continue }
        measurements.append(Evidence.Measurement(measure: measure, value: number))
      }
      return Observation(
        number: index + 1, outcome: outcome(method, isBeyond), item: nil,
        claimedFair: dice.chance(10) ? true : nil, measurements: measurements, remark: nil, line: 1)
    }
  }

  /// Good values for an observation, in the method's units; and whether a shot is beyond what armor stops.
  private mutating func values(
    _ method: TestMethod, _ index: Int, _ round: Round?, _ condition: String?, _ angle: Decimal?
  ) -> ([String: Decimal], Bool) {
    var wishes: [String: Wish] = [:]
    var values: [String: Decimal] = [:]
    var isBeyond = false
    func unit(_ quantity: String) -> String { method.quantity(quantity)?.unit.code ?? "1" }
    let reference = round?.references.first {
      ($0.condition == nil || $0.condition == condition) && ($0.method == nil || $0.method == method.id)
    }
    func wish(_ quantity: String, _ bound: Bound) {
      var low: Decimal?
      var high: Decimal?
      switch bound {
      case .limit(let comparison, .figure(let figure)):
        let value = figure.decimal(in: unit(quantity))
        if comparison.isUpper { high = value } else { low = value }
      case .limit(let comparison, .reference):
        if comparison.isUpper { high = reference?.value } else { low = reference?.value }
      case .within(let nominal, let tolerance):
        low = nominal.decimal - tolerance.decimal
        high = nominal.decimal + tolerance.decimal
      case .between(let from, let to): (low, high) = (from.decimal, to.decimal(in: from.code))
      case .unknown: break
      }
      wishes[quantity, default: Wish()].low = wishes[quantity]?.low ?? low
      wishes[quantity, default: Wish()].high = wishes[quantity]?.high ?? high
    }
    for rule in rules(on: method.id) {
      switch rule {
      case .every(let rule): wish(rule.quantity, rule.bound)
      case .minimum(let rule): wish(rule.quantity, rule.bound)
      case .maximum(let rule): wish(rule.quantity, rule.bound)
      case .mean(let rule): wish(rule.quantity, rule.bound)
      case .toleranceBound(let rule): wish(rule.quantity, .limit(.atMost, .figure(rule.limit)))
      case .peakWithDuration(let rule):
        wish(rule.quantity, .limit(.atMost, .figure(rule.limit)))
        wish(rule.duration, .limit(.atMost, .figure(rule.longest)))
      case .protectionFactor(let rule):
        values[rule.inside] = Decimal(dice.below(20)) / 10
        values[rule.outside] = (values[rule.inside] ?? 1) * Decimal(dice.pick([10, 100, 361, 1000]) ?? 1) + 1
      case .cumulative(let rule):
        let end = rule.period.decimal(in: unit(rule.time)) ?? 60
        values[rule.time] = end * Decimal(index + 1) / Decimal(dice.chance(70) ? 6 : 5)
        values[rule.quantity] = Decimal(dice.below(12)) / 10
      case .breakthrough(let rule):
        let end = values[rule.time] ?? 12 * Decimal(index + 1)
        values[rule.time] = end
        let threshold = rule.threshold.decimal(in: unit(rule.quantity)) ?? 1
        values[rule.quantity] =
          index > 3 && dice.chance(30) ? threshold : threshold * Decimal(dice.below(10)) / 10
      case .v50(let rule):
        var limit: Decimal = 450
        if case .limit(_, .figure(let figure)) = rule.bound { limit = figure.decimal }
        let step = Decimal(dice.below(40)) - 15
        values[rule.quantity] = limit + step
        isBeyond = step + Decimal(dice.below(12)) > 6
      case .fittedProbability(let rule):
        var place = reference?.value ?? 400
        if case .figure(let figure) = rule.at { place = figure.decimal }
        let step = Decimal(dice.below(120))
        values[rule.quantity] = place + step
        isBeyond = step > 50 + Decimal(dice.below(40))
      default: break
      }
    }
    if let angle { values[PlannedAngle.quantity] = angle }
    for rule in method.fairHit {
      switch rule.test {
      case .nearReference(let quantity, let tolerance, _):
        guard let reference, values[quantity] == nil else { continue }
        let width = reference.tolerance ?? tolerance?.decimal ?? 0
        values[quantity] =
          reference.value + width * (dice.pick([-1, 1, 0, dice.share(), -dice.share()]) ?? 0)
      case .nearPlanned(let quantity, let planned, let tolerance):
        let plan = values[planned] ?? 0
        values[planned] = plan
        values[quantity] = plan + tolerance.decimal * (dice.pick([-1, 1, 0, dice.share()]) ?? 0)
      case .atLeast(let quantity, let limit, _, _):
        wish(quantity, .limit(.atLeast, .figure(limit)))
      case .calibrated, .conditioned: break
      }
    }
    for quantity in method.quantities where values[quantity.id] == nil {
      values[quantity.id] = value(wishes[quantity.id])
    }
    return (values, isBeyond)
  }

  private mutating func value(_ wish: Wish?) -> Decimal {
    let size = abs(wish?.low ?? wish?.high ?? 10)
    let away: Decimal = dice.pick([0, size * dice.share() / 4, size / 10, size * dice.share()]) ?? 0
    switch (wish?.low, wish?.high) {
    case (let low?, let high?):
      return dice.pick([low, high, low + (high - low) * dice.share(), (low + high) / 2]) ?? low
    case (let low?, nil): return low + away
    case (nil, let high?): return high - away
    case (nil, nil): return Decimal(dice.below(1000)) / 10
    }
  }

  private func outcome(_ method: TestMethod, _ isBeyond: Bool) -> String? {
    guard !method.outcomes.isEmpty else { return nil }
    for rule in rules(on: method.id) {
      switch rule {
      case .v50(let rule): if isBeyond { return rule.outcome }
      case .fittedProbability(let rule): if isBeyond { return rule.outcome }
      case .requiredOutcome(let rule): return rule.outcome
      case .rating(let rule): return rule.atLeast
      default: break
      }
    }
    for case .none(let rule) in rules(on: method.id) {
      return method.outcomes.first { $0.id != rule.outcome }?.id
    }
    return method.outcomes.first?.id
  }
}

extension Day {
  /// The first day there is, for code that cannot be reached.
  fileprivate init(earliest: Bool) {
    guard let day = Day(year: 1, month: 1, day: 1) else {
      preconditionFailure("the calendar begins with a day")
    }
    self = day
  }
}

/// What a line of the plan asks for, or would if there were one.
private struct Line {
  var condition: String?
  var size: String?
  var component: String?
  var region: String?
  var subjects: Int?
  var specimens: Int?
  var each: Int?
  var total: Int?
  var angles: [PlannedAngle] = []

  init(_ entry: PlanEntry) {
    (condition, size, component, region) = (entry.condition, entry.size, entry.component, entry.region)
    (subjects, specimens) = (entry.subjects?.count, entry.specimens?.count)
    (each, total, angles) = (entry.observationsPerSpecimen?.count, entry.total?.count, entry.angles)
  }

  init(_ selection: Selection?) {
    (condition, size) = (selection?.condition, selection?.size)
    (component, region) = (selection?.component, selection?.region)
  }
}

extension Requirement {
  fileprivate var usesSubjects: Bool {
    func uses(_ rule: Rule) -> Bool {
      switch rule {
      case .percentageOfControl: true
      case .mean(let rule): rule.over == .subjects
      case .allOf(let rules), .anyOf(let rules): rules.contains(where: uses)
      default: false
      }
    }
    return grouping.contains(.subject) || uses(rule)
  }
}
