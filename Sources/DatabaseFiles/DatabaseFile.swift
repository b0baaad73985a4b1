import Foundation
import GRDB

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
      throw DatabaseFileProblem(reason: "\((error as? DatabaseError)?.message ?? "\(error)")")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DatabaseFileProblem(reason: "the temporary file \(path) cannot be read")
    }
    return [UInt8](data)
  }

  private static func fill(_ table: DatabaseTable, in db: Database) throws {
    try db.execute(sql: table.definition)
    let names = table.columns.map { quoted($0.name) }.joined(separator: ", ")
    let places = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
    let insert = try db.makeStatement(
      sql: "INSERT INTO \(quoted(table.name)) (\(names)) VALUES (\(places))")
    for row in table.rows {
      // Every row has as many values as there are columns: nobody has to count them again.
      insert.setUncheckedArguments(StatementArguments(row.map(\.stored)))
      try insert.execute()
    }
  }

  /// A name as SQL has it.
  fileprivate static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

/// A table to write.
public struct DatabaseTable: Sendable {
  public var name: String
  public var columns: [Column]
  /// The columns that tell rows apart, by name; empty: none do.
  public var key: [String]
  /// As many values in each as there are columns.
  public var rows: [[Value]]

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

    fileprivate var stored: DatabaseValue {
      switch self {
      case .null: .null
      case .text(let text): text.databaseValue
      case .integer(let number): number.databaseValue
      }
    }
  }

  public init(_ name: String, columns: [Column], key: [String] = [], rows: [[Value]]) {
    self.name = name
    self.columns = columns
    self.key = key
    self.rows = rows
  }

  fileprivate var definition: String {
    var lines = columns.map { column in
      "  \(DatabaseFile.quoted(column.name)) \(column.kind.rawValue)\(column.isRequired ? " NOT NULL" : "")"
    }
    if !key.isEmpty {
      lines.append("  PRIMARY KEY (\(key.map(DatabaseFile.quoted).joined(separator: ", ")))")
    }
    return "CREATE TABLE \(DatabaseFile.quoted(name)) (\n\(lines.joined(separator: ",\n"))\n)"
  }
}

/// Why tables cannot be written.
public struct DatabaseFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// As SQLite or the system says it.
  public let reason: String

  public init(reason: String) { self.reason = reason }

  public var description: String { "The database cannot be written: \(reason)." }
}
