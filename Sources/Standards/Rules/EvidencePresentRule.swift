import XMLDocuments

/// A documented check of the named item exists and has the outcome.
///
/// A check with another outcome is a violation; without a check the rule is undetermined.
public struct EvidencePresentRule: Sendable, Hashable {
  public var item: String
  public var title: String
  public var outcome: String
}

extension EvidencePresentRule {
  func statement(_ words: RuleWords) -> String {
    "\(title): \(words.title(ofOutcome: outcome))"
  }
}

extension EvidencePresentRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let outcome = reading.outcome(of: element, method: method)
    let item = reading.text("item", of: element)
    let title = reading.text("title", of: element)
    guard let outcome else { return nil }
    self.init(item: item, title: title, outcome: outcome)
  }
}
