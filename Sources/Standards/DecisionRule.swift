/// How a verdict takes measurement uncertainty into account (ISO/IEC 17025:2017, 7.8.6).
public struct DecisionRule: Sendable, Hashable {
  public var acceptance: Acceptance
  public var clause: String
  /// Whether the encoder read the rule in the source named.
  public var isVerified: Bool
  /// The identifier of the ``Source``.
  public var source: String
}

/// How a value is held against a limit.
public enum Acceptance: String, Sendable, Hashable, Codable, CaseIterable {
  /// The value as measured.
  case simple
  /// The limit tightened by the expanded uncertainty of the value (ILAC-G8:2019, guard band w = U).
  case guarded
}
