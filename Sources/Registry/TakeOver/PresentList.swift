import Quantities
import Tables
import XMLDocuments

/// A list of compliant products that a programme kept before, a line for each model.
public struct PresentList: Sendable, Hashable {
  public var lines: [Line]

  /// What a column can be.
  public enum Column: String, Sendable, Hashable, CaseIterable {
    case company, supplierID, designation, formerDesignations, standard, level, kind, gender, opening,
      accessories, sizes,
      warranty, status,
      statusSince, listedOn

    /// The names by which it goes, the usual one first; those of an export are among them.
    public var names: [String] {
      switch self {
      case .company: ["company", "listed company", "supplier", "manufacturer", "applicant"]
      case .supplierID: ["supplier id", "company id"]
      case .designation: ["designation", "model designation", "model", "model number"]
      case .formerDesignations: ["former designations", "former designation", "formerly"]
      case .standard: ["standard", "standard edition", "edition"]
      case .level: ["level", "threat level", "protection level", "type"]
      case .kind: ["kind", "armor kind"]
      case .gender: ["gender", "made for"]
      case .opening: ["opening", "closure", "opening and closure"]
      case .accessories: ["accessories", "accessory"]
      case .sizes: ["sizes", "size range", "size"]
      case .warranty: ["warranty months", "warranty", "warranty period"]
      case .status: ["status", "model status"]
      case .statusSince: ["status since"]
      case .listedOn: ["listed on", "listed since", "date listed", "compliance date"]
      }
    }
  }

  /// A line, as far as it could be understood.
  public struct Line: Sendable, Hashable {
    /// The line of the file on which it begins, from 1.
    public var line: Int
    public var company: String
    public var supplierID: String
    public var designation: String
    /// What the model was called before.
    public var formerDesignations: [String]
    public var standard: String
    public var level: String
    /// Nil where the list does not say, and the level's definition has to.
    public var kind: String?
    public var gender: String
    public var opening: String
    public var accessories: [String]
    public var sizes: [String]
    public var warrantyMonths: Int
    public var status: ListingStatus
    public var statusSince: Day?
    public var listedOn: Day?
  }

  /// Reads a list as CSV, semicolon- or tab-separated.
  ///
  /// - Parameter columns: further names of columns, as the list has them.
  /// - Returns: the lines that could be understood, nil where the list as a whole cannot be read; and every problem.
  ///   No line is guessed at: one with a problem is not among the lines.
  public static func read(
    _ bytes: [UInt8], file: String, columns: [Column: String] = [:]
  ) -> (list: PresentList?, diagnostics: [Diagnostic]) {
    var report = DiagnosticSink(file: file)
    let known = Dictionary(
      uniqueKeysWithValues: Column.allCases.map { column in
        // A name that was given is the only one: another column may bear the usual one.
        (column, columns[column].map { [$0] } ?? column.names)
      })
    let required: [[Column]] = [
      [.company], [.designation], [.standard], [.level], [.sizes], [.warranty], [.status],
    ]
    guard let heading = Heading.read(bytes, known: known, required: required, report: &report) else {
      return (nil, report.diagnostics)
    }
    var reader = PresentListReader(heading: heading)
    var lines: [Line] = []
    for record in heading.records(of: bytes) {
      if let line = reader.line(record, &report) { lines.append(line) }
    }
    return (PresentList(lines: lines), report.diagnostics)
  }
}

/// Reads the lines of a list.
private struct PresentListReader {
  let heading: Heading<PresentList.Column>
  private var seen: [ModelKey: Int] = [:]

  init(heading: Heading<PresentList.Column>) { self.heading = heading }

  mutating func line(_ record: CSVReader.Record, _ report: inout DiagnosticSink) -> PresentList.Line? {
    if let problem = record.problem {
      report.error(.tableLine, line: record.line, problem.message, cure: problem.cure)
      return nil
    }
    var cells = Cells(heading: heading, record: record)
    let company = cells.demanded(.company, &report)
    let designation = cells.demanded(.designation, &report)
    let standard = cells.demanded(.standard, &report)
    let level = cells.demanded(.level, &report)
    let sizes = SizeRange.sizes(in: cells.demanded(.sizes, &report))
    let warranty = cells.months(&report)
    let gender = cells.gender(&report)
    let status = cells.status(&report)
    let listedOn = cells.day(.listedOn, &report)
    let statusSince = cells.day(.statusSince, &report)
    guard !cells.hasProblems, let warranty, let status else { return nil }
    let line = PresentList.Line(
      line: record.line, company: company,
      supplierID: heading.text(.supplierID, of: record) ?? SupplierName.identifier(of: company),
      designation: designation, formerDesignations: cells.former(), standard: standard, level: level,
      kind: heading.text(.kind, of: record),
      gender: gender, opening: heading.text(.opening, of: record) ?? "not stated",
      accessories: cells.words(.accessories), sizes: sizes, warrantyMonths: warranty, status: status,
      statusSince: statusSince, listedOn: listedOn)
    let key = ModelKey(supplier: line.supplierID, designation: designation)
    if let other = seen[key] {
      report.error(
        .takeOverLine, line: record.line, "The model is on the list twice.", found: designation,
        expected: "once; it is on line \(other)", cure: "Keep the line that is right.")
      return nil
    }
    seen[key] = record.line
    return line
  }
}

/// The cells of a line, and what is wrong with them.
private struct Cells {
  let heading: Heading<PresentList.Column>
  let record: CSVReader.Record
  private(set) var hasProblems = false

  init(heading: Heading<PresentList.Column>, record: CSVReader.Record) {
    self.heading = heading
    self.record = record
  }

  mutating func demanded(_ column: PresentList.Column, _ report: inout DiagnosticSink) -> String {
    if let text = heading.text(column, of: record) { return Cells.unguarded(text) }
    object(column, found: nil, expected: "a text", &report)
    return ""
  }

  /// An apostrophe that an export has put before what a spreadsheet would run as a formula is no part of the text.
  private static func unguarded(_ text: String) -> String {
    let isGuarded = text.hasPrefix("'") && text.dropFirst().first.map { "=+-@".contains($0) } ?? false
    return isGuarded ? String(text.dropFirst()) : text
  }

  /// Separated by semicolons: a designation can have a comma in it.
  func former() -> [String] {
    Cells.unguarded(heading.text(.formerDesignations, of: record) ?? "").split(separator: ";")
      .map { $0.trimmingSpaces }.filter { !$0.isEmpty }
  }

  func words(_ column: PresentList.Column) -> [String] {
    (heading.text(column, of: record) ?? "").split(whereSeparator: { $0 == ";" || $0 == "," })
      .map { $0.trimmingSpaces }.filter { !$0.isEmpty }
  }

  /// `60`, `60 months` or `5 years`.
  mutating func months(_ report: inout DiagnosticSink) -> Int? {
    let text = demanded(.warranty, &report)
    if text.isEmpty { return nil }
    let parts = text.lowercased().split(separator: " ")
    let factor =
      switch parts.count == 2 ? parts[1] : "months" {
      case "month", "months", "mo", "mos": 1
      case "year", "years", "yr", "yrs": 12
      default: 0
      }
    guard parts.count <= 2, factor > 0, let number = parts.first.flatMap({ Int($0) }),
      (0...833).contains(number)
    else {
      object(.warranty, found: text, expected: "a number of months, or of years such as 5 years", &report)
      return nil
    }
    return number * factor
  }

  mutating func gender(_ report: inout DiagnosticSink) -> String {
    guard let text = heading.text(.gender, of: record) else { return "neutral" }
    switch text.lowercased() {
    case "male", "m", "men": return "male"
    case "female", "f", "women": return "female"
    case "neutral", "n", "unisex", "u", "both", "n/a": return "neutral"
    default:
      object(.gender, found: text, expected: "male, female or neutral", &report)
      return ""
    }
  }

  mutating func status(_ report: inout DiagnosticSink) -> ListingStatus? {
    let text = demanded(.status, &report)
    if text.isEmpty { return nil }
    if let status = ListingStatus(rawValue: text.lowercased()) { return status }
    object(
      .status, found: text, expected: ListingStatus.allCases.map(\.rawValue).joined(separator: ", "), &report)
    return nil
  }

  mutating func day(_ column: PresentList.Column, _ report: inout DiagnosticSink) -> Day? {
    guard let text = heading.text(column, of: record) else { return nil }
    if let day = Day(text) { return day }
    object(column, found: text, expected: "a day written YYYY-MM-DD", &report)
    return nil
  }

  private mutating func object(
    _ column: PresentList.Column, found: String?, expected: String, _ report: inout DiagnosticSink
  ) {
    hasProblems = true
    report.error(
      .takeOverLine, line: record.line, "The \(column.names[0]) cannot be understood: the line is left out.",
      found: found ?? "nothing", expected: expected, cure: "Correct the cell and take the list over again.")
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// Sizes as lists write them: `S; M; L`, `S, M, L`, `S M L` or a range of letter sizes such as `S-3XL`.
enum SizeRange {
  private static let letters = ["XXS", "XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL", "5XL", "6XL"]

  static func sizes(in text: String) -> [String] {
    let parts = text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == "/" }).map(\.trimmingSpaces)
    return parts.filter { !$0.isEmpty }.flatMap(range).reduce(into: []) { sizes, size in
      if !sizes.contains(size) { sizes.append(size) }
    }
  }

  /// The sizes from one letter size to another; what is none such range is a size as it stands.
  private static func range(_ text: String) -> [String] {
    let ends = text.uppercased().split(whereSeparator: { $0 == "-" || $0 == "–" }).map(\.trimmingSpaces)
    guard ends.count == 2, let first = letters.firstIndex(of: ends[0]),
      let last = letters.firstIndex(of: ends[1]),
      first <= last
    else { return [text] }
    return Array(letters[first...last])
  }
}

/// Identifiers for suppliers of which a list gives the name only.
enum SupplierName {
  /// Letters and digits of ASCII in lower case, words joined by hyphens, at most 64 characters.
  static func identifier(of name: String) -> String {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let identifier = String(words.joined(separator: "-").prefix(64))
    return identifier.isEmpty ? "supplier" : identifier
  }
}
