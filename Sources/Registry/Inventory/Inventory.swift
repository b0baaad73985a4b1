import Quantities
import Tables
import XMLDocuments

/// An agency's list of what it has, a line for each piece.
public struct Inventory: Sendable, Hashable {
  /// The columns' names, as they stand.
  public var names: [String]
  /// Which columns were recognised, and where they stand, from 0.
  public var columns: [Column: Int]
  /// Every line below the heading that is not blank, in order.
  public var lines: [Line]

  /// What a column can be.
  public enum Column: String, Sendable, Hashable, CaseIterable {
    case designation, company, level, size, serial, made, issued, bought

    /// The names by which it goes, the usual one first.
    var names: [String] {
      switch self {
      case .designation:
        ["designation", "model designation", "model", "model number", "model no", "model name", "model id"]
      case .company:
        ["company", "listed company", "manufacturer", "maker", "make", "brand", "supplier", "mfr", "mfg"]
      case .level:
        ["level", "threat level", "protection level", "ballistic level", "nij level", "protection"]
      case .size: ["size", "panel size", "vest size", "armor size"]
      case .serial: ["serial", "serial number", "serial no", "s/n", "sn"]
      case .made:
        [
          "made", "date of manufacture", "manufacture date", "date manufactured", "manufactured", "date made",
          "mfg date",
          "manufacturing date", "production date", "dom",
        ]
      case .issued:
        [
          "issued", "issue date", "date issued", "date of issue", "in service", "in service date",
          "in service since",
        ]
      case .bought:
        [
          "bought", "purchase date", "date of purchase", "date purchased", "purchased", "date bought",
          "acquired",
          "date acquired", "acquisition date",
        ]
      }
    }
  }

  /// A line, and what could be read of it.
  public struct Line: Sendable, Hashable {
    /// The line of the file on which it begins, from 1.
    public var line: Int
    /// Its cells, as they stand.
    public var cells: [String]
    public var label: Label
    public var issued: Day?
    public var bought: Day?
    /// What could not be read, in the order of the columns.
    public var problems: [Problem]
    /// Whether its cells cannot be told, or none says which model it is.
    public var isUnreadable: Bool
  }

  /// Something on a line that could not be read.
  public struct Problem: Sendable, Hashable {
    public var code: Diagnostic.Code
    /// What is wrong, in a sentence.
    public var message: String
    public var found: String?
    /// What to do about it, in a sentence.
    public var cure: String

    /// All of it on one line.
    public var sentence: String {
      found.map { "\(message.dropLast()) (\($0)). \(cure)" } ?? "\(message) \(cure)"
    }
  }
}

extension Inventory {
  /// Reads a list as CSV, semicolon- or tab-separated; columns are recognised by their names, in any order.
  ///
  /// - Returns: nil where the list as a whole cannot be read; and every problem, those of single lines as warnings.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (inventory: Inventory?, diagnostics: [Diagnostic]) {
    var report = DiagnosticSink(file: file)
    let known = Dictionary(uniqueKeysWithValues: Column.allCases.map { ($0, $0.names) })
    guard
      let heading = Heading.read(
        bytes, known: known, required: [[.designation, .company]], report: &report)
    else { return (nil, report.diagnostics) }
    var reader = InventoryReader(heading: heading)
    var lines: [Line] = []
    for record in heading.records(of: bytes) { lines.append(reader.line(record)) }
    if lines.isEmpty {
      report.error(
        .tableEmpty, line: heading.line, "The list has no line below its heading.", cure: "Check the export.")
      return (nil, report.diagnostics)
    }
    reader.doubtOrders(in: &lines)
    for line in lines {
      for problem in line.problems {
        report.warning(
          problem.code, line: line.line, problem.message, found: problem.found, cure: problem.cure)
      }
    }
    return (Inventory(names: heading.names, columns: heading.places, lines: lines), report.diagnostics)
  }
}

/// Reads the lines of an inventory.
private struct InventoryReader {
  let heading: Heading<Inventory.Column>
  /// Columns in which a date makes sense only as day/month/year.
  private var dayFirst: Set<Inventory.Column> = []
  /// Where dates stand that could be in either order.
  private var twoOrders: [(index: Int, column: Inventory.Column)] = []
  private var count = 0

  init(heading: Heading<Inventory.Column>) { self.heading = heading }

  mutating func line(_ record: CSVReader.Record) -> Inventory.Line {
    defer { count += 1 }
    var line = Inventory.Line(
      line: record.line, cells: record.cells, label: Label(), problems: [], isUnreadable: true)
    if let problem = record.problem {
      line.problems = [.init(code: .tableLine, message: problem.message, cure: problem.cure)]
      return line
    }
    // With a separator too many, what follows stands under the wrong name.
    if record.cells.count > heading.names.count,
      record.cells[heading.names.count...].contains(where: { !$0.allSatisfy(\.isWhitespace) })
    {
      line.problems = [
        .init(
          code: .tableLine,
          message: "The line has \(record.cells.count) cells, and the heading \(heading.names.count).",
          cure: "Put a cell that holds the separator between quotation marks.")
      ]
      return line
    }
    let text = { [heading] (column: Inventory.Column) in heading.text(column, of: record) }
    line.label = Label(
      company: text(.company), designation: text(.designation), level: text(.level), size: text(.size),
      serial: text(.serial))
    line.label.made = date(.made, of: record, in: &line)
    line.issued = date(.issued, of: record, in: &line)?.first
    line.bought = date(.bought, of: record, in: &line)?.first
    line.isUnreadable = line.label.designation == nil && line.label.company == nil
    if line.isUnreadable {
      line.problems.insert(
        .init(
          code: .tableLine, message: "The line names neither a designation nor a company.",
          cure: "Write the model designation that is on the label."), at: 0)
    }
    return line
  }

  private mutating func date(
    _ column: Inventory.Column, of record: CSVReader.Record, in line: inout Inventory.Line
  ) -> DaySpan? {
    guard let text = heading.text(column, of: record) else { return nil }
    do throws(WrittenDay.Problem) {
      let (span, hasTwoOrders) = try WrittenDay.read(text, months: column == .made)
      if hasTwoOrders { twoOrders.append((count, column)) }
      return span
    } catch {
      if error == .dayFirst { dayFirst.insert(column) }
      line.problems.append(problem(error, column, found: text))
      return nil
    }
  }

  /// Takes back the dates that could be in either order, in columns where some are day/month/year.
  func doubtOrders(in lines: inout [Inventory.Line]) {
    for (index, column) in twoOrders where dayFirst.contains(column) {
      let place = heading.places[column] ?? 0
      lines[index].problems.append(problem(.eitherOrder, column, found: lines[index].cells[place]))
      switch column {
      case .made: lines[index].label.made = nil
      case .issued: lines[index].issued = nil
      case .bought: lines[index].bought = nil
      case .designation, .company, .level, .size, .serial: break
      }
    }
  }

  private func problem(
    _ problem: WrittenDay.Problem, _ column: Inventory.Column, found: String
  ) -> Inventory.Problem {
    .init(
      code: .tableDate, message: problem.message, found: "\(column.rawValue): \(found)", cure: problem.cure)
  }
}
