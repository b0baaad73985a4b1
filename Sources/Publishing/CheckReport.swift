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
    if let standard, let determination { context = context.merging(judged(determination, by: standard)) }
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
    let cautions =
      (determination.standard.adoption == nil ? [Texts.draftCaution] : [])
      + (determination.unverifiedFigures.isEmpty
        ? [] : [Texts.restsOn(unverified: determination.unverifiedFigures.count)])
    return DeterminationSections(
      standard: standard, determination: determination, setting: .full, evidence: evidence,
      cautions: cautions,
      standardAddress: nil
    ).context.merging(["judged": true])
  }
}
