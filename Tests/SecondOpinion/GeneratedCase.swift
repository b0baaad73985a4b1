import Evidence
import Foundation
import Quantities
import Standards

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
    let whole = report
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
    if dice.chance(30), !reports.isEmpty { testAgain(whole, &damage, &dice) }
  }

  /// Adds reports of later sittings, and has the definition let retests decide here and there.
  ///
  /// - Parameter whole: the first report as it would be without any fault.
  private mutating func testAgain(_ whole: Report, _ damage: inout Damage, _ dice: inout Dice) {
    for index in standard.requirements.indices where dice.chance(60) {
      standard.requirements[index].retest = .init(clause: "1", isVerified: true, source: "text")
    }
    // Something for retests to make good.
    if dice.chance(60) {
      if dice.chance(70), reports.count == 1 {
        (reports[0].series, reports[0].specimens) = (whole.series, whole.specimens)
        reports[0].measures = whole.measures
      }
      damage.spoil(&reports[0])
    }
    let first = reports[0]
    for number in 0..<(1 + dice.below(3)) {
      var filler = Filler(
        standard: standard, level: subject.level, kind: subject.kind, dice: Dice(seed: dice.next()))
      var report = dice.pick([whole, whole, whole, filler.fill(), first]) ?? whole
      report.id = "L\(number)"
      report.declaredThreats = dice.chance(90) ? first.declaredThreats : report.declaredThreats
      if dice.chance(80) { (report.testedFrom, report.testedTo) = (first.testedTo, first.testedTo) }
      if dice.chance(88) {
        for index in report.specimens.indices { report.specimens[index].serial += "-\(report.id)" }
      }
      let methods = Set(report.series.filter { $0.role == .test }.map(\.method)).sorted()
      let repeated = dice.chance(60) ? methods : methods.filter { _ in dice.chance(50) }
      if dice.chance(50) { report.series.removeAll { $0.role == .test && !repeated.contains($0.method) } }
      report.occasion =
        dice.chance(20)
        ? .followUp(reason: "Inspection")
        : .retest(
          Retest(
            report: dice.chance(70) ? first.id : dice.pick(reports + [report])?.id ?? "R9",
            laboratory: dice.chance(10) ? dice.pick(["lab", "other"]) : nil, reason: "Wrong clay",
            tests: repeated.map {
              Retest.Test(method: $0, threat: dice.chance(15) ? dice.pick(standard.threats.map(\.id)) : nil)
            }, line: 1))
      for _ in 0..<(dice.pick([0, 0, 0, 1, 2]) ?? 0) { damage.damage(&report) }
      // The order in which documents arrive says nothing.
      reports.insert(report, at: dice.chance(80) ? reports.count : 0)
    }
  }
}
