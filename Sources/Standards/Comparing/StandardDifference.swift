/// Something that two definitions say differently, such as one requirement of two editions.
public struct StandardDifference: Sendable, Hashable, Codable {
  /// What it is a part of: `standard`, `amendment`, `threat`, `level`, `method`, `fair-hit rule`, `plan entry` or
  /// `requirement`.
  public var part: String
  /// The part's identifier, by which the two definitions are matched.
  public var id: String
  /// What people call it.
  public var title: String
  public var change: Change
  /// What it says now and said before; for what was added or removed, all that it says or said.
  public var fields: [Field]

  public enum Change: String, Sendable, Hashable, Codable, CaseIterable {
    case added
    case removed
    case changed
  }

  /// One thing that a part says.
  public struct Field: Sendable, Hashable, Codable {
    public var name: String
    /// Nil where the earlier definition does not say it.
    public var old: String?
    /// Nil where the later definition does not say it.
    public var new: String?
  }
}

extension StandardDifference {
  /// What changed from one definition to another: first what the earlier one has, in its order, then what is new.
  public static func between(_ old: Standard, _ new: Standard) -> [StandardDifference] {
    let before = old.facts
    let after = new.facts
    var known: [StandardFacts.Key: StandardFacts] = [:]
    for facts in after { known[facts.key] = facts }
    var differences: [StandardDifference] = []
    for facts in before {
      guard let other = known[facts.key] else {
        differences.append(
          StandardDifference(facts, .removed, fields: facts.fields.map { ($0.name, $0.value, nil) }))
        continue
      }
      let fields = changes(from: facts.fields, to: other.fields)
      if !fields.isEmpty { differences.append(StandardDifference(other, .changed, fields: fields)) }
    }
    let old = Set(before.map(\.key))
    for facts in after where !old.contains(facts.key) {
      differences.append(
        StandardDifference(facts, .added, fields: facts.fields.map { ($0.name, nil, $0.value) }))
    }
    return differences
  }

  private static func changes(
    from old: [StandardFacts.Field], to new: [StandardFacts.Field]
  ) -> [(String, String?, String?)] {
    var changes: [(String, String?, String?)] = []
    for field in old {
      let value = new.first { $0.name == field.name }?.value
      if value != field.value { changes.append((field.name, field.value, value)) }
    }
    for field in new where !old.contains(where: { $0.name == field.name }) {
      changes.append((field.name, nil, field.value))
    }
    return changes
  }

  private init(_ facts: StandardFacts, _ change: Change, fields: [(String, String?, String?)]) {
    self.init(
      part: facts.key.part, id: facts.key.id, title: facts.title, change: change,
      fields: fields.map { Field(name: $0.0, old: $0.1, new: $0.2) })
  }
}
