import Conformity
import Standards

/// The words in which a definition is told: rules, plan, methods.
extension Texts {
  static let observation = "observation"

  static func unknownLimit(clause: String) -> String { "limit not known, \(Texts.clause(clause))" }
  static func threatInRole(_ role: String) -> String { "\(role) threat" }
  static let unknownCounts = "numbers not known"
  static let anyCondition = "Any condition"
  static let componentsTitle = "Components"
  static let component = "Component"
  static let region = "Region"

  static func coverageDescription(_ title: String) -> String {
    "How much of each definition that \(title) judges by was read in a source."
  }

  static let coverageTitle = "What the definitions rest on"
  static let regionsTitle = "Regions of the body"

  static func tolerance(_ amount: String) -> String { "± \(amount)" }

  static func decisionRule(isGuarded: Bool, clause: String) -> String {
    (isGuarded
      ? "Guarded acceptance: each limit is tightened by the expanded uncertainty that the report states."
      : "Simple acceptance: values are compared as measured.") + " (\(Texts.clause(clause)))"
  }

  /// Where a requirement or a line of the plan applies.
  static func scope(levels: [String], kinds: [String]) -> String {
    var parts: [String] = []
    parts.append(levels.isEmpty ? "All levels" : (levels.count == 1 ? "Level " : "Levels ") + list(levels))
    if !kinds.isEmpty { parts.append(list(kinds)) }
    return parts.joined(separator: separator)
  }

  static func subject(isEvidence: Bool) -> String {
    isEvidence
      ? "About the evidence: a violation decides nothing about the equipment, and nothing is determined."
      : "About the equipment: a violation means that the requirement is not met."
  }

  static func selection(method: String, narrowed: [String], fairOnly: Bool) -> String {
    var text = "Looks at \(fairOnly ? "fair observations" : "all observations") of: \(method)"
    if !narrowed.isEmpty { text += " (\(narrowed.joined(separator: ", ")))" }
    return text + "."
  }

  static func grouping(_ keys: [String]) -> String {
    keys.isEmpty ? "" : "Judged on its own for each \(list(keys))."
  }

  /// That a retest decides after a requirement was not met.
  static func retestDecides(clause: String) -> String {
    "Where it is not met, a complete retest of what failed decides in its place (\(Texts.clause(clause)))."
  }

  static func method(
    noun: String, quantities: [(title: String, unit: String, isRequired: Bool)], outcomes: [String]
  ) -> String {
    var text = "Each \(noun) carries "
    let named = quantities.map { quantity in
      quantity.title
        + (quantity.unit.isEmpty ? "" : " in \(quantity.unit.hasPrefix("/") ? "1" : "")\(quantity.unit)")
        + (quantity.isRequired ? "" : " (where measured)")
    }
    text += named.isEmpty ? "no measured quantity" : list(named)
    return text + (outcomes.isEmpty ? "." : ", and one of these outcomes: \(list(outcomes, "or")).")
  }

  static func planScope(
    levels: [String], kinds: [String], narrowed: [String], perThreat: Bool
  ) -> String {
    var parts = [scope(levels: levels, kinds: kinds)] + narrowed
    if perThreat { parts.append("for each threat") }
    return parts.joined(separator: separator)
  }

  static func angles(_ angles: [String]) -> String { "at \(list(angles, "or"))" }

  static func coverage(verified: Int, total: Int, unknown: Int = 0) -> String {
    "\(grouped(verified)) of \(count(total, "figure", "figures")) verified"
      + (unknown > 0 ? ", \(grouped(unknown)) not known" : "")
  }

  static func supersession(_ id: String, since: String) -> String { "\(id), since \(since)" }

  static let conditionsTitle = "Conditions"
  static let sizesTitle = "Size classes"
  static let kindsTitle = "Kinds of equipment"

  static func source(kind: String) -> String {
    switch kind {
    case "text": "the standard's own text"
    case "secondary": "a document that quotes or summarises the standard"
    default: "recalled, with no document at hand"
    }
  }
}

// MARK: - What a determination was made by

extension Texts {
  static func acceptance(_ acceptance: Acceptance) -> String {
    switch acceptance {
    case .simple: "simple: values are compared as measured"
    case .guarded: "guarded: each limit is tightened by the uncertainty that the report states"
    }
  }

  static func amendment(_ amendment: AmendmentReference) -> String {
    "\(amendment.title), in force from \(amendment.effective)"
  }

  /// What the other way of acceptance would come to; nil where it is the same.
  static func otherwise(_ finding: Finding) -> String? {
    guard finding.otherwise != finding.outcome else { return nil }
    return "By \(other(finding.acceptance)) acceptance: \(outcome(finding.otherwise).lowercased())."
  }

  /// How many requirements the other way of acceptance would answer differently; nil where it answers all the same.
  static func otherwise(_ determination: Determination) -> String? {
    let count = determination.findings.count { $0.otherwise != $0.outcome }
    guard count > 0 else { return nil }
    return
      "By \(other(determination.acceptance)) acceptance, \(Texts.count(count, "requirement", "requirements")) "
      + "would be answered differently; the explanation says which."
  }

  private static func other(_ acceptance: Acceptance) -> String {
    (acceptance == .simple ? Acceptance.guarded : .simple).rawValue
  }
}
