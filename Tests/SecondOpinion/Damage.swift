import Evidence
import Foundation
import Quantities
import Standards

/// What laboratories get wrong, one thing at a time.
struct Damage {
  let standard: Standard
  var dice: Dice

  mutating func damage(_ report: inout Report) {
    switch dice.below(29) {
    case 0: one(&report) { $0.measurements = .init($0.measurements.dropFirst()) }
    case 1, 2, 3: nudge(&report)
    case 4: unit(&report)
    case 5: uncertainty(&report)
    case 6:
      guard let index = dice.pick(Array(report.specimens.indices)) else { return }
      let id = report.specimens[index].id
      report.specimens.remove(at: index)
      report.series.removeAll { $0.specimen == id }
    case 7: one(&report) { $0.claimedFair = false }
    case 8, 9:
      let others = standard.methods.flatMap { $0.outcomes.map(\.id) } + ["unheard-of"]
      let outcome = dice.pick(others)
      one(&report) { $0.outcome = outcome }
    case 10: one(&report) { $0.outcome = nil }
    case 11:
      let threat = dice.pick(standard.threats.map(\.id) + ["unheard-of"])
      series(&report) { $0.threat = threat }
    case 12: series(&report) { $0.threat = nil }
    case 13: record(&report)
    case 14: series(&report) { $0.calibrations = .init($0.calibrations.dropLast()) }
    case 15:
      guard let index = dice.pick(Array(report.specimens.indices)) else { return }
      switch dice.below(4) {
      case 0: report.specimens[index].conditioning = []
      case 1:
        report.specimens[index].condition = dice.pick(standard.conditions.map(\.id) + ["unheard-of"]) ?? "x"
      case 2: report.specimens[index].size = dice.pick(standard.sizes.map(\.id) + ["unheard-of"]) ?? "x"
      default: report.specimens[index].component = dice.pick(standard.components.map(\.id))
      }
    case 16: certificate(&report)
    case 17: series(&report) { $0.observations.removeLast($0.observations.count > 1 ? 1 : 0) }
    case 18:
      let region = dice.pick(standard.regions.map(\.id) + ["unheard-of"])
      let component = dice.pick(standard.components.map(\.id))
      switch dice.below(3) {
      case 0: series(&report) { $0.place.region = region }
      case 1: series(&report) { $0.place.subject = nil }
      default: series(&report) { $0.place.component = component }
      }
    case 19:
      // More shots on the same specimen, of which the first may be told of as if it were the first of all.
      guard var extra = dice.pick(report.series), extra.role == .test else { return }
      if dice.chance(60), var first = extra.observations.first {
        var all = Array(first.measurements)
        if !all.isEmpty { all.remove(at: dice.below(all.count)) }
        first.measurements = all[...]
        extra.observations[0] = first
      }
      report.series.append(extra)
    case 20: series(&report) { $0.specimen = nil }
    case 21:
      // Shots that are filed as if they were a calibration.
      guard var misplaced = dice.pick(report.series), misplaced.role == .test else { return }
      (misplaced.role, misplaced.id, misplaced.specimen, misplaced.threat) = (.calibration, "X", nil, nil)
      (misplaced.place, misplaced.calibrations) = (.init(), [])
      if report.series.contains(where: { $0.id == "X" }) { return }
      report.series.append(misplaced)
    case 22:
      guard let index = dice.pick(Array(report.declaredThreats.indices)) else { return }
      _ = report.declaredThreats[index].references.popLast()
    case 23:
      one(&report) { observation in
        observation.item = observation.item == nil ? nil : "another-item"
      }
    case 24, 25: makeUp(&report)
    case 26:
      // A purchaser who has yet to say what is to be stopped.
      if report.declaredThreats.isEmpty { return }
      report.declaredThreats = []
      for index in report.series.indices { report.series[index].threat = nil }
    case 27:
      let methods = report.series.filter { $0.role == .test }.map(\.method)
      guard let method = dice.pick(methods) else { return }
      var left = dice.below(2)
      report.series.removeAll { series in
        guard series.method == method else { return false }
        left -= 1
        return left < 0
      }
    default:
      guard let index = dice.pick(Array(report.series.indices)) else { return }
      if report.series[index].role == .test { report.series.remove(at: index) }
    }
  }

  private mutating func series(_ report: inout Report, _ change: (inout Series) -> Void) {
    guard let index = dice.pick(report.series.indices.filter { report.series[$0].role == .test }) else {
      return
    }
    change(&report.series[index])
  }

  private mutating func one(_ report: inout Report, _ change: (inout Observation) -> Void) {
    guard let index = dice.pick(Array(report.series.indices)),
      let place = dice.pick(Array(report.series[index].observations.indices))
    else { return }
    change(&report.series[index].observations[place])
  }

  /// Sets aside two observations that make up for each other in a mean.
  private mutating func makeUp(_ report: inout Report) {
    guard let index = dice.pick(report.series.indices.filter { report.series[$0].role == .test }),
      let model = report.series[index].observations.first
    else { return }
    for distance in [1_000, -1_000] {
      var one = model
      one.number = report.series[index].observations.count + 1
      one.claimedFair = false
      var all = Array(one.measurements)
      guard let last = all.indices.last else { return }
      all[last].value = all[last].value.adding(ExactDecimal(distance)) ?? all[last].value
      one.measurements = all[...]
      report.series[index].observations.append(one)
    }
  }

  /// Changes a value: a little, so that it crosses a limit, or a lot; or drops it.
  private mutating func nudge(_ report: inout Report) {
    let way = dice.below(6)
    let step = ExactDecimal(coefficient: Int64(dice.below(40)) - 20, scale: dice.below(3))
    let victim = dice.below(8)
    one(&report) { observation in
      guard !observation.measurements.isEmpty else { return }
      var all = Array(observation.measurements)
      let index = victim % all.count
      switch way {
      case 0: all.remove(at: index)
      case 1: all[index].value = ExactDecimal(0)
      case 2: all[index].value = all[index].value.negated
      default: all[index].value = all[index].value.adding(step) ?? all[index].value
      }
      observation.measurements = all[...]
    }
  }

  private mutating func unit(_ report: inout Report) {
    guard let index = dice.pick(Array(report.measures.indices)) else { return }
    let code = dice.pick(["furlong", "mm", "kg", "s", "m/s"]) ?? "mm"
    report.measures[index].unitCode = code
    report.measures[index].unit = try? Unit(ucum: code)
  }

  private mutating func uncertainty(_ report: inout Report) {
    guard let index = dice.pick(Array(report.measures.indices)) else { return }
    report.measures[index].uncertainty =
      dice.chance(40) ? nil : ExactDecimal(coefficient: Int64(dice.below(30)), scale: 1)
  }

  private mutating func record(_ report: inout Report) {
    guard let index = dice.pick(report.series.indices.filter { report.series[$0].role != .test }) else {
      return
    }
    if dice.chance(30), report.series[index].observations.count > 1 {
      report.series[index].observations.removeLast()
      return
    }
    let step = ExactDecimal(coefficient: Int64(dice.below(80)) - 40, scale: 1)
    let isLost = dice.chance(25)
    guard let place = dice.pick(Array(report.series[index].observations.indices)) else { return }
    var all = Array(report.series[index].observations[place].measurements)
    guard let victim = dice.pick(Array(all.indices)) else { return }
    if isLost {
      all.remove(at: victim)
    } else {
      all[victim].value = all[victim].value.adding(step) ?? ExactDecimal(0)
    }
    report.series[index].observations[place].measurements = all[...]
  }

  private mutating func certificate(_ report: inout Report) {
    guard let index = dice.pick(Array(report.certificates.indices)) else { return }
    switch dice.below(6) {
    case 0: report.certificates.remove(at: index)
    case 1: report.certificates[index].body = "Another Office"
    case 2: report.certificates[index].component = dice.pick(standard.components.map(\.id))
    case 3:
      report.certificates[index].from = Day("2010-01-01") ?? report.testedFrom
      report.certificates[index].until = Day("2010-12-31")
    case 4: report.certificates[index].from = Day("2030-01-01") ?? report.testedFrom
    default: report.testedFrom = Day("2009-01-01") ?? report.testedFrom
    }
  }
}

/// One case: a definition and reports, the same for the same seed.
public struct GeneratedCase {
  public var standard: Standard
  public var acceptance: Acceptance?
  public var subject: SecondOpinion.Subject
  public var reports: [Report]

  public init(standard: Standard, seed: UInt64) {
    var dice = Dice(seed: seed)
    let shelf = standard
    self.standard = dice.chance(50) ? shelf : shelf.mutated(&dice)
    acceptance = dice.chance(50) ? nil : dice.pick([.simple, .guarded])
    let level = dice.pick(self.standard.levels)
    let kind = dice.pick(level?.kinds ?? []) ?? "kind"
    subject = SecondOpinion.Subject(
      designation: "M1", supplier: "acme", level: level?.id ?? "level", kind: kind)
    var filler = Filler(
      standard: self.standard, level: subject.level, kind: kind, dice: Dice(seed: dice.next()))
    var report = filler.fill()
    var damage = Damage(standard: self.standard, dice: Dice(seed: dice.next()))
    for _ in 0..<(dice.pick([0, 1, 1, 2, 3, 5]) ?? 0) { damage.damage(&report) }
    reports = [report]
    if dice.chance(6) {
      // Another report about the same specimens, such as a correction, with faults of its own.
      var again = report
      again.id = "R2"
      if dice.chance(60) { damage.damage(&again) }
      if dice.chance(40) {
        for index in again.series.indices where dice.chance(30) {
          for shot in again.series[index].observations.indices {
            again.series[index].observations[shot].number += 1
          }
        }
      }
      reports.append(again)
    } else if dice.chance(12) {
      // Half of the evidence in a second report, which has the records that it names and its own uncertainties.
      var second = report
      second.id = "R2"
      let middle = report.series.count / 2
      reports[0].series = Array(report.series[..<middle])
      second.series =
        reports[0].series.filter { $0.role != .test } + report.series[middle...]
      for index in second.measures.indices where dice.chance(30) {
        second.measures[index].uncertainty = ExactDecimal(coefficient: Int64(dice.below(20)), scale: 1)
      }
      switch dice.below(6) {
      case 0: second.standard = "ANOTHER"
      case 1: second.model.level = "another"
      case 2: second.model.designation = "M2"
      case 3: second.testedTo = Day("2025-01-01") ?? second.testedTo
      default: break
      }
      reports.append(second)
    }
    switch dice.below(60) {
    case 0: reports = []
    case 1: reports[0].standard = "ANOTHER"
    case 2: reports[0].model.kind = "another"
    case 3: subject.kind = "another"
    case 4: subject.level = "another"
    default: break
    }
  }
}

extension Standard {
  /// The definition with a few small changes; what it says stays readable.
  func mutated(_ dice: inout Dice) -> Standard {
    var standard = self
    for _ in 0..<(1 + dice.below(2)) {
      guard !standard.requirements.isEmpty else { return standard }
      let index = dice.below(standard.requirements.count)
      switch dice.below(9) {
      case 0:
        guard !standard.plan.isEmpty else { continue }
        standard.plan[dice.below(standard.plan.count)].areCountsKnown.toggle()
      case 1: standard.requirements[index].selection.fairOnly.toggle()
      case 2:
        guard !standard.requirements[index].rule.refersToReference else { continue }
        let keys: [GroupingKey] = [.threat, .condition, .size, .component, .region, .subject, .specimen]
        guard !standard.requirements[index].grouping.contains(.record),
          !standard.requirements[index].rule.isTimed, let key = dice.pick(keys),
          !standard.requirements[index].grouping.contains(key)
        else { continue }
        standard.requirements[index].grouping.append(key)
      case 3:
        standard.requirements[index].subject =
          standard.requirements[index].subject == .equipment ? .evidence : .equipment
      case 4:
        let other = dice.below(standard.requirements.count)
        guard standard.requirements[other].selection.method == standard.requirements[index].selection.method,
          !standard.requirements[other].rule.refersToReference
        else { continue }
        let rules = [standard.requirements[index].rule, standard.requirements[other].rule]
        standard.requirements[index].rule = dice.chance(50) ? .anyOf(rules) : .allOf(rules)
      case 5:
        guard !standard.plan.isEmpty else { continue }
        standard.plan.remove(at: dice.below(standard.plan.count))
      case 6:
        guard !standard.methods.isEmpty else { continue }
        let method = dice.below(standard.methods.count)
        guard !standard.methods[method].fairHit.isEmpty else { continue }
        let rule = dice.below(standard.methods[method].fairHit.count)
        if dice.chance(50) {
          standard.methods[method].fairHit[rule].isDeclarable = true
        } else {
          standard.methods[method].fairHit.remove(at: rule)
        }
      case 7:
        guard let amendment = dice.pick(standard.amendments) else { continue }
        standard.requirements[index].inForce = dice.chance(50) ? .since(amendment.id) : .until(amendment.id)
      default:
        guard !standard.levels.isEmpty, !standard.requirements.contains(where: \.rule.refersToReference)
        else {
          continue
        }
        let level = dice.below(standard.levels.count)
        guard case .listed(var threats) = standard.levels[level].threats, threats.count > 1 else { continue }
        threats.removeLast()
        standard.levels[level].threats = .listed(threats)
      }
    }
    return standard
  }
}

extension InForce {
  fileprivate static func since(_ id: String) -> InForce {
    var part = InForce.always
    part.since = id
    return part
  }

  fileprivate static func until(_ id: String) -> InForce {
    var part = InForce.always
    part.until = id
    return part
  }
}

extension Rule {
  /// Whether it reads a run of readings, which must stay together.
  fileprivate var isTimed: Bool {
    switch self {
    case .cumulative, .breakthrough: true
    case .allOf(let rules), .anyOf(let rules): rules.contains(where: \.isTimed)
    default: false
    }
  }
}
