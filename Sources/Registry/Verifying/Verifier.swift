import Conformity
import GRDB

/// Verifies a registry from the ground up: it takes nothing in it for granted but the documents' own bytes, and derives
/// everything else again.
///
///     let verification = try Verifier(path: "registry.sqlite").run()
///     print(verification.isSound)
///
/// The registry is only read, in one consistent state, while others may write.
public struct Verifier {
  private let file: String
  private let path: String
  private let parts: Set<Verification.Part>
  private let checkpoint: Checkpoint?

  /// Everything that can be verified in a registry by itself.
  static let everything: Set<Verification.Part> = Set(Verification.Part.allCases).subtracting([.checkpoint])

  /// - Parameter checkpoint: a chain that this registry's must extend; its signature is verified by whoever reads it.
  public init(path: String, checkpoint: Checkpoint? = nil) {
    self.init(path: path, parts: Verifier.everything, checkpoint: checkpoint)
  }

  /// - Parameters:
  ///   - parts: what to verify; the file itself always is.
  ///   - name: what errors call the file, where it stands at another path for now.
  init(
    path: String, parts: Set<Verification.Part>, checkpoint: Checkpoint? = nil, reporting name: String? = nil
  ) {
    file = path
    self.path = name ?? path
    self.parts = checkpoint == nil ? parts : parts.union([.checkpoint])
    self.checkpoint = checkpoint
  }

  /// Verifies documents and chain only: what somebody who signs for a chain ought to know.
  public static func ofChain(path: String) -> Verifier { Verifier(path: path, parts: [.documents, .chain]) }

  /// How far it has come: the part, and how much of that part is done, of how much.
  public typealias Progress = (_ part: Verification.Part, _ done: Int, _ total: Int) -> Void

  /// Verifies.
  ///
  /// - Throws: what keeps it from being looked at: there is no registry, another release has written it, and the like.
  ///   Damage is not thrown but found.
  public func run(progress: Progress = { _, _, _ in }) throws(RegistryError) -> Verification {
    switch try RegistryFile.state(of: file) {
    case .missing, .empty: throw .missing(path: path)
    case .foreign: throw .notARegistry(path: path)
    case .registry: RegistryFile.undoHalfDone(at: file)
    }
    var verification = Verification()
    do {
      try RegistryError.translating(path: path) {
        let queue = try DatabaseQueue(path: file, configuration: Verifier.configuration)
        try queue.inTransaction(.deferred) { db in
          try verify(db, &verification, progress)
          return .rollback
        }
      }
    } catch .damaged(_, let detail) {
      // SQLite itself gave up: there is nothing to look at any further.
      var account = PartAccount(.file)
      account.fault("the file", detail)
      verification = Verification()
      close(account, &verification)
      omit(after: .file, "the file is damaged", &verification)
    }
    return verification
  }

  private static let configuration: Configuration = {
    var configuration = RegistryFile.configuration(mode: .readOnly, busySeconds: 10)
    configuration.foreignKeysEnabled = false
    let prepare = "PRAGMA temp_store = FILE; PRAGMA cell_size_check = ON"
    configuration.prepareDatabase { db in try db.execute(sql: prepare) }
    return configuration
  }()

  private func verify(_ db: Database, _ verification: inout Verification, _ progress: Progress) throws {
    let total = try verifyFile(db, &verification, progress)
    if verification.faultCount > 0 {
      omit(after: .file, "the file is damaged", &verification)
      return
    }
    if parts.contains(.documents) {
      try account(.documents, &verification) { account in
        try DocumentCheck(db: db).run(&account) { progress(.documents, $0, total) }
      }
    }
    if parts.contains(.chain) {
      var head: ChainHead?
      try account(.chain, &verification) { account in
        head = try ChainCheck(db: db).run(&account) { progress(.chain, $0, total) }
      }
      if verification[.chain]?.faults == 0 { verification.head = head }
    }
    if parts.contains(.determinations) || parts.contains(.projections) {
      try verifyProjections(db, &verification, progress)
    }
    if parts.contains(.quarantine) {
      try account(.quarantine, &verification) { account in
        try QuarantineCheck(db: db, path: path).run(&account)
      }
    }
    if let checkpoint {
      try account(.checkpoint, &verification) { account in
        try ChainCheck(db: db).extends(checkpoint, &account)
      }
    }
  }

  /// - Returns: how many documents there are.
  private func verifyFile(
    _ db: Database, _ verification: inout Verification, _ progress: Progress
  ) throws -> Int {
    progress(.file, 0, 1)
    try account(.file, &verification) { account in
      let check = FileCheck(db: db)
      try check.structure(&account)
      if account.outcome.faults > 0 { return }
      do {
        try verifyForm(db)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
        // What tells the form has columns of other names: no release made that.
        try check.schema(&account)
        if account.outcome.faults == 0 { throw error }
        return
      }
      try check.schema(&account)
    }
    return verification.faultCount > 0
      ? 0 : try Int.fetchOne(db, sql: "SELECT count(*) FROM documents") ?? 0
  }

  /// Whether it was this release that made the file as it is.
  private func verifyForm(_ db: Database) throws {
    let migrator = RegistrySchema.migrator
    if try migrator.hasBeenSuperseded(db) { throw RegistryError.newerSchema(path: path) }
    if try !migrator.hasCompletedMigrations(db) { throw RegistryError.olderSchema(path: path) }
    let form = try Projections.form(in: db)
    if form > Projections.form { throw RegistryError.newerSchema(path: path) }
    if form < Projections.form { throw RegistryError.olderSchema(path: path) }
  }

  private func verifyProjections(
    _ db: Database, _ verification: inout Verification, _ progress: Progress
  ) throws {
    progress(.determinations, 0, 1)
    let scratch = ScratchProjections(db: db, path: path)
    var projections = PartAccount(.projections)
    var determinations = PartAccount(.determinations)
    do {
      try scratch.derive()
    } catch let error where !Verifier.isInterruption(error) {
      let reason = "The documents cannot be read again: \(RegistryError(error, path: path).message)"
      determinations.fault("the documents", reason)
      projections.omit("nothing could be derived")
      close(determinations, &verification)
      close(projections, &verification)
      return
    }
    try scratch.compare("determinations", &determinations) { key in
      let model = try Row.fetchOne(
        db, sql: "SELECT supplier, designation FROM temp.models WHERE document = ?", arguments: [key.first])
      return try model.map {
        try "the determination of \($0.value(1, as: String.self)) (\($0.value(0, as: String.self)))"
      }
    }
    let outdated =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM main.determinations WHERE engine <> ?", arguments: [Engine.version])
      ?? 0
    if outdated > 0 {
      determinations.fault(
        "the table determinations",
        "\(outdated) were made by another version of the judging rules than this program's, \(Engine.version)."
      )
    }
    // A chain that does not fit is named as that; what decisions name in it proves nothing then.
    if verification[.chain]?.faults == 0 {
      let others = try DecisionCheck(db: db, path: path).run(&determinations)
      if others > 0 {
        verification.remarks.append(
          "\(others) \(others == 1 ? "decision rests" : "decisions rest") on a determination that this program's version "
            + "of the judging rules, \(Engine.version), does not give: an earlier version made it.")
      }
    }
    for table in RegistrySchema.projections.reversed() where table != "determinations" {
      try scratch.compare(table, &projections)
    }
    close(determinations, &verification)
    close(projections, &verification)
  }

  /// Errors that say nothing of the registry's content.
  private static func isInterruption(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return [.SQLITE_FULL, .SQLITE_NOMEM, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_CANTOPEN, .SQLITE_READONLY]
      .contains(error.resultCode)
  }

  /// Runs the check of a part; what SQLite finds damaged on the way is one of its faults.
  private func account(
    _ part: Verification.Part, _ verification: inout Verification, _ body: (inout PartAccount) throws -> Void
  ) throws {
    var account = PartAccount(part)
    do {
      try body(&account)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      account.fault("the file", "SQLite says: \(error.message ?? error.resultCode.description).")
    }
    close(account, &verification)
  }

  private func close(_ account: PartAccount, _ verification: inout Verification) {
    verification.outcomes.append(account.outcome)
    verification.faults += account.faults
  }

  /// Says of every later part that it was not verified.
  private func omit(after part: Verification.Part, _ reason: String, _ verification: inout Verification) {
    for later in Verification.Part.allCases.drop(while: { $0 != part }).dropFirst()
    where parts.contains(later) {
      var account = PartAccount(later)
      account.omit(reason)
      close(account, &verification)
    }
  }
}
