import GRDB
import Quantities

/// Reads what happened to models, as far as it was known.
struct HistoryReader {
  let db: Database
  let path: String
  /// The last document that is known.
  var horizon = Int64.max

  /// What happened to a model, in the order in which it was stored, corrections applied.
  func occurrences(of model: Int64) throws -> [Occurrence] {
    let statement = try db.cachedStatement(
      sql: Self.occurrences + " AND o.model = ?2 ORDER BY o.document, o.position")
    return try Row.fetchAll(statement, arguments: [horizon, model]).map(occurrence)
  }

  /// What a document tells, model by model; of models that the registry does not have, the key is nil.
  func occurrences(in document: Int64) throws -> [(model: Int64?, occurrence: Occurrence)] {
    let statement = try db.cachedStatement(sql: Self.occurrences + " AND o.document = ?2 ORDER BY o.position")
    return try Row.fetchAll(statement, arguments: [horizon, document]).map {
      (try $0.value(Column.model.rawValue), try occurrence($0))
    }
  }

  /// What happened to every model.
  func occurrences() throws -> [Int64: [Occurrence]] {
    let statement = try db.cachedStatement(
      sql: Self.occurrences + " AND o.model IS NOT NULL ORDER BY o.document, o.position")
    var found: [Int64: [Occurrence]] = [:]
    let rows = try Row.fetchCursor(statement, arguments: [horizon])
    while let row = try rows.next() {
      try found[row.value(Column.model.rawValue), default: []].append(occurrence(row))
    }
    return found
  }

  /// A model's history.
  func history(of model: Int64, standard: String, policies: PolicyRecord) throws -> ModelHistory {
    ModelHistory(try occurrences(of: model), standard: standard, policies: policies)
  }

  /// The programme's policies over time.
  func policies() throws -> PolicyRecord {
    let documents = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT d.sha256, d.sequence, d.recorded FROM programme p JOIN documents d ON d.sequence = p.document
          WHERE p.document <= ? ORDER BY p.document
          """), arguments: [horizon])
    return PolicyRecord(
      try documents.compactMap { row in
        guard
          case .programme(let programme) = try DocumentStore(db: db).parsed(
            row.value(0), kind: .programme, path: path),
          let recorded = Moment(try row.value(2, as: String.self))
        else { return nil }
        return PolicyRecord.Entry(
          from: programme.from, policy: programme.policy, sequence: try row.value(1),
          sha256: try row.value(0), recorded: recorded)
      })
  }

  private static let occurrences = """
    SELECT o.document, o.model, o.kind, o.act, o.day, o.number, o.heading, o.text, o.decided_by, o.decided_role,
      o.reviewed_by, o.reviewed_role, d.sha256, d.recorded, e.determination,
      c.document IS NOT NULL AS is_corrected, c.effective,
      (SELECT sha256 FROM documents WHERE sequence = c.document) AS correction
    FROM occurrences o JOIN documents d ON d.sequence = o.document JOIN events e ON e.sequence = o.document
      LEFT JOIN corrections c ON c.document = (
        SELECT max(document) FROM corrections WHERE target = o.document AND document <= ?1)
    WHERE o.document <= ?1
    """

  /// The columns of ``occurrences`` by their places: to look for each by its name takes longer than to read it.
  private enum Column: Int {
    case document, model, kind, act, day, number, heading, text, decidedBy, decidedRole
    case reviewedBy, reviewedRole, sha256, recorded, determination, isCorrected, effective, correction
  }

  private func occurrence(_ row: Row) throws -> Occurrence {
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
      _ column: Column, as type: Value.Type = Value.self
    ) throws -> Value {
      try row.value(column.rawValue, as: type)
    }
    let effective = try value(.effective, as: String?.self).map { Day($0) }
    guard let kind = try DocumentKind(rawValue: value(.kind)),
      let act = try Act(kind: kind, word: value(.act)),
      let day = try Day(value(.day, as: String.self)),
      let recorded = try Moment(value(.recorded, as: String.self)),
      effective != .some(nil)
    else {
      throw RegistryError.damaged(
        path: path,
        detail: try "What document \(value(.document, as: Int64.self)) tells of a model cannot be read.")
    }
    let isCorrected: Bool = try value(.isCorrected)
    return Occurrence(
      sequence: try value(.document), sha256: try value(.sha256), recorded: recorded, act: act,
      day: effective.flatMap { $0 } ?? day, statedDay: day, number: try value(.number),
      text: try value(.text), heading: try value(.heading),
      decidedBy: try Person(name: value(.decidedBy), role: value(.decidedRole)),
      reviewedBy: try Person(name: value(.reviewedBy), role: value(.reviewedRole)),
      determination: try value(.determination), isVoid: isCorrected && effective == nil,
      correction: try value(.correction))
  }
}

extension Person {
  /// From two columns; nil where there is no name.
  fileprivate init?(name: String?, role: String?) {
    guard let name else { return nil }
    self.init(name: name, role: role ?? "")
  }
}
