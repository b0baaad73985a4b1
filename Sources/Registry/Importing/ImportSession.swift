import Evidence
import GRDB
import Standards
import XMLDocuments
import XMLSignatures

/// What lasts for one import: buffers, the definitions in force, counts.
struct ImportSession: ~Copyable {
  /// After so many reports for each thread their models are judged, while the reports are still in the processor's
  /// cache; a model whose reports come apart from each other is judged again.
  private static let reportsAtOnce = 8

  private let path: String
  private let limits: Importer.Limits
  /// How many threads there are.
  private let threads: Int
  /// For what is not read ahead.
  private var desk = Desk()
  private var ahead: ReadAhead?
  private var jury: Jury
  /// The programme's policies; nil where they are to be read again.
  private var policies: PolicyRecord?
  /// The laboratories that reports named, as the registry has them.
  private var laboratories: [String: Laboratory] = [:]

  init(path: String, limits: Importer.Limits, threads: Int) {
    self.path = path
    self.limits = limits
    self.threads = threads
    jury = Jury(path: path, threads: threads)
  }

  /// How many determinations were made.
  var judged: Int { jury.judged }

  /// The sources in order; those that are none of the registry's documents are refused at once.
  func docket(
    _ sources: some Sequence<ImportSource>, refuse: (ImportSource, ImportOutcome) -> Void
  ) -> Docket {
    var reader = SourceReader()
    return Docket(sources, limit: limits.maximumDocumentBytes, reader: &reader, refuse: refuse)
  }

  /// Lets other threads read the documents before their turn; all of them must then be taken in order.
  ///
  /// - Parameter isStored: whether bytes are in the registry already; asked from any thread.
  mutating func readAhead(_ docket: Docket, isStored: @escaping @Sendable (String) -> Bool) {
    guard threads > 1, docket.entries.count > 1 else { return }
    ahead = ReadAhead(
      docket.entries, threads: threads - 1, limit: limits.maximumDocumentBytes, isStored: isStored)
  }

  /// What one transaction did.
  struct Batch {
    /// One for each document taken from the docket, in order.
    var outcomes: [ImportOutcome] = []
    /// The size of the imported documents.
    var bytes = 0
    /// Reports just stored, by SHA-256, so that they need not be read again to be judged.
    fileprivate var reports: [String: Report] = [:]
    /// The models that have new reports, in the order in which those came.
    fileprivate var models: [Int64] = []
    /// The standards of which a definition or an adoption was stored, with what was in force before.
    fileprivate var standards: [String: DefinitionInForce?] = [:]
    /// The size of the documents read, imported or not.
    fileprivate var bytesRead = 0
    /// The hash of the last event of the chain.
    fileprivate var head = ChainEvent.beginning
  }

  /// Takes documents from the front of the docket until the batch is full, and judges every model that they concern.
  mutating func batch(
    of entries: ArraySlice<Docket.Entry>, in db: Database, moment: () -> Moment
  ) throws -> Batch {
    var batch = Batch()
    let start = moment()
    let recorded = try recordingMoment(start, in: db)
    batch.head = try Chain(db: db).head()?.hash ?? ChainEvent.beginning
    for entry in entries {
      batch.outcomes.append(try next(entry, in: db, recorded: recorded, batch: &batch))
      let now = moment()
      if batch.reports.count >= ImportSession.reportsAtOnce * threads { try judge(&batch, in: db) }
      // A clock that is set back ends the batch as well.
      if batch.outcomes.count >= limits.batchDocuments || batch.bytesRead >= limits.batchBytes
        || abs(now.milliseconds - start.milliseconds) >= limits.batchMilliseconds
      {
        break
      }
    }
    try judge(&batch, in: db)
    return batch
  }

  /// The moment of a transaction: all its documents bear the same, and it is later than that of the one before, whatever
  /// the clock says. What was known at a moment is thus always something that somebody could have read.
  private func recordingMoment(_ now: Moment, in db: Database) throws -> Moment {
    let last = try String.fetchOne(
      db.cachedStatement(sql: "SELECT recorded FROM documents ORDER BY sequence DESC LIMIT 1"))
    guard let last = last.flatMap({ Moment($0) }), now <= last else { return now }
    return Moment(milliseconds: last.milliseconds + 1)
  }

  private mutating func next(
    _ entry: Docket.Entry, in db: Database, recorded: Moment, batch: inout Batch
  ) throws -> ImportOutcome {
    if let ahead {
      return try ahead.next { try take(entry, from: &$0, in: db, recorded: recorded, batch: &batch) }
    }
    var own = Desk()
    swap(&own, &desk)
    defer {
      own.clear()
      swap(&own, &desk)
    }
    return try take(entry, from: &own, in: db, recorded: recorded, batch: &batch)
  }

  /// Reads, checks and stores one document.
  private mutating func take(
    _ entry: Docket.Entry, from desk: inout Desk, in db: Database, recorded: Moment, batch: inout Batch
  ) throws -> ImportOutcome {
    let contents: Desk.Contents
    do {
      contents = try desk.open(entry, limit: limits.maximumDocumentBytes)
    } catch {
      return ImportOutcome(
        path: entry.source.path, kind: entry.kind, result: .refused,
        diagnostics: [error.diagnostic(entry.source, limit: limits.maximumDocumentBytes)])
    }
    let (bytes, sha256) = (contents.bytes, contents.sha256)
    batch.bytesRead += bytes.count
    var outcome = ImportOutcome(
      path: entry.source.path, kind: entry.kind, sha256: sha256, result: .refused, diagnostics: [])
    if let sequence = try DocumentStore(db: db).sequence(of: sha256) {
      outcome.result = .unchanged
      if try Projector(db: db).isSuperseded(entry.kind, sequence: sequence) {
        outcome.diagnostics = [.superseded(entry)]
      }
      return outcome
    }
    let (parsed, problems) = desk.read(entry, library: DocumentStore(db: db).library(path: path))
    outcome.diagnostics = problems
    guard let document = parsed else { return outcome }
    let checked = try check(
      document, bytes: bytes, file: entry.source.path, recorded: recorded, in: db)
    outcome.diagnostics += checked.diagnostics
    if checked.diagnostics.hasErrors { return outcome }
    let reading = desk.pack()
    guard let compressed = desk.compress() else {
      throw RegistryError.failed(path: path, detail: "memory is short")
    }
    let before = try definitionTouched(by: document, in: db)
    let store = DocumentStore(db: db)
    var hash = batch.head
    let rejection = try Savepoint.attempt(in: db) {
      let sequence = try store.insert(
        sha256: sha256, kind: entry.kind, file: entry.source.path, size: bytes.count, recorded: recorded,
        compressed: compressed)
      try Projector(db: db).project(
        document, sha256: sha256, sequence: sequence, model: checked.model, signature: checked.signature,
        reading: reading)
      hash = try Chain(db: db).append(
        ChainEvent(
          sequence: sequence, document: sha256, kind: entry.kind.rawValue, file: entry.source.path,
          size: bytes.count, recorded: recorded.description, determination: checked.determination,
          previous: batch.head))
    }
    if let rejection {
      outcome.diagnostics.append(.rejected(entry, reason: rejection))
      return outcome
    }
    batch.head = hash
    outcome.result = .imported
    if entry.kind == .programme { policies = nil }
    if entry.kind == .laboratory { laboratories = [:] }
    batch.bytes += bytes.count
    if let before, batch.standards[before.id] == nil {
      batch.standards[before.id] = .some(before.definition)
      jury.forget(before.id)
    } else if let before {
      jury.forget(before.id)
    }
    if case .report(let report) = document, let model = checked.model {
      batch.reports[sha256] = report
      if !batch.models.contains(model) { batch.models.append(model) }
    }
    return outcome
  }

  /// What the registry knows of what a document refers to, and what it objects to.
  private struct Checked {
    /// The model that a report is about.
    var model: Int64?
    /// SHA-256 of the determination that a decision rests on.
    var determination: String?
    /// The signature of a report that is signed.
    var signature: XMLSignature?
    var diagnostics: [Diagnostic] = []
  }

  private mutating func check(
    _ document: ParsedDocument, bytes: UnsafeRawBufferPointer, file: String, recorded: Moment, in db: Database
  ) throws -> Checked {
    var checks = ReferenceChecks(db: db, file: file, bytes: bytes)
    switch document {
    case .adoption(let adoption): try checks.check(adoption)
    case .model(let model):
      try checks.check(model, standard: jury.judge(for: model.standard, in: db)?.standard)
    case .report(let report):
      let received = recorded.day ?? .last
      let known = try checks.check(
        report, laboratory: try laboratory(report.laboratory.id, in: db), received: received,
        mustBeSigned: try programmePolicies(in: db).policy(on: received).demandsSignedReports)
      return Checked(
        model: known.model?.document, signature: known.signature, diagnostics: checks.diagnostics)
    case .supplier(let supplier): try checks.check(supplier)
    case .standard, .programme, .laboratory: break
    case .decision, .statusChange, .inspection, .variation, .variationResolution, .notice, .fieldReport,
      .correction:
      return try check(event: document, bytes: bytes, file: file, in: db)
    }
    return Checked(diagnostics: checks.diagnostics)
  }

  private mutating func laboratory(_ id: String, in db: Database) throws -> Laboratory? {
    if let known = laboratories[id] { return known }
    let read = try LaboratoryRows(db: db, path: path).laboratory(id)
    laboratories[id] = read
    return read
  }

  private mutating func programmePolicies(in db: Database) throws -> PolicyRecord {
    if let policies { return policies }
    let read = try HistoryReader(db: db, path: path).policies()
    policies = read
    return read
  }

  private mutating func check(
    event: ParsedDocument, bytes: UnsafeRawBufferPointer, file: String, in db: Database
  ) throws -> Checked {
    var checks = ProgrammeChecks(
      db: db, path: path, file: file, bytes: bytes, policies: try programmePolicies(in: db))
    var determination: String?
    switch event {
    case .decision(let decision):
      determination = try checks.check(decision) { try jury.judge(for: $0, in: db) }
    case .statusChange(let change): try checks.check(change)
    case .inspection(let inspection): try checks.check(inspection)
    case .variation(let variation): try checks.check(variation)
    case .variationResolution(let resolution): try checks.check(resolution)
    case .notice(let notice): try checks.check(notice)
    case .fieldReport(let report): try checks.check(report)
    case .correction(let correction): try checks.check(correction)
    case .standard, .adoption, .programme, .supplier, .laboratory, .model, .report: break
    }
    return Checked(determination: determination, diagnostics: checks.diagnostics)
  }

  /// The standard whose definition in force may change by a document, and what is in force before.
  private func definitionTouched(
    by document: ParsedDocument, in db: Database
  ) throws -> (id: String, definition: DefinitionInForce?)? {
    switch document {
    case .standard(let standard): (standard.id, try DefinitionInForce.of(standard.id, in: db))
    case .adoption(let adoption): (adoption.standard, try DefinitionInForce.of(adoption.standard, in: db))
    default: nil
    }
  }

  /// Judges every model that has a new report, and all models of a standard whose definition in force changed; the batch
  /// then has nothing more to judge.
  private mutating func judge(_ batch: inout Batch, in db: Database) throws {
    defer {
      let reports = batch.reports
      batch.reports = [:]
      ahead?.giveUp(reports)
      batch.models = []
      batch.standards = [:]
    }
    var settled: Set<String> = []
    for (id, before) in batch.standards.sorted(by: { $0.key < $1.key }) {
      guard try DefinitionInForce.of(id, in: db) != before else { continue }
      settled.insert(id)
      try jury.judgeAll(of: id, fresh: batch.reports, in: db)
    }
    var models = batch.models
    if !settled.isEmpty {
      try models.removeAll { model in
        let standard = try String.fetchOne(
          db.cachedStatement(sql: "SELECT standard FROM models WHERE document = ?"), arguments: [model])
        return standard.map(settled.contains) ?? false
      }
    }
    try jury.judge(models: models, fresh: batch.reports, in: db)
  }
}

extension Diagnostic {
  fileprivate static func superseded(_ entry: Docket.Entry) -> Diagnostic {
    Diagnostic(
      .registryDocumentSuperseded, severity: .warning, file: entry.source.path,
      "A later version of this \(entry.kind.rawValue) is in force.",
      cure: "To go back to this version, import it with a change, such as a comment that says so.")
  }

  fileprivate static func rejected(_ entry: Docket.Entry, reason: String) -> Diagnostic {
    Diagnostic(
      .registryDocumentRejected, file: entry.source.path, "The database refused the document: \(reason).",
      cure: "Report this together with the document.")
  }
}
