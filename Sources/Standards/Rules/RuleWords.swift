import Quantities

/// The words in which rules are told: those of a test method, and the reference where it is known.
public struct RuleWords: Sendable {
  /// The method whose words are used; nil where the definition lacks it.
  public let method: TestMethod?
  /// The reference of the threat and condition at hand; nil where a rule is told in general.
  public let reference: Figure?

  public init(method: TestMethod?, reference: Figure? = nil) {
    self.method = method
    self.reference = reference
  }

  /// What one observation is called.
  public var noun: String { method?.observation ?? "observation" }

  /// What a quantity is called.
  public func title(of quantity: String) -> String { method?.quantity(quantity)?.title ?? quantity }

  /// What an outcome is called.
  public func title(ofOutcome id: String) -> String { method?.outcomes.first { $0.id == id }?.title ?? id }

  /// A bound, such as `at most 44 mm` or `at most the reference velocity of 373 m/s`.
  func bound(_ bound: Bound, of quantity: String) -> String {
    switch bound {
    case .limit(let comparison, .figure(let figure)): "\(comparison.words) \(figure.amount)"
    case .limit(let comparison, .reference): "\(comparison.words) \(referenceWords(of: quantity))"
    case .within(let nominal, let tolerance): "within \(nominal.amount.value) ± \(tolerance.amount)"
    case .between(let low, let high): "from \(low.amount) to \(high.amount)"
    case .unknown(let limit): "\(limit.comparison.words) a limit that is not known"
    }
  }

  /// The reference, such as `the reference velocity of 373 m/s`.
  func referenceWords(of quantity: String) -> String {
    let name = "the reference \(title(of: quantity))"
    return reference.map { "\(name) of \($0.amount)" } ?? name
  }

  /// A filter, such as ` with velocity at most 373 m/s`; empty where there is none.
  func filter(_ filter: Where?) -> String {
    guard let filter else { return "" }
    return " with \(title(of: filter.quantity)) \(bound(filter.bound, of: filter.quantity))"
  }
}

extension Rule {
  /// What the rule demands, in one line that begins in lower case; combinations are named `all of` and `any of`.
  public func statement(_ words: RuleWords) -> String {
    switch self {
    case .every(let rule): rule.statement(words)
    case .none(let rule): rule.statement(words)
    case .count(let rule): rule.statement(words)
    case .minimum(let rule): rule.statement(words)
    case .maximum(let rule): rule.statement(words)
    case .mean(let rule): rule.statement(words)
    case .toleranceBound(let rule): rule.statement(words)
    case .fittedProbability(let rule): rule.statement(words)
    case .requiredOutcome(let rule): rule.statement(words)
    case .rating(let rule): rule.statement(words)
    case .percentageOfControl(let rule): rule.statement(words)
    case .protectionFactor(let rule): rule.statement(words)
    case .cumulative(let rule): rule.statement(words)
    case .breakthrough(let rule): rule.statement(words)
    case .peakWithDuration(let rule): rule.statement(words)
    case .v50(let rule): rule.statement(words)
    case .certificate(let rule): rule.statement(words)
    case .evidencePresent(let rule): rule.statement(words)
    case .allOf: "all of"
    case .anyOf: "any of"
    }
  }
}
