import Quantities
import XMLDocuments

/// No peak exceeds the limit, and none stays above the threshold for longer than allowed.
///
/// One peak too high or too long is a violation; a peak that is not reported, or one above the threshold without its
/// duration, leaves the rule undetermined.
public struct PeakWithDurationRule: Sendable, Hashable {
  public var quantity: String
  /// The quantity that is the time above the threshold.
  public var duration: String
  public var limit: Figure
  public var threshold: Figure
  public var longest: Figure
}

extension PeakWithDurationRule {
  func statement(_ words: RuleWords) -> String {
    "every \(words.noun): \(words.title(of: quantity)) at most \(limit.amount), and above \(threshold.amount) "
      + "for at most \(longest.amount)"
  }
}

extension PeakWithDurationRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let quantity = reading.quantity(of: element, method: method)
    let duration = reading.quantity("duration", of: element, method: method)
    reading.expect(.time, of: duration.measure, at: element)
    let limit = reading.figure(element.child("limit"), as: quantity.measure)
    let threshold = reading.figure(element.child("threshold"), as: quantity.measure)
    let longest = reading.figure(element.child("longest"), as: .time)
    guard let limit, let threshold, let longest else { return nil }
    if let bar = try? threshold.amount.converted(to: limit.amount.unit), bar.value > limit.amount.value {
      reading.report.error(
        .standardBoundEmpty, line: threshold.line,
        "The threshold of the duration is above the limit of the peak.",
        found: "\(threshold.amount)", expected: "at most \(limit.amount)")
    }
    self.init(
      quantity: quantity.id, duration: duration.id, limit: limit, threshold: threshold, longest: longest)
  }
}
