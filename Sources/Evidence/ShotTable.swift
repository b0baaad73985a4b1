import Quantities
import XMLDocuments

/// Shots as a range's spreadsheet has them: a column of velocities, a column that says what perforated.
///
/// The first line names the columns, in any order and among others; comma, semicolon and tab separate. The velocity's
/// unit may stand in its heading, as in `velocity (m/s)`.
///
///     velocity,perforated
///     412.5,0
///     428.0,1
public struct ShotTable: Sendable, Hashable {
  public var shots: [Shot]
  /// The unit as the heading states it; empty where it does not.
  public var unit: String

  public struct Shot: Sendable, Hashable {
    public var velocity: ExactDecimal
    public var perforated: Bool
    /// The line of the file, from 1.
    public var line: Int
  }
}

extension ShotTable {
  /// Reads a table; nil where any diagnostic is an error. Every line that cannot be read is named, none is dropped.
  public static func read(_ bytes: [UInt8], file: String) -> (table: ShotTable?, diagnostics: [Diagnostic]) {
    var report = DiagnosticSink(file: file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report.error(.shotsEncoding, line: 0, "The table is not UTF-8 text.", cure: "Save it as CSV in UTF-8.")
      return (nil, report.diagnostics)
    }
    var table = ShotTable(shots: [], unit: "")
    var columns: Columns?
    let content = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for (index, row) in content.split(separator: #/\r\n|\n|\r/#, omittingEmptySubsequences: false)
      .enumerated()
    {
      if row.allSatisfy(\.isWhitespace) { continue }
      guard let known = columns else {
        guard let found = Columns(heading: row) else {
          report.error(
            .shotsColumns, line: index + 1, "The first line does not name the columns.",
            found: String(row.prefix(80)),
            expected: "velocity and perforated, separated by a comma, a semicolon or a tab",
            cure: "Put the line \"velocity,perforated\" on top.")
          return (nil, report.diagnostics)
        }
        columns = found
        table.unit = found.unit
        continue
      }
      if let shot = known.shot(in: row, line: index + 1, &report) { table.shots.append(shot) }
    }
    if columns == nil {
      report.error(
        .shotsColumns, line: 0, "The table is empty.", expected: "a heading and a line for each shot",
        cure: "Put the line \"velocity,perforated\" on top and a line for each shot below.")
    }
    return (report.hasErrors ? nil : table, report.diagnostics)
  }

  /// Where the columns stand.
  private struct Columns {
    let separator: Character
    let velocity: Int
    let perforated: Int
    let unit: String

    init?(heading: Substring) {
      guard let separator = [",", ";", "\t"].first(where: { heading.contains($0) }) else { return nil }
      let names = heading.split(separator: separator, omittingEmptySubsequences: false).map(Columns.cell)
      guard let velocity = names.firstIndex(where: { $0.lowercased().hasPrefix("velocity") }),
        let perforated = names.firstIndex(where: { $0.lowercased() == "perforated" })
      else { return nil }
      self.separator = separator
      self.velocity = velocity
      self.perforated = perforated
      let rest = names[velocity].dropFirst("velocity".count)
      unit = String(rest.filter { !"()[] ".contains($0) })
    }

    func shot(in row: Substring, line: Int, _ report: inout DiagnosticSink) -> Shot? {
      let cells = row.split(separator: separator, omittingEmptySubsequences: false).map(Columns.cell)
      guard cells.indices.contains(velocity), cells.indices.contains(perforated) else {
        report.error(
          .shotsCell, line: line, "The line has too few columns.", found: "\(cells.count)",
          expected: "at least \(max(velocity, perforated) + 1)", cure: "Fill the line, or delete it.")
        return nil
      }
      var speed: ExactDecimal?
      do {
        speed = try ExactDecimal(cells[velocity])
      } catch {
        report.error(
          .shotsCell, line: line, "The velocity is not a plain number.", found: cells[velocity],
          expected: "digits with a decimal point, such as 412.5",
          cure: "Write the number without unit, exponent, thousands separator or decimal comma.")
      }
      let perforation: Bool?
      switch cells[perforated] {
      case "0": perforation = false
      case "1": perforation = true
      default:
        perforation = nil
        report.error(
          .shotsCell, line: line, "Whether the shot perforated cannot be read.", found: cells[perforated],
          expected: "0 for a stop, 1 for a perforation", cure: "Write 0 or 1.")
      }
      guard let speed, let perforation else { return nil }
      guard speed > ExactDecimal(0) else {
        report.error(
          .shotsCell, line: line, "The velocity is not positive.", found: cells[velocity],
          expected: "above 0",
          cure: "Correct the reading, or delete the line.")
        return nil
      }
      return Shot(velocity: speed, perforated: perforation, line: line)
    }

    private static func cell(_ text: Substring) -> String {
      var text = text
      while text.first?.isWhitespace == true { text.removeFirst() }
      while text.last?.isWhitespace == true { text.removeLast() }
      if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
      return String(text)
    }
  }
}

extension Diagnostic.Code {
  // MARK: - Tables of shots

  /// The table's bytes are not text in UTF-8, so that its cells cannot be told.
  ///
  /// Save the table as CSV in UTF-8.
  public static let shotsEncoding: Self = "shots.encoding"

  /// The first line does not name the columns `velocity` and `perforated`.
  ///
  /// Put the line `velocity,perforated` on top.
  public static let shotsColumns: Self = "shots.columns"

  /// A cell cannot be read: the velocity is not a plain positive number, or perforated is neither 0 nor 1.
  ///
  /// Mend the cell named; lines are never skipped silently.
  public static let shotsCell: Self = "shots.cell"
}
