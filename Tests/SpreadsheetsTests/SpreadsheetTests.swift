import Foundation
import Quantities
import Testing
import XMLDocuments
import ZipArchives

@testable import Spreadsheets

/// The same numbers each time (Knuth's MMIX generator).
private struct Seeded: RandomNumberGenerator {
  private var state: UInt64 = 1

  mutating func next() -> UInt64 {
    var value: UInt64 = 0
    for _ in 0..<2 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      value = value << 32 | state >> 32
    }
    return value
  }
}

@Suite("Workbooks")
struct SpreadsheetTests {
  private func opened(_ workbook: Workbook) throws -> WorkbookReader {
    let (reader, diagnostics) = WorkbookReader.open(try WorkbookWriter.write(workbook), file: "a.xlsx")
    #expect(diagnostics.isEmpty)
    return try #require(reader)
  }

  private func sheet(_ cells: [[Cell]]) throws -> ReadSheet {
    let reader = try opened(Workbook(title: "T", worksheets: [Worksheet(name: "S", rows: SheetRows(cells))]))
    let (sheet, diagnostics) = reader.read(reader.sheets[0])
    #expect(diagnostics.isEmpty)
    return try #require(sheet)
  }

  private func values(_ cells: [Cell]) throws -> [ReadCell.Value] {
    try #require(sheet([cells]).rows.first).cells.map(\.value)
  }

  @Test("text comes back as it was, whatever it is made of")
  func texts() throws {
    let texts = [
      "plain", " with spaces ", "<&>\"'", "Ω é \u{1F4A5}", "two\nlines", "_x0041_", "_x0041", "a_x000D_b",
      "=1+1",
      "tab\there", "0012", String(repeating: "ä", count: 32_767),
    ]
    #expect(try values(texts.map { Cell(.text($0)) }) == texts.map { .text($0) })
    let long = Cell(.text(String(repeating: "ä", count: 32_768)))
    #expect(throws: WorkbookProblem.textTooLong(cell: "S!B2")) { try sheet([[], [.empty, long]]) }
  }

  @Test("numbers come back with the digits that they were written with")
  func numbers() throws {
    let texts = [
      "0", "44", "44.0", "0.1", "0.10", "412.50", "-3.250", "123456789012345", "0.00000012", "1000000",
      "0.000",
      "999999999999.999", "1.10", "2.675",
    ]
    let numbers = try texts.map { try ExactDecimal($0) }
    let read = try values(numbers.map { Cell(.number($0)) })
    #expect(
      read.map { value -> String in
        guard case .number(let number) = value, number.unit.isEmpty, number.isExact else { return "\(value)" }
        return number.value.description
      } == texts)
    // More digits than a binary number keeps: as text.
    let long = try ExactDecimal("1234567.123456789")
    #expect(try values([Cell(.number(long))]) == [.text("1234567.123456789")])
  }

  @Test("any decimal of up to 15 digits survives, at any scale")
  func decimals() throws {
    var random = Seeded()
    let numbers = (0..<2000).map { _ in
      let digits = Int.random(in: 1...15, using: &random)
      let coefficient = Int64.random(
        in: 0..<(0..<digits).reduce(1) { value, _ in value * 10 }, using: &random)
      return ExactDecimal(coefficient: coefficient, scale: Int.random(in: 0...18, using: &random))
    }
    for number in numbers {
      let value = try #require(SheetNumber.double(number))
      // As this library writes it, as Excel does with 17 digits, and as others do with the shortest ones.
      for text in [String(format: "%.16G", value), String(format: "%.17g", value), "\(value)"] {
        #expect(SheetNumber.decimal(text, places: number.scale)?.description == number.description, "\(text)")
      }
    }
  }

  @Test("days come back in both calendars, and as text where programs disagree")
  func days() throws {
    let days = try ["2026-11-24", "1900-03-01", "9999-12-31", "2024-02-29"].map { try #require(Day($0)) }
    #expect(try values(days.map { Cell(.day($0)) }) == days.map { .day($0) })
    let early = try #require(Day("1900-02-28"))
    #expect(try values([Cell(.day(early))]) == [.text("1900-02-28")])
    #expect(SheetDate.day(0, since1904: true)?.description == "1904-01-01")
    #expect(SheetDate.day(43_000, since1904: true)?.description == "2021-09-23")
    #expect(SheetDate.day(44_462, since1904: false)?.description == "2021-09-23")
    #expect(SheetDate.day(60, since1904: false) == nil)
  }

  @Test(
    "what a number format makes of a number",
    arguments: [
      ("General", .number, 0, ""), ("0.00", .number, 2, ""), ("#,##0.0", .number, 1, ""),
      ("0.0#", .number, 1, ""),
      ("yyyy-mm-dd", .date, 0, ""), ("[$-409]d\\-mmm\\-yy;@", .date, 0, ""),
      ("yyyy-mm-dd hh:mm", .moment, 0, ""),
      ("[h]:mm", .time, 0, ""), ("0.0%", .percent, 1, ""), ("0.0\" m/s\"", .number, 1, "m/s"),
      ("0.00E+00", .number, 0, ""),
      ("#,##0,", .scaled, 0, ""), ("# ?/?", .scaled, 0, ""), ("[Red]0.0;[Blue]-0.0", .number, 1, ""),
      ("@", .number, 0, ""),
      ("_-* #,##0.00_-", .number, 2, ""), ("m/d/yyyy", .date, 0, ""),
    ] as [(String, NumberShape.Kind, Int, String)])
  func shapes(code: String, kind: NumberShape.Kind, places: Int, unit: String) {
    let shape = NumberShape(code: code)
    #expect(shape.kind == kind)
    #expect(shape.places == places)
    #expect(shape.unit == unit)
  }

  @Test("the same workbook gives the same bytes, and sheets keep their order")
  func same() throws {
    var first = Worksheet(
      name: "Sign-offs", widths: [10, 20],
      rows: [[.text("a", .header)], [Cell(.day(.first)), .text("b", .open)]],
      frozenRows: 1, frozenColumns: 1, hasFilter: true)
    first.validations = [
      Validation(
        range: CellRange(rows: 1...9, columns: 0...0), rule: .words(["stop", "perforation"]),
        title: "Outcome",
        message: "One of the words."),
      Validation(
        range: CellRange(rows: 1...9, columns: 1...1), rule: .between(ExactDecimal(1), ExactDecimal(2)),
        title: String(repeating: "t", count: 99), message: String(repeating: "m", count: 999)),
      Validation(
        range: CellRange(rows: 1...9, columns: 2...2), rule: .cells(sheet: "It's", rows: 1...3, column: 0),
        title: "Size", message: ""),
    ]
    let workbook = Workbook(
      title: "T", worksheets: [first, Worksheet(name: "It's", rows: [])])
    let bytes = try WorkbookWriter.write(workbook)
    #expect(try WorkbookWriter.write(workbook) == bytes)
    #expect(try opened(workbook).sheets.map(\.name) == ["Sign-offs", "It's"])
    let archive = try ZipArchive(bytes: bytes)
    let part = String(
      decoding: try archive.read(#require(archive.entry(named: "xl/worksheets/sheet1.xml"))), as: UTF8.self)
    #expect(part.contains("<formula1>\"stop,perforation\"</formula1>"))
    #expect(part.contains("'It''s'!$A$2:$A$4"))
    #expect(part.contains("<formula1>1</formula1><formula2>2</formula2>"))
    #expect(throws: WorkbookProblem.sheetName("a/b")) {
      try WorkbookWriter.write(Workbook(title: "", worksheets: [Worksheet(name: "a/b", rows: [])]))
    }
  }

  // MARK: - Workbooks of other programs

  private func package(_ sheet: String, strings: String? = nil, book: String = "", styles: String = "") throws
    -> [UInt8]
  {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    var files = [
      (
        "_rels/.rels",
        "<Relationships xmlns='\(package)'><Relationship Id='1' Type='\(relation)/officeDocument' Target='/xl/workbook.xml'/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns='\(main)' xmlns:r='\(relation)'>\(book)<sheets><sheet name='S' sheetId='7' r:id='rId9'/><sheet name='H' sheetId='2' state='hidden' r:id='rId9'/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns='\(package)'><Relationship Id='rId9' Type='\(relation)/worksheet' Target='worksheets/../worksheets/Sheet1.xml'/><Relationship Id='rId2' Type='\(relation)/styles' Target='/xl/styles.xml'/>"
          + (strings == nil
            ? "" : "<Relationship Id='rId3' Type='\(relation)/sharedStrings' Target='sharedStrings.xml'/>")
          + "</Relationships>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns='\(main)'><sheetData>\(sheet)</sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>"
      ),
      ("xl/styles.xml", "<styleSheet xmlns='\(main)'>\(styles)</styleSheet>"),
    ]
    if let strings { files.append(("xl/sharedStrings.xml", "<sst xmlns='\(main)'>\(strings)</sst>")) }
    return try ZipWriter.write(files.map { .init(name: $0.0, bytes: Array($0.1.utf8)) })
  }

  private func read(_ bytes: [UInt8]) throws -> ReadSheet {
    let (reader, diagnostics) = WorkbookReader.open(bytes, file: "a.xlsx")
    let book = try #require(reader, "\(diagnostics)")
    let (sheet, more) = book.read(book.sheets[0])
    return try #require(sheet, "\(more)")
  }

  @Test("every kind of cell that other programs write")
  func kinds() throws {
    let styles = """
      <numFmts><numFmt numFmtId='164' formatCode='0.00" mm"'/></numFmts>
      <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>
      <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='10'/><xf numFmtId='22'/></cellXfs>
      """
    let sheet = try read(
      package(
        """
        <row r='2'><c r='A2' t='s'><v>1</v></c><c r='C2' t='inlineStr'><is><r><t>in </t></r><r><t>line</t></r></is></c>\
        <c r='D2'><v>0.10000000000000001</v></c><c r='E2' s='1'><v>46350</v></c><c r='F2' s='2'><v>44</v></c>\
        <c r='G2' s='3'><v>0.055</v></c><c r='H2' t='b'><v>1</v></c><c r='I2' t='e'><v>#DIV/0!</v></c>\
        <c r='J2'><f>A1+1</f><v>3</v></c><c r='K2' t='str'><f t='shared' si='0'/><v>x</v></c><c r='L2' s='4'><v>46350.5</v></c>\
        <c r='M2' s='1'/><c r='N2' t='d'><v>2026-11-24</v></c><c r='O2'><v>1e300</v></c><c r='AA2' s='1'><v>46350.5</v></c>\
        <c r='AB2' s='4'><v>46350</v></c></row>
        <row r='5' hidden='1'><c><v>1</v></c><c><v>2</v></c></row>
        """,
        strings:
          "<si><t>no</t></si><si><t xml:space='preserve'> ye</t><rPh><t>phonetic</t></rPh><t>s_x000A_</t></si>",
        styles: styles))
    let day = try #require(Day("2026-11-24"))
    func number(_ text: String, _ unit: String = "") throws -> ReadCell.Value {
      .number(.init(value: try ExactDecimal(text), unit: unit, isExact: true))
    }
    #expect(sheet.rows.map(\.number) == [2, 5])
    #expect(sheet.rows.map(\.isHidden) == [false, true])
    #expect(
      sheet.rows[0].cells.map(\.value) == [
        .text(" yes\n"), .text("in line"), try number("0.1"), .day(day), try number("44.00", "mm"),
        try number("5.50", "%"), .boolean(true), .error("#DIV/0!"), .formula, .formula, .moment("46350.5"),
        .day(day), .unreadable("1e300"), .moment("46350.5"), .day(day),
      ])
    #expect(sheet.rows[0].cells.map(\.column) == [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 26, 27])
    #expect(sheet.rows[1].cells.map(\.column) == [0, 1])
    #expect(sheet.merged == ["A1:B2"])
    #expect(sheet.name(row: 5, column: 26) == "S!AA5")
    if case .number(let shown) = sheet.rows[0].cells[4].value { #expect(shown.value.description == "44.00") }
  }

  @Test("the calendar that begins in 1904, and sheets that are hidden")
  func calendar() throws {
    let bytes = try package(
      "<row><c s='0'><v>44888</v></c></row>", book: "<workbookPr date1904='1'/>",
      styles: "<cellXfs><xf numFmtId='14'/></cellXfs>")
    #expect(try read(bytes).rows[0].cells[0].value == .day(#require(Day("2026-11-24"))))
    let (reader, _) = WorkbookReader.open(bytes, file: "a.xlsx")
    #expect(try #require(reader).sheets.map(\.isHidden) == [false, true])
  }

  @Test("what is no workbook is refused by what it is")
  func foreign() throws {
    func code(_ bytes: [UInt8]) -> String? {
      WorkbookReader.open(bytes, file: "a.xlsx").diagnostics.first.map { "\($0.code) \($0.found ?? "")" }
    }
    #expect(
      code([0xD0, 0xCF, 0x11, 0xE0, 0]) == "workbook.format a workbook with a password, or an old one (.xls)")
    #expect(code([]) == "workbook.format an empty file")
    #expect(code(Array("a,b".utf8)) == "workbook.format something else")
    #expect(code(Array("PK\u{3}\u{4}".utf8))?.hasPrefix("zip.format") == true)
    let ods = try ZipWriter.write([.init(name: "content.xml", bytes: [])])
    #expect(code(ods) == "workbook.format an OpenDocument file")
    #expect(
      code(try ZipWriter.write([.init(name: "a", bytes: [])]))
        == "workbook.format an archive without a workbook")
  }

  @Test("parts that are missing, no XML, a trap or out of order are refused by name")
  func parts() throws {
    func problem(_ sheet: String, strings: String? = nil) throws -> Diagnostic? {
      let (reader, problems) = WorkbookReader.open(try package(sheet, strings: strings), file: "a.xlsx")
      guard let reader else { return problems.first }
      return reader.read(reader.sheets[0]).diagnostics.first
    }
    for sheet in [
      "<row", "<row r='2'/><row r='2'/>", "<row r='1'><c r='B1'/><c r='A1'/></row>",
      "<row r='1'><c r='A2'/></row>",
      "<row r='1048577'><c/></row>", "<row r='1'><c r='ZZZZZZZ1'/></row>", "&xxe;",
    ] {
      let found = try problem(sheet)
      #expect(found?.code == .workbookPart, "\(sheet)")
      #expect(found?.found?.hasPrefix("xl/worksheets/Sheet1.xml") == true, "\(sheet)")
    }
    #expect(try problem("", strings: "<si>")?.code == .workbookPart)
    #expect(try problem("<row r='1'><c t='s'><v>5</v></c></row>") == nil)
    #expect(WorkbookReader.resolve("../../x", from: "xl/workbook.xml") == nil)
  }
}
