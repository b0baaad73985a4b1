import Evidence
import Quantities
import Standards

/// A certificate of the body that was valid on all days of testing decides; one that was not is a violation where
/// there is no other.
struct PreparedCertificateRule: PreparedRule {
  private let body: String
  private let statement: String

  init(_ rule: CertificateRule, _ words: RuleWords) {
    body = rule.body
    statement = Rule.certificate(rule).statement(words)
  }

  func judge(_ group: Group) -> RuleResult {
    var result = RuleResult(rule: "certificate", statement: statement, outcome: .notDetermined)
    let certificates = group.certificates.filter { $0.certificate.body == body }
    result.decisiveCount = certificates.count
    let valid = certificates.filter {
      $0.certificate.isValid(on: $0.testedFrom) && $0.certificate.isValid(on: $0.testedTo)
    }
    if let first = valid.first {
      if group.isComplete {
        result.outcome = .met
      } else {
        result.reason = Group.incompleteReason
      }
      result.measured = first.words
      result.decide(by: valid) { $0.reference }
    } else if let first = certificates.first {
      result.outcome = .notMet
      result.measured = first.words
      result.decide(by: certificates) { $0.reference }
      result.reason =
        "Certificate \(first.certificate.number) was not valid on all days of testing, "
        + "\(first.testedFrom) to \(first.testedTo)."
    } else {
      result.reason = "The evidence holds no certificate by \(body)."
    }
    return result
  }
}

/// A certificate as the judge sees it: with the report it came in and the days of testing.
struct SightedCertificate {
  let certificate: Certificate
  /// Index into the reports.
  let report: Int
  let testedFrom: Day
  let testedTo: Day

  fileprivate var words: String {
    "\(certificate.number), from \(certificate.from)" + (certificate.until.map { " until \($0)" } ?? "")
  }

  fileprivate var reference: ObservationReference {
    ObservationReference(
      report: report, specimen: certificate.component ?? "certificate", number: 1, line: certificate.line,
      value: words)
  }
}
