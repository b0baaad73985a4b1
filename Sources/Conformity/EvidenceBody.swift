import Evidence
import Quantities
import Standards

/// All the evidence about one subject, arranged for judging: who was shot with what, and which observations count.
struct EvidenceBody {
  let standard: Standard
  let subject: Subject
  /// All reports, in the order given; sightings refer to them by index.
  let reports: [Report]
  /// The threats of the subject's level, from the definition or as the purchaser declared them.
  let threats: [LevelThreat]
  private(set) var remarks: [String] = []
  /// Sightings by test method.
  private(set) var sightings: [String: [Sighting]] = [:]

  init(standard: Standard, subject: Subject, reports submitted: [SubmittedReport]) {
    self.standard = standard
    self.subject = subject
    reports = submitted.map(\.report)
    var used: [Int] = []
    for (index, report) in reports.enumerated() {
      if let reason = EvidenceBody.unusable(report, for: subject, standard: standard) {
        remarks.append("Report \(report.id) is not used: \(reason).")
      } else {
        used.append(index)
      }
    }
    threats = EvidenceBody.threats(
      of: subject, standard: standard, reports: reports, used: used, remarks: &remarks)
    collect(used)
  }

  /// The threat of the level with this identifier.
  func threat(_ id: String) -> LevelThreat? { threats.first { $0.threat == id } }

  /// What people call a threat.
  func title(ofThreat id: String) -> String {
    if let threat = standard.threat(id) { return threat.title }
    for report in reports {
      if let declared = report.declaredThreats.first(where: { $0.id == id }) { return declared.title }
    }
    return id
  }

  // MARK: - Gathering

  /// Why a report says nothing about the subject; nil where it does.
  private static func unusable(_ report: Report, for subject: Subject, standard: Standard) -> String? {
    if report.standard != standard.id { return "it was made to \(report.standard), not to \(standard.id)" }
    let model = report.model
    if model.designation != subject.designation || model.supplier != subject.supplier {
      return "it is about \(model.designation) of \(model.supplier)"
    }
    if model.level != subject.level { return "it is about level \(model.level), not \(subject.level)" }
    if model.kind != subject.kind { return "it is about \(model.kind) armor, not \(subject.kind)" }
    return nil
  }

  private static func threats(
    of subject: Subject, standard: Standard, reports: [Report], used: [Int], remarks: inout [String]
  ) -> [LevelThreat] {
    guard let level = standard.level(subject.level) else {
      remarks.append("\(standard.id) has no level \(subject.level).")
      return []
    }
    if !level.kinds.contains(subject.kind) {
      remarks.append("Level \(level.id) is not defined for \(subject.kind) armor.")
      return []
    }
    switch level.threats {
    case .listed(let threats):
      return threats
    case .declaredInReport:
      guard let first = used.first else { return [] }
      let declared = reports[first].declaredThreats
      for index in used.dropFirst() where reports[index].declaredThreats != declared {
        remarks.append(
          "Report \(reports[index].id) declares other threats than report \(reports[first].id); "
            + "those of the first are used.")
      }
      remarks.append(
        "The threats and velocities of level \(level.id) are the purchaser's, as report "
          + "\(reports[first].id) declares them.")
      return declared.map { threat in
        LevelThreat(
          threat: threat.id, role: threat.role,
          references: threat.references.map { reference in
            ReferenceVelocity(
              condition: reference.condition,
              velocity: Figure(
                amount: reference.velocity, clause: "declared by the purchaser", isVerified: true,
                source: "report \(reports[first].id)", line: reference.line))
          })
      }
    }
  }

  private mutating func collect(_ used: [Int]) {
    let records = RecordOutcomes(body: self, used: used)
    for reportIndex in used {
      let report = reports[reportIndex]
      var specimens: [String: Specimen] = [:]
      for specimen in report.specimens { specimens[specimen.id] = specimen }
      for (seriesIndex, series) in report.series.enumerated() {
        guard let method = standard.method(series.method) else {
          remarks.append(
            "Report \(report.id), line \(series.line): \(standard.id) has no test method \(series.method); "
              + "the series is not used.")
          continue
        }
        let specimen = series.specimen.flatMap { specimens[$0] }
        if let threat = series.threat, self.threat(threat) == nil {
          remarks.append(
            "Report \(report.id), line \(series.line): level \(subject.level) has no threat \(threat); "
              + "the series is not used.")
          continue
        }
        let fairness = Fairness(
          method: method, series: series, specimen: specimen, reportIndex: reportIndex, body: self,
          records: records)
        let place = SeriesPlace(
          report: reportIndex, series: seriesIndex, label: series.specimen ?? series.id ?? series.method,
          specimen: specimen, threat: series.threat, isRecord: series.role != .test)
        for observation in series.observations {
          sightings[method.id, default: []].append(
            Sighting(
              place: place, observation: observation, standing: fairness.standing(of: observation)))
        }
      }
    }
  }
}

/// Where a series of observations stands, shared by its sightings.
struct SeriesPlace {
  /// Index into the reports.
  let report: Int
  /// Index into the report's series.
  let series: Int
  /// The specimen's or the record's identifier.
  let label: String
  let specimen: Specimen?
  let threat: String?
  /// Whether the series is a calibration or a conditioning record.
  let isRecord: Bool
}

/// One observation as the judge sees it.
struct Sighting {
  let place: SeriesPlace
  let observation: Observation
  let standing: Standing

  /// Whether an observation counts.
  enum Standing {
    case fair
    /// A rule of the standard leaves it out.
    case unfair(rule: String, clause: String, reason: String)
    /// The laboratory set it aside although no rule of the standard does.
    case setAside

    var isFair: Bool {
      if case .fair = self { true } else { false }
    }
  }

  func reference(_ value: String) -> ObservationReference {
    ObservationReference(
      report: place.report, specimen: place.label, number: observation.number, line: observation.line,
      value: value)
  }
}
