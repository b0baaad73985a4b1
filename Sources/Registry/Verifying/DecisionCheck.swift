import GRDB

/// Whether the determinations that decisions to list rest on are what the evidence came to that was known and issued
/// then.
struct DecisionCheck {
  let db: Database
  let path: String

  /// Judges again for every decision.
  ///
  /// - Returns: how many came out otherwise. The chain shows that nobody changed what a decision names; an earlier
  ///   version of the judging rules can have made it.
  func run(_ account: inout PartAccount) throws -> Int {
    var others = 0
    let decisions = try Row.fetchAll(
      db,
      sql: """
        SELECT e.sequence, e.determination, d.sha256 FROM main.events e
          JOIN main.documents d ON d.sequence = e.sequence
        WHERE e.determination IS NOT NULL ORDER BY e.sequence
        """)
    for row in decisions {
      account.count()
      let (sequence, named, sha256) = (
        try row.value(0, as: Int64.self), try row.value(1, as: String.self), try row.value(2, as: String.self)
      )
      guard
        case .decision(let decision) = try DocumentStore(db: db).parsed(sha256, kind: .decision, path: path)
      else { continue }
      let evidence = ModelEvidence(db: db, path: path, horizon: sequence, day: decision.day)
      let model = try Projector(db: db).model(decision.model)
      let determination = try model.flatMap { model in
        try evidence.determination(of: model) { standard in
          try DefinitionInForce.of(standard, in: db, horizon: sequence).map {
            try Jury.judge(for: $0, in: db, path: path)
          }
        }
      }
      if determination?.withCanonicalJSON({ SHA256Hex.of($0) }) != named { others += 1 }
    }
    return others
  }
}
