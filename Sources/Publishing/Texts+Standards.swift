/// The words in which a definition is told: rules, plan, methods.
extension Texts {
  static let observation = "observation"

  enum Rule {
    static let reference = "the reference velocity"

    static func every(_ noun: String, _ filter: String?, _ quantity: String, _ bound: String) -> String {
      "Every \(noun)\(with(filter)): \(quantity) \(bound)"
    }

    static func none(_ noun: String, _ filter: String?, _ outcome: String) -> String {
      "No \(noun)\(with(filter)): \(outcome)"
    }

    static func count(_ noun: String, _ outcome: String?, _ bound: String) -> String {
      "Number of \(noun)s\(outcome.map { " with \($0)" } ?? "") \(bound)"
    }

    static func smallest(_ quantity: String, _ bound: String) -> String { "Smallest \(quantity) \(bound)" }
    static func largest(_ quantity: String, _ bound: String) -> String { "Largest \(quantity) \(bound)" }
    static func mean(_ quantity: String, _ bound: String) -> String { "Mean \(quantity) \(bound)" }

    static func toleranceBound(
      _ quantity: String, coverage: String, confidence: String, limit: String
    ) -> String {
      "With a confidence of \(confidence), a proportion of \(coverage) of \(quantity) is at most \(limit) "
        + "(one-sided normal tolerance bound)"
    }

    static func fittedProbability(of outcome: String, at place: String, below: String) -> String {
      "Probability of \(outcome) at \(place), by a fitted logistic curve, below \(below)"
    }

    static func evidencePresent(_ title: String, _ outcome: String) -> String { "\(title): \(outcome)" }
    static func within(_ nominal: String, _ tolerance: String) -> String {
      "within \(nominal) ± \(tolerance)"
    }
    static func between(_ low: String, _ high: String) -> String { "from \(low) to \(high)" }

    private static func with(_ filter: String?) -> String { filter.map { " with \($0)" } ?? "" }
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

  static func selection(method: String, condition: String?, size: String?, role: String?, fairOnly: Bool)
    -> String
  {
    var text = "Looks at \(fairOnly ? "fair observations" : "all observations") of: \(method)"
    let narrowed = [condition, size, role.map { "\($0) threat" }].compactMap { $0 }
    if !narrowed.isEmpty { text += " (\(narrowed.joined(separator: ", ")))" }
    return text + "."
  }

  static func grouping(_ keys: [String]) -> String {
    keys.isEmpty ? "" : "Judged on its own for each \(list(keys))."
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
    levels: [String], kinds: [String], condition: String?, size: String?, perThreat: Bool
  ) -> String {
    var parts = [scope(levels: levels, kinds: kinds)]
    if let condition { parts.append(condition) }
    if let size { parts.append("size \(size)") }
    if perThreat { parts.append("for each threat") }
    return parts.joined(separator: separator)
  }

  static func angles(_ angles: [String]) -> String { "at \(list(angles, "or"))" }

  static func coverage(verified: Int, total: Int) -> String {
    "\(grouped(verified)) of \(count(total, "figure", "figures")) verified"
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
