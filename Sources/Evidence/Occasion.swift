/// What a report was made for: whether it is the first evidence about a model, or comes after some.
public enum Occasion: Sendable, Hashable {
  /// It belongs to the evidence that a model is listed by, as its only report or one of several.
  case initial
  /// It repeats tests of another report.
  case retest(Retest)
  /// It was made to see whether a listed model still is what it was, such as after an inspection.
  case followUp(reason: String)
}

/// Which tests of which report another one repeats, and why.
public struct Retest: Sendable, Hashable {
  /// The number of the report whose tests are repeated.
  public var report: String
  /// The identifier of the laboratory that made it; nil: the same.
  public var laboratory: String?
  public var reason: String
  /// What is repeated; at least one.
  public var tests: [Test]
  public var line: Int

  /// A test that is repeated.
  public struct Test: Sendable, Hashable {
    /// One of the standard's test methods.
    public var method: String
    /// One of the level's threats; nil: all.
    public var threat: String?

    public init(method: String, threat: String? = nil) {
      self.method = method
      self.threat = threat
    }
  }

  public init(report: String, laboratory: String? = nil, reason: String, tests: [Test], line: Int) {
    self.report = report
    self.laboratory = laboratory
    self.reason = reason
    self.tests = tests
    self.line = line
  }

  /// Whether it repeats the tests by a method with a threat; a test of all threats is repeated by none of one threat.
  public func covers(method: String, threat: String?) -> Bool {
    tests.contains { $0.method == method && ($0.threat == nil || $0.threat == threat) }
  }
}
