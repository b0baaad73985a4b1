import Quantities
import Tables

/// A list for spreadsheets and programs: the same columns in the same order in every format.
public enum ListExport {
  /// The columns' names, in order; in JSON the members of each model.
  public static let columns = [
    "designation", "supplier", "supplier id", "standard", "level", "kind", "gender", "opening", "sizes",
    "accessories", "warranty months", "status", "status since", "listed on", "evidence held", "verdict",
    "day",
    "definition sha256", "adopted", "laboratories", "example",
  ]

  /// RFC 4180 with a header line; several sizes or laboratories in one cell are separated by `; `.
  public static func csv(_ rows: [ListRow]) -> String {
    var text = CSVText.row(columns)
    for row in rows { text += CSVText.row(values(of: row).map(cell)) }
    return text
  }

  /// An array of objects, one for each model; an unknown day is null.
  public static func json(_ rows: [ListRow]) -> String {
    JSONText.array(rows.map { .object(Array(zip(columns, values(of: $0)))) }).printed()
  }

  private static func values(of row: ListRow) -> [JSONText] {
    [
      .text(row.designation), .text(row.supplier), .text(row.supplierID), .text(row.standard),
      .text(row.level),
      .text(row.kind), .text(row.gender), .text(row.opening), .array(row.sizes.map { .text($0) }),
      .array(row.accessories.map { .text($0) }),
      .number(row.warrantyMonths), .text(row.standing.status.rawValue), day(row.standing.since),
      day(row.standing.listedOn), .flag(row.standing.isEvidenceHeld), .text(row.verdict.rawValue),
      day(row.day),
      .text(row.definition), .flag(row.isAdopted), .array(row.laboratories.map { .text($0) }),
      .flag(row.isExample),
    ]
  }

  private static func day(_ day: Day?) -> JSONText { day.map { .text($0.description) } ?? .null }

  private static func cell(_ value: JSONText) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let flag): flag ? "yes" : "no"
    case .array(let values): values.map(cell).joined(separator: "; ")
    case .null, .object: ""
    }
  }
}
