import XMLDocuments

/// Every selected observation is rated at a step of the method's scale or at a better one.
///
/// One observation rated worse is a violation; one without a rating leaves the rule undetermined.
public struct RatingRule: Sendable, Hashable {
  /// The worst outcome of the scale that is good enough.
  public var atLeast: String
}

extension RatingRule {
  func statement(_ words: RuleWords) -> String {
    "every \(words.noun) rated at least \(words.title(ofOutcome: atLeast))"
  }
}

extension RatingRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    guard let step = reading.outcome("at-least", of: element, method: method) else { return nil }
    if let method, !method.isScale {
      reading.report.error(
        .standardScaleMissing, at: element.position,
        "The outcomes of the method \(method.id) are no scale, so that none of them is better than another.",
        found: "no scale", expected: "scale=\"yes\" on its outcomes, from the best to the worst")
    }
    self.init(atLeast: step)
  }
}
