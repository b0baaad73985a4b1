import Conformity

extension Texts {
  /// What one occasion of testing says about a requirement, and what it counts for.
  static func occasion(_ occasion: OccasionResult, of determination: Determination) -> String {
    let numbers = occasion.reports.filter(determination.reports.indices.contains)
      .map { determination.reports[$0].id }.joined(separator: ", ")
    let kind =
      switch occasion.kind {
      case .initial: "First evidence"
      case .retest: "Retest"
      case .followUp: "Follow-up"
      }
    let named = numbers.isEmpty ? kind : "\(kind) (\(numbers))"
    return "\(named), by itself: \(outcome(occasion.outcome).lowercased()). \(occasion.note)"
  }
}
