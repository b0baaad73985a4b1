import Quantities
import XMLDocuments

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

  public init(id: String, isExample: Bool, name: String, place: String, accreditations: [Accreditation]) {
    self.id = id
    self.isExample = isExample
    self.name = name
    self.place = place
    self.accreditations = accreditations
  }

  public struct Accreditation: Sendable, Hashable {
    /// The body that accredits.
    public var body: String
    /// The certificate's number.
    public var certificate: String
    /// Identifiers of the standards whose tests are in its scope.
    public var standards: [String]
    /// The first day on which it is valid.
    public var from: Day
    /// The last day on which it is valid.
    public var until: Day

    public init(body: String, certificate: String, standards: [String], from: Day, until: Day) {
      self.body = body
      self.certificate = certificate
      self.standards = standards
      self.from = from
      self.until = until
    }

    /// Whether it covers tests to a standard made from one day to another, both included.
    public func covers(_ standard: String, from first: Day, to last: Day) -> Bool {
      standards.contains(standard) && from <= first && last <= until
    }
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
        accreditations: root.children("accreditation").compactMap { Laboratory.Accreditation($0, &reading) })
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
      body: body, certificate: certificate, standards: element.words("standards"), from: first, until: last)
  }
}
