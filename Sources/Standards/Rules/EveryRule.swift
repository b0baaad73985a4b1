import XMLDocuments

/// Every selected observation carries the quantity and holds the bound.
///
/// One value outside the bound is a violation; an observation without a value leaves the rule undetermined.
public struct EveryRule: Sendable, Hashable {
  public var quantity: String
  public var bound: Bound
  /// Only observations for which this holds are looked at.
  public var filter: Where?
}

extension EveryRule {
  func statement(_ words: RuleWords) -> String {
    "every \(words.noun)\(words.filter(filter)): \(words.title(of: quantity)) \(words.bound(bound, of: quantity))"
  }
}

extension EveryRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let filter = element.child("where").flatMap { Where($0, method: method, &reading) }
    guard let bound = Bound(in: element, as: quantity.measure, &reading) else { return nil }
    self.init(quantity: quantity.id, bound: bound, filter: filter)
  }
}
