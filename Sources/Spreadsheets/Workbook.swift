import Quantities

/// A workbook to write: sheets of typed cells, with what helps those who fill it in.
public struct Workbook: Sendable {
  /// What it is, for the document's properties.
  public var title: String
  public var subject: String
  /// In their order; the first one is shown when it is opened.
  public var worksheets: [Worksheet]

  public init(title: String, subject: String = "", worksheets: [Worksheet]) {
    self.title = title
    self.subject = subject
    self.worksheets = worksheets
  }
}

/// A sheet: rows of cells, with its layout and what is allowed in its cells.
public struct Worksheet: Sendable {
  /// At most 31 characters, none of `[]:*?/\`, unique in the workbook.
  public var name: String
  /// The columns' widths in characters, from the first one on.
  public var widths: [Double]
  public var rows: SheetRows
  /// How many rows stay in sight at the top; these are repeated on every printed page.
  public var frozenRows: Int
  /// How many columns stay in sight at the left.
  public var frozenColumns: Int
  /// Whether the last frozen row offers filters for the rows below.
  public var hasFilter: Bool
  public var validations: [Validation]

  public init(
    name: String, widths: [Double] = [], rows: SheetRows, frozenRows: Int = 0, frozenColumns: Int = 0,
    hasFilter: Bool = false, validations: [Validation] = []
  ) {
    self.name = name
    self.widths = widths
    self.rows = rows
    self.frozenRows = frozenRows
    self.frozenColumns = frozenColumns
    self.hasFilter = hasFilter
    self.validations = validations
  }

  /// As many rows as the format has (ECMA-376, and every program that reads it).
  public static let maximumRows = 1_048_576
  public static let maximumColumns = 16_384
  /// The longest text of a cell, in UTF-16 units.
  public static let maximumText = 32_767
}

/// The rows of a sheet. Of a long one each row is made when its turn comes, so that one at a time is in memory.
public struct SheetRows: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  public let endIndex: Int
  private let row: @Sendable (Int) -> [Cell]

  /// - Parameter row: makes a row, counted from 0.
  public init(count: Int, row: @escaping @Sendable (Int) -> [Cell]) {
    endIndex = count
    self.row = row
  }

  public init(_ rows: [[Cell]]) { self.init(count: rows.count) { rows[$0] } }

  public init(arrayLiteral rows: [Cell]...) { self.init(rows) }

  public var startIndex: Int { 0 }

  public subscript(index: Int) -> [Cell] { row(index) }
}

/// What stands in a cell, and how it looks.
public struct Cell: Sendable, Hashable {
  public var value: Value
  public var style: Style

  public enum Value: Sendable, Hashable {
    case empty
    case text(String)
    /// A number that shows as many digits after the point as it was written with; as text where it has more than the 15
    /// digits that spreadsheet programs keep.
    case number(ExactDecimal)
    /// A date; as text before March 1900, where programs disagree on the calendar.
    case day(Day)
  }

  public enum Style: Sendable, Hashable {
    case plain
    /// The name of a column.
    case header
    /// The heading of a page.
    case title
    /// To be filled in.
    case open
    /// For reading only.
    case muted
  }

  public init(_ value: Value, _ style: Style = .plain) {
    self.value = value
    self.style = style
  }

  /// A cell with text; empty where the text is.
  public static func text(_ text: String, _ style: Style = .plain) -> Cell {
    Cell(text.isEmpty ? .empty : .text(text), style)
  }

  public static let empty = Cell(.empty)
}

/// Cells in a rectangle, counted from 0, both ends included.
public struct CellRange: Sendable, Hashable {
  public var rows: ClosedRange<Int>
  public var columns: ClosedRange<Int>

  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }
}

/// What a program that shows the sheet expects in cells. It says so where something else is typed; an empty cell is
/// always allowed.
public struct Validation: Sendable, Hashable {
  public var range: CellRange
  public var rule: Rule
  /// At most 32 characters.
  public var title: String
  /// At most 255 characters.
  public var message: String
  /// Whether something else is refused; otherwise it is taken when the one who typed it insists.
  public var isStrict: Bool

  public enum Rule: Sendable, Hashable {
    /// One of these words, offered as a list: at most 255 characters with the commas between them, none with a comma.
    case words([String])
    /// What stands in cells of a sheet, offered as a list; rows and column counted from 0.
    case cells(sheet: String, rows: ClosedRange<Int>, column: Int)
    /// A number from one to another.
    case between(ExactDecimal, ExactDecimal)
  }

  public init(range: CellRange, rule: Rule, title: String, message: String, isStrict: Bool = false) {
    self.range = range
    self.rule = rule
    self.title = title
    self.message = message
    self.isStrict = isStrict
  }

  /// Whether words can be offered as a list.
  public static func canOffer(_ words: [String]) -> Bool {
    !words.isEmpty && words.allSatisfy { !$0.isEmpty && !$0.contains(",") && !$0.contains("\"") }
      && words.joined(separator: ",").utf16.count <= 255
  }
}

/// Why a workbook cannot be written.
public enum WorkbookProblem: Error, Sendable, Hashable, CustomStringConvertible {
  case tooManyRows(sheet: String, count: Int)
  case tooManyColumns(sheet: String, count: Int)
  /// The text of a cell is longer than the format allows.
  case textTooLong(cell: String)
  /// The sheet's name is taken, too long, or has characters that are not allowed.
  case sheetName(String)
  /// The temporary file cannot be written or read.
  case system(reason: String)

  public var description: String {
    switch self {
    case .tooManyRows(let sheet, let count):
      "The sheet \(sheet) would have \(count) rows; a sheet has at most \(Worksheet.maximumRows)."
    case .tooManyColumns(let sheet, let count):
      "The sheet \(sheet) would have \(count) columns; a sheet has at most \(Worksheet.maximumColumns)."
    case .textTooLong(let cell):
      "The text of \(cell) is longer than the \(Worksheet.maximumText) characters that a cell holds."
    case .sheetName(let name): "A sheet cannot be called \(name.debugDescription), or two are."
    case .system(let reason): "The workbook cannot be written: \(reason)."
    }
  }
}
