import XMLDocuments

/// The arithmetic mean of the quantity over the selected observations, computed exactly, holds the bound.
///
/// An observation without a value leaves the rule undetermined.
public struct MeanRule: Sendable, Hashable {
  public var quantity: String
  public var bound: Bound
}

extension MeanRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    guard let bound = Bound(in: element, as: quantity.measure, &reading) else { return nil }
    self.init(quantity: quantity.id, bound: bound)
  }
}
