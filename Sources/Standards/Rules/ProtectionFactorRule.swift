import Quantities
import XMLDocuments

/// The ratio of a quantity outside the equipment to the same under it holds the bound at every selected observation.
///
/// One ratio outside the bound is a violation. Nothing inside is a ratio beyond any number; an observation that lacks
/// either value, or that found nothing on both sides, leaves the rule undetermined.
public struct ProtectionFactorRule: Sendable, Hashable {
  public var outside: String
  public var inside: String
  public var bound: Bound
}

extension ProtectionFactorRule {
  func statement(_ words: RuleWords) -> String {
    "every \(words.noun): ratio of \(words.title(of: outside)) to \(words.title(of: inside)) \(words.bound(bound, of: outside))"
  }
}

extension ProtectionFactorRule {
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let outside = reading.quantity("outside", of: element, method: method)
    let inside = reading.quantity("inside", of: element, method: method)
    reading.expect(outside.measure, of: inside.measure, at: element)
    guard let bound = Bound(in: element, as: .like(.one), &reading) else { return nil }
    self.init(outside: outside.id, inside: inside.id, bound: bound)
  }
}
