import Quantities

/// A sheet as it was read: what stands in its cells, and what somebody who looks at it does not see.
public struct ReadSheet: Sendable {
  public var name: String
  /// Whether programs show it.
  public var isHidden: Bool
  /// The rows that have anything in them, from the top.
  public var rows: [Row]
  /// The columns that are not shown, from 0.
  public var hiddenColumns: [ClosedRange<Int>]
  /// Ranges of cells that are merged into one, such as `A3:C3`.
  public var merged: [String]

  public struct Row: Sendable {
    /// From 1.
    public var number: Int
    public var isHidden: Bool
    /// Those that hold anything, from the left.
    public var cells: [ReadCell]
  }

  /// The name of a cell with that of the sheet, such as `Observations!F12`; column from 0.
  public func name(row: Int, column: Int) -> String { "\(name)!\(CellName.of(row: row, column: column))" }
}

/// A cell that holds something.
public struct ReadCell: Sendable, Hashable {
  /// From 0.
  public var column: Int
  public var value: Value

  public enum Value: Sendable, Hashable {
    case text(String)
    case number(Number)
    /// A number that the sheet shows as a date.
    case day(Day)
    /// A number that the sheet shows as a date with a time, as a time alone, or as a day that programs do not agree on.
    case moment(String)
    case boolean(Bool)
    /// A formula, whose result only the program that computed it knows.
    case formula
    /// `#DIV/0!` and its like.
    case error(String)
    /// A number that is none, too large, or scaled by its format, so that nobody knows what was meant.
    case unreadable(String)
  }

  /// A number as it is kept and shown.
  public struct Number: Sendable, Hashable {
    /// The shortest decimal that is kept as this number, with at least as many digits after the point as are shown; of a
    /// percentage, what is shown.
    public var value: ExactDecimal
    /// Text that the format puts behind or before the number, such as `m/s`; `%` for percentages; empty for none.
    public var unit: String
    /// Whether it has no more than the 15 digits that are sure to be those that were typed.
    public var isExact: Bool
  }
}
