import XMLDocuments

// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - Reports as tables

  /// A sheet, or a file of comma-separated values, that a report cannot do without is missing, or stands twice.
  ///
  /// Name it as the message says; `proofmark convert` writes all of them.
  public static let sheetMissing: Self = "sheet.missing"

  /// A sheet or file is no part of a report, and was not read.
  ///
  /// If it holds observations, move them to the sheet for them; otherwise leave it, or delete it.
  public static let sheetUnknown: Self = "sheet.unknown"

  /// A sheet of the report is hidden: what nobody sees must not be reported.
  ///
  /// Show the sheet, and look at it.
  public static let sheetHidden: Self = "sheet.hidden"

  /// Rows or columns are hidden, by hand or by a filter, and are part of the report like the others.
  ///
  /// Show them, and delete those that do not belong to the report.
  public static let sheetPartsHidden: Self = "sheet.parts.hidden"

  /// Cells are merged, so that nobody knows to which of their rows or columns the value belongs.
  ///
  /// Undo the merging and fill in each cell.
  public static let sheetMerged: Self = "sheet.merged"

  /// A column has a heading that means nothing here, or none at all; what stands in it would be lost.
  ///
  /// Correct the heading, declare the quantity in the table of measures, or delete the column.
  public static let sheetColumnUnknown: Self = "sheet.column.unknown"

  /// A column that must be there is not.
  ///
  /// Add the column with the heading that the message names.
  public static let sheetColumnMissing: Self = "sheet.column.missing"

  /// Two columns, or two lines of the head, have the same meaning, so that nobody knows which counts.
  ///
  /// Delete the one that does not count.
  public static let sheetColumnDuplicate: Self = "sheet.column.duplicate"

  /// A line of the head has a name that means nothing here.
  ///
  /// Correct the name, or delete the line.
  public static let sheetFieldUnknown: Self = "sheet.field.unknown"

  /// A cell that must be filled in is empty.
  ///
  /// Fill it in; write a dash (–) into a cell for a measured value, an outcome or an end where there is none.
  public static let sheetValueOpen: Self = "sheet.value.open"

  /// A cell holds a formula, whose result may be another one in another program.
  ///
  /// Replace it by its value: copy the cell and paste its value.
  public static let sheetFormula: Self = "sheet.formula"

  /// A cell holds a spreadsheet's error value, such as `#DIV/0!`.
  ///
  /// Write what was measured.
  public static let sheetErrorValue: Self = "sheet.error-value"

  /// A cell in a column of numbers holds no plain number: letters, a date, an exponent, a number that its format shows
  /// as another one.
  ///
  /// Write the reading as a plain number.
  public static let sheetNumber: Self = "sheet.number"

  /// A number could mean two: `1,234` with a comma that separates decimals or thousands, or a decimal comma in a table
  /// whose other numbers have decimal points.
  ///
  /// Write decimal points, and nothing between thousands.
  public static let sheetNumberComma: Self = "sheet.number.comma"

  /// Thousands are separated in a number.
  ///
  /// Write the digits without anything between them.
  public static let sheetNumberThousands: Self = "sheet.number.thousands"

  /// A number has more digits than a spreadsheet keeps, so that its last ones may not be those that were typed; mostly it
  /// comes from a calculation.
  ///
  /// Write the reading as it was taken, or as text.
  public static let sheetNumberDigits: Self = "sheet.number.digits"

  /// A unit in a heading or a cell is not the one that the table of measures declares.
  ///
  /// Give the values in the declared unit, or declare the unit that they have; nothing is converted here.
  public static let sheetUnit: Self = "sheet.unit"

  /// A cell for a day holds something else: a number that is not formatted as a date, a date with a time, a date that
  /// could be two.
  ///
  /// Write the day as YYYY-MM-DD.
  public static let sheetDate: Self = "sheet.date"

  /// A cell for text holds a date or a truth value: the spreadsheet program has taken text for something else.
  ///
  /// Format the cell as text and write it again.
  public static let sheetText: Self = "sheet.text"

  /// A cell for yes or no holds something else.
  ///
  /// Write `yes` or `no`, or leave it empty.
  public static let sheetFlag: Self = "sheet.flag"

  /// Two rows of one series contradict each other in what holds for the series as a whole.
  ///
  /// Give both the same value, or give one of them another series.
  public static let sheetSeries: Self = "sheet.series"

  /// The tables were made with another definition of the standard than the one at hand, or with one that is not at hand.
  ///
  /// Compare the definitions (`proofmark standards diff`); plan again where they differ.
  public static let sheetDefinition: Self = "sheet.definition"

  /// A signed report is converted: tables have no signature.
  ///
  /// Keep the signed document; sign again what comes of the tables.
  public static let sheetSignature: Self = "sheet.signature"

  /// The lines of the head that say what a report was made for do not fit together, or one of them cannot be read: a retest
  /// must not come back as first evidence.
  ///
  /// Write `retest` or `follow-up` under *occasion*, and fill in the lines that belong to it; leave all of them empty for
  /// first evidence.
  public static let sheetOccasion: Self = "sheet.occasion"

  /// The report does not fit into a workbook, or its tables are larger than a report may be.
  ///
  /// Convert it to comma-separated values; make a report for each model.
  public static let sheetLimit: Self = "sheet.limit"
}
