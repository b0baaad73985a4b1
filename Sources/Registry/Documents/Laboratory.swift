import Quantities
import XMLDocuments
import XMLSignatures

/// A laboratory as the registry knows it.
public struct Laboratory: Sendable, Hashable {
  /// The identifier that reports name.
  public var id: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var name: String
  /// Town and country.
  public var place: String
  /// The accreditations it holds, as its document lists them: body, certificate, what they cover and when.
  public var accreditations: [Accreditation]
  /// The certificates that it signs its reports with, old ones as well.
  public var certificates: [ReportCertificate]

  public init(
    id: String, isExample: Bool, name: String, place: String, accreditations: [Accreditation],
    certificates: [ReportCertificate] = []
  ) {
    self.id = id
    self.isExample = isExample
    self.name = name
    self.place = place
    self.accreditations = accreditations
    self.certificates = certificates
  }

  public struct Accreditation: Sendable, Hashable {
    /// The body that accredits.
    public var body: String
    /// The certificate's number.
    public var certificate: String
    /// Identifiers of the standards whose tests are in its scope.
    public var standards: [String]
    /// Identifiers of the test methods and conditionings in its scope; none: all of those standards.
    public var methods: [String]
    /// The first day on which it is valid.
    public var from: Day
    /// The last day on which it is valid.
    public var until: Day
    /// When it was suspended within that time.
    public var suspensions: [Suspension]

    public init(
      body: String, certificate: String, standards: [String], methods: [String] = [], from: Day, until: Day,
      suspensions: [Suspension] = []
    ) {
      self.body = body
      self.certificate = certificate
      self.standards = standards
      self.methods = methods
      self.from = from
      self.until = until
      self.suspensions = suspensions
    }

    /// Whether a test method is in its scope.
    public func includes(method: String) -> Bool { methods.isEmpty || methods.contains(method) }
  }

  /// Days on which an accreditation did not hold, the first and the last included.
  public struct Suspension: Sendable, Hashable, CustomStringConvertible {
    public var from: Day
    /// nil: it goes on.
    public var until: Day?

    public init(from: Day, until: Day?) {
      self.from = from
      self.until = until
    }

    /// Whether it has a day in common with those from one day to another.
    public func touches(_ first: Day, _ last: Day) -> Bool {
      from <= last && (until.map { first <= $0 } ?? true)
    }

    public var description: String { "suspended from \(from)\(until.map { " to \($0)" } ?? " on")" }
  }

  /// A certificate that a laboratory signs its reports with.
  public struct ReportCertificate: Sendable, Hashable {
    /// SHA-256 of the certificate in DER, lower-case hexadecimal.
    public var sha256: String
    /// The first and the last day of issue of the reports that it signs; no last day: no end is set.
    public var from: Day
    public var until: Day?
    /// The day from which nothing that arrives is taken by it.
    public var revokedOn: Day?

    public init(sha256: String, from: Day, until: Day? = nil, revokedOn: Day? = nil) {
      self.sha256 = sha256
      self.from = from
      self.until = until
      self.revokedOn = revokedOn
    }

    /// Whether reports that are issued on a day may be signed with it, its first and last day included.
    public func isValid(on day: Day) -> Bool { from <= day && (until.map { day <= $0 } ?? true) }
  }
}

/// Reads documents with the root element `laboratory`.
public enum LaboratoryReader {
  /// Reads a laboratory: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the laboratory, or nil where there is an error; and every problem, in document order.
  public static func read(_ bytes: [UInt8], file: String) -> (
    laboratory: Laboratory?, diagnostics: [Diagnostic]
  ) {
    RegistryVocabulary.read(bytes, file: file, root: "laboratory") { root, reading in
      Laboratory(
        id: reading.text("id", of: root), isExample: reading.isYes("example", of: root),
        name: reading.text("name", of: root), place: reading.text("place", of: root),
        accreditations: root.children("accreditation").compactMap { Laboratory.Accreditation($0, &reading) },
        certificates: root.children("signing-certificate").compactMap {
          Laboratory.ReportCertificate($0, &reading)
        })
    }
  }
}

extension Laboratory.Accreditation {
  fileprivate init?(_ element: DocumentElement, _ reading: inout RegistryReading) {
    let body = reading.text("body", of: element)
    let certificate = reading.text("certificate", of: element)
    let first = reading.day("from", of: element)
    let last = reading.day("until", of: element)
    guard let first, let last else { return nil }
    if last < first {
      reading.report.error(
        .registryAccreditationPeriod, at: element.position, "The accreditation ends before it begins.",
        found: "\(first) to \(last)", expected: "from not after until", cure: "Swap or correct the two days.")
      return nil
    }
    self.init(
      body: body, certificate: certificate, standards: element.words("standards"),
      methods: element.words("methods"), from: first, until: last,
      suspensions: element.children("suspension").compactMap { Laboratory.Suspension($0, &reading) })
  }
}

extension Laboratory.Suspension {
  fileprivate init?(_ element: DocumentElement, _ reading: inout RegistryReading) {
    guard let first = reading.day("from", of: element) else { return nil }
    let last = element["until"] == nil ? nil : reading.day("until", of: element)
    if let last, last < first {
      reading.report.error(
        .registryAccreditationPeriod, at: element.position, "The suspension ends before it begins.",
        found: "\(first) to \(last)", expected: "from not after until", cure: "Swap or correct the two days.")
      return nil
    }
    self.init(from: first, until: last)
  }
}

extension Laboratory.ReportCertificate {
  fileprivate init?(_ element: DocumentElement, _ reading: inout RegistryReading) {
    let first = reading.day("from", of: element)
    let last = element["until"] == nil ? nil : reading.day("until", of: element)
    let revoked = element["revoked-on"] == nil ? nil : reading.day("revoked-on", of: element)
    guard let first else { return nil }
    if let last, last < first {
      reading.report.error(
        .registryCertificateDocument, at: element.position, "The certificate ends before it begins.",
        found: "\(first) to \(last)", expected: "from not after until", cure: "Swap or correct the two days.")
    }
    guard let sha256 = Laboratory.ReportCertificate.sha256(of: element, &reading) else { return nil }
    self.init(sha256: sha256, from: first, until: last, revokedOn: revoked)
  }

  private static func sha256(of element: DocumentElement, _ reading: inout RegistryReading) -> String? {
    guard !element.text.isEmpty else {
      if element["sha256"] == nil {
        reading.report.error(
          .registryCertificateDocument, at: element.position, "The certificate is not named.",
          found: "neither",
          expected: "sha256=\"…\" or the certificate in PEM", cure: "State its SHA-256, or put it in as PEM.")
      }
      return element["sha256"]
    }
    guard let certificate = SigningCertificate(pem: Array(element.text.utf8)) else {
      reading.report.error(
        .registryCertificateDocument, at: element.position, "The certificate cannot be read.",
        expected: "an X.509 certificate in PEM",
        cure: "Put it in as openssl writes it, with its first and last line.")
      return nil
    }
    if let named = element["sha256"], named != certificate.sha256 {
      reading.report.error(
        .registryCertificateDocument, at: element.position,
        "The certificate has another SHA-256 than is stated.",
        found: named, expected: certificate.sha256, cure: "Find out which is right, and delete the other.")
    }
    return certificate.sha256
  }
}
