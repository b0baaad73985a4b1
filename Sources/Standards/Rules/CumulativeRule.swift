import Quantities
import XMLDocuments

/// The sum of a quantity over all readings of a period, such as what permeated in 60 minutes, holds the bound.
///
/// A sum that is beyond an upper bound is a violation at once, whatever is missing. Otherwise a reading within the
/// period that lacks a value leaves the rule undetermined, and so does a period at whose end there is no reading: what
/// came through since the last one is not known.
public struct CumulativeRule: Sendable, Hashable {
  /// What came through since the reading before.
  public var quantity: String
  /// The time of the reading since the beginning.
  public var time: String
  public var period: Figure
  public var bound: Bound
}

extension CumulativeRule {
  func statement(_ words: RuleWords) -> String {
    "\(words.title(of: quantity)), added up over \(period.amount), \(words.bound(bound, of: quantity))"
  }
}

extension CumulativeRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let time = reading.quantity("time", of: element, method: method)
    reading.expect(.time, of: time.measure, at: element)
    let period = reading.figure(element.child("period"), as: .time)
    guard let bound = Bound(in: element, as: quantity.measure, &reading), let period else { return nil }
    self.init(quantity: quantity.id, time: time.id, period: period, bound: bound)
  }
}
