import Foundation
import GRDB

/// Puts a copy of a registry into the registry's place.
public struct Restore {
  private let copy: String
  private let path: String
  private let busySeconds: Double

  /// - Parameters:
  ///   - copy: what ``RegistryDatabase/backup(to:progress:)`` wrote.
  ///   - path: where the registry is to be. Its folder must exist.
  public init(_ copy: String, to path: String) { self.init(copy, to: path, busySeconds: 10) }

  /// - Parameter busySeconds: how long to wait for those who have the registry open.
  init(_ copy: String, to path: String, busySeconds: Double) {
    self.copy = copy
    self.path = path
    self.busySeconds = busySeconds
  }

  /// A registry that was restored.
  public struct Summary: Sendable, Hashable {
    /// The registry's path.
    public var path: String
    /// Where the registry is that stood there before; nil where there was none.
    public var replaced: String?
    /// How many documents the registry has now.
    public var documents: Int
    /// Its chain.
    public var head: ChainHead?
    /// How many documents the replaced registry has; nil where there is none, or it cannot be read.
    public var replacedDocuments: Int?
  }

  /// Verifies the copy in every part, and only then puts it into place, in one step. The registry that stood there is
  /// kept beside it.
  ///
  /// - Parameters:
  ///   - now: for the name of the registry that is replaced.
  ///   - progress: how far the verification has come.
  /// - Throws: why nothing was changed. A registry that anybody has open is not replaced.
  public func run(
    now: Moment, progress: Verifier.Progress = { _, _, _ in }
  ) throws(CopyProblem) -> Summary {
    let staged: StagedFile
    let verification: Verification
    do throws(RegistryError) {
      try check()
      staged = try StagedFile(for: RegistryFile.target(of: path), purpose: "restore")
      staged.adoptPermissions(of: RegistryFile.isThere(path) ? path : copy)
      try fill(staged)
    } catch {
      throw .registry(error)
    }
    verification = try RegistryCopy.verified(
      staged.path, named: copy, parts: Verifier.everything, progress: progress)
    do throws(RegistryError) {
      var summary = Summary(
        path: path, documents: verification[.documents]?.checked ?? 0, head: verification.head)
      try RegistryCopy.setMode("WAL", of: staged.path, reporting: path)
      // Nobody makes a registry there in the meantime, or brings the one that is there to another form.
      try MakersLock.holding(of: path, busySeconds: busySeconds) { () throws(RegistryError) in
        try switchOver(staged, now: now, &summary)
      }
      return summary
    } catch {
      throw .registry(error)
    }
  }

  private func check() throws(RegistryError) {
    switch try RegistryFile.state(of: copy) {
    case .missing, .empty: throw .missing(path: copy)
    case .foreign: throw .notARegistry(path: copy)
    case .registry: RegistryFile.undoHalfDone(at: copy)
    }
    if RegistryFile.isSame(copy, path) {
      throw .cannotOpen(path: copy, detail: "It is the registry itself.")
    }
    // What is no registry any more is what a restoration is for; only a folder cannot be moved aside unseen.
    _ = try RegistryFile.state(of: path)
  }

  private func fill(_ staged: StagedFile) throws(RegistryError) {
    let source = try RegistryError.translating(path: copy) {
      try DatabaseQueue(
        path: copy, configuration: RegistryFile.configuration(mode: .readOnly, busySeconds: 10))
    }
    try RegistryCopy.make(of: source, at: staged.path, reporting: path) { _, _ in }
    try RegistryError.translating(path: copy) { try source.close() }
  }

  /// Moves the registry aside and the copy into its place.
  ///
  /// There is a registry at the path at any moment: the old one gets a second name, and the rename replaces the first.
  private func switchOver(
    _ staged: StagedFile, now: Moment, _ summary: inout Summary
  ) throws(RegistryError) {
    let target = RegistryFile.target(of: path)
    guard RegistryFile.isThere(target) else {
      // The log of a registry that was deleted would be taken for that of the new one.
      for suffix in ["-wal", "-shm", "-journal"] { unlink(target + suffix) }
      try staged.putInPlace()
      return
    }
    summary.replacedDocuments = try settle(target)
    let lock = try FileLock(target)
    defer { withExtendedLifetime(lock) {} }
    if summary.replacedDocuments != nil, RegistryFile.hasLog(target) { throw .locked(path: path) }
    let kept = try keep(target, now: now)
    do throws(RegistryError) {
      try staged.putInPlace()
    } catch {
      unlink(kept)
      throw error
    }
    summary.replaced = kept
  }

  /// Moves what the log holds into the old registry's file and takes it out of write-ahead mode: what SQLite does for
  /// nobody but the only one who has it open, and after which its file is all there is of it.
  ///
  /// - Returns: how many documents it has; nil where it is damaged.
  private func settle(_ target: String) throws(RegistryError) -> Int? {
    do {
      return try RegistryError.translating(path: path) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busySeconds)
        let queue = try DatabaseQueue(path: target, configuration: configuration)
        let count = try queue.writeWithoutTransaction { db in
          let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM documents")
          try db.execute(sql: "PRAGMA journal_mode = DELETE")
          return count
        }
        try queue.close()
        return count
      }
    } catch {
      switch error {
      case .locked, .readOnly, .diskFull, .cannotOpen: throw error
      // Damage is a reason to restore, not an obstacle.
      default: return nil
      }
    }
  }

  /// Gives the old registry, and a log that could not be moved into it, a second name.
  private func keep(_ target: String, now: Moment) throws(RegistryError) -> String {
    let moment = now.description.filter { $0 != ":" && $0 != "." }
    let base = "\(target).replaced-\(moment)"
    for attempt in 1...100 {
      let kept = attempt == 1 ? base : "\(base)-\(attempt)"
      if link(target, kept) == 0 {
        for suffix in ["-wal", "-shm", "-journal"] { rename(target + suffix, kept + suffix) }
        return kept
      }
      if errno != EEXIST { throw StagedFile.failure(kept) }
    }
    throw .cannotOpen(path: base, detail: "It exists already.")
  }
}

/// Keeps every other program from using a database while it is moved.
///
/// SQLite takes its locks on these bytes of the file (https://sqlite.org/src/doc/trunk/src/os.h, PENDING_BYTE): whoever
/// has the registry open holds some of them shared. These locks belong to the open file, not to the process, so that
/// SQLite in this process does not lose its own with them.
private final class FileLock {
  private let descriptor: Int32

  init(_ path: String) throws(RegistryError) {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw StagedFile.failure(path) }
    var range = flock()
    range.l_type = Int16(F_WRLCK)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = 0x4000_0000
    range.l_len = 512
    // F_OFD_SETLK (fcntl(2)), which Swift's C library module does not declare.
    guard fcntl(descriptor, 37, &range) == 0 else {
      close(descriptor)
      throw .locked(path: path)
    }
  }

  deinit { close(descriptor) }
}
