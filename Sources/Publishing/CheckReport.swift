import Conformity
import Evidence
import Standards
import XMLDocuments

/// What a laboratory finds out about a report before it sends it, as one page that needs nothing else: to read, to
/// print, to file.
///
/// It shows everything: the evidence is the laboratory's own.
public struct CheckReport {
  private let name: String
  private let sha256: String?
  private let diagnostics: [Diagnostic]
  private let report: Report?
  private let standard: Standard?
  private let determination: Determination?
  private let reason: String?
  private let signer: String?

  /// - Parameters:
  ///   - name: the name of the document.
  ///   - sha256: the SHA-256 of its bytes; nil where they could not be read.
  ///   - diagnostics: what is wrong with it.
  ///   - report: what was read; nil where the document is refused.
  ///   - standard: the definition that it was judged by.
  ///   - determination: what the verdict would be; nil where there is none.
  ///   - reason: why there is no determination of a report that was read.
  ///   - signer: whom the certificate names with which it is signed; nil where it is not signed.
  public init(
    name: String, sha256: String?, diagnostics: [Diagnostic], report: Report?, standard: Standard?,
    determination: Determination?, reason: String?, signer: String?
  ) {
    self.name = name
    self.sha256 = sha256
    self.diagnostics = diagnostics
    self.report = report
    self.standard = standard
    self.determination = determination
    self.reason = reason
    self.signer = signer
  }

  /// The page as HTML.
  public func page() throws -> String {
    var context = Publishing.context([
      "title": report.map { Texts.Check.title(report: $0.id) } ?? Texts.Check.title(file: name),
      "style": String(decoding: PackageResources.style_css, as: UTF8.self),
      "site": ["sprite": Icon.sprite] as Context,
      "example": report?.isExample == true,
      "lead": lead,
      "verdict": verdict,
      "hasProblems": !diagnostics.isEmpty,
      "problemsCaption": Texts.Check.problems(
        errors: diagnostics.count { $0.severity == .error },
        warnings: diagnostics.count { $0.severity == .warning }),
      "problems": diagnostics.map(problem),
      "clean": Texts.Check.clean,
      "facts": facts,
      "sha256": sha256,
    ])
    if let standard, let determination { context.merge(judged(determination, by: standard)) { $1 } }
    return try Templates().render(.check, context)
  }

  private var lead: String {
    guard let report else { return Texts.Check.unread }
    let level = Texts.level(report.model.level, title: standard?.level(report.model.level)?.title)
    return "\(report.model.designation): \(level) by \(report.standard)."
  }

  private var verdict: Context {
    guard let determination else {
      let outcome: Outcome = report == nil ? .notMet : .notDetermined
      return [
        "class": outcome.className, "icon": Icon.markup(outcome),
        "word": report == nil ? Texts.Check.refused : Texts.verdict(.notDetermined),
        "sentence": reason ?? Texts.Check.refusedSentence, "standing": "",
      ]
    }
    let outcome = determination.verdict.outcome
    return [
      "class": outcome.className, "icon": Icon.markup(outcome),
      "word": Texts.Check.wouldBe(Texts.verdict(determination.verdict)),
      "sentence": Texts.verdictSentence(
        determination.verdict, isAdopted: determination.standard.adoption != nil),
      "standing": Texts.Check.standing,
    ]
  }

  private var facts: [Context] {
    guard let report else { return [["name": Texts.Check.document, "value": name]] }
    let facts = [
      (Texts.Check.document, name), (Texts.Check.laboratory, report.laboratory.id),
      (Texts.Check.supplier, report.model.supplier),
      (Texts.Check.tested, Texts.days(report.testedFrom.description, report.testedTo.description)),
      (Texts.Check.issued, report.issued.description),
      (Texts.Check.observations, Texts.grouped(report.observationCount)),
      (Texts.Check.signature, signer.map(Texts.Check.signed) ?? Texts.Check.unsigned),
    ]
    return facts.map { ["name": $0.0, "value": $0.1] }
  }

  private func problem(_ diagnostic: Diagnostic) -> Context {
    [
      "place": Texts.Check.place(line: diagnostic.line, column: diagnostic.column),
      "severity": "\(diagnostic.severity.rawValue.capitalizedFirst):",
      "message": diagnostic.message,
      "code": diagnostic.code.rawValue,
      "found": diagnostic.found ?? "",
      "expected": diagnostic.expected ?? "",
      "cure": diagnostic.cure ?? "",
    ]
  }

  private func judged(_ determination: Determination, by standard: Standard) -> Context {
    let evidence = PlotEvidence(standard: standard, determination: determination, reports: [report])
    let view = FindingView(
      standard: standard, determination: determination, setting: .full, evidence: evidence)
    let cautions =
      (determination.standard.adoption == nil ? [Texts.draftCaution] : [])
      + (determination.unverifiedFigures.isEmpty
        ? [] : [Texts.restsOn(unverified: determination.unverifiedFigures.count)])
    return Publishing.context([
      "judged": true,
      "why": VerdictReasons(standard: standard, determination: determination).context,
      "hasCautions": !cautions.isEmpty,
      "cautions": cautions,
      "findingsCaption": Texts.findingsCaption(determination.findings.map(\.outcome)),
      "findings": determination.findings.map(view.context),
      "parts": EnsembleParts(standard: standard, determination: determination).tables,
      "hasRemarks": !determination.remarks.isEmpty,
      "remarks": determination.remarks,
      "standard": [
        "title": standard.title,
        "standing": Texts.standing(of: determination.standard.adoption).capitalizedFirst,
        "sha256": determination.standard.sha256,
      ] as Context,
      "engine": determination.engine,
      "acceptance": Texts.acceptance(determination.acceptance).capitalizedFirst,
      "amendments": determination.amendments.map { Texts.amendment($0) },
      "hasUnverified": !determination.unverifiedFigures.isEmpty,
      "unverifiedSentence": Texts.restsOn(unverified: determination.unverifiedFigures.count),
      "unverified": determination.unverifiedFigures.map { figure -> Context in
        ["name": figure.name, "value": figure.value, "clause": figure.clause, "source": figure.source]
      },
    ])
  }
}

extension Texts {
  /// The words of a check's page.
  enum Check {
    static let refused = "REFUSED"
    static let refusedSentence =
      "The document cannot be accepted as it is. What is wrong with it stands below."
    static let unread = "The document could not be read as a test report."
    static let clean = "No problem was found in the document itself."
    static let standing =
      "This is what the registry's rules make of this report alone. It lists nothing: the programme decides, by all "
      + "of the model's reports."
    static let document = "Document"
    static let laboratory = "Laboratory"
    static let supplier = "Supplier"
    static let tested = "Tested"
    static let issued = "Issued"
    static let observations = "Observations"
    static let signature = "Signature"
    static let unsigned = "None"

    static func signed(by signer: String) -> String { "Holds; signed by \(signer)" }

    static func title(report: String) -> String { "Check of report \(report)" }
    static func title(file: String) -> String { "Check of \(file)" }
    static func wouldBe(_ verdict: String) -> String { "The verdict would be: \(verdict)" }

    static func place(line: Int, column: Int?) -> String {
      if line == 0 { return "The document" }
      return column.map { "Line \(line), column \($0)" } ?? "Line \(line)"
    }

    static func problems(errors: Int, warnings: Int) -> String {
      let parts = [
        errors > 0 ? count(errors, "error", "errors") : nil,
        warnings > 0 ? count(warnings, "warning", "warnings") : nil,
      ].compactMap { $0 }
      return parts.joined(separator: ", ")
    }
  }
}
