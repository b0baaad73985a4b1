import Evidence
import GRDB
import Quantities
import Standards
import XMLDocuments
import XMLSignatures

/// Checks what a document refers to: whether it is in the registry, and whether the two agree.
struct ReferenceChecks {
  let db: Database
  let file: String
  /// The document, to find the line of what is objected to.
  let bytes: UnsafeRawBufferPointer
  private(set) var diagnostics: [Diagnostic] = []

  init(db: Database, file: String, bytes: UnsafeRawBufferPointer) {
    self.db = db
    self.file = file
    self.bytes = bytes
  }

  // MARK: - Adoptions

  mutating func check(_ adoption: Adoption) throws {
    let statement = try db.cachedStatement(sql: "SELECT id FROM standards WHERE sha256 = ?")
    guard let id = try String.fetchOne(statement, arguments: [adoption.sha256]) else {
      object(
        .registryStandardUnknown, at: "adoption",
        "The registry does not have the definition that is adopted.",
        found: adoption.sha256, expected: "SHA-256 of a stored definition\(try known(of: adoption.standard))",
        cure: "Import the definition first. A byte that was changed since makes it another definition.")
      return
    }
    if id != adoption.standard {
      object(
        .registryStandardUnknown, at: "adoption", "The bytes that are adopted define another standard.",
        found: adoption.standard, expected: id, cure: "Correct the identifier or the SHA-256.")
    }
  }

  private func known(of standard: String) throws -> String {
    let statement = try db.cachedStatement(sql: "SELECT sha256 FROM standards WHERE id = ? ORDER BY document")
    let hashes = try String.fetchAll(statement, arguments: [standard])
    return hashes.isEmpty ? "" : " of \(standard): \(hashes.joined(separator: ", "))"
  }

  // MARK: - Suppliers

  /// The supplier that answers for another's models is known, and is not that one again by a detour.
  mutating func check(_ supplier: Supplier) throws {
    guard let successor = supplier.successor else { return }
    if successor != supplier.id { try checkSupplier(successor, element: "supplier") }
    let next = try db.cachedStatement(
      sql: "SELECT successor FROM suppliers WHERE id = ? ORDER BY document DESC LIMIT 1")
    var seen: [String] = [supplier.id]
    var following: String? = successor
    while let id = following {
      if seen.contains(id) {
        object(
          .registrySupplierCircle, at: "supplier", "In the end nobody else would answer for the models.",
          found: (seen + [id]).joined(separator: " → "),
          expected: "successors that end with another supplier",
          cure: "Correct the successor, or leave it out.")
        return
      }
      seen.append(id)
      following = try String.fetchOne(next, arguments: [id])
    }
  }

  // MARK: - Models

  /// - Parameter standard: the definition in force of the standard that the model names.
  mutating func check(_ model: Model, standard: Standard?) throws {
    try checkSupplier(model.supplier, element: "model")
    let earlier = try db.cachedStatement(
      sql: """
        SELECT d.file FROM models m JOIN documents d ON d.sequence = m.document
        WHERE m.supplier = ? AND m.designation = ?
        """)
    if let other = try String.fetchOne(earlier, arguments: [model.supplier, model.designation]) {
      object(
        .registryModelConflict, at: "model", "This supplier has applied for this designation already.",
        found: "\(model.key)", expected: "the same bytes as \(other)",
        cure: "Give another construction a designation of its own; what was applied for is not changed.")
    }
    let namesake = try db.cachedStatement(
      sql: """
        SELECT designation FROM models WHERE supplier = ?
          AND instr(char(10) || former_designations || char(10), char(10) || ? || char(10)) > 0
        """)
    for former in model.formerDesignations {
      guard let other = try String.fetchOne(namesake, arguments: [model.supplier, former]) else { continue }
      object(
        .registryDesignationDuplicate, at: "model", "Another model of the supplier was called that before.",
        found: "\(former), which \(other) was called", expected: "a designation that one model had",
        cure: "Delete it here, or correct the other model's document.")
    }
    guard let standard else {
      object(
        .registryStandardUnknown, at: "model", "The registry has no definition of this standard.",
        found: model.standard, expected: try knownStandards(),
        cure: "Import the standard's definition first, or correct the identifier.")
      return
    }
    guard let level = standard.level(model.level) else {
      object(
        .registryLevelUnknown, at: "model", "\(standard.id) has no such level.", found: model.level,
        expected: standard.levels.map(\.id).joined(separator: ", "), cure: "Use the identifier of a level.")
      return
    }
    if !level.kinds.contains(model.kind) {
      object(
        .registryKindUnknown, at: "model", "\(standard.id) does not define level \(level.id) for this kind.",
        found: model.kind, expected: level.kinds.joined(separator: ", "),
        cure: "Correct the kind, or the level.")
    }
  }

  private func knownStandards() throws -> String {
    let ids = try String.fetchAll(db, sql: "SELECT DISTINCT id FROM standards ORDER BY id LIMIT 20")
    return ids.isEmpty ? "a standard whose definition is stored; none is" : ids.joined(separator: ", ")
  }

  // MARK: - Reports

  /// The model that a report is about, by its document.
  struct KnownModel {
    let document: Int64
    let standard: String
    let level: String
    let kind: String
  }

  /// What a report refers to, as far as the registry knows it, and who signed it.
  struct KnownReport {
    var model: KnownModel?
    var signature: XMLSignature?
  }

  /// - Parameters:
  ///   - laboratory: the one that the report names; nil where the registry does not know it.
  ///   - received: the day on which the registry takes the report in.
  ///   - mustBeSigned: whether the programme demands that reports are signed.
  mutating func check(
    _ report: Report, laboratory: Laboratory?, received: Day, mustBeSigned: Bool
  ) throws -> KnownReport {
    check(laboratory, of: report)
    try checkNumber(of: report)
    let model = try checkModel(of: report)
    try checkRetest(of: report, model: model)
    if report.signatureLine == nil {
      if mustBeSigned { objectToUnsigned(report) }
      return KnownReport(model: model)
    }
    return KnownReport(
      model: model, signature: laboratory.flatMap { checkSignature(of: report, $0, received: received) })
  }

  /// What a retest repeats must be there: a failure is not left out by delivering only what came after it.
  private mutating func checkRetest(of report: Report, model: KnownModel?) throws {
    guard case .retest(let retest) = report.occasion else { return }
    let laboratory = retest.laboratory ?? report.laboratory.id
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT model, tested_from FROM reports WHERE laboratory = ? AND id = ?"),
      arguments: [laboratory, retest.report])
    guard let row else {
      object(
        .registryRetestUnknown, at: "retest",
        "The registry does not have the report whose tests are repeated.",
        found: "\(retest.report) of \(laboratory)", expected: "the number and laboratory of a stored report",
        cure: "Import that report first: a retest does not replace it.")
      return
    }
    if let model, try row.value(0) != model.document {
      object(
        .registryRetestMismatch, at: "retest", "The report whose tests are repeated is about another model.",
        found: retest.report, expected: "a report about \(report.model.designation)",
        cure: "Name the report whose tests were repeated.")
    } else if try report.testedFrom.description < row.value(1) {
      object(
        .registryRetestMismatch, at: "retest", "The tests began before those that they repeat.",
        found: report.testedFrom.description, expected: "\(try row.value(1, as: String.self)) or later",
        cure: "Correct the days, or name the report whose tests were repeated.")
    }
  }

  /// Verifies the signature of the same bytes that the report was read from, and whose it is.
  private mutating func checkSignature(
    of report: Report, _ laboratory: Laboratory, received: Day
  ) -> XMLSignature? {
    let (signature, problems) = XMLSignature.verify(bytes, file: file)
    diagnostics += problems
    guard let signature else { return nil }
    let objection = CertificateCheck(
      laboratory: laboratory, report: report, certificate: signature.certificate, received: received,
      file: file,
      line: signature.line
    ).objection()
    if let objection { diagnostics.append(objection) }
    return objection == nil ? signature : nil
  }

  /// - Returns: the model; nil where the registry does not know it, which is reported.
  private mutating func checkModel(of report: Report) throws -> KnownModel? {
    let statement = try db.cachedStatement(
      sql: "SELECT document, standard, level, kind FROM models WHERE supplier = ? AND designation = ?")
    guard let row = try Row.fetchOne(statement, arguments: [report.model.supplier, report.model.designation])
    else {
      try objectToUnknownModel(of: report)
      return nil
    }
    let model = try KnownModel(
      document: row.value(0), standard: row.value(1), level: row.value(2), kind: row.value(3))
    if report.model.level != model.level {
      object(
        .registryReportLevel, line: report.model.line, "The model was applied for at another level.",
        found: report.model.level, expected: model.level,
        cure: "Correct the level, or name the model that was tested.")
    }
    if report.model.kind != model.kind {
      object(
        .registryReportKind, line: report.model.line,
        "The model was applied for as another kind of equipment.",
        found: report.model.kind, expected: model.kind,
        cure: "Correct the kind, or name the model that was tested.")
    }
    if report.standard != model.standard {
      diagnostics.append(
        Diagnostic(
          .registryReportEdition, severity: .warning, file: file, line: line(of: "report"),
          "The model was applied for under another edition: the report is kept and cannot show that it is met.",
          found: report.standard, expected: model.standard,
          cure: "Test to the model's edition, or apply for a listing under the report's."))
    }
    return model
  }

  private mutating func objectToUnsigned(_ report: Report) {
    object(
      .programmeUnsigned, at: "report", "The programme demands that reports are signed by their laboratory.",
      found: "no signature", expected: "a signature of \(report.laboratory.id)",
      cure: "Have it signed: proofmark sign.")
  }

  private mutating func objectToUnknownModel(of report: Report) throws {
    let supplier = try db.cachedStatement(sql: "SELECT 1 FROM suppliers WHERE id = ?")
    guard try Bool.fetchOne(supplier, arguments: [report.model.supplier]) == true else {
      try checkSupplier(report.model.supplier, line: report.model.line)
      return
    }
    let similar = try ModelLookup.similar(to: report.model.designation, in: db)
    object(
      .registryModelUnknown, line: report.model.line, "The supplier has not applied for this model.",
      found: "\(report.model.supplier)/\(report.model.designation)",
      expected: similar.isEmpty
        ? "a model whose document is stored" : similar.map(\.description).joined(separator: ", "),
      cure: "Import the model's document first, or correct the designation.")
  }

  private mutating func check(_ laboratory: Laboratory?, of report: Report) {
    guard let laboratory else {
      object(
        .registryLaboratoryUnknown, at: "laboratory", "The registry does not know this laboratory.",
        found: report.laboratory.id, expected: "a laboratory whose document is stored",
        cure: "Import the laboratory's document first, or correct the identifier.")
      return
    }
    for objection in AccreditationCheck(laboratory: laboratory, report: report).objections() {
      object(
        objection.code, line: objection.line ?? line(of: "laboratory"), objection.message,
        found: objection.found,
        expected: objection.expected, cure: objection.cure)
    }
  }

  private mutating func checkNumber(of report: Report) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT d.file FROM reports r JOIN documents d ON d.sequence = r.document
        WHERE r.laboratory = ? AND r.id = ?
        """)
    guard let other = try String.fetchOne(statement, arguments: [report.laboratory.id, report.id]) else {
      return
    }
    object(
      .registryReportConflict, at: "report",
      "The laboratory has delivered a report with this number already.",
      found: report.id, expected: "the same bytes as \(other)",
      cure: "Issue a corrected or supplementary report under a number of its own.")
  }

  // MARK: - What they share

  private mutating func checkSupplier(_ supplier: String, element: String = "model", line known: Int? = nil)
    throws
  {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM suppliers WHERE id = ?")
    guard try Bool.fetchOne(statement, arguments: [supplier]) != true else { return }
    object(
      .registrySupplierUnknown, line: known ?? line(of: element), "The registry does not know this supplier.",
      found: supplier, expected: "a supplier whose document is stored",
      cure: "Import the supplier's document first, or correct the identifier.")
  }

  private func line(of element: String) -> Int { ElementFinder.position(of: element, in: bytes)?.line ?? 0 }

  private mutating func object(
    _ code: Diagnostic.Code, at element: String, _ message: String, found: String, expected: String,
    cure: String
  ) {
    object(code, line: line(of: element), message, found: found, expected: expected, cure: cure)
  }

  private mutating func object(
    _ code: Diagnostic.Code, line: Int, _ message: String, found: String, expected: String, cure: String
  ) {
    diagnostics.append(
      Diagnostic(code, file: file, line: line, message, found: found, expected: expected, cure: cure))
  }
}
