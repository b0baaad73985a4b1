import Evidence
import Quantities
import Standards

/// On which occasions a model was tested, by what its reports say of themselves.
struct Occasions {
  /// The reports of the first evidence, which is judged as one.
  private(set) var initial: [Int] = []
  /// Reports that repeat tests of a report that is there.
  private(set) var retests: [(report: Int, retest: Retest, first: Int)] = []
  /// Reports that can only speak against the model: follow-up, and retests without what they repeat.
  private(set) var others: [(report: Int, kind: OccasionResult.Kind)] = []
  /// Why a report that calls itself a retest is none, a sentence each.
  private(set) var remarks: [String] = []

  /// Whether there is nothing but first evidence.
  var isPlain: Bool { retests.isEmpty && others.isEmpty }

  /// - Parameter usable: indexes of the reports that are about the subject, each once.
  init(_ reports: [Report], usable: [Int]) {
    initial = usable.filter { reports[$0].occasion == .initial }
    var open: [(report: Int, retest: Retest)] = []
    for index in usable {
      switch reports[index].occasion {
      case .initial: break
      case .retest(let retest): open.append((index, retest))
      case .followUp: others.append((index, .followUp))
      }
    }
    // A retest may be repeated in its turn; what is not linked to first evidence in the end is linked to nothing.
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (position, candidate) in open.enumerated().reversed() {
        let report = reports[candidate.report]
        let first = (initial + retests.map(\.report)).first {
          reports[$0].id == candidate.retest.report
            && reports[$0].laboratory.id == candidate.retest.laboratory ?? report.laboratory.id
        }
        guard let first, reports[first].testedFrom <= report.testedFrom else { continue }
        retests.append((candidate.report, candidate.retest, first))
        open.remove(at: position)
        isGrowing = true
      }
    }
    retests.sort { $0.report < $1.report }
    for candidate in open {
      others.append((candidate.report, .retest))
      remarks.append(
        "Report \(reports[candidate.report].id) calls itself a retest of \(candidate.retest.report), which is not there "
          + "or was made later: it can only speak against the model.")
    }
    others.sort { $0.report < $1.report }
  }
}
