import Quantities
import Standards

/// The words in which a plan is told, for people; numbers that nobody verified bear a mark.
public struct PlanWords: Sendable {
  let plan: TestPlan

  public init(_ plan: TestPlan) { self.plan = plan }

  /// Stands behind every number that was not verified against the standard's text.
  public static let mark = "†"
  public static let legend = "\(mark) not verified against the standard's text"
  /// Where a definition does not know a number.
  public static let unknown = "not known to the definition"

  private var standard: Standard { plan.standard }

  // MARK: - Numbers

  /// A figure with its unit, marked where it was not verified.
  public static func marked(_ figure: Figure) -> String {
    let text =
      figure.amount.unit == .one ? figure.amount.value.description : figure.amount.description
    return figure.isVerified ? text : text + mark
  }

  /// `1 shot`, `6 shots`.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(number == 1 ? noun : noun + "s")"
  }

  static func list(_ items: [String], _ word: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.last ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  // MARK: - Terms

  public func kind(_ id: String) -> String { standard.kinds.first { $0.id == id }?.title ?? id }
  public func condition(_ id: String) -> String { standard.condition(id)?.title ?? id }
  public func component(_ id: String) -> String { standard.component(id)?.title ?? id }
  public func region(_ id: String) -> String { standard.region(id)?.title ?? id }
  public func size(_ id: String) -> String { standard.sizes.first { $0.id == id }?.title ?? id }

  /// A threat's designation and mass.
  public func threat(_ threat: LevelThreat) -> String {
    if plan.areThreatsOpen { return "the purchaser's threat (yet to be declared)" }
    if let declared = plan.declaredThreats.first(where: { $0.id == threat.threat }) {
      return "\(declared.title), \(declared.mass)"
    }
    guard let known = standard.threat(threat.threat) else { return threat.threat }
    return known.mass.map { "\(known.title), \(PlanWords.marked($0))" } ?? known.title
  }

  /// The condition of a specimen.
  public func condition(of specimen: PlannedSpecimen, in line: PlannedLine) -> String {
    if let known = specimen.condition { return condition(known) }
    return line.conditions.isEmpty
      ? "" : "any condition (\(PlanWords.list(line.conditions.map { condition($0) }, "or")))"
  }

  /// The size class of a specimen.
  public func size(of specimen: PlannedSpecimen) -> String {
    specimen.size.map { size($0) } ?? (standard.sizes.isEmpty ? "" : "any size")
  }

  /// What narrows a line: component, region, size, condition, threat.
  public func scope(of line: PlannedLine) -> [String] {
    let entry = line.entry
    return [
      entry.component.map { component($0) }, entry.region.map { region($0) }, entry.size.map { size($0) },
      entry.condition.map { condition($0) }, line.threat.map { threat($0) },
    ].compactMap(\.self)
  }

  /// A line by its method and what narrows it.
  public func title(of line: PlannedLine) -> String {
    ([line.method.title] + scope(of: line)).joined(separator: " · ")
  }

  // MARK: - Counts

  /// How many specimens, subjects and observations a line asks for.
  public func counts(of line: PlannedLine) -> String {
    let noun = line.method.observation
    let each = line.series.first?.observations.count ?? 0
    let per =
      switch (line.specimens, line.subjects) {
      case (.absent, .absent): ""
      case (.absent, _): " by each subject"
      default: " on each specimen"
      }
    var parts = [
      count("specimens", line.specimens, planned: line.series.count, in: line),
      count("test subjects", line.subjects, planned: line.series.count, in: line),
      count("\(noun)s\(per)", line.observations, planned: each, in: line),
    ].compactMap(\.self)
    if let total = line.entry.total { parts.append("\(noun)s in all: \(PlanWords.marked(total))") }
    if !line.entry.areCountsKnown {
      parts.append("incomplete in the definition, so that no evidence fulfils this line yet")
    }
    return parts.joined(separator: "; ")
  }

  private func count(
    _ things: String, _ basis: PlannedLine.Basis, planned: Int, in line: PlannedLine
  ) -> String? {
    switch basis {
    case .stated(let figure): "\(things): \(PlanWords.marked(figure))"
    case .derived:
      "\(things): \(planned)\(line.entry.figures.allSatisfy(\.isVerified) ? "" : PlanWords.mark)"
    case .open: "\(things): number not known (planned: \(planned))"
    case .absent: nil
    }
  }

  // MARK: - How

  /// The reference and its window, a sentence for each condition.
  public func aims(of line: PlannedLine) -> [String] {
    if line.threat != nil, line.aims.isEmpty {
      if plan.areThreatsOpen { return ["reference as the purchaser declares it"] }
      return line.hasWindow ? ["reference \(PlanWords.unknown)"] : []
    }
    return line.aims.map { aim in
      let name = aim.quantity?.title ?? "reference"
      let place =
        line.conditions.count > 1
        ? aim.condition.map { " (\(condition($0).lowercased()) specimens)" } ?? "" : ""
      guard let tolerance = aim.tolerance else {
        return "reference \(name) \(PlanWords.marked(aim.reference))\(place); it is varied, within no window"
      }
      let window = aim.window.map { window in
        let unit = aim.reference.amount.unit
        let mark = aim.reference.isVerified && tolerance.isVerified ? "" : PlanWords.mark
        return ": \(window.low) to \(window.high.description(in: unit))\(mark)"
      }
      return
        "\(name) \(PlanWords.marked(aim.reference)) ± \(PlanWords.marked(tolerance))\(window ?? "")\(place)"
    }
  }

  /// Where the hits go.
  public func locations(of line: PlannedLine) -> [String] {
    line.locationRules.map { rule in
      var text = "\(rule.quantity.title) at least \(PlanWords.marked(rule.limit))"
      if rule.from > 1 { text += ", from \(line.method.observation) \(rule.from) on" }
      if line.threat?.role.isEmpty != false, !rule.roles.isEmpty {
        text += ", for a threat that is \(PlanWords.list(rule.roles, "or"))"
      }
      if rule.rule.isDeclarable { text += " (a supplier may have declared less)" }
      return text + " [\(rule.rule.clause)]"
    }
  }

  /// The other rules for a fair observation, as the definition tells them.
  public func rules(of line: PlannedLine) -> [String] {
    line.method.fairHit.compactMap { rule in
      switch rule.test {
      case .atLeast: return nil
      case .conditioned(_, let condition, let kind):
        guard kind == plan.kind, line.conditions.contains(condition) else { return nil }
      case .nearReference, .nearPlanned, .calibrated: break
      }
      return marked(rule.summary, rule.figures) + " [\(rule.clause)]"
    }
  }

  /// The planned angles of a series, such as `1 to 4 at 0°; 5 and 6 at 30° or 45°`.
  public func angles(of series: PlannedSeries) -> String? {
    var runs: [(first: Int, last: Int, angles: [Figure])] = []
    for one in series.observations where !one.angles.isEmpty {
      if let last = runs.last, last.angles == one.angles, last.last == one.number - 1 {
        runs[runs.count - 1].last = one.number
      } else {
        runs.append((one.number, one.number, one.angles))
      }
    }
    guard !runs.isEmpty else { return nil }
    return runs.map { run in
      let numbers =
        run.first == run.last
        ? "\(run.first)" : "\(run.first) \(run.last == run.first + 1 ? "and" : "to") \(run.last)"
      return "\(numbers) at \(PlanWords.angle(run.angles))"
    }.joined(separator: "; ")
  }

  /// `30° or 45°`.
  public static func angle(_ angles: [Figure]) -> String { list(angles.map(marked), "or") }

  // MARK: - What to measure

  /// The quantities of a method with their units.
  public func quantities(of method: TestMethod) -> String {
    method.quantities.map { quantity in
      let unit = quantity.unit.symbol
      let notes = [
        unit.isEmpty || unit == "1" ? nil : unit, quantity.isRequired ? nil : "where there is one",
      ]
      .compactMap(\.self)
      return notes.isEmpty ? quantity.title : "\(quantity.title) (\(notes.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }

  /// The outcomes of a method, one of which is recorded; nil where there are none.
  public func outcomes(of method: TestMethod) -> String? {
    method.outcomes.isEmpty ? nil : PlanWords.list(method.outcomes.map(\.title), "or")
  }

  // MARK: - Records

  /// What a record must meet, a line for each setting.
  public func settings(of record: PlannedRecord) -> [String] {
    let words = RuleWords(method: record.method)
    return record.requirements.flatMap { lines($0.rule, words) }
  }

  private func lines(_ rule: Rule, _ words: RuleWords) -> [String] {
    switch rule {
    case .allOf(let rules): return rules.flatMap { lines($0, words) }
    case .anyOf(let rules):
      return ["any of: " + rules.flatMap { lines($0, words) }.joined(separator: "; or ")]
    default: return [marked(rule.statement(words), rule.figures)]
    }
  }

  private func marked(_ sentence: String, _ figures: [Figure]) -> String {
    figures.allSatisfy(\.isVerified) ? sentence : sentence + " " + PlanWords.mark
  }

  /// Which specimens go through a conditioning.
  public func specimens(of record: PlannedRecord) -> String {
    record.conditions.isEmpty
      ? "all specimens"
      : "\(PlanWords.list(record.conditions.map { condition($0).lowercased() }, "and")) specimens"
  }
}
