import Conformity
import GRDB
import Quantities

/// A model as lists show it: what it is, and what the evidence comes to.
public struct Listing: Sendable, Hashable {
  public var designation: String
  /// The supplier's identifier.
  public var supplier: String
  public var supplierName: String
  /// The identifier of the standard's edition applied for.
  public var standard: String
  public var level: String
  public var kind: String
  /// `male`, `female` or `neutral`.
  public var gender: String
  public var opening: String
  /// The sizes offered, as labelled, in order.
  public var sizes: [String]
  /// What belongs to it, in order.
  public var accessories: [String]
  /// What the same model was called before.
  public var formerDesignations: [String]
  public var warrantyMonths: Int
  /// Where the model stands with the programme.
  public var standing: Standing
  /// What the evidence comes to; without a report, not determined.
  public var verdict: Verdict
  /// The day on which the latest of its reports was issued; nil without a report.
  public var day: Day?
  /// The laboratories' numbers of its reports, in the order of ``Determination/reports``.
  public var reportIDs: [String]
  /// SHA-256 of the definition it was judged by; nil without a report.
  public var standardSHA256: String?
  /// Whether that definition was adopted; a programme lists by adopted definitions only.
  public var isAdopted: Bool
  /// Whether the model, its supplier or one of its reports says that it is an invented example.
  public var isExample: Bool

  public init(
    designation: String, supplier: String, supplierName: String, standard: String, level: String,
    kind: String,
    gender: String, opening: String, sizes: [String], accessories: [String] = [],
    formerDesignations: [String] = [], warrantyMonths: Int,
    standing: Standing = Standing(),
    verdict: Verdict, day: Day?, reportIDs: [String], standardSHA256: String?, isAdopted: Bool,
    isExample: Bool
  ) {
    self.designation = designation
    self.supplier = supplier
    self.supplierName = supplierName
    self.standard = standard
    self.level = level
    self.kind = kind
    self.gender = gender
    self.opening = opening
    self.sizes = sizes
    self.accessories = accessories
    self.formerDesignations = formerDesignations
    self.warrantyMonths = warrantyMonths
    self.standing = standing
    self.verdict = verdict
    self.day = day
    self.reportIDs = reportIDs
    self.standardSHA256 = standardSHA256
    self.isAdopted = isAdopted
    self.isExample = isExample
  }

  public var key: ModelKey { ModelKey(supplier: supplier, designation: designation) }
}

extension Listing {
  /// Models with their suppliers and determinations, as far as they were known: `SELECT … FROM (this) l`.
  ///
  /// `?1` is the last document that is known, `?2` the last day of issue of the reports that count. Where there are
  /// other reports, the determination that is stored is not the one of this vantage: `is_past`.
  static let table = """
    SELECT m.document, m.designation, m.folded, m.supplier, s.name AS supplier_name, m.standard, m.level, m.kind,
      m.gender, m.opening, m.sizes, m.accessories, m.former_designations, m.warranty_months,
      coalesce(d.verdict, 'not determined') AS verdict, d.standard_sha256, coalesce(d.is_adopted, 0) AS is_adopted,
      (SELECT max(issued) FROM reports WHERE model = m.document AND document <= ?1 AND issued <= ?2) AS day,
      EXISTS (SELECT 1 FROM reports WHERE model = m.document AND (document > ?1 OR issued > ?2)) AS is_past,
      (SELECT group_concat(id, char(10)) FROM (
        SELECT id FROM reports WHERE model = m.document AND document <= ?1 AND issued <= ?2
        ORDER BY issued, laboratory, id)) AS report_ids,
      m.is_example OR s.is_example OR EXISTS (
        SELECT 1 FROM reports WHERE model = m.document AND document <= ?1 AND issued <= ?2 AND is_example
      ) AS is_example
    FROM models m JOIN suppliers s ON s.document = (
        SELECT max(document) FROM suppliers WHERE id = m.supplier AND document <= ?1)
      LEFT JOIN determinations d ON d.model = m.document
    WHERE m.document <= ?1
    """

  /// From a row of ``table``; the standing is that of a model that nothing happened to.
  init(_ row: Row) throws {
    designation = try row.value("designation")
    supplier = try row.value("supplier")
    supplierName = try row.value("supplier_name")
    standard = try row.value("standard")
    level = try row.value("level")
    kind = try row.value("kind")
    gender = try row.value("gender")
    opening = try row.value("opening")
    sizes = try row.value("sizes", as: String.self).split(separator: "\n").map(String.init)
    accessories = try row.value("accessories", as: String.self).split(separator: "\n").map(String.init)
    formerDesignations = try row.value("former_designations", as: String.self).split(separator: "\n")
      .map(String.init)
    warrantyMonths = try row.value("warranty_months")
    standing = Standing()
    verdict = try Verdict(rawValue: row.value("verdict")) ?? .notDetermined
    day = try row.value("day", as: String?.self).flatMap { Day($0) }
    reportIDs = try row.value("report_ids", as: String?.self)?.split(separator: "\n").map(String.init) ?? []
    standardSHA256 = try row.value("standard_sha256")
    isAdopted = try row.value("is_adopted")
    isExample = try row.value("is_example")
  }
}
