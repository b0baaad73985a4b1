import Quantities
import XMLDocuments

/// The time of the first reading at which a quantity reaches the threshold holds the bound.
///
/// A breakthrough that is too early is a violation, whatever other readings lack. Readings that end without a
/// breakthrough show that it is later than the last of them: enough where they go on as long as the bound asks for,
/// undetermined otherwise.
public struct BreakthroughRule: Sendable, Hashable {
  public var quantity: String
  /// The time of the reading since the beginning.
  public var time: String
  public var threshold: Figure
  /// What the time is held against.
  public var bound: Bound
}

extension BreakthroughRule {
  func statement(_ words: RuleWords) -> String {
    "time until \(words.title(of: quantity)) reaches \(threshold.amount) \(words.bound(bound, of: time))"
  }
}

extension BreakthroughRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let time = reading.quantity("time", of: element, method: method)
    reading.expect(.time, of: time.measure, at: element)
    let threshold = reading.figure(element.child("threshold"), as: quantity.measure)
    guard let bound = Bound(in: element, as: time.measure, &reading), let threshold else { return nil }
    self.init(quantity: quantity.id, time: time.id, threshold: threshold, bound: bound)
  }
}
