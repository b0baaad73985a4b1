import Quantities

/// A column of an exported list: the same in the same order in every format.
enum ListColumn: String, CaseIterable, Sendable {
  case designation
  case formerDesignations = "former designations"
  case supplier
  case supplierID = "supplier id"
  case standard, level, kind, gender, opening, sizes, accessories
  case warrantyMonths = "warranty months"
  case status
  case statusSince = "status since"
  case listedOn = "listed on"
  case evidenceHeld = "evidence held"
  case verdict, day
  case definition = "definition sha256"
  case adopted, laboratories, example

  /// The name where none can have a space: of an XML element.
  var element: String { rawValue.replacing(" ", with: "-") }

  /// The same for a column of a database.
  var field: String { rawValue.replacing(" ", with: "_") }

  /// What one of several values in the column is called; nil where a model has one.
  var item: String? {
    switch self {
    case .formerDesignations: "former"
    case .sizes: "size"
    case .accessories: "accessory"
    case .laboratories: "laboratory"
    default: nil
    }
  }

  /// How wide a column of a sheet is, in characters.
  var width: Double {
    switch self {
    case .designation, .formerDesignations, .supplier, .accessories, .laboratories: 28
    case .definition: 20
    case .standard, .opening, .sizes: 16
    default: 12
    }
  }

  func value(of row: ListRow) -> ExportValue {
    switch self {
    case .designation: .text(row.designation)
    case .formerDesignations: .texts(row.formerDesignations)
    case .supplier: .text(row.supplier)
    case .supplierID: .text(row.supplierID)
    case .standard: .text(row.standard)
    case .level: .text(row.level)
    case .kind: .text(row.kind)
    case .gender: .text(row.gender)
    case .opening: .text(row.opening)
    case .sizes: .texts(row.sizes)
    case .accessories: .texts(row.accessories)
    case .warrantyMonths: .number(row.warrantyMonths)
    case .status: .text(row.standing.status.rawValue)
    case .statusSince: .day(row.standing.since)
    case .listedOn: .day(row.standing.listedOn)
    case .evidenceHeld: .flag(row.standing.isEvidenceHeld)
    case .verdict: .text(row.verdict.rawValue)
    case .day: .day(row.day)
    case .definition: .text(row.definition)
    case .adopted: .flag(row.isAdopted)
    case .laboratories: .texts(row.laboratories)
    case .example: .flag(row.isExample)
    }
  }
}
