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
  let map: SiteMap
  /// The supplier that answers for the model now, where its own does no more.
  var heir: Supplier?
  /// The model that says it was called this before; nil where none does.
  var renamed: ListRow?
  let site: Home
  let setting: EvidenceSetting
  /// What was determined, with everything in it; the page shows what `setting` discloses.
  let determination: Determination
  /// The reports that were judged, in the determination's order; used at `full` only.
  let reports: [Report?]
  /// Names of laboratories by identifier.
  let laboratories: [String: String]
  /// SHA-256 of the reports that their laboratory signed.
  var signed: Set<String> = []
  /// Whether what it rests on is published as a list of hashes.
  var hasProof = false
  /// Whether all of it can be had in one archive.
  var hasPack = false

  /// What the page says of the site that it belongs to.
  struct Home {
    var title: String
    /// Where the site will be found, ending in a slash; nil where nobody said.
    var baseURL: String?
  }

  /// The context of the template `model`, without that of the site.
  var context: Context {
    let determination = determination.disclosed(setting)
    let evidence =
      setting == .full
      ? PlotEvidence(standard: standard.standard, determination: determination, reports: reports) : nil
    let sections = DeterminationSections(
      standard: standard.standard, determination: determination, setting: setting, evidence: evidence,
      cautions: cautions, standardAddress: "../" + map.standard(row.standard)
    ).context
    let (told, periods) = (told, periods)
    let events = told.map(event)
    return sections.merging(
      [
        "model": model,
        "status": status,
        "hasHistory": !events.isEmpty,
        "history": events,
        "voided": voided,
        "hasPeriods": !periods.isEmpty,
        "periods": periods.map(period),
        "before": periods.first.map { Texts.beforeListing($0.from.description) } ?? "",
        "timeline": timeline(periods, told).map { [["picture": $0.picture(id: "timeline")] as Context] }
          ?? [],
        "inspections": inspections,
        "documents": documents(told),
        "cite": citation(told),
        "proofs": hasProof
          ? [["href": "../" + map.proof(row), "sums": "../" + SiteFolder.manifest] as Context] : [],
        "packs": hasPack ? [["href": "../" + map.pack(row)] as Context] : [],
        "verdict": verdict,
        "reports": determination.reports.map(report),
      ]
    )
  }

  private var model: Context {
    Publishing.context([
      "designation": row.designation,
      "supplier": row.supplier,
      "supplierHref": "../" + map.supplier(row.supplierID),
      "heir": heir.map { ["name": $0.name, "href": "../" + map.supplier($0.id)] as Context },
      "renamed": renamed.map { ["name": $0.designation, "href": "../" + map.model($0)] as Context },
      "former": row.formerDesignations.isEmpty ? nil : row.formerDesignations.joined(separator: ", "),
      "compareHref": "../\(SiteMap.compare)?m=\(map.slug(of: row))",
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
    let mark = standing.status.outcome
    return Publishing.context([
      "class": mark.className,
      "icon": Icon.markup(mark),
      "word": Texts.status(standing.status),
      "sentence": Texts.statusSentence(standing.status),
      "since": standing.since.map { Texts.since($0.description) },
      "asOf": day == nil ? nil : Texts.asOf("{}"),
      "notices": standing.notices.map { notice -> Context in
        [
          "title": Texts.noticeTitle(notice),
          "class": notice.act == .notice(.safety) ? "bad" : "caution", "number": notice.number ?? "",
          "day": notice.day.description,
          "text": notice.text, "href": "../" + map.notice(notice.number ?? notice.sha256),
        ]
      },
    ])
  }

  /// What happened and may be published: what the field tells is the programme's alone.
  private var told: [HistoryText.Event] {
    guard let history, let day else { return [] }
    return HistoryText(history, until: day).events.filter(\.isPublic)
  }

  private func event(_ event: HistoryText.Event) -> Context {
    Publishing.context([
      "day": event.day.description,
      "sentence": event.sentence,
      "reasons": event.reasons,
      "note": event.note,
    ])
  }

  /// What corrections say never was.
  private var voided: [String] {
    (history?.voided ?? []).filter { $0.act.kind != .fieldReport }.map(Texts.voided)
  }

  /// The times through which the model had one status; the last one goes on.
  private var periods: [Timeline.Period] {
    guard let history, let day else { return [] }
    let changes = history.periods(until: day)
    return changes.indices.map { index in
      Timeline.Period(
        status: changes[index].status, from: changes[index].from,
        through: changes.indices.contains(index + 1) ? changes[index + 1].from.adding(days: -1) : nil)
    }
  }

  private func period(_ period: Timeline.Period) -> Context {
    Publishing.context([
      "from": period.from.description,
      "through": period.through?.description,
      "isLast": period.through == nil ? ["words": Texts.stillSo] as Context : nil,
      "status": StatusMark.markup(period.status),
      "answer": period.status.isOnList ? Texts.yesOnList : Texts.notOnList,
      "class": period.status.outcome.className,
    ])
  }

  private func timeline(_ periods: [Timeline.Period], _ told: [HistoryText.Event]) -> Timeline? {
    guard !periods.isEmpty else { return nil }
    let marks = told.compactMap { event -> Timeline.Mark? in
      guard event.kind == .notice || event.kind == .inspection else { return nil }
      return Timeline.Mark(day: event.day, isNotice: event.kind == .notice)
    }
    return Timeline(
      periods: periods, marks: marks, title: Texts.Timeline.title(shortened(row.designation, to: 80)))
  }

  /// What the surveillance of a listed model came to; empty where nothing is known of it.
  private var inspections: [Context] {
    let standing = row.standing
    var facts: [(String, String)] = []
    if let day = standing.lastInspection { facts.append((Texts.lastInspection, day.description)) }
    if let day = standing.inspectionDue { facts.append((Texts.inspectionDue, day.description)) }
    if !standing.openVariations.isEmpty {
      let numbers = standing.openVariations.map { $0.number ?? Texts.none }
      facts.append((Texts.openVariations, numbers.joined(separator: ", ")))
    }
    guard !facts.isEmpty else { return [] }
    return [["facts": facts.map { ["name": $0.0, "value": $0.1] as Context }]]
  }

  /// The documents that the history rests on, each once.
  private func documents(_ told: [HistoryText.Event]) -> [Context] {
    var seen: Set<String> = []
    let lines = told.filter { seen.insert($0.sha256).inserted }.map { event -> Context in
      ["kind": Texts.document(event.kind), "day": event.day.description, "sha256": event.sha256]
    }
    return lines.isEmpty ? [] : [["lines": lines]]
  }

  private func citation(_ told: [HistoryText.Event]) -> Context {
    Publishing.context([
      "words": Texts.citation(
        designation: row.designation, supplier: row.supplier, status: row.standing.status,
        since: row.standing.since?.description, site: site.title, changed: changed(told)?.description),
      "asOf": day == nil ? nil : Texts.asOf("{}"),
      "address": site.baseURL.map { Frame.address(map.model(row), base: $0) },
    ])
  }

  /// The last day of anything that the page tells of the model.
  private func changed(_ told: [HistoryText.Event]) -> Day? {
    (told.map(\.day) + determination.reports.map(\.issued) + [particulars.applied].compactMap { $0 })
      .max()
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
    Publishing.context([
      "id": report.id,
      "laboratoryHref": laboratories[report.laboratory].map { _ in "../" + map.laboratory(report.laboratory)
      },
      "laboratory": laboratories[report.laboratory] ?? report.laboratory,
      "tested": Texts.days(report.testedFrom.description, report.testedTo.description),
      "issued": report.issued.description,
      "sha256": report.sha256,
      "signed": signed.contains(report.sha256),
    ])
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
