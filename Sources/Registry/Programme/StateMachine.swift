/// What may follow what in the status of a model.
///
/// A model that was removed, or that was declined, is listed only by a new decision. Whoever was suspended comes back
/// active.
public enum StateMachine {
  /// What moves a model from one status to another.
  public enum Move: String, Sendable, Hashable, CaseIterable {
    case list
    case decline
    case inactive
    case suspended
    case removed
    case reinstated
  }

  /// The status after a move; nil where the move is not allowed.
  public static func status(after move: Move, from status: ListingStatus) -> ListingStatus? {
    switch (move, status) {
    case (.list, .undecided), (.list, .declined), (.list, .removed): .active
    case (.decline, .undecided), (.decline, .declined): .declined
    case (.inactive, .active): .inactive
    case (.suspended, .active), (.suspended, .inactive): .suspended
    case (.removed, .active), (.removed, .inactive), (.removed, .suspended): .removed
    case (.reinstated, .inactive), (.reinstated, .suspended): .active
    default: nil
    }
  }

  /// The moves that are allowed from a status, in the order of their declaration.
  public static func moves(from status: ListingStatus) -> [Move] {
    Move.allCases.filter { self.status(after: $0, from: status) != nil }
  }
}

extension StateMachine.Move {
  /// The move that an act demands; nil where it demands none. What a notice does is the programme's policy.
  init?(_ act: Act) {
    switch act {
    case .decision(.list): self = .list
    case .decision(.decline): self = .decline
    case .statusChange(.inactive): self = .inactive
    case .statusChange(.suspended): self = .suspended
    case .statusChange(.removed): self = .removed
    case .statusChange(.reinstated): self = .reinstated
    case .notice, .inspection, .variation, .resolution, .fieldReport: return nil
    }
  }

  init?(_ effect: ProgrammePolicy.NoticeEffect) {
    switch effect {
    case .none: return nil
    case .suspended: self = .suspended
    case .removed: self = .removed
    }
  }
}
