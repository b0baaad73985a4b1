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
    // An import may hold the registry for as long as it takes to judge what it brought; readers never wait for it.
    try open(path: path, mode: mode, busySeconds: mode == .readOnly ? 10 : 60)
  }

  /// - Parameter busySeconds: how long to wait for another program that is writing.
  static func open(path: String, mode: Mode, busySeconds: Double) throws(RegistryError) -> RegistryDatabase {
    switch try RegistryFile.state(of: path) {
    case .missing where mode != .create, .empty where mode != .create:
      throw .missing(path: path)
    case .missing, .empty:
      try RegistryFile.create(at: path, busySeconds: busySeconds)
    case .registry:
      RegistryFile.undoHalfDone(at: path)
    case .foreign:
      throw .notARegistry(path: path)
    }
    // SQLite waits for other programs, but not where both want to begin the log of a registry that has none yet: one
    // of them is then told so at once, and only has to ask again.
    let deadline = Deadline(seconds: busySeconds)
    while true {
      do throws(RegistryError) {
        return try RegistryDatabase(path: path, mode: mode, busySeconds: busySeconds)
      } catch .locked(let path) {
        guard deadline.hasTimeLeft else { throw .locked(path: path) }
        deadline.pause()
      } catch {
        throw error
      }
    }
  }

  private init(path: String, mode: Mode, busySeconds: Double) throws(RegistryError) {
    self.path = path
    self.mode = mode
    pool = try RegistryError.translating(path: path) {
      let pool = try DatabasePool(
        path: path, configuration: RegistryFile.configuration(mode: mode, busySeconds: busySeconds))
      let migrator = RegistrySchema.migrator
      let (isNewer, isComplete, form) = try pool.read { db in
        (
          try migrator.hasBeenSuperseded(db), try migrator.hasCompletedMigrations(db),
          try Projections.form(in: db)
        )
      }
      let isDerived = form == Projections.form
      if isNewer || form > Projections.form { throw RegistryError.newerSchema(path: path) }
      if mode == .readOnly {
        if !isComplete || !isDerived { throw RegistryError.olderSchema(path: path) }
      } else {
        // GRDB's pool chooses NORMAL, which loses acknowledged transactions in a power cut.
        // Pages that every transaction changes are copied into the database once for several: 16 MB of log at most.
        try pool.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
        }
        if !isComplete || !isDerived {
          // One program after the other: the second finds that nothing is left to do.
          try MakersLock.holding(of: path, busySeconds: busySeconds) { () throws(RegistryError) in
            try RegistryError.translating(path: path) {
              try migrator.migrate(pool)
              try pool.write { db in
                if try Projections.form(in: db) < Projections.form {
                  try Projections.derive(in: db, path: path)
                }
              }
            }
          }
        }
      }
      return pool
    }
  }

  /// A consistent view of the registry as it is now, from a vantage; what is stored later does not show in it.
  public func snapshot(at vantage: Vantage = Vantage()) throws(RegistryError) -> Snapshot {
    try RegistryError.translating(path: path) {
      try Snapshot(pool.makeSnapshot(), path: path, vantage: vantage)
    }
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
