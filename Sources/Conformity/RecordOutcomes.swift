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

  /// - Parameter findings: those on records, by requirement; each group is one record.
  init(_ findings: [String: Finding]) {
    for (requirement, finding) in findings {
      for group in finding.groups {
        guard let report = group.report, let record = group.keys.first(where: { $0.key == "record" })?.id
        else {
          continue
        }
        outcomes[Key(report: report, record: record, requirement: requirement)] = group.result.outcome
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
