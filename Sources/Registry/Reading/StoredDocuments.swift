import Conformity
import GRDB
import Quantities
import Standards

/// A document as it was received.
public struct StoredDocument: Sendable, Hashable {
  /// Its place in the order in which documents were stored, from 1.
  public var sequence: Int
  /// SHA-256 of its bytes, lower-case hexadecimal.
  public var sha256: String
  public var kind: DocumentKind
  /// The path it was imported from.
  public var file: String
  /// In bytes, before compression.
  public var size: Int
  /// When it was stored.
  public var recorded: Moment

  static let columns = "sequence, sha256, kind, file, size, recorded"

  /// - Returns: nil where the row says something that this release cannot have written.
  init?(_ row: Row) throws {
    guard let kind = try DocumentKind(rawValue: row.value("kind")),
      let recorded = try Moment(row.value("recorded", as: String.self))
    else {
      return nil
    }
    sequence = try row.value("sequence")
    sha256 = try row.value("sha256")
    self.kind = kind
    file = try row.value("file")
    size = try row.value("size")
    self.recorded = recorded
  }
}

/// A definition that the registry has.
public struct StoredStandard: Sendable, Hashable {
  public var standard: Standard
  /// SHA-256 of the definition's bytes, lower-case hexadecimal.
  public var sha256: String
  /// The path it was imported from.
  public var file: String
  /// The latest adoption of these bytes; nil: they are a draft.
  public var adoption: Adoption?
  /// Whether models of this standard are judged by this definition.
  public var isInForce: Bool

  /// How determinations cite it.
  public var reference: StandardReference {
    StandardReference(
      id: standard.id, title: standard.title, sha256: sha256,
      adoption: adoption.map { .init(role: $0.role, day: $0.day) })
  }
}

/// A report that the registry has, without its evidence.
public struct StoredReport: Sendable, Hashable {
  /// The laboratory's own report number.
  public var id: String
  /// SHA-256 of the report's bytes, lower-case hexadecimal.
  public var sha256: String
  /// The path it was imported from.
  public var file: String
  /// The identifier of the standard's edition that was tested to.
  public var standard: String
  /// The laboratory's identifier.
  public var laboratory: String
  public var issued: Day
  public var testedFrom: Day
  public var testedTo: Day
  public var isExample: Bool
  /// Whom the certificate names that it is signed with, and that certificate's SHA-256; nil: it is not signed.
  public var signer: String?
  public var certificate: String?

  /// - Returns: nil where the row says something that this release cannot have written.
  init?(_ row: Row) throws {
    guard let issued = try Day(row.value("issued", as: String.self)),
      let testedFrom = try Day(row.value("tested_from", as: String.self)),
      let testedTo = try Day(row.value("tested_to", as: String.self))
    else { return nil }
    id = try row.value("id")
    sha256 = try row.value("sha256")
    file = try row.value("file")
    standard = try row.value("standard")
    laboratory = try row.value("laboratory")
    self.issued = issued
    self.testedFrom = testedFrom
    self.testedTo = testedTo
    isExample = try row.value("is_example")
    signer = try row.value("signer")
    certificate = try row.value("certificate")
  }
}

/// How much a registry holds.
public struct Counts: Sendable, Hashable {
  public var documents: Int
  /// Kinds without a document are absent.
  public var documentsByKind: [DocumentKind: Int]
  public var models: Int
  /// How many models come to each verdict; verdicts without a model are absent.
  public var verdicts: [Verdict: Int]
  /// How many models have each status; statuses without a model are absent.
  public var statuses: [ListingStatus: Int]
  /// The size of all documents in bytes, before compression.
  public var originalBytes: Int
  /// The size of all documents in bytes, as stored.
  public var storedBytes: Int
  /// Determinations that another version of the judging rules made; ``RegistryDatabase/rebuildProjections()`` brings
  /// them up to date.
  public var outdated: Int
}
