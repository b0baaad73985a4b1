import Conformity
import Standards

/// The words in which a definition is told: rules, plan, methods.
extension Texts {
  static var observation: String { say("definition.observation") }

  static func unknownLimit(clause: String) -> String {
    say("definition.unknown-limit", ["clause": Texts.clause(clause)])
  }
  static func threatInRole(_ role: String) -> String { say("definition.threat-in-role", ["role": role]) }
  static var unknownCounts: String { say("definition.unknown-counts") }
  static var anyCondition: String { say("definition.any-condition") }
  static var componentsTitle: String { say("definition.components-title") }
  static var component: String { say("definition.component") }
  static var region: String { say("definition.region") }

  static func coverageDescription(_ title: String) -> String {
    say("definition.coverage-description", ["title": title])
  }

  static var coverageTitle: String { say("definition.coverage-title") }
  static var regionsTitle: String { say("definition.regions-title") }

  static func tolerance(_ amount: String) -> String { "± \(amount)" }

  static func decisionRule(isGuarded: Bool, clause: String) -> String {
    (isGuarded
      ? say("definition.decision-rule.guarded-acceptance-each-limit")
      : say("definition.decision-rule.simple-acceptance-values-are")) + " (\(Texts.clause(clause)))"
  }

  /// Where a requirement or a line of the plan applies.
  static func scope(levels: [String], kinds: [String]) -> String {
    var parts: [String] = []
    parts.append(
      levels.isEmpty
        ? say("definition.scope.all-levels")
        : levels.count == 1
          ? say("definition.scope.level", ["level": levels[0]])
          : say("definition.scope.levels", ["levels": list(levels)]))
    if !kinds.isEmpty { parts.append(list(kinds)) }
    return parts.joined(separator: separator)
  }

  static func subject(isEvidence: Bool) -> String {
    isEvidence
      ? say("definition.subject.about-the-evidence-a")
      : say("definition.subject.about-the-equipment-a")
  }

  static func selection(method: String, narrowed: [String], fairOnly: Bool) -> String {
    var text = say(
      "definition.selection",
      [
        "observations": fairOnly
          ? say("definition.selection.fair-observations") : say("definition.selection.all-observations"),
        "method": method,
      ])
    if !narrowed.isEmpty { text += " (\(narrowed.joined(separator: ", ")))" }
    return text + "."
  }

  static func grouping(_ keys: [String]) -> String {
    keys.isEmpty ? "" : say("definition.grouping", ["keys": list(keys)])
  }

  /// That a retest decides after a requirement was not met.
  static func retestDecides(clause: String) -> String {
    say("definition.retest-decides", ["clause": Texts.clause(clause)])
  }

  static func method(
    noun: String, quantities: [(title: String, unit: String, isRequired: Bool)], outcomes: [String]
  ) -> String {
    var text = say("definition.method.each-carries", ["noun": noun])
    let named = quantities.map { quantity in
      quantity.title
        + (quantity.unit.isEmpty
          ? ""
          : say(
            "definition.method.in",
            ["one": quantity.unit.hasPrefix("/") ? "1" : "", "unit": quantity.unit]))
        + (quantity.isRequired ? "" : say("definition.method.where-measured"))
    }
    text += named.isEmpty ? say("definition.method.no-measured-quantity") : list(named)
    return text
      + (outcomes.isEmpty
        ? "."
        : say("definition.method.and-one-of-these", ["outcomes": list(outcomes, say("word.or"))]))
  }

  static func planScope(
    levels: [String], kinds: [String], narrowed: [String], perThreat: Bool
  ) -> String {
    var parts = [scope(levels: levels, kinds: kinds)] + narrowed
    if perThreat { parts.append(say("definition.plan-scope")) }
    return parts.joined(separator: separator)
  }

  static func angles(_ angles: [String]) -> String {
    say("definition.angles", ["angles": list(angles, say("word.or"))])
  }

  static func coverage(verified: Int, total: Int, unknown: Int = 0) -> String {
    say(
      "definition.coverage.of-verified",
      ["verified": grouped(verified), "figures": count(total, "counted.figures")])
      + (unknown > 0 ? say("definition.coverage.not-known", ["unknown": grouped(unknown)]) : "")
  }

  static func supersession(_ id: String, since: String) -> String {
    say("definition.supersession", ["id": id, "since": since])
  }

  static var conditionsTitle: String { say("definition.conditions-title") }
  static var sizesTitle: String { say("definition.sizes-title") }
  static var kindsTitle: String { say("definition.kinds-title") }

  static func source(kind: String) -> String {
    switch kind {
    case "text": say("definition.source.text")
    case "secondary": say("definition.source.secondary")
    default: say("definition.source.other")
    }
  }
}

// MARK: - What a determination was made by

extension Texts {
  static func acceptance(_ acceptance: Acceptance) -> String {
    switch acceptance {
    case .simple: say("determination.acceptance.simple")
    case .guarded: say("determination.acceptance.guarded")
    }
  }

  static func amendment(_ amendment: AmendmentReference) -> String {
    say(
      "determination.amendment", ["amendment": amendment.title, "effective": amendment.effective.description])
  }

  /// What the other way of acceptance would come to; nil where it is the same.
  static func otherwise(_ finding: Finding) -> String? {
    guard finding.otherwise != finding.outcome else { return nil }
    return say(
      "determination.otherwise.by-acceptance",
      ["acceptance": other(finding.acceptance), "outcome": outcome(finding.otherwise).lowercased()])
  }

  /// How many requirements the other way of acceptance would answer differently; nil where it answers all the same.
  static func otherwise(_ determination: Determination) -> String? {
    let count = determination.findings.count { $0.otherwise != $0.outcome }
    guard count > 0 else { return nil }
    return
      say(
        "determination.otherwise.by-acceptance-would-be",
        [
          "acceptance": other(determination.acceptance),
          "requirements": Texts.count(count, "counted.requirements"),
        ])
  }

  private static func other(_ acceptance: Acceptance) -> String {
    acceptance == .simple
      ? say("determination.otherwise.guarded") : say("determination.otherwise.simple")
  }
}
