import XMLDocuments

// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - Tables

  /// The file is not a table in UTF-8: a spreadsheet program's own format, or text in UTF-16.
  ///
  /// Export it from the spreadsheet program as "CSV UTF-8".
  public static let tableFormat: Self = "table.format"

  /// The table has no heading, or nothing below it.
  ///
  /// Check that the right file was given; its first line names the columns.
  public static let tableEmpty: Self = "table.empty"

  /// A column that is needed is not among those that the first line names.
  ///
  /// Name the column in the first line; the message says by which names it is known.
  public static let tableColumnMissing: Self = "table.column.missing"

  /// Two columns have names that mean the same, so that nobody knows which counts.
  ///
  /// Rename the one that does not count.
  public static let tableColumnDuplicate: Self = "table.column.duplicate"

  /// A line breaks the rules of comma-separated values, so that its cells cannot be told for sure. It is reported and
  /// kept; the lines after it are read.
  ///
  /// Mend the line as the message says.
  public static let tableLine: Self = "table.line"

  /// A cell in a column of dates is none, or could be two.
  ///
  /// Write the date as YYYY-MM-DD.
  public static let tableDate: Self = "table.date"
}
