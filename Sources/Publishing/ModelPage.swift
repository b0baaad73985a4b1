import Conformity
import Evidence
import Quantities
import Registry
import Standards

/// The page of a model: label, verdict, every requirement, the evidence and the definition.
struct ModelPage {
  let row: ListRow
  let particulars: ModelParticulars
  /// What happened to the model; nil where nobody says.
  let history: ModelHistory?
  /// The day on which the list stands as it is shown.
  let day: Day?
  let standard: StandardPage
  /// Where the standard's page is, seen from the model's.
  let standardAddress: String
  let setting: EvidenceSetting
  /// What was determined, with everything in it; the page shows what `setting` discloses.
  let determination: Determination
  /// The reports that were judged, in the determination's order; used at `full` only.
  let reports: [Report?]
  /// Names of laboratories by identifier.
  let laboratories: [String: String]
  /// SHA-256 of the reports that their laboratory signed.
  var signed: Set<String> = []

  /// The context of the template `model`, without that of the site.
  var context: Context {
    let determination = determination.disclosed(setting)
    let evidence =
      setting == .full
      ? PlotEvidence(standard: standard.standard, determination: determination, reports: reports) : nil
    let sections = DeterminationSections(
      standard: standard.standard, determination: determination, setting: setting, evidence: evidence,
      cautions: cautions, standardAddress: standardAddress
    ).context
    return sections.merging(
      [
        "model": model,
        "status": status,
        "hasHistory": !events.isEmpty,
        "history": events,
        "verdict": verdict,
        "reports": determination.reports.map(report),
      ]
    ) { $1 }
  }

  private var model: Context {
    Publishing.context([
      "designation": row.designation,
      "supplier": row.supplier,
      "levelTitle": levelTitle,
      "kind": standard.standard.kinds.first { $0.id == row.kind }?.title ?? row.kind,
      "gender": Texts.gender(row.gender),
      "opening": row.opening.nonEmpty ?? Texts.none,
      "sizes": row.sizes.isEmpty ? Texts.none : row.sizes.joined(separator: ", "),
      "warranty": Texts.months(row.warrantyMonths),
      "materials": particulars.materials.nonEmpty ?? Texts.none,
      "accessories": particulars.accessories.isEmpty ? nil : particulars.accessories.joined(separator: ", "),
      "applied": particulars.applied?.description,
      "contact": particulars.contact.nonEmpty,
    ])
  }

  /// Where the model stands with the programme: in words and by a shape, never by colour alone.
  private var status: Context {
    let standing = row.standing
    let mark: Outcome =
      standing.isOnList ? .met : standing.status == .undecided ? .notDetermined : .notMet
    return Publishing.context([
      "class": mark.className,
      "icon": Icon.markup(mark),
      "word": Texts.status(standing.status),
      "sentence": Texts.statusSentence(standing.status),
      "since": standing.since.map { Texts.since($0.description) },
      "asOf": day.map { Texts.asOf($0.description) },
      "notices": standing.notices.map { notice -> Context in
        [
          "title": Texts.noticeTitle(notice), "number": notice.number ?? "", "day": notice.day.description,
          "text": notice.text,
        ]
      },
    ])
  }

  /// What happened, in sentences. What the field tells is the programme's alone.
  private var events: [Context] {
    guard let history, let day else { return [] }
    return HistoryText(history).events.filter { $0.isPublic && $0.day <= day }.map { event in
      Publishing.context([
        "day": event.day.description,
        "sentence": event.sentence,
        "reasons": event.reasons,
        "note": event.note,
      ])
    }
  }

  private var levelTitle: String {
    Texts.level(row.level, title: standard.standard.level(row.level)?.title)
  }

  private var verdict: Context {
    let outcome = determination.verdict.outcome
    // Green is for what is on the list: good evidence of a model that was taken off it is no reason to wear it.
    let isOff = outcome == .met && !row.isListed
    return [
      "class": isOff ? "aside" : outcome.className,
      "icon": isOff ? "" : Icon.markup(outcome),
      "caution": isOff ? Texts.evidenceOfUnlisted : "",
      "word": Texts.verdict(determination.verdict),
      "sentence": Texts.verdictSentence(
        determination.verdict, isAdopted: determination.standard.adoption != nil),
      "standing": Texts.verdictStanding(
        standard: standard.standard.id, day: row.day?.description,
        laboratories: row.laboratories),
    ]
  }

  /// What qualifies the verdict, each in a box of its own below it.
  private var cautions: [String] {
    var cautions: [String] = []
    if !row.standing.isEvidenceHeld { cautions.append(Texts.evidenceNotHeld) }
    if row.isListed, row.standing.isEvidenceHeld, determination.verdict != .compliant {
      cautions.append(Texts.listedAgainstEvidence)
    }
    if determination.standard.adoption == nil { cautions.append(Texts.draftCaution) }
    if !determination.unverifiedFigures.isEmpty {
      cautions.append(Texts.restsOn(unverified: determination.unverifiedFigures.count))
    }
    if let superseded = standard.standard.supersededBy {
      cautions.append(
        Texts.supersededCaution(standard.standard.id, by: superseded.id, since: superseded.since.description))
    }
    if setting != .full { cautions.append(Texts.settingCaution(setting)) }
    return cautions
  }

  private func report(_ report: ReportReference) -> Context {
    [
      "id": report.id,
      "laboratory": laboratories[report.laboratory] ?? report.laboratory,
      "tested": Texts.days(report.testedFrom.description, report.testedTo.description),
      "issued": report.issued.description,
      "sha256": report.sha256,
      "signed": signed.contains(report.sha256),
    ]
  }
}

/// What a model's page shows beyond its line in the list.
struct ModelParticulars {
  var materials: String
  var accessories: [String] = []
  var applied: Day?
  /// How the supplier is reached.
  var contact: String
}
