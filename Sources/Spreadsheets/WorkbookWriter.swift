import CXLSXWriter
import Foundation
import Quantities

/// Writes workbooks as XLSX (ECMA-376): the same workbook gives the same bytes.
///
///     let bytes = try WorkbookWriter.write(workbook)
public enum WorkbookWriter {
  public static func write(_ workbook: Workbook) throws(WorkbookProblem) -> [UInt8] {
    try withScratch { folder throws(WorkbookProblem) in
      // The library writes files only.
      let path = folder + "/workbook.xlsx"
      try write(workbook, to: path, folder: folder)
      guard let data = FileManager.default.contents(atPath: path) else {
        throw .system(reason: "the temporary file \(path) cannot be read")
      }
      return [UInt8](data)
    }
  }

  /// The same as a file, which is not in memory.
  ///
  /// - Parameter path: where nothing is yet.
  public static func write(_ workbook: Workbook, to path: String) throws(WorkbookProblem) {
    try withScratch { folder throws(WorkbookProblem) in try write(workbook, to: path, folder: folder) }
  }

  /// Lends a folder for the library's temporary files.
  private static func withScratch<Made>(
    _ body: (_ folder: String) throws(WorkbookProblem) -> Made
  ) throws(WorkbookProblem) -> Made {
    let folder =
      FileManager.default.temporaryDirectory.appendingPathComponent("proofmark-workbook-\(UUID().uuidString)")
      .path
    do {
      // For its owner alone: what a laboratory measured is nobody else's business.
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .system(reason: "the temporary folder \(folder) cannot be made")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private static func write(
    _ workbook: Workbook, to path: String, folder: String
  ) throws(WorkbookProblem) {
    let folderCopy = strdup(folder)
    defer { free(folderCopy) }
    var options = lxw_workbook_options()
    options.tmpdir = folderCopy
    // A row is written when the next one begins, with its texts in it, and not kept: less memory for the same time.
    options.constant_memory = 1
    guard let book = workbook_new_opt(path, &options) else { throw .system(reason: "memory is short") }
    do throws(WorkbookProblem) {
      setProperties(of: book, workbook)
      var styles = Styles(book: book)
      for sheet in workbook.worksheets {
        guard workbook_validate_sheet_name(book, sheet.name) == LXW_NO_ERROR,
          let target = workbook_add_worksheet(book, sheet.name)
        else { throw .sheetName(sheet.name) }
        try SheetWriter(sheet: sheet, target: target).write(&styles)
      }
    } catch {
      // Closing is the only way to free it.
      workbook_close(book)
      throw error
    }
    let code = workbook_close(book)
    guard code == LXW_NO_ERROR else {
      throw .system(reason: lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
    }
  }

  private static func setProperties(of book: UnsafeMutablePointer<lxw_workbook>, _ workbook: Workbook) {
    withCopies([clipped(workbook.title), clipped(workbook.subject)]) { copies in
      var properties = lxw_doc_properties()
      properties.title = copies[0]
      properties.subject = copies[1]
      // 1 January 1980, as the files within have it: the same workbook is the same bytes whenever it is written.
      properties.created = 315_532_800
      workbook_set_properties(book, &properties)
    }
  }

  /// The library takes up to 255 characters.
  private static func clipped(_ text: String) -> String { String(text.prefix(200)) }
}

/// The library's formats, each made once.
private struct Styles {
  let book: UnsafeMutablePointer<lxw_workbook>
  private var made: [Key: UnsafeMutablePointer<lxw_format>] = [:]

  init(book: UnsafeMutablePointer<lxw_workbook>) { self.book = book }

  private struct Key: Hashable {
    let style: Cell.Style
    let number: String?
  }

  /// The format of a cell; nil: none.
  mutating func format(_ style: Cell.Style, number: String? = nil) -> UnsafeMutablePointer<lxw_format>? {
    if style == .plain, number == nil { return nil }
    let key = Key(style: style, number: number)
    if let known = made[key] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    if let number { format_set_num_format(format, number) }
    let (top, left) = (UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue), UInt8(LXW_ALIGN_LEFT.rawValue))
    switch style {
    case .plain: break
    case .header:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, top)
      format_set_align(format, left)
      format_set_bg_color(format, 0xE3E8EE)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 14)
    case .open:
      format_set_bg_color(format, 0xFFF7D6)
      format_set_border(format, UInt8(LXW_BORDER_HAIR.rawValue))
      format_set_border_color(format, 0xB8A76A)
    case .muted:
      format_set_font_color(format, 0x6B7280)
    }
    made[key] = format
    return format
  }
}

/// Writes one sheet.
private struct SheetWriter {
  let sheet: Worksheet
  let target: UnsafeMutablePointer<lxw_worksheet>

  func write(_ styles: inout Styles) throws(WorkbookProblem) {
    guard sheet.rows.count <= Worksheet.maximumRows else {
      throw .tooManyRows(sheet: sheet.name, count: sheet.rows.count)
    }
    for (column, width) in sheet.widths.enumerated() {
      let column = UInt16(clamping: column)
      worksheet_set_column(target, column, column, width, nil)
    }
    var width = 0
    for row in sheet.rows.indices {
      let cells = sheet.rows[row]
      width = max(width, cells.count)
      try check(cells, row)
      let lines = headingLines(cells)
      if lines > 1 { worksheet_set_row(target, UInt32(clamping: row), Double(lines) * 15, nil) }
      for column in cells.indices {
        write(cells[column], UInt32(clamping: row), UInt16(clamping: column), &styles)
      }
    }
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
      worksheet_freeze_panes(
        target, UInt32(clamping: sheet.frozenRows), UInt16(clamping: sheet.frozenColumns))
    }
    if sheet.frozenRows > 0 { worksheet_repeat_rows(target, 0, UInt32(clamping: sheet.frozenRows - 1)) }
    if sheet.hasFilter, sheet.frozenRows > 0, width > 0, sheet.rows.count > sheet.frozenRows {
      worksheet_autofilter(
        target, UInt32(clamping: sheet.frozenRows - 1), 0, UInt32(clamping: sheet.rows.count - 1),
        UInt16(clamping: width - 1))
    }
    worksheet_set_landscape(target)
    worksheet_set_paper(target, 9)
    worksheet_fit_to_pages(target, 1, 0)
    for validation in sheet.validations { write(validation) }
  }

  private func check(_ cells: [Cell], _ row: Int) throws(WorkbookProblem) {
    guard cells.count <= Worksheet.maximumColumns else {
      throw .tooManyColumns(sheet: sheet.name, count: cells.count)
    }
    for column in cells.indices {
      guard case .text(let text) = cells[column].value, text.utf8.count > Worksheet.maximumText,
        text.utf16.count > Worksheet.maximumText
      else { continue }
      throw .textTooLong(cell: "\(sheet.name)!\(CellName.of(row: row + 1, column: column))")
    }
  }

  /// How many lines the headings of a row take: not every program makes a row as high as what is wrapped in it.
  private func headingLines(_ cells: [Cell]) -> Int {
    var most = 1
    for (column, cell) in cells.enumerated() where cell.style == .header {
      guard case .text(let text) = cell.value, sheet.widths.indices.contains(column) else { continue }
      var (lines, length) = (1, 0)
      for word in text.split(separator: " ") {
        if length > 0, Double(length + 1 + word.count) > sheet.widths[column] - 1 {
          lines += 1
          length = word.count
        } else {
          length += (length > 0 ? 1 : 0) + word.count
        }
      }
      most = max(most, lines)
    }
    return most
  }

  private func write(_ cell: Cell, _ row: UInt32, _ column: UInt16, _ styles: inout Styles) {
    switch cell.value {
    case .empty:
      if let format = styles.format(cell.style) { worksheet_write_blank(target, row, column, format) }
    case .text(let text):
      worksheet_write_string(target, row, column, EscapedText.escaped(text), styles.format(cell.style))
    case .number(let number):
      if let value = SheetNumber.double(number) {
        worksheet_write_number(
          target, row, column, value,
          styles.format(cell.style, number: SheetNumber.format(scale: number.scale)))
      } else {
        worksheet_write_string(target, row, column, number.description, styles.format(cell.style))
      }
    case .day(let day):
      if let serial = SheetDate.serial(of: day) {
        worksheet_write_number(
          target, row, column, Double(serial), styles.format(cell.style, number: "yyyy-mm-dd"))
      } else {
        worksheet_write_string(target, row, column, day.description, styles.format(cell.style))
      }
    }
  }

  private func write(_ validation: Validation) {
    var rule = lxw_data_validation()
    rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.error_type = UInt8(
      validation.isStrict
        ? LXW_VALIDATION_ERROR_TYPE_STOP.rawValue : LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    var texts = [String(validation.title.prefix(32)), String(validation.message.prefix(255))]
    let words: [String]
    switch validation.rule {
    case .words(let list):
      guard Validation.canOffer(list) else { return }
      words = list
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
    case .cells(let name, let rows, let column):
      words = []
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      let letters = CellName.letters(column)
      texts.append(
        "='\(name.replacing("'", with: "''"))'!$\(letters)$\(rows.lowerBound + 1):$\(letters)$\(rows.upperBound + 1)"
      )
    case .between(let low, let high):
      words = []
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      rule.minimum_number = low.doubleValue
      rule.maximum_number = high.doubleValue
    }
    withCopies(texts + words) { copies in
      rule.error_title = copies[0]
      rule.error_message = copies[1]
      if texts.count > 2 { rule.value_formula = copies[2] }
      // The list ends with a null pointer.
      var list = Array(copies.dropFirst(texts.count)) + [nil]
      list.withUnsafeMutableBufferPointer { list in
        if !words.isEmpty { rule.value_list = list.baseAddress }
        worksheet_data_validation_range(
          target, UInt32(clamping: validation.range.rows.lowerBound),
          UInt16(clamping: validation.range.columns.lowerBound),
          UInt32(clamping: validation.range.rows.upperBound),
          UInt16(clamping: validation.range.columns.upperBound), &rule)
      }
    }
  }
}

/// Copies of texts that the library may take as its own to change; it copies them in turn.
private func withCopies(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Void) {
  let copies = texts.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  body(copies)
}
