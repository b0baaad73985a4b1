import Statistics
import Testing

@Suite("Factors of tolerance bounds that are kept")
struct ToleranceFactorsTests {
  private let factors = ToleranceFactors(coverage: 0.8, confidence: 0.95)

  @Test("a factor that was kept is the one that was computed", arguments: [2, 24, 36, 300])
  func keptFactor(count: Int) {
    let computed = ToleranceBound.factor(count: count, coverage: 0.8, confidence: 0.95)
    #expect(computed != nil)
    #expect(factors.factor(count: count) == computed)
    #expect(factors.factor(count: count) == computed)
  }

  @Test("no factor is there for a single value, however often it is asked for")
  func noFactor() {
    #expect(factors.factor(count: 1) == nil)
    #expect(factors.factor(count: 1) == nil)
  }

  @Test("a bound by kept factors is the bound")
  func sameBound() {
    let values = [31.5, 30.25, 33.0, 29.75, 32.5]
    let bound = ToleranceBound.upper(of: values, coverage: 0.8, confidence: 0.95)
    #expect(ToleranceBound.upper(of: values, factors: factors) == bound)
    #expect(ToleranceBound.upper(of: values, factors: factors) == bound)
  }
}
