import Conformity
import Planning
import Quantities
import Standards
import Tables

/// A test plan for spreadsheets and programs.
public struct PlanExport: Sendable {
  private let plan: TestPlan
  private let words: PlanWords
  private let reference: StandardReference
  private let rate: ExactDecimal?

  /// - Parameter rate: shots an hour, from which the time follows; nil: no time is given.
  public init(_ plan: TestPlan, reference: StandardReference, rate: ExactDecimal? = nil) {
    self.plan = plan
    words = PlanWords(plan)
    self.reference = reference
    self.rate = rate
  }

  // MARK: - CSV

  /// The columns of ``csv``.
  public static let columns = [
    "step", "id", "plan line", "clause", "method", "threat", "component", "region", "size", "condition",
    "specimen", "subject", "n", "planned angle", "quantity", "reference", "tolerance", "from", "to", "unit",
    "location", "measure", "outcomes", "item", "settings", "calibrations", "counts known", "not verified",
  ]

  /// RFC 4180: a row for each observation to make, in the order of the plan.
  public var csv: String {
    var text = CSVText.row(PlanExport.columns)
    func add(_ cells: [String: String]) { text += CSVText.row(PlanExport.columns.map { cells[$0] ?? "" }) }
    for record in plan.conditionings { rows(of: record, "conditioning").forEach(add) }
    for line in plan.lines {
      for record in line.calibrations { rows(of: record, "calibration").forEach(add) }
      for series in line.series { rows(of: series, in: line).forEach(add) }
    }
    for check in plan.checks { rows(of: check).forEach(add) }
    for certificate in plan.certificates {
      add([
        "step": "certificate", "clause": certificate.requirement.clause,
        "method": certificate.requirement.selection.method, "item": certificate.rule.title,
        "component": certificate.requirement.selection.component ?? "",
        "settings": "by \(certificate.rule.body)",
      ])
    }
    return text
  }

  private func rows(of record: PlannedRecord, _ step: String) -> [[String: String]] {
    let figures = record.requirements.flatMap(\.rule.figures)
    return (1...record.observations).map { number in
      [
        "step": step, "id": record.id, "clause": record.method.clause, "method": record.method.id,
        "n": "\(number)", "condition": record.conditions.joined(separator: " "),
        "measure": words.quantities(of: record.method),
        "settings": words.settings(of: record).joined(separator: "; "),
        "not verified": figures.allSatisfy(\.isVerified) ? "" : "settings",
      ]
    }
  }

  private func rows(of series: PlannedSeries, in line: PlannedLine) -> [[String: String]] {
    let aims = line.aims
    // Several references are for the condition that the laboratory chooses: no column holds them.
    let aim = aims.count == 1 ? aims[0] : nil
    let unit = aim?.reference.amount.unit
    let fixed = [
      "step": "test", "plan line": line.entry.id, "clause": line.entry.clause, "method": line.method.id,
      "threat": line.threat?.threat ?? "", "component": line.entry.component ?? "",
      "region": line.entry.region ?? "", "size": series.specimen?.size ?? "",
      "condition": series.specimen?.condition ?? "", "specimen": series.specimen?.id ?? "",
      "subject": series.subject ?? "", "quantity": aim?.quantity?.id ?? "",
      "reference": aim?.reference.amount.value.description ?? "",
      "tolerance": aim?.tolerance?.amount.value.description ?? "",
      "from": aim?.window?.low.description ?? "", "to": aim?.window?.high.description ?? "",
      "unit": unit?.code ?? "", "location": words.locations(of: line).joined(separator: "; "),
      "measure": words.quantities(of: line.method),
      "outcomes": line.method.outcomes.map(\.id).joined(separator: " "),
      "settings": aims.count > 1 ? words.aims(of: line).joined(separator: "; ") : "",
      "calibrations": line.calibrations.map(\.id).joined(separator: " "),
      "counts known": line.isOpen ? "no" : "yes",
    ]
    return series.observations.map { one in
      var cells = fixed
      cells["n"] = "\(one.number)"
      cells["planned angle"] = one.angles.map(\.amount.description).joined(separator: " or ")
      let marks: [(String, [Figure])] = [
        ("counts", line.entry.countFigures), ("planned angle", one.angles),
        ("reference", aims.map(\.reference)), ("tolerance", aims.compactMap(\.tolerance)),
        ("location", line.locationRules.map(\.limit)),
      ]
      cells["not verified"] = marks.filter { !$0.1.allSatisfy(\.isVerified) }.map(\.0).joined(separator: "; ")
      return cells
    }
  }

  private func rows(of check: PlannedCheck) -> [[String: String]] {
    let fixed = [
      "step": "check", "clause": check.method.clause, "method": check.method.id,
      "component": check.component ?? "", "measure": words.quantities(of: check.method),
      "outcomes": check.method.outcomes.map(\.id).joined(separator: " "),
    ]
    if check.items.isEmpty { return [fixed.merging(["n": "1", "counts known": "no"]) { $1 }] }
    return check.items.enumerated().map { index, item in
      fixed.merging(["n": "\(index + 1)", "item": item.item, "settings": item.title]) { $1 }
    }
  }

  // MARK: - JSON

  /// One object, with null for what there is not.
  public var json: String {
    let totals = plan.totals
    return JSONText.object([
      ("standard", .text(plan.standard.id)), ("title", .text(plan.standard.title)),
      ("sha256", .text(reference.sha256)), ("adopted", .flag(reference.adoption != nil)),
      ("level", .text(plan.level.id)), ("kind", .text(plan.kind)),
      ("threatsDeclared", .flag(!plan.areThreatsOpen)),
      ("lackingSizes", .array(plan.lackingSizes.map { .text($0) })),
      ("cautions", .array(Texts.Plan.cautions(plan, words).map { .text($0) })),
      ("totals", self.totals(totals)),
      ("conditionings", .array(plan.conditionings.map(json))),
      ("lines", .array(plan.lines.map(json))),
      ("checks", .array(plan.checks.map(json))),
      ("certificates", .array(plan.certificates.map(json))),
    ]).printed()
  }

  private func totals(_ totals: PlanTotals) -> JSONText {
    .object([
      ("areLeast", .flag(totals.openLines > 0)), ("restOnUnverified", .flag(totals.restsOnUnverified)),
      ("specimens", .number(totals.specimenCount)), ("observations", .number(totals.observationCount)),
      ("shots", .number(totals.shotCount)), ("calibrations", .number(totals.calibrations)),
      ("calibrationObservations", .number(totals.calibrationObservations)),
      ("conditioningRuns", .number(totals.conditionings)),
      ("shotsPerHour", .optional(rate?.description)),
      ("hours", .optional(rate.map { NumberFormat.fixed(totals.hours(at: $0), decimals: 2) })),
      (
        "specimenGroups",
        .array(
          totals.specimens.map {
            .object([
              ("component", .optional($0.component)), ("size", .optional($0.size)),
              ("condition", .optional($0.condition)), ("count", .number($0.count)),
            ])
          })
      ),
      (
        "observationGroups",
        .array(
          totals.observations.map {
            .object([
              ("noun", .text($0.noun)), ("threat", .optional($0.threat)), ("count", .number($0.count)),
            ])
          })
      ),
    ])
  }

  private func json(_ figure: Figure) -> JSONText {
    .object([
      ("value", .text(figure.amount.value.description)), ("unit", .text(figure.amount.unit.code)),
      ("clause", .text(figure.clause)), ("verified", .flag(figure.isVerified)),
      ("source", .text(figure.source)),
    ])
  }

  private func json(_ figure: Figure?) -> JSONText { figure.map { json($0) } ?? .null }

  private func json(_ method: TestMethod) -> JSONText {
    .object([
      ("id", .text(method.id)), ("title", .text(method.title)), ("clause", .text(method.clause)),
      ("observation", .text(method.observation)),
      (
        "quantities",
        .array(
          method.quantities.map {
            .object([
              ("id", .text($0.id)), ("title", .text($0.title)), ("unit", .text($0.unit.code)),
              ("required", .flag($0.isRequired)),
            ])
          })
      ),
      (
        "outcomes",
        .array(method.outcomes.map { .object([("id", .text($0.id)), ("title", .text($0.title))]) })
      ),
    ])
  }

  private func json(_ record: PlannedRecord) -> JSONText {
    .object([
      ("id", .text(record.id)), ("method", json(record.method)),
      ("conditions", .array(record.conditions.map { .text($0) })),
      ("observations", .number(record.observations)),
      ("settings", .array(words.settings(of: record).map { .text($0) })),
      ("figures", .array(record.requirements.flatMap(\.rule.figures).map { json($0) })),
    ])
  }

  private func json(_ line: PlannedLine) -> JSONText {
    .object([
      ("planLine", .text(line.entry.id)), ("clause", .text(line.entry.clause)), ("method", json(line.method)),
      ("threat", .optional(line.threat?.threat)), ("role", .optional(line.threat?.role.nonEmpty)),
      ("component", .optional(line.entry.component)), ("region", .optional(line.entry.region)),
      ("countsKnown", .flag(!line.isOpen)), ("specimens", json(line.entry.specimens)),
      ("subjects", json(line.entry.subjects)),
      ("observationsPerSpecimen", json(line.entry.observationsPerSpecimen)),
      ("total", json(line.entry.total)), ("counts", .text(words.counts(of: line))),
      (
        "aims",
        .array(
          line.aims.map { aim in
            .object([
              ("condition", .optional(aim.condition)), ("quantity", .optional(aim.quantity?.id)),
              ("reference", json(aim.reference)), ("tolerance", json(aim.tolerance)),
              ("from", .optional(aim.window?.low.description)),
              ("to", .optional(aim.window?.high.description)),
              ("unit", .text(aim.reference.amount.unit.code)),
            ])
          })
      ),
      (
        "locations",
        .array(
          line.locationRules.map { rule in
            .object([
              ("rule", .text(rule.rule.id)), ("quantity", .text(rule.quantity.id)),
              ("atLeast", json(rule.limit)), ("fromObservation", .number(rule.from)),
              ("roles", .array(rule.roles.map { .text($0) })),
              ("declarable", .flag(rule.rule.isDeclarable)),
            ])
          })
      ),
      ("rules", .array(words.rules(of: line).map { .text($0) })),
      ("calibrations", .array(line.calibrations.map(json))),
      (
        "series",
        .array(
          line.series.map { series in
            .object([
              ("specimen", .optional(series.specimen?.id)), ("size", .optional(series.specimen?.size)),
              ("condition", .optional(series.specimen?.condition)),
              (
                "conditioning",
                .array(
                  series.specimen.map { plan.conditionings(of: $0.condition).map { .text($0.id) } } ?? [])
              ),
              ("subject", .optional(series.subject)),
              (
                "observations",
                .array(
                  series.observations.map { one in
                    .object([
                      ("n", .number(one.number)), ("angles", .array(one.angles.map { json($0) })),
                    ])
                  })
              ),
            ])
          })
      ),
    ])
  }

  private func json(_ check: PlannedCheck) -> JSONText {
    .object([
      ("method", json(check.method)), ("component", .optional(check.component)),
      (
        "items",
        .array(
          check.items.map {
            .object([
              ("item", .text($0.item)), ("title", .text($0.title)), ("outcome", .text($0.outcome)),
            ])
          })
      ),
    ])
  }

  private func json(_ certificate: PlannedCertificate) -> JSONText {
    .object([
      ("title", .text(certificate.rule.title)), ("body", .text(certificate.rule.body)),
      ("clause", .text(certificate.requirement.clause)),
      ("method", .text(certificate.requirement.selection.method)),
      ("component", .optional(certificate.requirement.selection.component)),
    ])
  }
}

extension PlanEntry {
  /// The figures that say how much is tested.
  fileprivate var countFigures: [Figure] {
    [subjects, specimens, observationsPerSpecimen, total].compactMap(\.self) + angles.map(\.count)
  }
}
