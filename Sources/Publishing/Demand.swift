import Quantities
import Standards

/// What a rule demands, in words and figures, from the definition alone: nothing measured can be in it.
struct Demand {
  var statement: String
  var figures: [Figure]
  /// Limits that the definition does not know.
  var unknown: [UnknownLimit] = []
  var children: [Demand] = []

  init(_ rule: Rule, method: TestMethod?) {
    let words = RuleWords(method: method)
    statement = (Texts.combination(rule.statement(words)) ?? rule.statement(words)).capitalizedFirst
    switch rule {
    case .allOf(let rules), .anyOf(let rules):
      figures = []
      children = rules.map { Demand($0, method: method) }
    default:
      figures = rule.figures
      unknown = rule.unknownLimits
    }
  }

  /// The context of the template `demand`.
  ///
  /// - Parameter linked: Whether the page lists the standard's sources, so that figures can refer to them.
  func context(in standard: Standard, linked: Bool) -> Context {
    [
      "statement": statement,
      "hasFigures": !figures.isEmpty,
      "figures": figures.map { $0.context(in: standard, linked: linked) },
      "unknown": unknown.map { Texts.unknownLimit(clause: $0.clause) },
      "hasChildren": !children.isEmpty,
      "children": children.map { $0.context(in: standard, linked: linked) },
    ]
  }
}

extension Figure {
  /// The context of the template `figure`.
  func context(in standard: Standard, linked: Bool) -> Context {
    let number = standard.sources.firstIndex { $0.id == source }.map { $0 + 1 }
    return Publishing.context([
      "value": amount.description,
      "clause": Texts.clause(clause),
      "verified": isVerified,
      "source": linked ? number : nil,
    ])
  }
}
