import Evidence
import GRDB
import Standards

/// Writes what follows from a document into the tables that are projections.
struct Projector {
  let db: Database

  /// - Parameters:
  ///   - sequence: the document's place in the sequence.
  ///   - model: the document of the model that a report is about.
  func project(_ document: ParsedDocument, sha256: String, sequence: Int64, model: Int64?) throws {
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
    case .report(let report): try project(report, sequence: sequence, model: model)
    }
  }

  /// Whether what a document says of a programme, supplier or laboratory was replaced by a later document.
  func isSuperseded(_ kind: DocumentKind, sequence: Int64) throws -> Bool {
    let table: String
    switch kind {
    case .programme: table = "programme"
    case .supplier: table = "suppliers"
    case .laboratory: table = "laboratories"
    case .standard, .adoption, .model, .report: return false
    }
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE document = ?")
    return try Bool.fetchOne(statement, arguments: [sequence]) == nil
  }

  /// The key of the model's row that a stored report is about.
  func model(of report: Report) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT document FROM models WHERE supplier = ? AND designation = ?"),
      arguments: [report.model.supplier, report.model.designation])
  }

  private func project(_ programme: Programme, sequence: Int64) throws {
    try execute(
      """
      INSERT INTO programme (only, title, operator, contact, evidence, publishes_not_compliant, is_example, document)
      VALUES (1, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET title = excluded.title, operator = excluded.operator, contact = excluded.contact,
        evidence = excluded.evidence, publishes_not_compliant = excluded.publishes_not_compliant,
        is_example = excluded.is_example, document = excluded.document
      """,
      [
        programme.title, programme.operatorName, programme.operatorContact, programme.evidence.rawValue,
        programme.publishesNotCompliant, programme.isExample, sequence,
      ])
  }

  private func project(_ supplier: Supplier, sequence: Int64) throws {
    try execute(
      """
      INSERT INTO suppliers (id, name, contact, website, is_example, document) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET name = excluded.name, contact = excluded.contact, website = excluded.website,
        is_example = excluded.is_example, document = excluded.document
      """,
      [supplier.id, supplier.name, supplier.contact, supplier.website, supplier.isExample, sequence])
  }

  private func project(_ laboratory: Laboratory, sequence: Int64) throws {
    try execute(
      """
      INSERT INTO laboratories (id, name, place, is_example, document) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET name = excluded.name, place = excluded.place, is_example = excluded.is_example,
        document = excluded.document
      """,
      [laboratory.id, laboratory.name, laboratory.place, laboratory.isExample, sequence])
    try execute("DELETE FROM accreditations WHERE laboratory = ?", [laboratory.id])
    for (position, accreditation) in laboratory.accreditations.enumerated() {
      try execute(
        """
        INSERT INTO accreditations (laboratory, position, body, certificate, standards, first_day, last_day)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          laboratory.id, position, accreditation.body, accreditation.certificate,
          accreditation.standards.joined(separator: " "), accreditation.from.description,
          accreditation.until.description,
        ])
    }
  }

  private func project(_ model: Model, sequence: Int64) throws {
    let folded = Folding.folded(model.designation)
    try execute(
      """
      INSERT INTO models (document, supplier, designation, folded, standard, level, kind, gender, opening, sizes,
        warranty_months, materials, applied, is_example)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sequence, model.supplier, model.designation, folded, model.standard,
        model.level, model.kind, model.gender, model.opening, model.sizes.joined(separator: "\n"),
        model.warrantyMonths, model.materials, model.applied.description, model.isExample,
      ])
    try LexiconTable.insert(folded: folded, document: sequence, in: db)
  }

  private func project(_ report: Report, sequence: Int64, model: Int64?) throws {
    try execute(
      """
      INSERT INTO reports (document, id, model, standard, laboratory, issued, tested_from, tested_to, is_example)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sequence, report.id, model, report.standard, report.laboratory.id, report.issued.description,
        report.testedFrom.description, report.testedTo.description, report.isExample,
      ])
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
