import Foundation
import GRDB

/// A registry's file: what was received, and what follows from it.
///
/// The file is SQLite's, in write-ahead mode with a flush for each transaction, so that what was acknowledged is
/// still there after a power cut. One program writes at a time; any number read, each in its own ``Snapshot``.
///
///     let database = try RegistryDatabase.open(path: "registry.sqlite", mode: .create)
///     let summary = try Importer(into: database, moment: now).run(sources) { print($0.path, $0.result) }
///     let listings = try database.snapshot().listings()
public final class RegistryDatabase: Sendable {
  /// The path as it was given.
  public let path: String
  public let mode: Mode
  let pool: DatabasePool

  public enum Mode: Sendable, Hashable {
    /// For writing; the file is made if it is not there. Its folder must exist.
    case create
    /// For writing; the file must be there.
    case readWrite
    /// For reading; the file must be there.
    case readOnly
  }

  /// Opens a registry.
  public static func open(path: String, mode: Mode) throws(RegistryError) -> RegistryDatabase {
    try open(path: path, mode: mode, busySeconds: 10)
  }

  /// - Parameter busySeconds: how long to wait for another program that is writing.
  static func open(path: String, mode: Mode, busySeconds: Double) throws(RegistryError) -> RegistryDatabase {
    switch try RegistryFile.state(of: path) {
    case .missing where mode != .create, .empty where mode != .create:
      throw .missing(path: path)
    case .missing, .empty:
      try RegistryFile.create(at: path, busySeconds: busySeconds)
    case .registry:
      break
    case .foreign:
      throw .notARegistry(path: path)
    }
    return try RegistryDatabase(path: path, mode: mode, busySeconds: busySeconds)
  }

  private init(path: String, mode: Mode, busySeconds: Double) throws(RegistryError) {
    self.path = path
    self.mode = mode
    pool = try RegistryError.translating(path: path) {
      let pool = try DatabasePool(
        path: path, configuration: RegistryFile.configuration(mode: mode, busySeconds: busySeconds))
      let migrator = RegistrySchema.migrator
      let (isNewer, isComplete) = try pool.read { db in
        (try migrator.hasBeenSuperseded(db), try migrator.hasCompletedMigrations(db))
      }
      if isNewer { throw RegistryError.newerSchema(path: path) }
      if mode == .readOnly {
        if !isComplete { throw RegistryError.olderSchema(path: path) }
      } else {
        // GRDB's pool chooses NORMAL, which loses acknowledged transactions in a power cut.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        if !isComplete { try migrator.migrate(pool) }
      }
      return pool
    }
  }

  /// A consistent view of the registry as it is now; what is stored later does not show in it.
  public func snapshot() throws(RegistryError) -> Snapshot {
    try RegistryError.translating(path: path) { try Snapshot(pool.makeSnapshot(), path: path) }
  }

  /// Closes the file; otherwise that happens when the last reference goes.
  ///
  /// What the log holds is moved into the file first, so that a copy of the file alone is a copy of the registry. Where
  /// somebody is reading, some of it stays in the log, from which it is read as well.
  public func close() throws(RegistryError) {
    try RegistryError.translating(path: path) {
      if mode != .readOnly {
        try pool.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA busy_timeout = 0")
          _ = try? db.checkpoint(.truncate)
        }
      }
      try pool.close()
    }
  }
}

/// What can be said of a registry's file, and done to it, before it is opened as one.
private enum RegistryFile {
  enum State {
    case missing
    case empty
    case registry
    case foreign
  }

  /// Looks at the header of SQLite's file (https://sqlite.org/fileformat.html#the_database_header), so that a file
  /// that is something else is not even opened.
  static func state(of path: String) throws(RegistryError) -> State {
    var status = stat()
    if stat(path, &status) != 0 {
      if errno == ENOENT || errno == ENOTDIR { return .missing }
      // A folder that may not be entered hides whether there is a registry in it.
      throw .cannotOpen(path: path, detail: "\(SystemReason.of(errno)).")
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw .cannotOpen(path: path, detail: "It is a folder.") }
    let header: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      header = try handle.read(upToCount: 100) ?? Data()
    } catch {
      throw .cannotOpen(path: path, detail: "It may not be read.")
    }
    if header.isEmpty { return .empty }
    guard header.count == 100, header.starts(with: "SQLite format 3\0".utf8) else { return .foreign }
    func number(at offset: Int) -> UInt32 { header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    let id = number(at: 68)
    // A program that was killed while it made a registry leaves a database without a name and without any table
    // (schema cookie 0): there is nothing in it to lose.
    if id == 0, number(at: 40) == 0 { return .empty }
    return id == RegistrySchema.applicationID ? .registry : .foreign
  }

  /// Makes an empty registry. The header is written before the file is put into write-ahead mode, so that it never
  /// stands in the log only.
  static func create(at path: String, busySeconds: Double) throws(RegistryError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw .cannotOpen(path: path, detail: "There is no folder \(folder).")
    }
    try RegistryError.translating(path: path) {
      let queue = try DatabaseQueue(
        path: path, configuration: configuration(mode: .create, busySeconds: busySeconds))
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA application_id = \(RegistrySchema.applicationID)")
      }
      try queue.close()
    }
  }

  static func configuration(mode: RegistryDatabase.Mode, busySeconds: Double) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = mode == .readOnly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(busySeconds)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096; PRAGMA trusted_schema = OFF")
    }
    return configuration
  }
}
