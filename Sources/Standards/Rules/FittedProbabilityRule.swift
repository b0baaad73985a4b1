import XMLDocuments

/// The probability of an outcome, by a logistic curve fitted over the quantity, is below a limit.
///
/// Data to which no curve can be fitted, such as separated stops and perforations, leave the rule
/// undetermined.
public struct FittedProbabilityRule: Sendable, Hashable {
  public var quantity: String
  public var outcome: String
  /// Where on the curve: a figure, or the reference velocity.
  public var at: Bound.Limit
  public var below: Figure
}

extension FittedProbabilityRule {
  func statement(_ words: RuleWords) -> String {
    let place =
      if case .figure(let figure) = at { figure.amount.description } else {
        words.referenceWords(of: quantity)
      }
    return "fitted probability of \(words.title(ofOutcome: outcome)) at \(place) below \(below.percentText)"
  }
}

extension FittedProbabilityRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let outcome = reading.outcome(of: element, method: method)
    let below = reading.probability(element.child("below"))
    var at: Bound.Limit?
    if let place = element.child("at-reference-velocity") {
      reading.expectReference(of: quantity.measure, at: place)
      at = .reference
    } else {
      at = reading.figure(element.child("at"), as: quantity.measure).map(Bound.Limit.figure)
    }
    guard let outcome, let at, let below else { return nil }
    self.init(quantity: quantity.id, outcome: outcome, at: at, below: below)
  }
}
