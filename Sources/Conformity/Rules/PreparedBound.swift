import Standards

/// A bound whose yardstick is made once, unless it waits for a group's reference velocity.
struct PreparedBound: Sendable {
  private let bound: Bound
  private let fixed: Yardstick?

  init(_ bound: Bound) {
    self.bound = bound
    fixed = bound.refersToReference ? nil : Yardstick(bound, reference: nil)
  }

  /// Nil where the bound asks for a reference velocity that the group does not have.
  func yardstick(_ reference: Figure?) -> Yardstick? {
    bound.refersToReference ? Yardstick(bound, reference: reference) : fixed
  }

  /// A sentence that is the same for every group; nil where it depends on the group's reference velocity.
  func sentence(_ words: (Yardstick) -> String) -> String? { fixed.map(words) }
}

/// A condition that narrows the observations a rule looks at.
struct PreparedFilter: Sendable {
  let quantity: String
  let bound: PreparedBound
  private let title: String

  init(_ filter: Where, _ words: MethodWords) {
    quantity = filter.quantity
    bound = PreparedBound(filter.bound)
    title = words.title(of: filter.quantity)
  }

  /// The filter in words, such as ` with velocity at most 373 m/s`.
  func words(_ reference: Figure?) -> String {
    " with \(title) \(bound.yardstick(reference)?.text ?? "at the reference velocity")"
  }
}
