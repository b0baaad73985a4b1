import Evidence
import Quantities
import Standards

/// The engine's version; it changes when the same inputs could give another determination.
public enum Engine {
  public static let version = "4"
}

/// A report together with the identity of its bytes.
public struct SubmittedReport: Sendable {
  public var report: Report
  /// SHA-256 of the report's bytes, lower-case hexadecimal.
  public var sha256: String

  public init(report: Report, sha256: String) {
    self.report = report
    self.sha256 = sha256
  }
}

/// Judges reports against one standard.
///
/// Prepared once for a definition, it can judge any number of models, from any number of threads.
///
///     let judge = Judge(standard: standard, reference: reference)
///     let determination = judge.determine(subject: subject, reports: [submitted])
public struct Judge: Sendable {
  public let standard: Standard
  public let reference: StandardReference
  /// How values are held against limits.
  public let acceptance: Acceptance
  /// The definition as it stood before any amendment, and from the day of each on, in the order of the days.
  private let editions: [(from: Day?, definition: PreparedStandard)]

  /// - Parameter acceptance: what a programme prescribes; nil: what the definition says, and simple where it says
  ///   nothing.
  public init(standard: Standard, reference: StandardReference, acceptance: Acceptance? = nil) {
    self.standard = standard
    self.reference = reference
    self.acceptance = acceptance ?? standard.decisionRule?.acceptance ?? .simple
    let days = Set(standard.amendments.map(\.effective)).sorted()
    editions =
      [(nil, PreparedStandard(standard.inForce(on: nil)))]
      + days.map { ($0, PreparedStandard(standard.inForce(on: $0))) }
  }

  /// What the reports say about the subject, requirement by requirement.
  ///
  /// A report for another standard, model or level is not used, and a remark says so: what it holds is no evidence
  /// here, and missing evidence never reads as a pass.
  ///
  /// Amendments count that were in force on the last day of testing; without a report, all of them.
  ///
  /// Reports that say they are retests or follow-up are judged by themselves as well, and amendments count that were in
  /// force when the first evidence was tested.
  public func determine(subject: Subject, reports: [SubmittedReport]) -> Determination {
    let usable = reports.indices.filter {
      EvidenceBody.unusable(reports[$0].report, for: subject, standard: standard) == nil
    }
    let initial = usable.filter { reports[$0].report.occasion == .initial }
    let tested = (initial.isEmpty ? usable : initial).lazy.map { reports[$0].report.testedTo }.max()
    let definition = definition(on: tested)
    let (findings, remarks) = findings(
      by: definition, subject: subject, reports: reports, usable: usable,
      isPlain: initial.count == usable.count)
    return Determination(
      engine: Engine.version,
      standard: reference,
      acceptance: acceptance,
      amendments: (tested.map { standard.amendments(on: $0) } ?? standard.amendments).map {
        AmendmentReference(id: $0.id, title: $0.title, effective: $0.effective)
      },
      subject: subject,
      reports: reports.map { submitted in
        ReportReference(
          id: submitted.report.id, sha256: submitted.sha256, laboratory: submitted.report.laboratory.id,
          issued: submitted.report.issued, testedFrom: submitted.report.testedFrom,
          testedTo: submitted.report.testedTo, occasion: submitted.report.occasion.kind,
          repeats: submitted.report.occasion.repeats)
      },
      verdict: Verdict(of: findings),
      findings: findings,
      unverifiedFigures: definition.reliance.figures(for: subject),
      remarks: remarks)
  }

  /// A finding for each requirement, and what no finding says.
  ///
  /// - Parameters:
  ///   - usable: indexes of the reports that are about the subject.
  ///   - isPlain: whether all of these are first evidence.
  private func findings(
    by definition: PreparedStandard, subject: Subject, reports: [SubmittedReport], usable: [Int],
    isPlain: Bool
  ) -> ([Finding], remarks: [String]) {
    if isPlain {
      var body = EvidenceBody(
        definition: definition, subject: subject, reports: reports, acceptance: acceptance)
      return (definition.requirements.map { body.finding(for: $0) }, body.remarks)
    }
    let once = usable.filter { index in !reports[..<index].contains { $0.sha256 == reports[index].sha256 } }
    var bodies = OccasionBodies(
      definition: definition, subject: subject, reports: reports, acceptance: acceptance,
      occasions: Occasions(reports.map(\.report), usable: once))
    return (definition.requirements.map { bodies.finding(for: $0) }, bodies.remarks)
  }
}

extension Occasion {
  /// What a determination calls it; nil for first evidence.
  fileprivate var kind: OccasionResult.Kind? {
    switch self {
    case .initial: nil
    case .retest: .retest
    case .followUp: .followUp
    }
  }

  /// The number of the report that is repeated.
  fileprivate var repeats: String? {
    if case .retest(let retest) = self { retest.report } else { nil }
  }
}

extension Judge {
  /// The definition as it stood on a day; nil: as it stands with all amendments.
  private func definition(on day: Day?) -> PreparedStandard {
    var stood = editions[0].definition
    for edition in editions {
      if let from = edition.from, let day, day < from { break }
      stood = edition.definition
    }
    return stood
  }
}

extension Verdict {
  /// One requirement not met decides; compliant takes every applicable requirement met, and at least one of them.
  init(of findings: [Finding]) {
    let outcomes = findings.map(\.outcome)
    if outcomes.contains(.notMet) {
      self = .notCompliant
    } else if outcomes.contains(.notDetermined) || !outcomes.contains(.met) {
      self = .notDetermined
    } else {
      self = .compliant
    }
  }
}

extension Outcome {
  /// The outcome of several things that must all hold: a violation decides, then a gap.
  static func all(_ outcomes: some Sequence<Outcome>) -> Outcome {
    var result = Outcome.notApplicable
    for outcome in outcomes {
      switch outcome {
      case .notMet: return .notMet
      case .notDetermined: result = .notDetermined
      case .met: if result == .notApplicable { result = .met }
      case .notApplicable: break
      }
    }
    return result
  }

  /// What is judged and has nothing to it is not determined.
  var orNotDetermined: Outcome { self == .notApplicable ? .notDetermined : self }

  /// The outcome of several things of which one suffices: one that holds decides, then a gap.
  static func any(_ outcomes: some Sequence<Outcome>) -> Outcome {
    var result = Outcome.notApplicable
    for outcome in outcomes {
      switch outcome {
      case .met: return .met
      case .notDetermined: result = .notDetermined
      case .notMet: if result == .notApplicable { result = .notMet }
      case .notApplicable: break
      }
    }
    return result
  }
}
