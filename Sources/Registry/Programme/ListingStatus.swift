/// Where a model stands with the programme.
public enum ListingStatus: String, Sendable, Hashable, Codable, CaseIterable {
  /// On the list, and made.
  case active
  /// On the list; no longer made, still supported.
  case inactive
  /// Off the list until a concern is resolved.
  case suspended
  /// Off the list.
  case removed
  /// Off the list, because the list of its edition has ended.
  case ended
  /// Applied for, and not put on the list.
  case declined
  /// Applied for; nobody has decided yet.
  case undecided

  /// Whether a model of this status is on the list.
  public var isOnList: Bool { self == .active || self == .inactive }
}
