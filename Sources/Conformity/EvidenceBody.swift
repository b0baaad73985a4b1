import Evidence
import Quantities
import Standards

/// All the evidence about one subject, arranged for judging: who was shot with what, and which observations count.
struct EvidenceBody {
  let definition: PreparedStandard
  let subject: Subject
  /// All reports, in the order given; tables refer to them by index.
  let reports: [Report]
  /// The threats of the subject's level, from the definition or as the purchaser declared them.
  let threats: [LevelThreat]
  /// What the plan asks for, and how far it is fulfilled.
  var plan: PlanCheck
  private(set) var remarks: [String] = []
  /// What was observed, by the test methods of the definition, in its order.
  private let tables: [ObservationTable]
  /// What was observed by a test method. By a method that the definition lacks, that is nothing.
  ///
  /// A value, so that a group can take it along without a copy of all this.
  let table: (_ method: String) -> ObservationTable
  /// Findings on calibrations and conditioning, which are judged before what leans on them.
  private(set) var recordFindings: [String: Finding] = [:]
  /// The certificates of the reports that are used.
  private(set) var certificates: [SightedCertificate] = []
  /// How values are held against limits.
  let acceptance: Acceptance

  var standard: Standard { definition.standard }

  /// - Parameters:
  ///   - counting: indexes of the reports that are looked at; nil: all.
  ///   - known: the threats of the level, where they are known from other evidence; nil: those of the definition, or as
  ///     the reports declare them.
  init(
    definition: PreparedStandard, subject: Subject, reports submitted: [SubmittedReport],
    acceptance: Acceptance, counting: Set<Int>? = nil, threats known: [LevelThreat]? = nil
  ) {
    self.acceptance = acceptance
    let standard = definition.standard
    let reports = submitted.map(\.report)
    self.definition = definition
    self.subject = subject
    self.reports = reports
    let tables = standard.methods.map { ObservationTable(method: $0, reports: reports) }
    let nothing = ObservationTable(method: nil, reports: reports)
    self.tables = tables
    table = { method in definition.method(method).map { tables[$0] } ?? nothing }
    var used: [Int] = []
    for (index, report) in reports.enumerated() {
      if submitted[..<index].contains(where: { $0.sha256 == submitted[index].sha256 }) {
        remarks.append("Report \(report.id) is given twice; it is used once.")
      } else if let reason = EvidenceBody.unusable(report, for: subject, standard: standard) {
        remarks.append("Report \(report.id) is not used: \(reason).")
      } else if counting?.contains(index) ?? true {
        used.append(index)
        certificates += report.certificates.map {
          SightedCertificate(
            certificate: $0, report: index, testedFrom: report.testedFrom, testedTo: report.testedTo)
        }
      }
    }
    threats =
      known
      ?? EvidenceBody.threats(
        of: subject, standard: standard, reports: reports, used: used, remarks: &remarks)
    plan = PlanCheck(of: standard, subject: subject, threats: threats) { threat in
      EvidenceBody.title(ofThreat: threat, standard: standard, reports: reports)
    }
    collectRecords(used)
    for requirement in definition.requirements where requirement.isOnRecords {
      recordFindings[requirement.requirement.id] = finding(for: requirement)
    }
    collectTests(used)
    plan.forget()
    settleFairness()
  }

  /// The threat of the level with this identifier.
  func threat(_ id: String) -> LevelThreat? { threats.first { $0.threat == id } }

  /// What people call a threat.
  func title(ofThreat id: String) -> String {
    EvidenceBody.title(ofThreat: id, standard: standard, reports: reports)
  }

  // MARK: - Gathering

  private static func title(ofThreat id: String, standard: Standard, reports: [Report]) -> String {
    if let threat = standard.threat(id) { return threat.title }
    for report in reports {
      if let declared = report.declaredThreats.first(where: { $0.id == id }) { return declared.title }
    }
    return id
  }

  /// Why a report says nothing about the subject; nil where it does.
  static func unusable(_ report: Report, for subject: Subject, standard: Standard) -> String? {
    if report.standard != standard.id { return "it was made to \(report.standard), not to \(standard.id)" }
    let model = report.model
    if model.designation != subject.designation || model.supplier != subject.supplier {
      return "it is about \(model.designation) of \(model.supplier)"
    }
    if model.level != subject.level { return "it is about level \(model.level), not \(subject.level)" }
    if model.kind != subject.kind { return "it is about the kind \(model.kind), not \(subject.kind)" }
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
      remarks.append("Level \(level.id) is not defined for the kind \(subject.kind).")
      return []
    }
    if let threats = level.threats(of: subject.kind) { return threats }
    guard let first = used.first.map({ reports[$0] }) else { return [] }
    for index in used.dropFirst() where !first.declaresSameThreats(as: reports[index]) {
      remarks.append(
        "Report \(reports[index].id) declares other threats than report \(first.id); those of the first are used."
      )
    }
    remarks.append(
      "The threats and velocities of level \(level.id) are the purchaser's, as report \(first.id) declares them."
    )
    return first.declaredThreats.map { threat in
      LevelThreat(
        threat: threat.id, role: threat.role,
        references: threat.references.map { reference in
          Reference(
            condition: reference.condition,
            value: Figure(
              amount: reference.velocity, clause: "declared by the purchaser", isVerified: true,
              source: "report \(first.id)", line: reference.line))
        })
    }
  }

  private mutating func collectRecords(_ used: [Int]) {
    let standard = standard
    for index in used {
      // By index here and below: a series is a large value, which need not be copied to be looked at.
      for position in reports[index].series.indices where reports[index].series[position].role != .test {
        let record = reports[index].series[position]
        guard let method = definition.method(record.method) else {
          remark(unknownMethodOf: record, in: reports[index])
          continue
        }
        tables[method].add(
          record, report: index, label: record.id ?? record.method, specimen: nil, words: standard)
      }
    }
  }

  private mutating func collectTests(_ used: [Int]) {
    let standard = standard
    let isOnlyOne = used.count == 1
    var firstSeen: [SpecimenIdentity: KnownSpecimen] = [:]
    for index in used {
      let report = reports[index]
      var specimens = [String: Int](minimumCapacity: report.specimens.count)
      for index in report.specimens.indices.reversed() { specimens[report.specimens[index].id] = index }
      for position in report.series.indices where report.series[position].role == .test {
        let test = report.series[position]
        guard let method = definition.method(test.method) else {
          remark(unknownMethodOf: test, in: report)
          continue
        }
        if let threat = test.threat, self.threat(threat) == nil {
          remarks.append(
            "Report \(report.id), line \(test.line): level \(subject.level) has no threat \(threat); "
              + "the series is not used.")
          continue
        }
        var specimen: Specimen?
        if let id = test.specimen, let place = specimens[id] { specimen = report.specimens[place] }
        // A report that corrects or supplements another one tells of the same specimens and shots again.
        var known: KnownSpecimen?
        if !isOnlyOne, let specimen {
          let identity = SpecimenIdentity(specimen)
          known = firstSeen[identity, default: KnownSpecimen(report: index, id: specimen.id)]
          firstSeen[identity] = known
        }
        if known?.report == index { known = nil }
        tables[method].add(
          test, report: index, label: test.specimen ?? test.method, specimen: specimen, words: standard,
          sameAs: known.map { ($0.report, $0.id) })
      }
    }
  }

  private func settleFairness() {
    let records = RecordOutcomes(recordFindings)
    for table in tables {
      guard let method = table.method, !table.series.isEmpty else { continue }
      Fairness(table: table, method: method, records: records, kind: subject.kind).settle(threats: threats)
    }
  }

  private mutating func remark(unknownMethodOf series: Series, in report: Report) {
    remarks.append(
      "Report \(report.id), line \(series.line): \(standard.id) has no test method \(series.method); "
        + "the series is not used.")
  }
}

/// A specimen as its label names it, whichever report tells of it.
private struct SpecimenIdentity: Hashable {
  let serial: String
  let part: String
  let component: String?

  init(_ specimen: Specimen) {
    serial = specimen.serial
    part = specimen.part
    component = specimen.component
  }
}

/// Where a specimen was told of first.
private struct KnownSpecimen {
  let report: Int
  let id: String
}

extension Report {
  /// Whether two reports mean the same threats, wherever they stand in the documents.
  fileprivate func declaresSameThreats(as other: Report) -> Bool {
    func facts(_ report: Report) -> [[String]] {
      report.declaredThreats.map { threat in
        [threat.id, threat.role] + threat.references.flatMap { [$0.condition, $0.velocity.description] }
      }
    }
    return facts(self) == facts(other)
  }
}
