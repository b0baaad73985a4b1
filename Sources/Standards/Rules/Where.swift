import XMLDocuments

/// A condition that narrows the observations a rule looks at.
public struct Where: Sendable, Hashable {
  public var quantity: String
  public var bound: Bound
}

extension Where {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    guard let bound = Bound(in: element, as: quantity.measure, &reading) else { return nil }
    self.init(quantity: quantity.id, bound: bound)
  }
}
