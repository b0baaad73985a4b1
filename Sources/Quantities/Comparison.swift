/// How a number is held against a limit; the one place that decides it.
public enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
  case atMost = "at-most"
  case below
  case atLeast = "at-least"
  case above

  /// Whether a value holds, both numbers taken exactly as written.
  public func holds(_ value: ExactDecimal, _ limit: ExactDecimal) -> Bool {
    switch self {
    case .atMost: value <= limit
    case .below: value < limit
    case .atLeast: value >= limit
    case .above: value > limit
    }
  }

  /// Whether values must stay below the limit, the limit itself included or not.
  public var isUpper: Bool { self == .atMost || self == .below }

  /// How far inside the limit a value lies, negative outside; nil where the difference has too many digits.
  public func margin(_ value: ExactDecimal, _ limit: ExactDecimal) -> ExactDecimal? {
    switch self {
    case .atMost, .below: limit.subtracting(value)
    case .atLeast, .above: value.subtracting(limit)
    }
  }

  /// The comparison in a sentence: `at most`, `below` …
  public var words: String {
    switch self {
    case .atMost: "at most"
    case .below: "below"
    case .atLeast: "at least"
    case .above: "above"
    }
  }
}
