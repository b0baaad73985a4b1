import GRDB

/// Takes documents into a registry: reads, checks, stores and judges them.
///
/// Each document enters whole or not at all. Several share a transaction, so that the disk is not flushed for each,
/// and what became of a document is said only when its transaction is durable.
public struct Importer {
  private let database: RegistryDatabase
  private let limits: Limits
  private let threads: Int
  private let keepsRefused: Bool
  private let deliveredBy: String?
  private let moment: () -> Moment

  /// How much one transaction takes, and how large a document may be.
  public struct Limits: Sendable, Hashable {
    /// The most documents in one transaction. Standard: 256.
    public var batchDocuments = 256
    /// A transaction ends with the document that brings it to so many bytes. Standard: 8 MiB.
    public var batchBytes = 8 << 20
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
  ///   - keepsRefused: whether refused documents are kept in ``Quarantine``.
  ///   - deliveredBy: who delivered them, for the quarantine.
  ///   - moment: tells the time, which is recorded for each document.
  public init(
    into database: RegistryDatabase, limits: Limits = .standard, threads: Int = 1,
    keepsRefused: Bool = false, deliveredBy: String? = nil, moment: @escaping () -> Moment
  ) {
    self.database = database
    self.limits = limits
    self.threads = max(1, threads)
    self.keepsRefused = keepsRefused
    self.deliveredBy = deliveredBy
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
    var keeper = QuarantineKeeper(database.quarantine, deliveredBy: deliveredBy)
    var refusals: [QuarantineKeeper.Refusal] = []
    func settle(_ source: ImportSource, _ settled: ImportOutcome) {
      if keepsRefused, settled.result == .refused {
        refusals.append(QuarantineKeeper.Refusal(source: source, outcome: settled))
      } else {
        deliver(settled)
      }
    }
    /// Of what is refused, it is said when it is durable whether it is kept.
    func keepRefused() throws(RegistryError) {
      while !refusals.isEmpty {
        let some = Array(refusals.prefix(limits.batchDocuments))
        refusals.removeFirst(some.count)
        try keeper.keep(some, at: moment()).forEach(deliver)
      }
    }
    var session = ImportSession(path: database.path, limits: limits, threads: threads)
    let docket = session.docket(sources, refuse: settle)
    try keepRefused()
    session.readAhead(docket) { [pool = database.pool] sha256 in
      // Whoever cannot tell says no: the one that writes asks again.
      (try? pool.read { db in try DocumentStore(db: db).sequence(of: sha256) }) ?? nil != nil
    }
    var pending = docket.entries[...]
    while !pending.isEmpty {
      let batch = try RegistryError.translating(path: database.path) {
        try database.pool.write { db in try session.batch(of: pending, in: db, moment: moment) }
      }
      summary.bytes += batch.bytes
      for (entry, settled) in zip(pending, batch.outcomes) { settle(entry.source, settled) }
      pending = pending.dropFirst(batch.outcomes.count)
      try keepRefused()
    }
    summary.judged = session.judged
    return summary
  }
}
