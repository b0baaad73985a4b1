import Evidence
import Quantities
import XMLDocuments
import XMLSignatures

/// Whether the certificate that a report is signed with was its laboratory's on the day.
///
/// What counts is the report's day of issue: on it, the laboratory's document must name the certificate, and the
/// certificate itself must be valid. Revocation counts by the day on which the report arrives: whoever has got hold of a
/// key can write any day of issue, so from then on nothing is taken by it.
struct CertificateCheck {
  let laboratory: Laboratory
  let report: Report
  let certificate: SigningCertificate
  /// The day on which the registry takes the report in.
  let received: Day
  let file: String
  /// The line of the signature.
  let line: Int

  /// What speaks against the certificate; nil: nothing.
  func objection() -> Diagnostic? {
    let named = laboratory.certificates.filter { $0.sha256 == certificate.sha256 }
    if named.isEmpty {
      return objection(
        .registryCertificateUnknown,
        "The report is signed with a certificate that is not \(laboratory.name)'s.",
        found: "\(certificate.subject), SHA-256 \(certificate.sha256)",
        expected: laboratory.certificates.isEmpty
          ? "a certificate that the laboratory's document names; it names none"
          : laboratory.certificates.map(\.sha256).joined(separator: ", "),
        cure:
          "Sign with the laboratory's key; or import its document with this certificate, if it is the laboratory's."
      )
    }
    let revoked = named.compactMap(\.revokedOn).min()
    if let revoked, revoked <= max(received, report.issued) {
      return objection(
        .registryCertificateRevoked, "The certificate that the report is signed with was revoked.",
        found: "received on \(received), issued on \(report.issued)", expected: "before \(revoked)",
        cure: "Sign the report with the laboratory's present key.")
    }
    let day = report.issued
    if !named.contains(where: { $0.isValid(on: day) }) {
      let isBefore = named.allSatisfy { day < $0.from }
      return objection(
        .registryCertificatePeriod,
        "The certificate was not \(laboratory.name)'s \(isBefore ? "yet" : "any more") on the day of issue.",
        found: "issued on \(day)",
        expected: named.map { "from \($0.from)\($0.until.map { " to \($0)" } ?? "")" }.joined(
          separator: ", "),
        cure: "Sign with the key that is the laboratory's on the day of issue.")
    }
    if day < certificate.from || certificate.until < day {
      return objection(
        .registryCertificateExpired,
        day < certificate.from
          ? "The certificate was not valid yet on the report's day of issue."
          : "The certificate had expired on the report's day of issue.",
        found: "issued on \(day)", expected: "from \(certificate.from) to \(certificate.until)",
        cure: "Sign with a certificate that is valid on the day of issue.")
    }
    return nil
  }

  private func objection(
    _ code: Diagnostic.Code, _ message: String, found: String, expected: String, cure: String
  ) -> Diagnostic {
    Diagnostic(code, file: file, line: line, message, found: found, expected: expected, cure: cure)
  }
}
