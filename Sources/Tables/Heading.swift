import XMLDocuments

/// Which columns of a table are which, by the names in its first line.
///
/// Names are compared without regard to case, spaces and punctuation; what is in brackets is a remark.
public struct Heading<Column: Hashable & Sendable & RawRepresentable<String>>: Sendable {
  /// The names, as they stand.
  public let names: [String]
  /// What separates the cells.
  public let separator: UInt8
  /// The line on which the names stand.
  public let line: Int
  /// Where each column that was recognised stands, from 0.
  public let places: [Column: Int]
  /// Columns that more than one name could mean, and where those stand.
  private let duplicates: [Column: [Int]]
  private let problem: CSVReader.Problem?

  /// Reads the first line that is not blank, with the separator by which most columns are recognised.
  ///
  /// - Parameters:
  ///   - known: the names by which each column goes, the usual one first.
  ///   - required: groups of columns, of each of which one must be there.
  ///   - report: told what is wrong.
  /// - Returns: nil where the table cannot be used.
  public static func read(
    _ bytes: [UInt8], known: [Column: [String]], required: [[Column]], report: inout DiagnosticSink
  ) -> Heading? {
    if let kind = CSVReader.foreignKind(of: bytes) {
      report.error(
        .tableFormat, line: 0, "The file is not a table of comma-separated values in UTF-8.", found: kind,
        expected: "text in UTF-8", cure: "Export it from the spreadsheet program as \"CSV UTF-8\".")
      return nil
    }
    guard let heading = Heading(of: bytes, known: known) else {
      report.error(
        .tableEmpty, line: 0, "The table is empty.", expected: "a line that names the columns",
        cure: "Check that the right file was given.")
      return nil
    }
    if let problem = heading.problem {
      report.error(.tableLine, line: heading.line, problem.message, cure: problem.cure)
      return nil
    }
    for (column, places) in heading.duplicates.sorted(by: { $0.value[0] < $1.value[0] }) {
      report.error(
        .tableColumnDuplicate, line: heading.line, "Several columns could be that of the \(column.rawValue).",
        found: places.map { heading.names[$0] }.joined(separator: ", "), expected: "one",
        cure: "Rename those that are not.")
    }
    for group in required where !group.contains(where: { heading.isThere($0) }) {
      let names = group.flatMap { known[$0] ?? [] }
      report.error(
        .tableColumnMissing, line: heading.line,
        "No column is that of the \(group.map(\.rawValue).joined(separator: " or "))",
        found: heading.names.joined(separator: ", "), expected: "one of \(names.joined(separator: ", "))",
        cure: "Name the column so in the first line.")
    }
    return report.hasErrors ? nil : heading
  }

  private init?(of bytes: [UInt8], known: [Column: [String]]) {
    let columns = Dictionary(
      known.flatMap { column, names in names.map { (HeadingName.folded($0), column) } },
      uniquingKeysWith: { first, _ in first })
    var best: Heading?
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09] {
      guard let record = CSVReader(bytes, separator: separator).first(where: { !$0.isBlank }) else {
        return nil
      }
      let heading = Heading(record, separator: separator, columns: columns)
      if best.map({ $0.score < heading.score }) ?? true { best = heading }
    }
    guard let best else { return nil }
    self = best
  }

  private init(_ record: CSVReader.Record, separator: UInt8, columns: [String: Column]) {
    names = record.cells
    problem = record.problem
    self.separator = separator
    line = record.line
    var places: [Column: [Int]] = [:]
    for (index, name) in names.enumerated() {
      if let column = columns[HeadingName.folded(name)] { places[column, default: []].append(index) }
    }
    self.places = places.compactMapValues { $0.count == 1 ? $0[0] : nil }
    duplicates = places.filter { $0.value.count > 1 }
  }

  private var score: (Int, Int) { (places.count + duplicates.count, names.count) }

  private func isThere(_ column: Column) -> Bool { places[column] != nil || duplicates[column] != nil }

  /// The lines below the heading that are not blank.
  public func records(of bytes: [UInt8]) -> some Sequence<CSVReader.Record> {
    CSVReader(bytes, separator: separator).lazy.filter { [line] in $0.line > line && !$0.isBlank }
  }

  /// A record's text in a column, without the white space around it; nil where it is empty or missing.
  public func text(_ column: Column, of record: CSVReader.Record) -> String? {
    guard let place = places[column], place < record.cells.count else { return nil }
    let cell = record.cells[place]
    guard let first = cell.firstIndex(where: { !$0.isWhitespace }),
      let last = cell.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return String(cell[first...last])
  }
}

/// The names of columns as they are compared.
enum HeadingName {
  static func folded(_ name: String) -> String {
    var text = name
    if let bracket = text.firstIndex(where: { $0 == "(" || $0 == "[" }), bracket != text.startIndex {
      text = String(text[..<bracket])
    }
    return text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
