import Standards

/// Whether the calibrations and conditioning records of the reports are in order: shots on clay that was not
/// calibrated, or on a specimen that was not conditioned, are no evidence.
struct RecordOutcomes {
  /// By requirement, then by record.
  private var outcomes: [String: [Record: Outcome]] = [:]

  private struct Record: Hashable {
    let report: Int
    let id: String
  }

  /// - Parameter findings: those on records, by requirement; each group is one record.
  init(_ findings: [String: Finding]) {
    for (requirement, finding) in findings {
      var known: [Record: Outcome] = Dictionary(minimumCapacity: finding.groups.count)
      // By index: a group is a large value, and little of it is looked at.
      for index in finding.groups.indices {
        guard let report = finding.groups[index].report,
          let id = finding.groups[index].keys.first(where: { $0.key == "record" })?.id
        else { continue }
        known[Record(report: report, id: id)] = finding.groups[index].result.outcome
      }
      outcomes[requirement] = known
    }
  }

  /// What is wrong with records.
  struct Fault {
    let reason: String
    /// Whether it is only not shown that the records are in order: they may be.
    let isOpen: Bool
  }

  /// What is wrong with the records named: nil where there are enough and all are in order.
  func fault(of records: [String], report: Int, requirement: String, count: Figure?) -> Fault? {
    let known = outcomes[requirement] ?? [:]
    var relevant = 0
    // Named twice, a record is still one.
    for (index, record) in records.enumerated() where !records[..<index].contains(record) {
      // Records of other methods are another requirement's business: a specimen names all that it went through.
      guard let outcome = known[Record(report: report, id: record)] else {
        continue
      }
      switch outcome {
      case .met: relevant += 1
      case .notMet: return Fault(reason: "Record \(record) is out of its limits.", isOpen: false)
      case .notDetermined, .notApplicable:
        return Fault(reason: "It is not determined whether record \(record) is in order.", isOpen: true)
      }
    }
    if relevant == 0 { return Fault(reason: "No such record is named.", isOpen: true) }
    if let wanted = count?.wholeNumber, relevant < wanted {
      return Fault(reason: "\(relevant) of \(wanted) records are named.", isOpen: true)
    }
    return nil
  }
}

extension Standard {
  /// The identifiers of the requirements on records that fair-hit rules lean on.
  var requirementsOnRecords: Set<String> {
    var ids: Set<String> = []
    for method in methods {
      for rule in method.fairHit {
        switch rule.test {
        case .calibrated(let requirement, _), .conditioned(let requirement, _, _): ids.insert(requirement)
        default: break
        }
      }
    }
    return ids
  }
}
