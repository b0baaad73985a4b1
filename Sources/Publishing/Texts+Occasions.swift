import Conformity

extension Texts {
  /// What one occasion of testing says about a requirement, and what it counts for.
  static func occasion(_ occasion: OccasionResult, of determination: Determination) -> String {
    let numbers = occasion.reports.filter(determination.reports.indices.contains)
      .map { determination.reports[$0].id }.joined(separator: ", ")
    let kind =
      switch occasion.kind {
      case .initial: say("determination.occasion.initial")
      case .retest: say("determination.occasion.retest")
      case .followUp: say("determination.occasion.follow-up")
      }
    let named = numbers.isEmpty ? kind : "\(kind) (\(numbers))"
    return say(
      "determination.occasion.by-itself",
      ["occasion": named, "outcome": outcome(occasion.outcome).lowercased(), "note": occasion.note])
  }
}
