import Foundation
import Quantities
import Registry

/// What an exported list was made from, so that whoever files it can tell what it shows: the filter, the day, the moment,
/// and the hash that everything known by then comes to.
public struct ExportOrigin: Sendable, Hashable {
  /// The title of the programme, or of the site.
  public var title: String
  /// Who keeps the register; may be empty.
  public var keeper: String
  /// What the list was narrowed by, in order; empty: by nothing.
  public var filter: [Condition]
  /// The day whose state it shows; nil where nothing bears a day.
  public var day: Day?
  /// The chain of events as far as it was known, and the moment by which that was: the one asked for, or that of the last
  /// event; nil where nothing is recorded.
  public var checkpoint: Checkpoint?
  public var isExample: Bool

  /// Something that each model of the list has.
  public struct Condition: Sendable, Hashable {
    /// Such as `level`.
    public var name: String
    /// What it has of it, or which of several values, in words, such as `II or IIIA`.
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }

    /// - Parameter values: of which each model has one; which is named twice is told once.
    public init(_ name: String, anyOf values: [String]) {
      var told: [String] = []
      for value in values where !told.contains(where: { $0.caseInsensitiveCompare(value) == .orderedSame }) {
        told.append(value)
      }
      self.init(name, Texts.Exports.anyOf(told))
    }
  }

  public init(
    title: String, keeper: String, filter: [Condition], day: Day?, checkpoint: Checkpoint?, isExample: Bool
  ) {
    self.title = title
    self.keeper = keeper
    self.filter = filter
    self.day = day
    self.checkpoint = checkpoint
    self.isExample = isExample
  }

  /// What a list of a registry is made from.
  public init(_ snapshot: Snapshot, filter: [Condition]) throws(RegistryError) {
    let programme = try snapshot.programme()
    var checkpoint = try snapshot.checkpoint()
    if let known = snapshot.vantage.asKnown { checkpoint?.made = known }
    self.init(
      title: programme?.title ?? Texts.untitled, keeper: programme?.operatorName ?? "", filter: filter,
      day: snapshot.day, checkpoint: checkpoint, isExample: programme?.isExample ?? false)
  }
}

extension ExportOrigin {
  /// A definition that models of a list were judged by.
  struct Definition: Hashable {
    var standard: String
    var sha256: String
    var isAdopted: Bool
  }

  /// The definitions that the lines of a list name, each once, by standard.
  static func definitions(of rows: [ListRow]) -> [Definition] {
    var found: Set<Definition> = []
    for row in rows where !row.definition.isEmpty {
      found.insert(Definition(standard: row.standard, sha256: row.definition, isAdopted: row.isAdopted))
    }
    return found.sorted { ($0.standard, $0.sha256) < ($1.standard, $1.sha256) }
  }

  /// Facts in order, by the names that the formats give them.
  func facts(of rows: [ListRow]) -> [(name: String, value: ExportValue)] {
    [
      ("title", .text(title)), ("keeper", .text(keeper)), ("as of", .day(day)),
      ("as known", .text(checkpoint?.made.description ?? "")),
      ("events", .number(checkpoint?.head.size ?? 0)), ("chain head", .text(checkpoint?.head.hash ?? "")),
      ("models", .number(rows.count)), ("example", .flag(isExample || rows.contains(where: \.isExample))),
    ]
  }
}
