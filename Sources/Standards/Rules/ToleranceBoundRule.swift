import XMLDocuments

/// The one-sided normal tolerance bound of the quantity is at most a limit.
///
/// The bound, which a proportion of all values does not exceed with the stated confidence, is mean + k ·
/// standard deviation, k from the noncentral t distribution; fewer than two values leave the rule
/// undetermined.
public struct ToleranceBoundRule: Sendable, Hashable {
  public var quantity: String
  /// The proportion covered, as a dimensionless number or in percent.
  public var coverage: Figure
  public var confidence: Figure
  public var limit: Figure
}

extension ToleranceBoundRule {
  func statement(_ words: RuleWords) -> String {
    "with \(confidence.percentText) confidence, \(coverage.percentText) of all values of \(words.title(of: quantity)) "
      + "are at most \(limit.amount) (one-sided normal tolerance bound)"
  }
}

extension ToleranceBoundRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let coverage = reading.probability(element.child("coverage"))
    let confidence = reading.probability(element.child("confidence"))
    let limit = reading.figure(element.child("limit"), as: quantity.measure)
    guard let coverage, let confidence, let limit else { return nil }
    self.init(quantity: quantity.id, coverage: coverage, confidence: confidence, limit: limit)
  }
}
