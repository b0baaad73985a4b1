import XMLDocuments

/// The number of selected observations, of one outcome or of any, holds the bound.
///
/// Too many are a violation; too few are one only where the test plan is fulfilled. No observation at all, or one whose
/// outcome is not known where outcomes are counted, leaves the rule undetermined.
public struct CountRule: Sendable, Hashable {
  public var outcome: String?
  public var bound: Bound
}

extension CountRule {
  func statement(_ words: RuleWords) -> String {
    let what =
      outcome.map { "number of \(words.noun)s with \(words.title(ofOutcome: $0))" }
      ?? "number of \(words.noun)s"
    return "\(what) \(words.bound(bound, of: ""))"
  }
}

extension CountRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let outcome = element["outcome"].flatMap { _ in reading.outcome(of: element, method: method) }
    guard let bound = Bound(in: element, as: .count, &reading) else { return nil }
    self.init(outcome: outcome, bound: bound)
  }
}
