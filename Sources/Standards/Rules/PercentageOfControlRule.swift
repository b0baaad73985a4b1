import Quantities
import XMLDocuments

/// The mean over the test subjects of each one's value, in percent of the same subject's control value, holds the
/// bound.
///
/// A subject without a control value, or with one of zero, leaves the rule undetermined.
public struct PercentageOfControlRule: Sendable, Hashable {
  public var quantity: String
  /// The test method of the control, which carries the same quantity.
  public var control: String
  public var bound: Bound
}

extension PercentageOfControlRule {
  func statement(_ words: RuleWords) -> String {
    "mean over the subjects of \(words.title(of: quantity)) in percent of the control \(words.bound(bound, of: quantity))"
  }
}

extension PercentageOfControlRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let control = reading.reference(.method, "control", of: element)
    guard let bound = Bound(in: element, as: .like(.percent), &reading), let control else { return nil }
    self.init(quantity: quantity.id, control: control, bound: bound)
  }
}
