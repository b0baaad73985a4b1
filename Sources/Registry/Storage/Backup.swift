import Foundation
import GRDB

/// Why a copy was not put into place; what stood there is what it was before.
public enum CopyProblem: Error, Sendable, Hashable {
  /// A file cannot be read or written.
  case registry(RegistryError)
  /// The copy was verified and does not fit.
  case unsound(path: String, Verification)
}

/// A copy of a registry that was made.
public struct BackupSummary: Sendable, Hashable {
  /// The path of the copy.
  public var path: String
  /// How many documents are in it.
  public var documents: Int
  /// Its chain.
  public var head: ChainHead?
  /// Its size in bytes.
  public var bytes: Int
}

extension RegistryDatabase {
  /// Writes a copy of the registry as it is now, while others read and write.
  ///
  /// The copy is one file, made beside its place and put there when it is complete, verified and on the disk. An earlier
  /// copy there is replaced only then; anything else there is left alone.
  ///
  /// The copy's structure, documents and chain are verified; ``Verifier`` and ``Restore`` verify all of it.
  ///
  /// - Parameter progress: told how many pages are copied, and of how many.
  public func backup(
    to target: String, progress: @escaping (Int, Int) -> Void = { _, _ in }
  ) throws(CopyProblem) -> BackupSummary {
    do throws(RegistryError) {
      switch try RegistryFile.state(of: target) {
      case .missing, .empty: break
      case .foreign: throw .notARegistry(path: target)
      case .registry:
        if RegistryFile.isSame(path, target) {
          throw .cannotOpen(path: target, detail: "It is the registry itself.")
        }
        if RegistryFile.hasLog(target) {
          throw .cannotOpen(path: target, detail: "It is in use as a registry: there is a log beside it.")
        }
      }
    } catch {
      throw .registry(error)
    }
    let staged: StagedFile
    do throws(RegistryError) {
      staged = try StagedFile(for: target, purpose: "backup")
      staged.adoptPermissions(of: path)
      try RegistryCopy.make(of: pool, at: staged.path, reporting: target, progress)
    } catch {
      throw .registry(error)
    }
    let verification = try RegistryCopy.verified(
      staged.path, named: target, parts: [.file, .documents, .chain])
    do throws(RegistryError) { try staged.putInPlace() } catch { throw .registry(error) }
    var status = stat()
    return BackupSummary(
      path: target, documents: verification[.documents]?.checked ?? 0, head: verification.head,
      bytes: stat(target, &status) == 0 ? Int(status.st_size) : 0)
  }
}

/// Copying a registry's file with SQLite's online backup (https://sqlite.org/backup.html).
enum RegistryCopy {
  /// How much is copied before somebody is told, in pages.
  private static let pagesPerStep: CInt = 1024

  /// Copies one consistent state of a registry into an empty file.
  ///
  /// - Parameters:
  ///   - target: what errors of writing name.
  static func make(
    of source: any DatabaseReader, at copy: String, reporting target: String,
    _ progress: @escaping (Int, Int) -> Void
  ) throws(RegistryError) {
    try RegistryError.translating(path: target) {
      var configuration = Configuration()
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
      let queue = try DatabaseQueue(path: copy, configuration: configuration)
      try source.backup(to: queue, pagesPerStep: pagesPerStep) { step in
        progress(step.completedPageCount, step.totalPageCount)
      }
      try queue.close()
    }
    // It is flushed as a whole before it is put into place; until then nobody counts on it. Without write-ahead mode it
    // is one file, which can also be read where nothing may be written.
    try setMode("DELETE", of: copy, reporting: target)
  }

  /// Puts a copy that nobody else has open into one of SQLite's journal modes.
  static func setMode(_ mode: String, of copy: String, reporting target: String) throws(RegistryError) {
    try RegistryError.translating(path: target) {
      let queue = try DatabaseQueue(path: copy)
      try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = \(mode)") }
      try queue.close()
    }
  }

  /// Verifies a copy that is not in its place yet.
  static func verified(
    _ copy: String, named target: String, parts: Set<Verification.Part>,
    progress: Verifier.Progress = { _, _, _ in }
  ) throws(CopyProblem) -> Verification {
    let verification: Verification
    do throws(RegistryError) {
      verification = try Verifier(path: copy, parts: parts, reporting: target).run(progress: progress)
    } catch {
      throw .registry(error)
    }
    guard verification.isSound else { throw .unsound(path: target, verification) }
    return verification
  }
}
