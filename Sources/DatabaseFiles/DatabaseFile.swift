import Foundation
import GRDB
import GRDBSQLite

/// Writes tables as one SQLite file: the same tables give the same bytes, by the same release of SQLite.
///
///     let bytes = try DatabaseFile.write([table], version: 1)
public enum DatabaseFile {
  /// - Parameter version: of what the tables mean, for the file's `user_version`.
  public static func write(_ tables: [DatabaseTable], version: Int) throws(DatabaseFileProblem) -> [UInt8] {
    // SQLite writes files; one in memory could not be read back as bytes everywhere.
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("proofmark-database-\(UUID().uuidString)").path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw DatabaseFileProblem(reason: "the temporary folder \(folder) cannot be made")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/tables.sqlite"
    try write(tables, version: version, to: path)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DatabaseFileProblem(reason: "the temporary file \(path) cannot be read")
    }
    return [UInt8](data)
  }

  /// The same as a file, which is not in memory.
  ///
  /// - Parameters:
  ///   - version: of what the tables mean, for the file's `user_version`.
  ///   - path: where nothing is yet.
  public static func write(
    _ tables: [DatabaseTable], version: Int, to path: String
  ) throws(DatabaseFileProblem) {
    do {
      var configuration = Configuration()
      // Nobody else reads it before it is whole, and nobody misses it if it never is.
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA user_version = \(version)")
        try db.inTransaction {
          for table in tables { try fill(table, in: db) }
          return .commit
        }
      }
      try queue.close()
    } catch {
      throw error as? DatabaseFileProblem
        ?? DatabaseFileProblem(reason: "\((error as? DatabaseError)?.message ?? "\(error)")")
    }
  }

  private static func fill(_ table: DatabaseTable, in db: Database) throws {
    try db.execute(sql: table.definition)
    let names = table.columns.map { quoted($0.name) }.joined(separator: ", ")
    let places = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
    let insert = try db.makeStatement(
      sql: "INSERT INTO \(quoted(table.name)) (\(names)) VALUES (\(places))")
    let inserted = insert.sqliteStatement
    try table.rows { row in
      // Bound by SQLite's own functions: a list has half a million values, and to make arguments of them for GRDB takes as long
      // as to store them. Every row has as many values as there are columns, so that all are bound anew.
      for index in row.indices {
        guard bind(row[index], at: Int32(index + 1), of: inserted) == SQLITE_OK else { throw lastError(db) }
      }
      defer { sqlite3_reset(inserted) }
      guard sqlite3_step(inserted) == SQLITE_DONE else { throw lastError(db) }
    }
  }

  private static func lastError(_ db: Database) -> DatabaseFileProblem {
    DatabaseFileProblem(reason: String(cString: sqlite3_errmsg(db.sqliteConnection)))
  }

  private static func bind(_ value: DatabaseTable.Value, at index: Int32, of statement: OpaquePointer)
    -> Int32
  {
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, Int64(number))
    case .text(var text):
      // SQLITE_TRANSIENT: SQLite copies it.
      let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { bytes in
          // Of no bytes at all, whose address may be none, the text is empty and not NULL.
          bytes.baseAddress.map { sqlite3_bind_text(statement, index, $0, Int32(bytes.count), copied) }
            ?? sqlite3_bind_text(statement, index, "", 0, copied)
        }
      }
    }
  }

  /// A name as SQL has it.
  fileprivate static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

/// A table to write.
public struct DatabaseTable {
  public var name: String
  public var columns: [Column]
  /// The columns that tell rows apart, by name; empty: none do.
  public var key: [String]
  /// Whether its rows are kept in the order of their key and nowhere else (`WITHOUT ROWID`), which takes less room
  /// where a row is little more than its key; otherwise they are in the order in which they were written.
  public var isOrderedByKey: Bool
  /// Hands its rows over, one after the other, with as many values in each as there are columns: of a long table one row at
  /// a time is in memory.
  public var rows: (_ add: ([Value]) throws -> Void) throws -> Void

  public struct Column: Sendable, Hashable {
    public var name: String
    public var kind: Kind
    /// Whether every row has a value in it.
    public var isRequired: Bool

    public init(_ name: String, _ kind: Kind = .text, isRequired: Bool = true) {
      self.name = name
      self.kind = kind
      self.isRequired = isRequired
    }
  }

  public enum Kind: String, Sendable, Hashable {
    case text = "TEXT"
    case integer = "INTEGER"
  }

  public enum Value: Sendable, Hashable {
    case null
    case text(String)
    case integer(Int)
  }

  public init(
    _ name: String, columns: [Column], key: [String] = [], isOrderedByKey: Bool = false,
    rows: @escaping (_ add: ([Value]) throws -> Void) throws -> Void
  ) {
    self.name = name
    self.columns = columns
    self.key = key
    self.isOrderedByKey = isOrderedByKey
    self.rows = rows
  }

  /// A short table.
  public init(_ name: String, columns: [Column], key: [String] = [], rows: [[Value]]) {
    self.init(name, columns: columns, key: key) { add in for row in rows { try add(row) } }
  }

  fileprivate var definition: String {
    var lines = columns.map { column in
      "  \(DatabaseFile.quoted(column.name)) \(column.kind.rawValue)\(column.isRequired ? " NOT NULL" : "")"
    }
    if !key.isEmpty {
      lines.append("  PRIMARY KEY (\(key.map(DatabaseFile.quoted).joined(separator: ", ")))")
    }
    return "CREATE TABLE \(DatabaseFile.quoted(name)) (\n\(lines.joined(separator: ",\n"))\n)"
      + (isOrderedByKey ? " WITHOUT ROWID" : "")
  }
}

/// Why tables cannot be written.
public struct DatabaseFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// As SQLite or the system says it.
  public let reason: String

  public init(reason: String) { self.reason = reason }

  public var description: String { "The database cannot be written: \(reason)." }
}
