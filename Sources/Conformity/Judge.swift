import Evidence
import Quantities
import Standards

/// The engine's version; it changes when the same inputs could give another determination.
public enum Engine {
  public static let version = "1"
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
  private let definition: PreparedStandard

  public init(standard: Standard, reference: StandardReference) {
    self.standard = standard
    self.reference = reference
    definition = PreparedStandard(standard)
  }

  /// What the reports say about the subject, requirement by requirement.
  ///
  /// A report for another standard, model or level is not used, and a remark says so: what it holds is no evidence
  /// here, and missing evidence never reads as a pass.
  public func determine(subject: Subject, reports: [SubmittedReport]) -> Determination {
    var body = EvidenceBody(definition: definition, subject: subject, reports: reports)
    let findings = definition.requirements.map { body.finding(for: $0) }
    return Determination(
      engine: Engine.version,
      standard: reference,
      subject: subject,
      reports: reports.map { submitted in
        ReportReference(
          id: submitted.report.id, sha256: submitted.sha256, laboratory: submitted.report.laboratory.id,
          issued: submitted.report.issued, testedFrom: submitted.report.testedFrom,
          testedTo: submitted.report.testedTo)
      },
      verdict: Verdict(of: findings),
      findings: findings,
      unverifiedFigures: definition.reliance.figures(for: subject),
      remarks: body.remarks)
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
