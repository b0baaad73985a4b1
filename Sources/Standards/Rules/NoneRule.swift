import XMLDocuments

/// No selected observation has the outcome.
///
/// One observation with the outcome is a violation; one without any outcome leaves the rule undetermined.
public struct NoneRule: Sendable, Hashable {
  public var outcome: String
  /// Only observations for which this holds are looked at.
  public var filter: Where?
}

extension NoneRule {
  func statement(_ words: RuleWords) -> String {
    "no \(words.noun)\(words.filter(filter)): \(words.title(ofOutcome: outcome))"
  }
}

extension NoneRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let outcome = reading.outcome(of: element, method: method)
    let filter = element.child("where").flatMap { Where($0, method: method, &reading) }
    guard let outcome else { return nil }
    self.init(outcome: outcome, filter: filter)
  }
}
