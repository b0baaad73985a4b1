import Planning
import Standards

extension StandIns {
  /// What laboratories usually test.
  public static let usual = StandIns(
    subjects: 3,
    specimens: { entry, standard in
      max(entry.condition == nil ? standard.conditions.count : 1, entry.total == nil ? 2 : 1)
    },
    observations: usualCount)

  /// How many observations a rule usually asks for.
  private static let usualCount: @Sendable (Rule) -> Int = { rule in
    switch rule {
    case .fittedProbability: 12
    case .v50(let rule): 2 * ((rule.pairs.last?.count.wholeNumber ?? 5) + 2)
    case .cumulative, .breakthrough: 4
    case .allOf(let rules), .anyOf(let rules): rules.map { usualCount($0) }.max() ?? 1
    case .evidencePresent, .certificate: 1
    default: 3
    }
  }
}
