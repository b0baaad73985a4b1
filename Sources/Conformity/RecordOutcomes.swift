import Evidence
import Standards

/// Whether the calibrations and conditioning records of the reports are in order: shots on clay that was not
/// calibrated, or on a specimen that was not conditioned, are no evidence.
struct RecordOutcomes {
  private var outcomes: [Key: Outcome] = [:]

  private struct Key: Hashable {
    let report: Int
    let record: String
    let requirement: String
  }

  init(body: EvidenceBody, used: [Int]) {
    let demanded = RecordOutcomes.demanded(by: body.standard)
    for reportIndex in used {
      for (seriesIndex, series) in body.reports[reportIndex].series.enumerated() where series.role != .test {
        guard let id = series.id else { continue }
        for requirement in demanded where requirement.selection.method == series.method {
          let place = SeriesPlace(
            report: reportIndex, series: seriesIndex, label: id, specimen: nil, threat: nil, isRecord: true)
          let group = Group(
            method: body.standard.method(series.method), reports: body.reports, reference: nil,
            counted: series.observations.map { Sighting(place: place, observation: $0, standing: .fair) },
            isComplete: true)
          outcomes[Key(report: reportIndex, record: id, requirement: requirement.id)] =
            group.judge(requirement.rule).outcome
        }
      }
    }
  }

  /// What is wrong with the records named: nil where there are enough and all are in order.
  func fault(of records: [String], report: Int, requirement: String, count: Figure?) -> String? {
    var relevant = 0
    // Named twice, a record is still one.
    for (index, record) in records.enumerated() where !records[..<index].contains(record) {
      // Records of other methods are another requirement's business: a specimen names all that it went through.
      guard let outcome = outcomes[Key(report: report, record: record, requirement: requirement)] else {
        continue
      }
      switch outcome {
      case .met: relevant += 1
      case .notMet: return "Record \(record) is out of its limits."
      case .notDetermined, .notApplicable: return "Record \(record) is incomplete."
      }
    }
    if relevant == 0 { return "No such record is named." }
    if let wanted = count?.wholeNumber, relevant < wanted {
      return "\(relevant) of \(wanted) records are named."
    }
    return nil
  }

  /// The requirements that fair-hit rules lean on.
  private static func demanded(by standard: Standard) -> [Requirement] {
    var ids: Set<String> = []
    for rule in standard.methods.flatMap(\.fairHit) {
      switch rule.test {
      case .calibrated(let requirement, _), .conditioned(let requirement, _, _): ids.insert(requirement)
      default: break
      }
    }
    return standard.requirements.filter { ids.contains($0.id) }
  }
}
