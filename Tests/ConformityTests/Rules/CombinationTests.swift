import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// `<all-of>` and `<any-of>`.
@Suite("Rules: combinations")
struct CombinationTests {
  @Test("all of and any of keep to three-valued logic")
  func combinations() {
    let met = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("44", "mm"), filter: nil))
    let notMet = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("1", "mm"), filter: nil))
    let open = Rule.every(EveryRule(quantity: "weight", bound: Toy.atMost("1", "mm"), filter: nil))
    #expect(Toy.judge(.allOf([met, met]))?.outcome == .met)
    #expect(Toy.judge(.allOf([met, open]))?.outcome == .notDetermined)
    #expect(Toy.judge(.allOf([open, notMet]))?.outcome == .notMet)
    #expect(Toy.judge(.anyOf([notMet, met, open]))?.outcome == .met)
    #expect(Toy.judge(.anyOf([notMet, open]))?.outcome == .notDetermined)
    #expect(Toy.judge(.anyOf([notMet, notMet]))?.outcome == .notMet)
    #expect(Toy.judge(.allOf([]))?.outcome == .notDetermined)
  }
}
