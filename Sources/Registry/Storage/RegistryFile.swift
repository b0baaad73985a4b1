import Foundation
import GRDB

/// What can be said of a registry's file, and done to it, before it is opened as one.
enum RegistryFile {
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

  /// Makes an empty registry, unless another program has made one in the meantime.
  ///
  /// It is made under another name and then put into place complete, so that no reader and no other maker ever meets
  /// half of it, nor does a program that is killed leave half of it there.
  static func create(at path: String, busySeconds: Double) throws(RegistryError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw .cannotOpen(path: path, detail: "There is no folder \(folder).")
    }
    try MakersLock.holding(of: path, busySeconds: busySeconds) { () throws(RegistryError) in
      switch try state(of: path) {
      case .missing, .empty: try make(at: path, busySeconds: busySeconds)
      case .registry, .foreign: break
      }
    }
  }

  private static func make(at path: String, busySeconds: Double) throws(RegistryError) {
    let target = target(of: path)
    let draft = target + ".new"
    // A maker that was killed may have left a draft; and SQLite would take the log of a file that was deleted for that
    // of the new one.
    remove(draft)
    defer { remove(draft) }
    removeLogs(of: target)
    try RegistryError.translating(path: path) {
      let queue = try DatabaseQueue(
        path: draft, configuration: configuration(mode: .create, busySeconds: busySeconds))
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA application_id = \(RegistrySchema.applicationID)")
      }
      try RegistrySchema.migrator.migrate(queue)
      try queue.write { db in try Projections.derive(in: db, path: path) }
      try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
      try queue.close()
    }
    // A file that was made beforehand keeps its permissions.
    var status = stat()
    if stat(target, &status) == 0 { chmod(draft, status.st_mode & 0o777) }
    guard rename(draft, target) == 0 else {
      throw .cannotOpen(path: path, detail: "\(SystemReason.of(errno)).")
    }
  }

  /// Where a path leads through links.
  static func target(of path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  /// Removes a file of SQLite's, with what may stand beside it.
  private static func remove(_ path: String) {
    unlink(path)
    removeLogs(of: path)
  }

  private static func removeLogs(of path: String) {
    for suffix in ["-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Lets SQLite undo what a killed program left half done in the file itself: taking a registry out of write-ahead mode,
  /// as a restoration does, keeps a rollback journal, and one who may only read is refused until somebody who may write
  /// has looked at it (https://sqlite.org/rescode.html#readonly_rollback).
  ///
  /// Where that does not succeed, whoever opens the file next is told why.
  static func undoHalfDone(at path: String) {
    let target = target(of: path)
    guard isThere(target + "-journal"),
      let queue = try? DatabaseQueue(
        path: target, configuration: configuration(mode: .readWrite, busySeconds: 10))
    else { return }
    _ = try? queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") }
    try? queue.close()
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
