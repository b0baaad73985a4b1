import Conformity
import Quantities
import Testing

@testable import Evidence
@testable import Standards

/// `<every quantity="…">`: each value holds the bound.
@Suite("Rule: every")
struct EveryRuleTests {
  @Test("below and above exclude the limit itself")
  func strict() {
    let below = Rule.every(
      EveryRule(quantity: "bfs", bound: .limit(.below, .figure(Toy.figure("33.5", "mm"))), filter: nil))
    #expect(Toy.judge(below)?.outcome == .notMet)
    let above = Rule.every(
      EveryRule(quantity: "bfs", bound: .limit(.above, .figure(Toy.figure("31.5", "mm"))), filter: nil))
    #expect(Toy.judge(above)?.outcome == .notMet)
  }

  @Test("the margin is what lies between the worst value and the limit, with its sign")
  func margin() throws {
    let rule = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("44", "mm"), filter: nil))
    #expect(try #require(Toy.judge(rule)).result.margin == "10.5 mm")
    let broken = try #require(Toy.judge(rule) { $0[0, 0].bfs = "44.1" })
    #expect(broken.result.margin == "-0.1 mm")
    #expect(broken.result.measured == "44.1 mm")
  }

  @Test("violations are listed worst first, at most twelve of them, and counted in full")
  func manyViolations() throws {
    let rule = Rule.every(EveryRule(quantity: "bfs", bound: Toy.atMost("30", "mm"), filter: nil))
    let group = try #require(
      Toy.judge(rule) { toy in for _ in 0..<4 { toy.panels[0].shots.append(.init(bfs: "31.0")) } })
    #expect(group.result.decisiveCount == 16)
    #expect(group.result.observations.count == RuleResult.decisiveLimit)
    #expect(group.result.observations.first?.value == "33.5 mm")
  }

  @Test("a filter narrows what a rule looks at; none left is met, not missing")
  func filter() {
    let rule = Rule.every(
      EveryRule(
        quantity: "bfs", bound: Toy.atMost("33", "mm"),
        filter: Where(quantity: "angle", bound: .limit(.atLeast, .figure(Toy.figure("45", "deg"))))))
    #expect(Toy.judge(rule)?.outcome == .met)
    let angled = Rule.every(
      EveryRule(
        quantity: "bfs", bound: Toy.atMost("33", "mm"),
        filter: Where(quantity: "angle", bound: .limit(.atLeast, .figure(Toy.figure("30", "deg"))))))
    #expect(Toy.judge(angled)?.outcome == .notMet)
  }
}
