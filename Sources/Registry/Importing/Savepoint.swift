import GRDB

/// A part of a transaction that can be undone by itself.
enum Savepoint {
  /// Does something within the transaction at hand; where it breaks a rule of the tables, nothing of it is left.
  ///
  /// - Returns: which rule was broken; nil if it was done.
  /// - Throws: any other error, after which the whole transaction is to be undone.
  static func attempt(in db: Database, _ body: () throws -> Void) throws -> String? {
    try db.cachedStatement(sql: "SAVEPOINT document").execute()
    do {
      try body()
      try db.cachedStatement(sql: "RELEASE document").execute()
      return nil
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      try db.cachedStatement(sql: "ROLLBACK TO document").execute()
      try db.cachedStatement(sql: "RELEASE document").execute()
      return error.message ?? error.resultCode.description
    }
  }
}
