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

  /// Makes one observation as bad as can be.
  mutating func spoil(_ report: inout Report) {
    let tests = report.series.indices.filter { report.series[$0].role == .test }
    guard let index = dice.pick(tests),
      let place = dice.pick(Array(report.series[index].observations.indices))
    else { return }
    let method = report.series[index].method
    if let worst = standard.method(method)?.outcomes.last?.id {
      report.series[index].observations[place].outcome = worst
    }
    var all = Array(report.series[index].observations[place].measurements)
    guard dice.chance(50), let victim = dice.pick(Array(all.indices)) else { return }
    all[victim].value = all[victim].value.adding(ExactDecimal(100)) ?? all[victim].value
    report.series[index].observations[place].measurements = all[...]
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
