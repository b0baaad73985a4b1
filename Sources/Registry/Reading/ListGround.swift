import GRDB
import Quantities

/// Since when the list of models is what it is: nothing that was recorded later, and no day up to the one whose state is
/// asked for, can have changed a line of it.
public struct ListGround: Sendable, Hashable {
  /// The day that was asked for; where none was, the last one that anything bears which can change a line.
  public var day: Day
  /// The chain up to the last event that can change a line, with its moment; nil where there is none. The events after it
  /// are of kinds that ``DocumentKind/canChangeList`` says no of.
  public var checkpoint: Checkpoint?
}

extension DocumentKind {
  /// Whether a document of this kind can change what a line of the list says, or put a model on it or take it off. What is
  /// found when armor is inspected, varied or used is on the model's own page; what the programme does about it is another
  /// document.
  public var canChangeList: Bool {
    switch self {
    case .inspection, .variation, .variationResolution, .fieldReport: false
    case .standard, .adoption, .programme, .supplier, .laboratory, .model, .report, .decision, .statusChange,
      .notice, .correction:
      true
    }
  }
}

extension Snapshot {
  /// Since when the list is what it is at this vantage.
  public func listGround() throws(RegistryError) -> ListGround {
    try read { db in
      ListGround(
        day: try vantage.asOf ?? Horizon.lastListDay(upTo: horizon, until: day, policies: policies, in: db),
        checkpoint: try checkpoint(
          where: "d.kind NOT IN (\(Self.quiet))", in: db))
    }
  }

  /// The kinds that change no list, as SQL.
  static let quiet = DocumentKind.allCases.filter { !$0.canChangeList }.map { "'\($0.rawValue)'" }
    .joined(separator: ", ")
}

extension Horizon {
  /// The last day, of those that have come, that anything known bears which can change a line of the list: the days of
  /// documents, those on which a correction says that a thing took effect, and those that the programme's policies name.
  fileprivate static func lastListDay(
    upTo horizon: Int64, until day: Day, policies: PolicyRecord, in db: Database
  ) throws -> Day {
    // The plus keeps SQLite from going through the tables by their documents: it finds the last day by its index.
    let text = try String.fetchOne(
      db,
      sql: """
        SELECT max(day) FROM (
          SELECT max(issued) AS day FROM reports WHERE +document <= ?1 AND issued <= ?2
          UNION ALL SELECT max(applied) FROM models WHERE +document <= ?1 AND applied <= ?2
          UNION ALL SELECT max(adopted) FROM adoptions WHERE document <= ?1 AND adopted <= ?2
          UNION ALL SELECT max(day) FROM occurrences
            WHERE +document <= ?1 AND day <= ?2 AND kind NOT IN (\(Snapshot.quiet))
          UNION ALL SELECT max(day) FROM corrections WHERE document <= ?1 AND day <= ?2
          UNION ALL SELECT max(effective) FROM corrections WHERE document <= ?1 AND effective <= ?2)
        """, arguments: [horizon, day.description])
    let named = policies.days.filter { $0 <= day }.max()
    return max(text.flatMap { Day($0) } ?? .first, named ?? .first)
  }
}
