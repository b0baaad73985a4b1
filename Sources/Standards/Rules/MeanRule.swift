import XMLDocuments

/// The arithmetic mean of the quantity over the selected observations, computed exactly, holds the bound.
///
/// An observation without a value leaves the rule undetermined; so does a plan that is not fulfilled.
public struct MeanRule: Sendable, Hashable {
  public var quantity: String
  public var bound: Bound
  public var over = Over.observations

  /// What counts once in the mean.
  public enum Over: String, Sendable, Hashable {
    case observations
    /// Each specimen, by the mean of its own observations.
    case specimens
    /// Each test subject, by the mean of its own observations.
    case subjects
  }
}

extension MeanRule {
  func statement(_ words: RuleWords) -> String {
    let over = over == .observations ? "" : " over the \(over.rawValue)"
    return "mean \(words.title(of: quantity))\(over) \(words.bound(bound, of: quantity))"
  }
}

extension MeanRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    guard let bound = Bound(in: element, as: quantity.measure, &reading) else { return nil }
    self.init(
      quantity: quantity.id, bound: bound,
      over: element["over"].flatMap(Over.init(rawValue:)) ?? .observations)
  }
}
