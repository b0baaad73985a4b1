import Quantities
import Standards

/// What a rule demands, in words and figures, from the definition alone: nothing measured can be in it.
struct Demand {
  var statement: String
  var figures: [Figure]
  var children: [Demand] = []

  init(_ rule: Rule, method: TestMethod?) {
    let words = Words(method: method)
    figures = rule.figures
    switch rule {
    case .every(let rule):
      statement = Texts.Rule.every(
        words.noun, words.filter(rule.filter), words.title(rule.quantity), words.bound(rule.bound))
    case .none(let rule):
      statement = Texts.Rule.none(words.noun, words.filter(rule.filter), words.outcome(rule.outcome))
    case .count(let rule):
      statement = Texts.Rule.count(words.noun, rule.outcome.map(words.outcome), words.bound(rule.bound))
    case .minimum(let rule):
      statement = Texts.Rule.smallest(words.title(rule.quantity), words.bound(rule.bound))
    case .maximum(let rule):
      statement = Texts.Rule.largest(words.title(rule.quantity), words.bound(rule.bound))
    case .mean(let rule):
      statement = Texts.Rule.mean(words.title(rule.quantity), words.bound(rule.bound))
    case .toleranceBound(let rule):
      statement = Texts.Rule.toleranceBound(
        words.title(rule.quantity), coverage: rule.coverage.amount.description,
        confidence: rule.confidence.amount.description, limit: rule.limit.amount.description)
    case .fittedProbability(let rule):
      let place =
        if case .figure(let figure) = rule.at { figure.amount.description } else { Texts.Rule.reference }
      statement = Texts.Rule.fittedProbability(
        of: words.outcome(rule.outcome), at: place, below: rule.below.amount.description)
    case .evidencePresent(let rule):
      statement = Texts.Rule.evidencePresent(rule.title, words.outcome(rule.outcome))
    case .allOf(let rules):
      statement = Texts.combination("all of") ?? ""
      figures = []
      children = rules.map { Demand($0, method: method) }
    case .anyOf(let rules):
      statement = Texts.combination("any of") ?? ""
      figures = []
      children = rules.map { Demand($0, method: method) }
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

/// The words of a test method, and those for bounds.
private struct Words {
  let method: TestMethod?

  var noun: String { method?.observation ?? Texts.observation }

  func title(_ quantity: String) -> String { method?.quantity(quantity)?.title ?? quantity }

  func outcome(_ id: String) -> String { method?.outcomes.first { $0.id == id }?.title ?? id }

  func filter(_ filter: Where?) -> String? {
    filter.map { "\(title($0.quantity)) \(bound($0.bound))" }
  }

  func bound(_ bound: Bound) -> String {
    switch bound {
    case .limit(let comparison, .figure(let figure)): "\(comparison.words) \(figure.amount)"
    case .limit(let comparison, .reference): "\(comparison.words) \(Texts.Rule.reference)"
    case .within(let nominal, let tolerance):
      Texts.Rule.within("\(nominal.amount.value)", "\(tolerance.amount)")
    case .between(let low, let high): Texts.Rule.between("\(low.amount)", "\(high.amount)")
    }
  }
}
