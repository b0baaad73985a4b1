import Conformity
import GRDB
import Quantities
import XMLDocuments

/// Checks what a programme's event may do: by its policy, by the evidence, and by what happened before.
struct ProgrammeChecks {
  let db: Database
  let path: String
  let file: String
  /// The document, to find the line of what is objected to.
  let bytes: UnsafeRawBufferPointer
  let policies: PolicyRecord
  private(set) var diagnostics: [Diagnostic] = []

  init(db: Database, path: String, file: String, bytes: UnsafeRawBufferPointer, policies: PolicyRecord) {
    self.db = db
    self.path = path
    self.file = file
    self.bytes = bytes
    self.policies = policies
  }

  private struct Known {
    let document: Int64
    let standard: String
    let applied: String
    let warrantyMonths: Int
  }

  // MARK: - Kinds of event

  /// - Parameter judge: gives the judge by the identifier of a standard.
  /// - Returns: SHA-256 of the determination that a decision to list rests on.
  mutating func check(_ decision: Decision, judge: (String) throws -> Judge?) throws -> String? {
    checkPersons(decision.signatories, on: decision.day)
    guard let model = try known(decision.model, at: "decision") else { return nil }
    try checkTransition(ParsedDocument.decision(decision).tidings)
    guard decision.outcome == .list else { return nil }
    checkTerms(of: model, decision)
    switch decision.evidence {
    case .notHeld:
      if !policies.policy(on: decision.day).takesOverLists {
        object(
          .programmeTakeOver, at: "decision", "The programme does not take over listings without evidence.",
          found: #"evidence="not-held""#, expected: #"evidence="held""#,
          cure: #"Import the evidence, or let the programme's document say takes-over-lists="yes"."#)
      }
      return nil
    case .held: return try checkEvidence(of: model, decision, judge: judge)
    }
  }

  mutating func check(_ change: StatusChange) throws {
    checkPersons(change.signatories, on: change.day)
    guard try known(change.model, at: "status-change") != nil else { return }
    try checkTransition(ParsedDocument.statusChange(change).tidings)
  }

  mutating func check(_ inspection: Inspection) throws {
    try checkNumber(inspection.id, kind: .inspection)
    for result in inspection.results {
      _ = try known(ModelKey(supplier: inspection.supplier, designation: result.designation), at: "model")
    }
  }

  mutating func check(_ variation: Variation) throws {
    try checkNumber(variation.id, kind: .variation)
    _ = try known(variation.model, at: "variation")
  }

  mutating func check(_ resolution: VariationResolution) throws {
    checkPersons(resolution.signatories, on: resolution.day)
    let statement = try db.cachedStatement(
      sql: "SELECT document FROM occurrences WHERE kind = 'variation' AND number = ?")
    guard let document = try Int64.fetchOne(statement, arguments: [resolution.variation]),
      let variation = try HistoryReader(db: db, path: path).occurrences(in: document).first?.occurrence
    else {
      object(
        .programmeVariation, at: "variation-resolution", "The registry does not know this variation.",
        found: resolution.variation, expected: "the number of a stored variation",
        cure: "Import the variation first, or correct the number.")
      return
    }
    let resolved = try db.cachedStatement(
      sql: "SELECT day FROM occurrences WHERE kind = 'variation-resolution' AND number = ?")
    if let day = try String.fetchOne(resolved, arguments: [resolution.variation]) {
      object(
        .programmeVariation, at: "variation-resolution", "The variation is resolved already, since \(day).",
        found: resolution.variation, expected: "a variation without a resolution",
        cure: "If the resolution was wrong, void it by a correction first.")
    }
    if resolution.day < variation.day {
      object(
        .programmeVariation, at: "variation-resolution", "The resolution is dated before the variation.",
        found: resolution.day.description, expected: "\(variation.day) or later", cure: "Correct the day.")
    }
  }

  mutating func check(_ notice: Notice) throws {
    checkPersons(notice.signatories, on: notice.day)
    try checkNumber(notice.id, kind: .notice)
    var areKnown = true
    for model in notice.models where try known(model, at: "model") == nil { areKnown = false }
    if areKnown { try checkTransition(ParsedDocument.notice(notice).tidings) }
  }

  mutating func check(_ report: FieldReport) throws {
    try checkNumber(report.id, kind: .fieldReport)
    // Nothing that the field tells is lost: a label that leads nowhere may be forged.
    if try Projector(db: db).model(report.armor.model) == nil {
      diagnostics.append(
        Diagnostic(
          .registryModelUnknown, severity: .warning, file: file, line: line(of: "armor"),
          "The registry has no such model: the report is kept, and belongs to none.",
          found: report.armor.model.description, expected: try alike(report.armor.model),
          cure: "Compare the label with the list."))
    }
  }

  mutating func check(_ correction: Correction) throws {
    checkPersons(correction.signatories, on: correction.day)
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT sequence, kind FROM documents WHERE sha256 = ?"),
      arguments: [correction.document])
    let kind = try row.flatMap { try DocumentKind(rawValue: $0.value("kind")) }
    guard let row, let kind, kind.isProgrammeEvent, kind != .correction else {
      object(
        .programmeCorrection, at: "correction",
        row == nil ? "The registry holds no such document." : "A document of this kind is not corrected.",
        found: kind.map(\.words) ?? correction.document,
        expected:
          "SHA-256 of a decision, a change of status, an inspection, a variation, a notice or a report",
        cure: kind == .correction
          ? "Correct again the document that it corrects."
          : "See proofmark history for the events of a model.")
      return
    }
    let reader = HistoryReader(db: db, path: path)
    for (model, stored) in try reader.occurrences(in: try row.value("sequence")) {
      guard let model else { continue }
      var corrected = stored
      switch correction.remedy {
      case .effective(let day): (corrected.day, corrected.isVoid) = (day, false)
      case .void: corrected.isVoid = true
      }
      let others = try reader.occurrences(of: model).filter { $0.sequence != stored.sequence }
      try checkHistory(of: model, others, candidate: corrected, at: "correction")
    }
  }

  // MARK: - Rules

  private mutating func checkPersons(_ signatories: Signatories, on day: Day) {
    guard policies.policy(on: day).demandsTwoPersons, !signatories.areTwo else { return }
    object(
      .programmeTwoPersons, at: signatories.reviewedBy == nil ? "decided-by" : "reviewed-by",
      "The programme demands that somebody else reviews than decides.",
      found: signatories.reviewedBy.map { "reviewed by \($0.name), decided by \(signatories.decidedBy.name)" }
        ?? "decided by \(signatories.decidedBy.name), reviewed by nobody",
      expected: "two persons", cure: "Have it reviewed, and name the reviewer in reviewed-by.")
  }

  private mutating func checkNumber(_ number: String, kind: DocumentKind) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT d.file FROM occurrences o JOIN documents d ON d.sequence = o.document
        WHERE o.kind = ? AND o.number = ?
        """)
    guard let other = try String.fetchOne(statement, arguments: [kind.rawValue, number]) else { return }
    object(
      .programmeNumber, at: kind.rawValue, "There is a \(kind.words) with this number already.",
      found: number,
      expected: "the same bytes as \(other)", cure: "Give it a number of its own.")
  }

  /// The edition's terms and the warranty.
  private mutating func checkTerms(of model: Known, _ decision: Decision) {
    let policy = policies.policy(on: decision.day)
    if let edition = policy.edition(model.standard) {
      if let last = edition.applicationsUntil, last.description < model.applied, decision.evidence == .held {
        object(
          .programmeEdition, at: "decision",
          "Applications under \(model.standard) ended before this model was applied for.",
          found: "applied for on \(model.applied)", expected: "at the latest on \(last)",
          cure: "Apply under \(edition.successor ?? "an edition that is open").")
      }
      if let last = edition.listedUntil, last < decision.day {
        object(
          .programmeEdition, at: "decision", "The list of \(model.standard) has ended.",
          found: decision.day.description, expected: "at the latest \(last)",
          cure: "Apply under \(edition.successor ?? "an edition that is open").")
      }
    } else {
      object(
        .programmeEdition, at: "decision", "The programme does not list by this edition.",
        found: model.standard,
        expected: policy.editions.map(\.standard).joined(separator: ", "),
        cure: "Apply under an edition that is open.")
    }
    if model.warrantyMonths < policy.minimumWarrantyMonths {
      object(
        .programmeWarranty, at: "decision", "The model's warranty is shorter than the programme demands.",
        found: "\(model.warrantyMonths) months", expected: "at least \(policy.minimumWarrantyMonths) months",
        cure: "Apply with a longer warranty under a designation of its own.")
    }
  }

  /// What the evidence that was there on the day of the decision comes to.
  private mutating func checkEvidence(
    of model: Known, _ decision: Decision, judge: (String) throws -> Judge?
  ) throws -> String? {
    let evidence = ModelEvidence(db: db, path: path, day: decision.day)
    guard let determination = try evidence.determination(of: model.document, judge: judge) else {
      object(
        .registryStandardUnknown, at: "decision", "The registry has no definition of the model's standard.",
        found: model.standard, expected: "a stored definition",
        cure: "Import the standard's definition first.")
      return nil
    }
    let later =
      try ModelEvidence(db: db, path: path).reports(of: model.document).count
      - determination.reports.count
    if determination.verdict == .compliant {
      if later > 0 { try caution(about: later, of: model, decision, judge: judge) }
    } else {
      object(
        .programmeVerdict, at: "decision",
        "The evidence that was issued until \(decision.day) does not show that the model is compliant.",
        found: determination.verdict.rawValue
          + (later > 0 ? "; \(later) of its reports were issued later" : ""),
        expected: Verdict.compliant.rawValue,
        cure: "See proofmark explain; have tested what is missing, correct the day, or decline.")
    }
    if policies.policy(on: decision.day).demandsAdoptedDefinitions, determination.standard.adoption == nil {
      object(
        .programmeDraft, at: "decision",
        "The definition of \(model.standard) is a draft: nobody has adopted it.",
        found: determination.standard.sha256, expected: "an adopted definition",
        cure: "Have it adopted: proofmark standards adopt.")
    }
    return determination.withCanonicalJSON { SHA256Hex.of($0) }
  }

  /// Says where the evidence that was issued after the day of the decision speaks against it. The decision is taken: a
  /// programme's past is told as it was.
  private mutating func caution(
    about later: Int, of model: Known, _ decision: Decision, judge: (String) throws -> Judge?
  ) throws {
    let present = try ModelEvidence(db: db, path: path).determination(of: model.document, judge: judge)
    guard let present, present.verdict != .compliant else { return }
    diagnostics.append(
      Diagnostic(
        .programmeVerdict, severity: .warning, file: file, line: line(of: "decision"),
        "The evidence known now does not show that the model is compliant.",
        found:
          "\(present.verdict.rawValue), with \(later) \(later == 1 ? "report" : "reports") issued after \(decision.day)",
        expected: Verdict.compliant.rawValue,
        cure: "See proofmark explain; suspend or remove the model from the day on which that became known."))
  }

  /// Whether what happened to each model still follows one from the other when this has happened as well.
  private mutating func checkTransition(_ tidings: [Tiding]) throws {
    for tiding in tidings {
      guard let key = tiding.model, let model = try Projector(db: db).model(key) else { continue }
      let candidate = Occurrence(
        sequence: .max, sha256: "", recorded: Moment(milliseconds: 0), act: tiding.act, day: tiding.day,
        statedDay: tiding.day, text: "", heading: "")
      try checkHistory(
        of: model, HistoryReader(db: db, path: path).occurrences(of: model), candidate: candidate,
        at: tiding.act.kind.rawValue)
    }
  }

  private mutating func checkHistory(
    of model: Int64, _ others: [Occurrence], candidate: Occurrence, at element: String
  ) throws {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT supplier, designation, standard FROM models WHERE document = ?"),
        arguments: [model])
    else { return }
    let key = try ModelKey(supplier: row.value(0), designation: row.value(1))
    let history = try ModelHistory(others + [candidate], standard: row.value(2), policies: policies)
    guard let refused = history.refused else { return }
    let allowed = StateMachine.moves(from: refused.before).map(\.rawValue).joined(separator: ", ")
    if refused.occurrence.sequence == candidate.sequence {
      object(
        .programmeTransition, at: element,
        "\(key) is \(refused.before.rawValue) on \(refused.occurrence.day): this may not follow.",
        found: refused.occurrence.act.word, expected: allowed.isEmpty ? "nothing" : allowed,
        cure: "Do one of these first, or correct the day.")
    } else {
      object(
        .programmeTransition, at: element,
        "\(key) would be \(refused.before.rawValue) on \(refused.occurrence.day), when it is known that it was "
          + "\(refused.occurrence.act.word): that could not have followed.",
        found: candidate.isVoid ? "void" : "\(candidate.act.word) on \(candidate.day)",
        expected: allowed.isEmpty ? "nothing" : "\(allowed) on \(refused.occurrence.day)",
        cure: "Correct the day, or correct the other event first: \(refused.occurrence.sha256).")
    }
  }

  // MARK: - What they share

  private mutating func known(_ key: ModelKey, at element: String) throws -> Known? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT document, standard, applied, warranty_months FROM models WHERE supplier = ? AND designation = ?
          """), arguments: [key.supplier, key.designation])
    if let row {
      return Known(
        document: try row.value(0), standard: try row.value(1), applied: try row.value(2),
        warrantyMonths: try row.value(3))
    }
    object(
      .registryModelUnknown, at: element, "The registry does not have this model.", found: key.description,
      expected: try alike(key), cure: "Import the model's document first, or correct the designation.")
    return nil
  }

  private func alike(_ key: ModelKey) throws -> String {
    let similar = try ModelLookup.similar(to: key.designation, in: db)
    return similar.isEmpty
      ? "a model whose document is stored" : similar.map(\.description).joined(separator: ", ")
  }

  private func line(of element: String) -> Int { ElementFinder.position(of: element, in: bytes)?.line ?? 0 }

  private mutating func object(
    _ code: Diagnostic.Code, at element: String, _ message: String, found: String, expected: String,
    cure: String
  ) {
    diagnostics.append(
      Diagnostic(
        code, file: file, line: line(of: element), message, found: found, expected: expected, cure: cure))
  }
}
