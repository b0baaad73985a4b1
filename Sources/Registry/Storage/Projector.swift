import Evidence
import GRDB
import Quantities
import Standards
import XMLSignatures

/// Writes what follows from a document into the tables that are projections.
struct Projector {
  let db: Database

  /// - Parameters:
  ///   - sequence: the document's place in the sequence.
  ///   - model: the document of the model that a report is about.
  ///   - signature: of a report that is signed, the signature, which holds.
  ///   - reading: what was read in a report, where it was packed already.
  func project(
    _ document: ParsedDocument, sha256: String, sequence: Int64, model: Int64?, signature: XMLSignature?,
    reading: StoredReading? = nil
  ) throws {
    switch document {
    case .standard(let standard):
      try execute(
        "INSERT INTO standards (document, sha256, id) VALUES (?, ?, ?)", [sequence, sha256, standard.id])
    case .adoption(let adoption):
      try execute(
        "INSERT INTO adoptions (document, standard_sha256, role, name, adopted, note) VALUES (?, ?, ?, ?, ?, ?)",
        [sequence, adoption.sha256, adoption.role, adoption.name, adoption.day.description, adoption.note])
    case .programme(let programme): try project(programme, sequence: sequence)
    case .supplier(let supplier): try project(supplier, sequence: sequence)
    case .laboratory(let laboratory): try project(laboratory, sequence: sequence)
    case .model(let model): try project(model, sequence: sequence)
    case .report(let report):
      try project(report, sequence: sequence, model: model, signature: signature)
      try execute(
        "INSERT INTO readings (document, packed) VALUES (?, ?)",
        [sequence, (reading ?? StoredReading(of: report)).bytes])
    case .decision, .statusChange, .inspection, .variation, .variationResolution, .notice, .fieldReport:
      try project(document.tidings, sequence: sequence)
    case .correction(let correction): try project(correction, sequence: sequence)
    }
  }

  /// Whether what a document says of a programme, supplier or laboratory was replaced by a later document.
  func isSuperseded(_ kind: DocumentKind, sequence: Int64) throws -> Bool {
    let later: String
    switch kind {
    case .programme: later = "SELECT 1 FROM programme WHERE document > ?1"
    case .supplier, .laboratory:
      let table = kind == .supplier ? "suppliers" : "laboratories"
      later = """
        SELECT 1 FROM \(table) WHERE id = (SELECT id FROM \(table) WHERE document = ?1) AND document > ?1
        """
    default: return false
    }
    let statement = try db.cachedStatement(sql: later + " LIMIT 1")
    return try Bool.fetchOne(statement, arguments: [sequence]) == true
  }

  /// The key of the model's row that a stored report is about.
  func model(of report: Report) throws -> Int64? {
    try model(ModelKey(supplier: report.model.supplier, designation: report.model.designation))
  }

  /// The key of a model's row; nil where the registry does not have it.
  func model(_ key: ModelKey) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT document FROM models WHERE supplier = ? AND designation = ?"),
      arguments: [key.supplier, key.designation])
  }

  /// The key of the row of the model that a variation is about.
  private func model(ofVariation number: String?) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT model FROM occurrences WHERE kind = ? AND number = ?"),
      arguments: [DocumentKind.variation.rawValue, number])
  }

  private func project(_ programme: Programme, sequence: Int64) throws {
    try execute(
      """
      INSERT INTO programme (document, first_day, title, operator, contact, evidence, publishes_not_compliant,
        is_example)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sequence, programme.from?.description, programme.title, programme.operatorName,
        programme.operatorContact, programme.evidence.rawValue, programme.publishesNotCompliant,
        programme.isExample,
      ])
  }

  private func project(_ supplier: Supplier, sequence: Int64) throws {
    try execute(
      """
      INSERT INTO suppliers (document, id, name, contact, website, is_example, successor)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sequence, supplier.id, supplier.name, supplier.contact, supplier.website, supplier.isExample,
        supplier.successor,
      ])
  }

  private func project(_ laboratory: Laboratory, sequence: Int64) throws {
    try execute(
      "INSERT INTO laboratories (document, id, name, place, is_example) VALUES (?, ?, ?, ?, ?)",
      [sequence, laboratory.id, laboratory.name, laboratory.place, laboratory.isExample])
    for (position, accreditation) in laboratory.accreditations.enumerated() {
      try execute(
        """
        INSERT INTO accreditations (document, position, body, certificate, standards, first_day, last_day, methods,
          suspensions)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          sequence, position, accreditation.body, accreditation.certificate,
          accreditation.standards.joined(separator: " "), accreditation.from.description,
          accreditation.until.description, accreditation.methods.joined(separator: " "),
          accreditation.suspensions.map { "\($0.from) \($0.until?.description ?? "")" }.joined(
            separator: "\n"),
        ])
    }
    for (position, certificate) in laboratory.certificates.enumerated() {
      try execute(
        """
        INSERT INTO certificates (document, position, sha256, first_day, last_day, revoked) VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          sequence, position, certificate.sha256, certificate.from.description,
          certificate.until?.description,
          certificate.revokedOn?.description,
        ])
    }
  }

  private func project(_ tidings: [Tiding], sequence: Int64) throws {
    for (position, tiding) in tidings.enumerated() {
      let model = try tiding.model.map { try self.model($0) } ?? self.model(ofVariation: tiding.number)
      try execute(
        """
        INSERT INTO occurrences (document, position, model, kind, act, day, number, heading, text, decided_by,
          decided_role, reviewed_by, reviewed_role)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          sequence, position, model, tiding.act.kind.rawValue, tiding.act.word, tiding.day.description,
          tiding.number, tiding.heading, tiding.text, tiding.decidedBy?.name, tiding.decidedBy?.role,
          tiding.reviewedBy?.name, tiding.reviewedBy?.role,
        ])
    }
  }

  private func project(_ correction: Correction, sequence: Int64) throws {
    var effective: Day?
    if case .effective(let day) = correction.remedy { effective = day }
    try execute(
      """
      INSERT INTO corrections (document, target, effective, day, text, decided_by, decided_role)
      SELECT ?, sequence, ?, ?, ?, ?, ? FROM documents WHERE sha256 = ?
      """,
      [
        sequence, effective?.description, correction.day.description,
        correction.reasons.joined(separator: "\n"),
        correction.signatories.decidedBy.name, correction.signatories.decidedBy.role, correction.document,
      ])
  }

  private func project(_ model: Model, sequence: Int64) throws {
    let folded = Folding.folded(model.designation)
    try execute(
      """
      INSERT INTO models (document, supplier, designation, folded, standard, level, kind, gender, opening, sizes,
        accessories, former_designations, warranty_months, materials, applied, is_example)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sequence, model.supplier, model.designation, folded, model.standard,
        model.level, model.kind, model.gender, model.opening, model.sizes.joined(separator: "\n"),
        model.accessories.joined(separator: "\n"), model.formerDesignations.joined(separator: "\n"),
        model.warrantyMonths, model.materials, model.applied.description, model.isExample,
      ])
    try LexiconTable.insert(folded: folded, document: sequence, in: db)
    for former in model.formerDesignations {
      try LexiconTable.insert(folded: Folding.folded(former), document: sequence, in: db)
    }
  }

  private func project(
    _ report: Report, sequence: Int64, model: Int64?, signature: XMLSignature?
  ) throws {
    try execute(
      """
      INSERT INTO reports (document, id, model, standard, laboratory, issued, tested_from, tested_to, is_example,
        certificate, signer)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sequence, report.id, model, report.standard, report.laboratory.id, report.issued.description,
        report.testedFrom.description, report.testedTo.description, report.isExample,
        signature?.certificate.sha256, signature?.certificate.subject,
      ])
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
