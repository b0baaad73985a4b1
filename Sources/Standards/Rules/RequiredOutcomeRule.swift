import XMLDocuments

/// Every selected observation has the outcome.
///
/// One observation with another outcome is a violation; one without any leaves the rule undetermined.
public struct RequiredOutcomeRule: Sendable, Hashable {
  public var outcome: String
}

extension RequiredOutcomeRule {
  func statement(_ words: RuleWords) -> String {
    "every \(words.noun): \(words.title(ofOutcome: outcome))"
  }
}

extension RequiredOutcomeRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    guard let outcome = reading.outcome(of: element, method: method) else { return nil }
    self.init(outcome: outcome)
  }
}
