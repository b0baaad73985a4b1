import XMLDocuments

// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - Workbooks

  /// The file is no XLSX workbook: another program's format, a workbook with a password, or something else in its
  /// wrapping.
  ///
  /// Save it as "Excel workbook (.xlsx)", without a password.
  public static let workbookFormat: Self = "workbook.format"

  /// A part within the workbook is missing or cannot be read.
  ///
  /// Open it in a spreadsheet program and save it again.
  public static let workbookPart: Self = "workbook.part"
}
