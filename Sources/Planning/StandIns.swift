import Standards

/// How much is planned where the definition does not say: a plan that somebody works by asks for one of each at least.
public struct StandIns: Sendable {
  public var subjects: Int
  /// The specimens of a line.
  public var specimens: @Sendable (PlanEntry, Standard) -> Int
  /// The observations on a specimen, for a rule that looks at them.
  public var observations: @Sendable (Rule) -> Int

  public init(
    subjects: Int, specimens: @escaping @Sendable (PlanEntry, Standard) -> Int,
    observations: @escaping @Sendable (Rule) -> Int
  ) {
    self.subjects = subjects
    self.specimens = specimens
    self.observations = observations
  }

  /// The least that the judge can do anything with.
  public static let least = StandIns(subjects: 1, specimens: { _, _ in 1 }, observations: leastCount)

  /// How many observations a rule needs by its own figures.
  private static let leastCount: @Sendable (Rule) -> Int = { rule in
    switch rule {
    // As many stops as perforations.
    case .v50(let rule): 2 * (rule.pairs.compactMap(\.count.wholeNumber).min() ?? 1)
    case .count(let rule): rule.bound.leastCount ?? 1
    case .allOf(let rules): rules.map { leastCount($0) }.max() ?? 1
    case .anyOf(let rules): rules.map { leastCount($0) }.min() ?? 1
    default: 1
    }
  }
}

extension Bound {
  /// The least whole number that holds the bound; nil where it has no lower end.
  var leastCount: Int? {
    switch self {
    case .limit(.atLeast, .figure(let figure)): figure.wholeNumber
    case .limit(.above, .figure(let figure)): figure.wholeNumber.map { $0 + 1 }
    case .within(let nominal, let tolerance):
      nominal.wholeNumber.flatMap { nominal in tolerance.wholeNumber.map { nominal - $0 } }
    case .between(let low, _): low.wholeNumber
    case .limit, .unknown: nil
    }
  }
}
