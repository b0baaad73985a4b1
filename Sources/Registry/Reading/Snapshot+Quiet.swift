import GRDB

/// What happened that changed no list.
extension Snapshot {
  /// The place of the last document that is known.
  public func lastDocument() throws(RegistryError) -> Int64 {
    try read { db in
      try Int64.fetchOne(
        db, sql: "SELECT max(sequence) FROM documents WHERE sequence <= ?", arguments: [horizon]) ?? 0
    }
  }

  /// The models of which a document tells something that was stored after another one.
  public func modelsTouched(since document: Int64) throws(RegistryError) -> [ModelKey] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT supplier, designation FROM models
          WHERE document IN (SELECT model FROM occurrences WHERE document > ? AND document <= ?)
          ORDER BY document
          """, arguments: [document, horizon]
      ).map { ModelKey(supplier: try $0.value(0), designation: try $0.value(1)) }
    }
  }

  /// How many determinations each version of the judging rules made.
  public func determinationCounts() throws(RegistryError) -> [String: Int] {
    try read { db in
      try Dictionary(
        Row.fetchAll(db, sql: "SELECT engine, count(*) FROM determinations GROUP BY engine")
          .map { (try $0.value(0), try $0.value(1)) }, uniquingKeysWith: +)
    }
  }

  /// The suppliers of models that were called something else before.
  public func suppliersOfRenamed() throws(RegistryError) -> Set<String> {
    try read { db in
      try String.fetchSet(
        db, sql: "SELECT supplier FROM models WHERE former_designations <> '' AND document <= ?",
        arguments: [horizon])
    }
  }
}
