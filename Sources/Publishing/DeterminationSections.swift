import Conformity
import Standards

/// What a page about a determination says of it: the context of the templates `why`, `cautions`, `requirements` and
/// `definition`.
struct DeterminationSections {
  let standard: Standard
  /// As far as it may be shown.
  let determination: Determination
  let setting: EvidenceSetting
  /// Where the pictures come from; nil where none may be shown.
  let evidence: PlotEvidence?
  /// What qualifies the verdict, each in a box of its own below it.
  let cautions: [String]
  /// Where the standard's page is; nil where there is none.
  let standardAddress: String?

  var context: Context {
    let view = FindingView(
      standard: standard, determination: determination, setting: setting, evidence: evidence)
    return Publishing.context([
      "standard": Publishing.context([
        "id": standard.id,
        "title": standard.title,
        "href": standardAddress,
        "standing": Texts.standing(of: determination.standard.adoption).capitalizedFirst,
        "sha256": determination.standard.sha256,
      ]),
      "engine": determination.engine,
      "acceptance": Texts.acceptance(determination.acceptance).capitalizedFirst,
      "amendments": determination.amendments.map { Texts.amendment($0) },
      "why": VerdictReasons(standard: standard, determination: determination).context,
      "hasCautions": !cautions.isEmpty,
      "cautions": cautions,
      "findingsCaption": Texts.findingsCaption(determination.findings.map(\.outcome)),
      "findings": determination.findings.map(view.context),
      "parts": EnsembleParts(standard: standard, determination: determination).tables,
      "hasRemarks": !determination.remarks.isEmpty,
      "remarks": determination.remarks,
      "hasUnverified": !determination.unverifiedFigures.isEmpty,
      "unverifiedSentence": Texts.restsOn(unverified: determination.unverifiedFigures.count),
      "unverified": determination.unverifiedFigures.map { figure in
        Context(
          DeterminationSections.figureNames,
          [.text(figure.name), .text(figure.value), .text(figure.clause), .text(figure.source)])
      },
    ])
  }

  private static let figureNames: [TemplateName] = ["name", "value", "clause", "source"]
}
