/// What one occasion of testing says about a requirement, where a model was tested on several: first, again, later.
public struct OccasionResult: Sendable, Hashable, Codable {
  public var kind: Kind
  /// Indexes into ``Determination/reports``.
  public var reports: [Int]
  /// What its evidence comes to by itself.
  public var outcome: Outcome
  /// Whether the finding's outcome is this one's.
  public var decides: Bool
  /// What it counts for, in a sentence.
  public var note: String
  /// What was found for the groups that decided its outcome, where the finding does not show them.
  public var groups: [GroupResult]

  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The evidence that a model is listed by.
    case initial
    /// Tests that were repeated.
    case retest
    /// Later tests, to see whether the model still is what it was.
    case followUp = "follow-up"
  }
}
