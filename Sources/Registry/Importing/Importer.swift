import GRDB

/// Takes documents into a registry: reads, checks, stores and judges them.
///
/// Each document enters whole or not at all. Several share a transaction, so that the disk is not flushed for each,
/// and what became of a document is said only when its transaction is durable.
public struct Importer {
  private let database: RegistryDatabase
  private let limits: Limits
  private let threads: Int
  private let moment: () -> Moment

  /// How much one transaction takes, and how large a document may be.
  public struct Limits: Sendable, Hashable {
    /// The most documents in one transaction. Standard: 64.
    public var batchDocuments = 64
    /// A transaction ends with the document that brings it to so many bytes. Standard: 4 MiB.
    public var batchBytes = 4 << 20
    /// A transaction ends with the document after which so much time has passed. Standard: 1000.
    public var batchMilliseconds: Int64 = 1000
    /// The most bytes that a document may have. Standard: 16 MiB, more than a hundred full reports.
    public var maximumDocumentBytes = 16 << 20

    /// The limits as stated at each property.
    public init() {}

    /// The limits as stated at each property.
    public static let standard = Limits()
  }

  /// - Parameters:
  ///   - database: open for writing.
  ///   - threads: how many work at a time, 1 or more: one writes, the others read ahead and help to judge. What comes
  ///     of an import is the same for any number.
  ///   - moment: tells the time, which is recorded for each document.
  public init(
    into database: RegistryDatabase, limits: Limits = .standard, threads: Int = 1,
    moment: @escaping () -> Moment
  ) {
    self.database = database
    self.limits = limits
    self.threads = max(1, threads)
    self.moment = moment
  }

  /// Imports documents in the order in which they refer to each other: standards, adoptions, programme, suppliers,
  /// laboratories, models, reports, by path within a kind; then the programme's events, by their days.
  ///
  /// - Parameters:
  ///   - sources: the documents, in any order.
  ///   - outcome: told of every source once, when what it says is durable.
  /// - Throws: what ended the import, such as a full disk. Every outcome given before stays true, and a document
  ///   without one was not stored.
  public func run(
    _ sources: some Sequence<ImportSource>, outcome: (ImportOutcome) -> Void
  ) throws(RegistryError) -> ImportSummary {
    if database.mode == .readOnly { throw .readOnly(path: database.path) }
    var summary = ImportSummary()
    func deliver(_ settled: ImportOutcome) {
      summary.count(settled)
      outcome(settled)
    }
    var session = ImportSession(path: database.path, limits: limits, threads: threads)
    let docket = session.docket(sources, refuse: deliver)
    session.readAhead(docket) { [pool = database.pool] sha256 in
      // Whoever cannot tell says no: the one that writes asks again.
      (try? pool.read { db in try DocumentStore(db: db).sequence(of: sha256) }) ?? nil != nil
    }
    var pending = docket.entries[...]
    while !pending.isEmpty {
      let batch = try RegistryError.translating(path: database.path) {
        try database.pool.write { db in try session.batch(of: pending, in: db, moment: moment) }
      }
      pending = pending.dropFirst(batch.outcomes.count)
      summary.bytes += batch.bytes
      batch.outcomes.forEach(deliver)
    }
    summary.judged = session.judged
    return summary
  }
}
