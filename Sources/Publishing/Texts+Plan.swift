import Planning
import Quantities
import Standards

// MARK: - Test plans

extension Texts {
  enum Plan {
    /// The caption of a table to write in.
    static var sheet: String { say("plan.sheet") }
    static var unplanned: String { say("plan.unplanned") }

    static func title(_ plan: TestPlan, _ words: PlanWords) -> String {
      [
        say("plan.title", ["standard": plan.standard.id]),
        Texts.level(plan.level.id, title: plan.level.title),
        words.kind(plan.kind),
      ]
      .joined(separator: Texts.separator)
    }

    /// What somebody who works by the plan has to know first.
    static func cautions(_ plan: TestPlan, _ words: PlanWords) -> [String] {
      let totals = plan.totals
      var cautions: [String] = []
      if totals.openLines > 0 {
        cautions.append(
          say("plan.cautions.of-the-plan-the", ["lines": Texts.count(totals.openLines, "counted.lines")]))
      }
      if plan.areThreatsOpen {
        cautions.append(say("plan.cautions.the-purchaser-has-yet"))
      }
      if plan.lines.isEmpty {
        cautions.append(say("plan.cautions.the-definition-has-no", ["unknown": PlanWords.unknown]))
      }
      for size in plan.lackingSizes {
        cautions.append(
          say("plan.cautions.the-plan-demands-size", ["size": words.size(size)]))
      }
      return cautions
    }

    /// The sums, a line each.
    static func totals(_ totals: PlanTotals, rate: ExactDecimal?) -> [String] {
      let least = totals.openLines > 0 ? say("plan.totals.at-least") : ""
      let mark = totals.restsOnUnverified ? PlanWords.mark : ""
      var lines = [
        say(
          "plan.totals.specimens",
          ["least": least, "specimenCount": String(totals.specimenCount), "mark": mark])
      ]
      lines.append(
        say(
          "plan.totals.observations",
          ["least": least, "observationCount": String(totals.observationCount), "mark": mark]))
      if totals.calibrations > 0 {
        lines.append(
          say(
            "plan.totals.calibrations-at-least-of",
            [
              "calibrations": String(totals.calibrations), "mark": mark,
              "calibrationObservations": String(totals.calibrationObservations),
            ])
        )
      }
      if totals.conditionings > 0 {
        lines.append(
          say("plan.totals.conditioning-runs-at-least", ["conditionings": String(totals.conditionings)]))
      }
      if let time = time(totals, rate: rate) { lines.append(time) }
      return lines
    }

    /// How long the shots take; nil without a rate or without shots.
    static func time(_ totals: PlanTotals, rate: ExactDecimal?) -> String? {
      guard let rate, totals.shotCount > 0 else { return nil }
      let hours = NumberFormat.fixed(totals.hours(at: rate), decimals: 1)
      return
        say(
          "plan.time",
          [
            "least": totals.openLines > 0 ? say("plan.time.at-least") : "", "hours": hours,
            "shots": Texts.count(totals.shotCount, "counted.shots"), "rate": rate.description,
          ])
    }

    static func specimens(_ totals: PlanTotals, _ words: PlanWords) -> [(count: Int, words: String)] {
      totals.specimens.map { group in
        let parts = [
          group.component.map { words.component($0) },
          group.size.map { say("plan.specimens.size", ["size": words.size($0).lowercased()]) },
          group.condition.map { words.condition($0).lowercased() },
        ].compactMap(\.self)
        return (
          group.count,
          parts.isEmpty
            ? say("plan.specimens.specimen")
            : say("plan.specimens.with", ["parts": parts.joined(separator: ", ")])
        )
      }
    }

    static func observations(_ totals: PlanTotals, _ plan: TestPlan, _ words: PlanWords)
      -> [(count: Int, words: String)]
    {
      totals.observations.map { group in
        let threat = group.threat.flatMap { id in plan.threats.first { $0.threat == id } }
        return (group.count, group.noun + (threat.map { ", \(words.threat($0))" } ?? ""))
      }
    }

    static func calibrations(of line: PlannedLine, _ words: PlanWords) -> String? {
      guard let first = line.calibrations.first else { return nil }
      let ids = line.calibrations.map(\.id).joined(separator: ", ")
      let count = PlanWords.count(first.observations, first.method.observation)
      return
        say(
          "plan.calibrations",
          [
            "ids": ids, "method": first.method.title, "count": count,
            "settings": words.settings(of: first).joined(separator: "; "),
          ])
    }

    /// What is done on specimens or by subjects, those that are alike together: `S1 to S4, Large, New: shots 1 to 4 at 0°`.
    static func series(of line: PlannedLine, _ words: PlanWords) -> [String] {
      var runs: [(first: PlannedSeries, last: PlannedSeries, words: String)] = []
      for series in line.series {
        let text = ([description(of: series, in: line, words)] + [order(of: series, in: line, words)])
          .filter { !$0.isEmpty }.joined(separator: ": ")
        if let last = runs.last, last.words == text {
          runs[runs.count - 1].last = series
        } else {
          runs.append((series, series, text))
        }
      }
      return runs.map { run in
        let ids = [run.first, run.last].map(id)
        let areNeighbours =
          line.series.firstIndex(of: run.first).map { $0 + 1 } == line.series.firstIndex(of: run.last)
        let name =
          ids[0] == ids[1]
          ? ids[0] : "\(ids[0]) \(areNeighbours ? say("plan.series.and") : say("plan.series.to")) \(ids[1])"
        return [name, run.words].filter { !$0.isEmpty }.joined(separator: ", ")
      }
    }

    /// The angles of the observations in their order, or how many there are.
    private static func order(of series: PlannedSeries, in line: PlannedLine, _ words: PlanWords) -> String {
      let noun = line.method.observation
      guard let angles = words.angles(of: series) else {
        return PlanWords.count(series.observations.count, noun)
      }
      return "\(series.observations.count == 1 ? noun : noun + "s") \(angles)"
    }

    private static func id(of series: PlannedSeries) -> String {
      series.specimen?.id ?? series.subject.map { say("plan.id", ["number": $0]) } ?? ""
    }

    private static func description(
      of series: PlannedSeries, in line: PlannedLine, _ words: PlanWords
    ) -> String {
      guard let specimen = series.specimen else { return "" }
      return [
        specimen.component.map { words.component($0) } ?? "", words.size(of: specimen),
        words.condition(of: specimen, in: line),
      ].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// `S1, Large, New`.
    static func name(of series: PlannedSeries, in line: PlannedLine, _ words: PlanWords) -> String {
      var parts = [id(of: series), description(of: series, in: line, words)]
      if series.specimen != nil, let subject = series.subject {
        parts.append(say("plan.name.subject", ["number": subject]))
      }
      parts = parts.filter { !$0.isEmpty }
      return parts.isEmpty ? say("plan.name.the-equipment") : parts.joined(separator: ", ")
    }
  }
}
