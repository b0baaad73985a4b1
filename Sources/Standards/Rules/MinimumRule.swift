import XMLDocuments

/// The smallest value of the quantity among the selected observations holds the bound.
public struct MinimumRule: Sendable, Hashable {
  public var quantity: String
  public var bound: Bound
}

extension MinimumRule {
  func statement(_ words: RuleWords) -> String {
    "smallest \(words.title(of: quantity)) \(words.bound(bound, of: quantity))"
  }
}

extension MinimumRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    guard let bound = Bound(in: element, as: quantity.measure, &reading) else { return nil }
    self.init(quantity: quantity.id, bound: bound)
  }
}
