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
  static let table = table(
    reports: """
      (SELECT max(issued) FROM reports WHERE model = m.document AND document <= ?1 AND issued <= ?2) AS day,
      EXISTS (SELECT 1 FROM reports WHERE model = m.document AND (document > ?1 OR issued > ?2)) AS is_past,
      (SELECT group_concat(id, char(10)) FROM (
        SELECT id FROM reports WHERE model = m.document AND document <= ?1 AND issued <= ?2
        ORDER BY issued, laboratory, id)) AS report_ids,
      EXISTS (
        SELECT 1 FROM reports WHERE model = m.document AND document <= ?1 AND issued <= ?2 AND is_example)
      """)

  /// The same without what reports say: whoever reads all of those too has them add it (``init(_:reports:)``), which takes
  /// half as long as to look for those of each model.
  static let bare = table(reports: "NULL AS day, 0 AS is_past, NULL AS report_ids, 0")

  /// - Parameter reports: the columns that reports make, the last of them whether one is an example.
  private static func table(reports: String) -> String {
    """
    SELECT m.document, m.designation, m.folded, m.supplier, s.name AS supplier_name, m.standard, m.level, m.kind,
      m.gender, m.opening, m.sizes, m.accessories, m.former_designations, m.warranty_months,
      coalesce(d.verdict, 'not determined') AS verdict, d.standard_sha256, coalesce(d.is_adopted, 0) AS is_adopted,
      \(reports) OR m.is_example OR s.is_example AS is_example
    FROM models m JOIN suppliers s ON s.document = (
        SELECT max(document) FROM suppliers WHERE id = m.supplier AND document <= ?1)
      LEFT JOIN determinations d ON d.model = m.document
    WHERE m.document <= ?1
    """
  }

  /// The columns of ``table`` by their places: to look for each by its name takes longer than to read it.
  private enum Column: Int {
    case document, designation, folded, supplier, supplierName, standard, level, kind, gender, opening, sizes
    case accessories, formerDesignations, warrantyMonths, verdict, standardSHA256, isAdopted, day, isPast
    case reportIDs, isExample
  }

  /// From a row of ``table``; the standing is that of a model that nothing happened to.
  init(_ row: Row) throws {
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
      _ column: Column, as type: Value.Type = Value.self
    ) throws -> Value {
      try row.value(column.rawValue, as: type)
    }
    func lines(_ column: Column) throws -> [String] {
      try value(column, as: String.self).writtenLines
    }
    designation = try value(.designation)
    supplier = try value(.supplier)
    supplierName = try value(.supplierName)
    standard = try value(.standard)
    level = try value(.level)
    kind = try value(.kind)
    gender = try value(.gender)
    opening = try value(.opening)
    sizes = try lines(.sizes)
    accessories = try lines(.accessories)
    formerDesignations = try lines(.formerDesignations)
    warrantyMonths = try value(.warrantyMonths)
    standing = Standing()
    verdict = try Verdict(rawValue: value(.verdict)) ?? .notDetermined
    day = try value(.day, as: String?.self).flatMap { Day($0) }
    reportIDs = try value(.reportIDs, as: String?.self)?.writtenLines ?? []
    standardSHA256 = try value(.standardSHA256)
    isAdopted = try value(.isAdopted)
    isExample = try value(.isExample)
  }

  /// From a row of ``bare``.
  ///
  /// - Parameter reports: the model's reports that are known and issued, in the order of a determination.
  init(_ row: Row, reports: [Dossier.Evidence]) throws {
    try self.init(row)
    day = reports.last?.issued
    reportIDs = reports.map(\.id)
    isExample = isExample || reports.contains(where: \.isExample)
  }
}
