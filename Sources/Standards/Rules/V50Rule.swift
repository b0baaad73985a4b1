import Quantities
import XMLDocuments

/// The mean velocity of equally many of the fastest stops and the slowest perforations, within a spread, holds the
/// bound (MIL-STD-662F).
///
/// Of several pairs of count and spread, the first that the shots allow is used; shots that allow none leave the
/// rule undetermined.
public struct V50Rule: Sendable, Hashable {
  public var quantity: String
  /// The outcome that is a perforation.
  public var outcome: String
  public var pairs: [Pairs]
  public var bound: Bound

  /// So many stops and as many perforations within a spread.
  public struct Pairs: Sendable, Hashable {
    public var count: Figure
    public var spread: Figure
  }
}

extension V50Rule {
  func statement(_ words: RuleWords) -> String {
    let pairs = pairs.map { "\($0.count.amount.value) of each within \($0.spread.amount)" }.joined(
      separator: " or ")
    return "V50 (\(pairs)) \(words.bound(bound, of: quantity))"
  }
}

extension V50Rule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let outcome = reading.outcome(of: element, method: method)
    let pairs = element.children("pairs").compactMap { Pairs($0, as: quantity.measure, &reading) }
    guard let bound = Bound(in: element, as: quantity.measure, &reading), let outcome else { return nil }
    self.init(quantity: quantity.id, outcome: outcome, pairs: pairs, bound: bound)
  }
}

extension V50Rule.Pairs {
  fileprivate init?(_ element: DocumentElement, as measure: Measure, _ reading: inout DefinitionReading) {
    let count = reading.figure(element.child("count"), as: .count)
    let spread = reading.tolerance(element.child("spread"), as: measure)
    guard let count, let spread else { return nil }
    self.init(count: count, spread: spread)
  }
}
