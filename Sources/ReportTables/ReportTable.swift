/// The tables that a report is laid out in: the sheets of a workbook, or files of comma-separated values.
enum ReportTable: String, CaseIterable, Sendable {
  case head = "Head"
  case specimens = "Specimens"
  case observations = "Observations"
  case measures = "Measures"
  case methods = "Methods"
  case threats = "Threats"
  case certificates = "Certificates"
  case attachments = "Attachments"
  case signOffs = "Sign-offs"

  /// The sheet that is for reading only.
  static let guide = "Guide"

  /// The name of its file among the files of comma-separated values.
  var fileName: String { rawValue.lowercased() + ".csv" }

  /// Whether a report cannot do without it.
  var isRequired: Bool {
    switch self {
    case .head, .specimens, .observations, .measures, .signOffs: true
    case .methods, .threats, .certificates, .attachments: false
    }
  }

  /// The table that a sheet or a file is by its name, in which case, spaces and punctuation do not count.
  init?(sheet name: String) {
    guard let table = ReportTable.allCases.first(where: { $0.rawValue.folded == name.folded }) else {
      return nil
    }
    self = table
  }

  /// The table of a file, by the end of its name: `observations.csv`, `R-17 observations.csv`.
  init?(file: String) {
    let name = ReportTable.foldedName(ofFile: file)
    guard let table = ReportTable.allCases.first(where: { name.hasSuffix($0.rawValue.folded) }) else {
      return nil
    }
    self = table
  }

  /// Whether a file is the sheet that is for reading only.
  static func isGuide(file: String) -> Bool { foldedName(ofFile: file).hasSuffix(guide.folded) }

  private static func foldedName(ofFile file: String) -> String {
    let name = (file.split(separator: "/").last.map(String.init) ?? file).lowercased()
    return (name.hasSuffix(".csv") ? String(name.dropLast(4)) : name).folded
  }
}

extension String {
  /// The letters and digits alone, in lower case: how names of sheets, files and columns are compared.
  var folded: String { lowercased().filter { $0.isLetter || $0.isNumber } }
}

/// A column of a table, or a line of the head, and the attribute that it stands for.
struct Field: Sendable {
  var heading: String
  var attribute: String
  /// The name of the child element whose attribute it is; nil: it is the row's own.
  var child: String?
  var kind: Kind = .text
  var presence: Presence = .optional
  /// What it is, for whoever fills it in.
  var hint = ""

  enum Kind: Sendable {
    case text
    case number
    /// A whole number.
    case count
    case day
    /// yes or no.
    case flag
  }

  enum Presence: Sendable {
    /// An empty cell is one that nobody has filled in.
    case required
    /// An empty cell says that there is none.
    case optional
    /// A dash says that there is none; an empty cell is one that nobody has filled in.
    case orDash
  }

  /// What stands for *none* where an empty cell would mean *not yet*.
  static let dash = "–"
  static let dashes: Set<String> = ["–", "—", "-", "n/a", "N/A"]
  /// Stands in the headings of columns that are for reading only.
  static let unread = "(not read back)"
}

extension ReportTable {
  /// The columns of tables in which each row is an element, in the order in which a report writes its attributes.
  var fields: [Field] {
    switch self {
    case .specimens:
      [
        Field(heading: "id", attribute: "id", presence: .required),
        Field(heading: "serial", attribute: "serial", presence: .required),
        Field(heading: "size", attribute: "size", presence: .required),
        Field(heading: "condition", attribute: "condition", presence: .required),
        Field(heading: "part", attribute: "part"), Field(heading: "component", attribute: "component"),
        Field(heading: "conditioning", attribute: "conditioning"),
        Field(heading: "outline width", attribute: "width", child: "outline", kind: .number),
        Field(heading: "outline height", attribute: "height", child: "outline", kind: .number),
        Field(heading: "outline unit", attribute: "unit", child: "outline"),
      ]
    case .measures:
      [
        Field(heading: "quantity", attribute: "quantity", presence: .required),
        Field(heading: "unit", attribute: "unit", presence: .required),
        Field(heading: "uncertainty", attribute: "uncertainty", kind: .number),
      ]
    case .certificates:
      [
        Field(heading: "method", attribute: "method", presence: .required),
        Field(heading: "body", attribute: "body", presence: .required),
        Field(heading: "number", attribute: "number", presence: .required),
        Field(heading: "from", attribute: "from", kind: .day, presence: .required),
        Field(heading: "until", attribute: "until", kind: .day, presence: .orDash),
        Field(heading: "component", attribute: "component"),
      ]
    case .attachments:
      [
        Field(heading: "title", attribute: "title", presence: .required),
        Field(heading: "media type", attribute: "media-type", presence: .required),
        Field(heading: "SHA-256", attribute: "sha256", presence: .required),
      ]
    case .signOffs:
      [
        Field(heading: "name", attribute: "name", presence: .required),
        Field(heading: "role", attribute: "role", presence: .required),
        Field(heading: "day", attribute: "day", kind: .day, presence: .required),
      ]
    case .head, .observations, .methods, .threats: []
    }
  }

  /// The element that a row is, for tables that have ``fields``.
  var element: String? {
    switch self {
    case .specimens: "specimen"
    case .measures: "measure"
    case .certificates: "certificate"
    case .attachments: "attachment"
    case .signOffs: "sign-off"
    case .head, .observations, .methods, .threats: nil
    }
  }

  /// The lines of the head, each with the element whose attribute it is.
  static let headFields: [(element: String, field: Field)] = [
    (
      "report",
      Field(
        heading: "report number", attribute: "id", presence: .required, hint: "the laboratory's own number")
    ),
    (
      "report",
      Field(heading: "standard", attribute: "standard", presence: .required, hint: "the edition tested to")
    ),
    (
      "report",
      Field(heading: "issued", attribute: "issued", kind: .day, presence: .required, hint: "the day of issue")
    ),
    (
      "report",
      Field(heading: "example", attribute: "example", kind: .flag, hint: "yes: the report is invented")
    ),
    (
      "laboratory",
      Field(
        heading: "laboratory", attribute: "ref", presence: .required,
        hint: "the laboratory's identifier in the registry")
    ),
    (
      "laboratory",
      Field(
        heading: "accreditation", attribute: "accreditation", presence: .required,
        hint: "the certificate number that it claims for these tests")
    ),
    (
      "model",
      Field(
        heading: "model designation", attribute: "designation", presence: .required,
        hint: "as the label says, not the marketing name")
    ),
    (
      "model",
      Field(
        heading: "supplier", attribute: "supplier", presence: .required,
        hint: "the listed company's identifier in the registry")
    ),
    ("model", Field(heading: "level", attribute: "level", presence: .required, hint: "the level tested for")),
    ("model", Field(heading: "kind", attribute: "kind", presence: .required, hint: "the kind of equipment")),
    (
      "tested",
      Field(
        heading: "tested from", attribute: "from", kind: .day, presence: .required,
        hint: "the first day, conditioning included")
    ),
    (
      "tested",
      Field(heading: "tested to", attribute: "to", kind: .day, presence: .required, hint: "the last day")
    ),
  ]

  /// Lines of the head that are no part of the report.
  static let remark = "remark"
  static let definitionName = "definition"
  static let definitionHash = "definition SHA-256"

  /// The attributes that all observations of a series share, in the order in which a report writes them.
  static let seriesFields: [Field] = [
    Field(heading: "method", attribute: "method", presence: .required),
    Field(heading: "specimen", attribute: "specimen"), Field(heading: "threat", attribute: "threat"),
    Field(heading: "component", attribute: "component"), Field(heading: "region", attribute: "region"),
    Field(heading: "subject", attribute: "subject"),
    Field(heading: "calibrations", attribute: "calibrations"),
    Field(heading: "day", attribute: "day", kind: .day), Field(heading: "series remark", attribute: "remark"),
  ]

  /// The attributes of one observation that are no measured values.
  static let number = Field(heading: "n", attribute: "n", kind: .count, presence: .required)
  static let item = Field(heading: "item", attribute: "item")
  static let outcome = Field(heading: "outcome", attribute: "outcome", presence: .orDash)
  static let fair = Field(heading: "fair", attribute: "fair", kind: .flag)
  static let observationRemark = Field(heading: "remark", attribute: "remark")

  /// The columns that say to which series an observation belongs.
  static let seriesLabel = "series"
  static let record = "record"
  /// What `record` says for each kind of series.
  static let recordNames = ["calibration": "calibration", "conditioning": "conditioning", "test": "series"]

  /// The columns of the threats that the purchaser declared: a row for each reference velocity.
  static let threatFields: [Field] = [
    Field(heading: "id", attribute: "id", presence: .required),
    Field(heading: "title", attribute: "title", presence: .required),
    Field(heading: "role", attribute: "role", presence: .required),
    Field(heading: "mass", attribute: "value", kind: .number, presence: .required),
    Field(heading: "mass unit", attribute: "unit", presence: .required),
    Field(heading: "condition", attribute: "condition", presence: .required),
    Field(heading: "reference velocity", attribute: "value", kind: .number, presence: .required),
    Field(heading: "velocity unit", attribute: "unit", presence: .required),
  ]
}
