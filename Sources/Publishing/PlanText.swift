import Conformity
import Planning
import Quantities
import Standards

/// A test plan as lines of text for a terminal.
public struct PlanText: Sendable {
  private let plan: TestPlan
  private let words: PlanWords
  private let reference: StandardReference
  private let rate: ExactDecimal?
  private let style: TextStyle

  /// - Parameter rate: shots an hour, from which the time follows; nil: no time is given.
  public init(
    _ plan: TestPlan, reference: StandardReference, rate: ExactDecimal? = nil, style: TextStyle = .plain
  ) {
    self.plan = plan
    words = PlanWords(plan)
    self.reference = reference
    self.rate = rate
    self.style = style
  }

  public var text: String {
    let lines = head + totals + conditioning + tests + checks
    return lines.map(DisplayWidth.printable).joined(separator: "\n") + "\n"
  }

  // MARK: - Parts

  private var head: [String] {
    let standard = plan.standard
    var lines = [
      style.bold(Texts.Plan.title(plan, words)), "\(standard.title), \(standard.edition)",
      "\(Texts.standing(of: reference.adoption)); SHA-256 \(reference.sha256)", PlanWords.legend,
    ]
    lines += Texts.Plan.cautions(plan, words)
    return lines
  }

  private var totals: [String] {
    let totals = plan.totals
    var lines = heading("totals")
    lines += Texts.Plan.totals(totals, rate: rate).map { "  \($0)" }
    lines += Texts.Plan.specimens(totals, words).map { "    \($0.count) × \($0.words)" }
    lines += Texts.Plan.observations(totals, plan, words).map { "    \($0.count) × \($0.words)" }
    return lines
  }

  private var conditioning: [String] {
    guard !plan.conditionings.isEmpty else { return [] }
    return heading("conditioning")
      + plan.conditionings.flatMap { record in
        [
          "  \(record.id)  \(record.method.title) (\(Texts.clause(record.method.clause))), \(words.specimens(of: record))"
        ]
          + details(of: record)
      }
  }

  private func details(of record: PlannedRecord) -> [String] {
    var lines = words.settings(of: record).map { "      \($0)" }
    if record.observations > 1 {
      lines.append("      \(PlanWords.count(record.observations, record.method.observation)) in each record")
    }
    lines.append("      record: \(words.quantities(of: record.method))")
    return lines
  }

  private var tests: [String] {
    guard !plan.lines.isEmpty else { return [] }
    return heading("tests") + plan.lines.enumerated().flatMap { index, line in test(line, number: index + 1) }
  }

  private func test(_ line: PlannedLine, number: Int) -> [String] {
    var lines = [
      style.bold("  \(number)  \(words.title(of: line))"),
      "      \(words.counts(of: line)) [\(line.entry.clause)]",
    ]
    if let calibrations = Texts.Plan.calibrations(of: line, words) { lines.append("      \(calibrations)") }
    lines += words.aims(of: line).map { "      aim: \($0)" }
    lines += words.locations(of: line).map { "      place: \($0)" }
    lines += words.rules(of: line).map { "      rule: \($0)" }
    let quantities = words.quantities(of: line.method)
    if !quantities.isEmpty { lines.append("      measure: \(quantities)") }
    if let outcomes = words.outcomes(of: line.method) { lines.append("      outcome: \(outcomes)") }
    return lines + Texts.Plan.series(of: line, words).map { "      do: \($0)" }
  }

  private var checks: [String] {
    var lines: [String] = []
    if !plan.checks.isEmpty {
      lines += heading("checks")
      for check in plan.checks {
        lines.append("  \(check.method.title) (\(Texts.clause(check.method.clause)))")
        lines += check.items.map { "      \($0.title)" }
        if check.items.isEmpty {
          let what = [words.quantities(of: check.method), words.outcomes(of: check.method)].compactMap(\.self)
          lines.append(
            "      \(Texts.Plan.unplanned): \(what.filter { !$0.isEmpty }.joined(separator: "; "))")
        }
      }
    }
    if !plan.certificates.isEmpty {
      lines += heading("certificates")
      lines += plan.certificates.map {
        "  \($0.rule.title), by \($0.rule.body) (\(Texts.clause($0.requirement.clause)))"
      }
    }
    return lines
  }

  private func heading(_ name: String) -> [String] { ["", style.bold(name.uppercased())] }
}
