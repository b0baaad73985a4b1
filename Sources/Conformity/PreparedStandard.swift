import Standards

/// A definition made ready for judging: what follows from it alone is worked out once and not for every determination.
///
/// A class for the reason of ``SightedSeries``.
final class PreparedStandard: Sendable {
  let standard: Standard
  let requirements: [PreparedRequirement]
  let reliance: Reliance
  private let methods: [String: Int]

  init(_ standard: Standard) {
    self.standard = standard
    methods = Dictionary(
      standard.methods.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let onRecords = standard.requirementsOnRecords
    requirements = standard.requirements.map { requirement in
      PreparedRequirement(
        requirement, method: standard.method(requirement.selection.method),
        isOnRecords: onRecords.contains(requirement.id))
    }
    reliance = Reliance(of: standard)
  }

  /// The place of a test method in the definition; nil where it has none of this name.
  func method(_ id: String) -> Int? { methods[id] }
}

/// A requirement with its rule made ready.
final class PreparedRequirement: Sendable {
  let requirement: Requirement
  let methodTitle: String
  let rule: any PreparedRule
  let grouping: Grouping
  /// Whether fair-hit rules lean on it, so that it is judged before them.
  let isOnRecords: Bool

  init(_ requirement: Requirement, method: TestMethod?, isOnRecords: Bool) {
    self.requirement = requirement
    methodTitle = method?.title ?? requirement.selection.method
    rule = requirement.rule.prepared(for: method)
    grouping = Grouping(requirement.grouping)
    self.isOnRecords = isOnRecords
  }
}
