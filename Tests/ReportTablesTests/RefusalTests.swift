import Foundation
import Quantities
import Testing
import XMLDocuments
import ZipArchives

@testable import ReportTables
@testable import Spreadsheets

@Suite("What is wrong in tables is said by file, line, sheet and cell")
struct RefusalTests {
  /// The problems of the complete report's tables after a change.
  private func problems(_ file: String, _ change: @escaping (String) -> String) throws -> [Diagnostic] {
    let (draft, problems) = try Documents.complete().throughTables(changing: [file: change])
    guard let draft else { return problems }
    return problems + draft.xml(file: "tables").diagnostics
  }

  private func problems(_ file: String, _ old: String, _ new: String) throws -> [Diagnostic] {
    try problems(file) { text in
      #expect(text.contains(old), "\(file) has no \(old)")
      return text.replacing(old, with: new, maxReplacements: 1)
    }
  }

  /// A cell of a table, in a workbook that is otherwise the complete report's.
  private func problems(_ table: ReportTable, _ row: Int, _ heading: String, _ value: Cell.Value) throws
    -> [Diagnostic]
  {
    let draft = try Documents.complete()
    var workbook = WorkbookLayout(draft: draft, definition: nil).workbook
    let sheet = try #require(workbook.worksheets.firstIndex { $0.name == table.rawValue })
    var rows = Array(workbook.worksheets[sheet].rows)
    let column = try #require(rows[0].firstIndex { $0.written == heading }, "\(heading)")
    rows[row][column] = Cell(value)
    workbook.worksheets[sheet].rows = SheetRows(rows)
    return found(try WorkbookWriter.write(workbook))
  }

  @Test(
    "a retest never comes back as first evidence: lines of the head that do not fit together are refused",
    arguments: [
      ("occasion,,", "occasion,again,", Diagnostic.Code.sheetOccasion),
      ("occasion,,", "occasion,retest,", .sheetValueOpen),
      ("occasion,,", "occasion,Follow-Up,", .sheetValueOpen),
      ("reason,,", "reason,Wrong clay,", .sheetOccasion),
      ("repeats report,,", "repeats report,R-1,", .sheetOccasion),
      ("repeats laboratory,,", "repeats laboratory,lab,", .sheetOccasion),
      ("repeated tests,,", "repeated tests,p-bfs,", .sheetOccasion),
    ])
  func occasions(_ line: String, _ changed: String, _ code: Diagnostic.Code) throws {
    let found = try problems("head.csv", line, changed)
    #expect(found.map(\.code).contains(code), "\(found)")
    #expect(found.allSatisfy { $0.file == "head.csv" && $0.line > 0 && $0.cell != nil }, "\(found)")
  }

  @Test(
    "tests that a retest repeats are methods, each with one threat or alone",
    arguments: ["a b c", ";", "a;; b c d"])
  func repeatedTests(_ written: String) throws {
    let (draft, found) = try Documents.complete().throughTables(changing: [
      "head.csv": { text in
        text.replacing("occasion,,", with: "occasion,retest,").replacing(
          "reason,,", with: "reason,Wrong clay,"
        )
        .replacing("repeats report,,", with: "repeats report,R-1,")
        .replacing("repeated tests,,", with: "repeated tests,\(written),")
      }
    ])
    #expect(draft == nil && found.map(\.code) == [.sheetOccasion], "\(found)")
  }

  private func found(_ bytes: [UInt8]) -> [Diagnostic] {
    let (draft, problems) = ReportDraft.read(workbook: bytes, file: "report.xlsx", sha256: { _ in nil })
    return problems + (draft?.xml(file: "report.xlsx").diagnostics ?? [])
  }

  /// The complete report's workbook with text changed in one of its parts.
  private func patched(_ part: String, _ change: (String) -> String) throws -> [UInt8] {
    let archive = try ZipArchive(bytes: try Documents.complete().workbook(by: nil))
    let files = try archive.entries.map { entry in
      let bytes = try archive.read(entry)
      return ZipWriter.File(
        name: entry.name,
        bytes: entry.name == part ? Array(change(String(decoding: bytes, as: UTF8.self)).utf8) : bytes)
    }
    return try ZipWriter.write(files)
  }

  /// The observations stand in the fourth sheet, behind Guide, Head and Specimens.
  private let observationsPart = "xl/worksheets/sheet4.xml"

  // MARK: - Comma-separated values

  @Test("a value that is no number, by file, line and cell")
  func number() throws {
    let found = try problems("observations.csv", "412.50", "fast")
    #expect(found.count == 1)
    #expect(found.first?.code == .sheetNumber)
    #expect(found.first?.file == "observations.csv")
    #expect((found.first?.line ?? 0) > 1)
    #expect(found.first?.cell?.isEmpty == false)
    #expect(found.first?.description.contains("observations.csv:") == true)
  }

  @Test("semicolons, tabs, decimal commas, blank lines, trailing separators and other line ends are taken")
  func dialects() throws {
    let original = try Documents.complete()
    let files = [
      "head", "specimens", "observations", "measures", "methods", "threats", "certificates", "attachments",
      "sign-offs",
    ].map { $0 + ".csv" }
    let semicolons = Dictionary(
      uniqueKeysWithValues: files.map { file in
        (
          file,
          { (text: String) -> String in
            let rows = Rows(text).cells.map { row in
              row.map { $0.wholeMatch(of: #/-?\d+\.\d+/#) == nil ? $0 : $0.replacing(".", with: ",") }
            }
            return "\n;;\n"
              + rows.map {
                $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ";") + ";;"
              }
              .joined(separator: "\n\n") + "\n;;;\n"
          }
        )
      })
    let (draft, problems) = original.throughTables(changing: semicolons)
    #expect(problems.isEmpty, "\(problems.prefix(3))")
    #expect(try #require(draft).xml(file: "").xml == original.xml(file: "").xml)
  }

  @Test("decimal commas among decimal points are refused, each by its cell")
  func mixture() throws {
    let found = try problems("observations.csv", "412.50", "\"412,50\"")
    #expect(found.map(\.code) == [.sheetNumberComma])
  }

  @Test("headings, columns, lines and files that mean nothing, are missing or stand twice")
  func headings() throws {
    let cases: [(String, String, String, Diagnostic.Code)] = [
      ("observations.csv", "velocity (m/s)", "velocity (ft/s)", .sheetUnit),
      ("observations.csv", "velocity (m/s)", "speed (m/s)", .sheetColumnUnknown),
      ("observations.csv", ",fair,", ",fairness,", .sheetColumnUnknown),
      ("observations.csv", "series,n,", "series,number,", .sheetColumnMissing),
      ("specimens.csv", "id,serial,", "id,id,", .sheetColumnDuplicate),
      ("specimens.csv", "\r\n", ",\r\nS0,stray,,,,,,,,,x\r\n", .sheetColumnUnknown),
      ("head.csv", "accreditation,", "acreditation,", .sheetFieldUnknown),
      ("head.csv", "laboratory,", "standard,", .sheetColumnDuplicate),
      ("measures.csv", "m/s", "", .sheetValueOpen),
      ("sign-offs.csv", "name,role,day", "", .sheetColumnUnknown),
    ]
    for (file, old, new, code) in cases {
      let codes = try problems(file, old, new).map(\.code)
      #expect(codes.contains(code), "\(file): \(old) to \(new): \(codes)")
    }
    let draft = try Documents.complete()
    let files = draft.tables(by: nil).map { (name: $0.name, bytes: Array($0.text.utf8)) }
    func codes(_ files: [(name: String, bytes: [UInt8])]) -> [Diagnostic.Code] {
      ReportDraft.read(tables: files, sha256: { _ in nil }).diagnostics.map(\.code)
    }
    #expect(codes(files.filter { $0.name != "measures.csv" }) == [.sheetMissing])
    #expect(codes(files + [(name: "other observations.csv", bytes: [])]) == [.sheetMissing])
    #expect(codes(files + [(name: "notes.csv", bytes: [])]) == [.sheetUnknown])
    let large = [UInt8](repeating: 0x2C, count: InputTables.maximumBytes)
    #expect(codes(files + [(name: "threats.csv", bytes: large)]) == [.sheetLimit])
    #expect(codes(files + [(name: "R-17-Guide.csv", bytes: [])]).isEmpty)
    #expect(
      codes(files.map { ($0.name, $0.name == "head.csv" ? Array("PK\u{3}\u{4}".utf8) : $0.bytes) }) == [
        .tableFormat
      ])
    #expect(
      codes(files.map { ($0.name, $0.name == "head.csv" ? $0.bytes + Array("\"".utf8) : $0.bytes) }) == [
        .tableLine
      ])
  }

  @Test("rows of one series that contradict each other")
  func series() throws {
    let found = try problems("observations.csv") { text in
      var rows = Rows(text)
      let threat = rows.column("threat")
      // The second row of the first series that has a threat.
      let first =
        rows.cells.firstIndex { $0.count > threat && !$0[threat].isEmpty && $0[threat] != "threat" } ?? 0
      rows.cells[first + 1][threat] = "other"
      return rows.text
    }
    #expect(found.map(\.code) == [.sheetSeries])
  }

  @Test("what the reader of reports finds is told by its cell")
  func located() throws {
    let cases: [(String, String, String, Diagnostic.Code, Int, String?)] = [
      ("specimens.csv", "\r\nS1,", "\r\nS 1,", .schemaValue, 2, "A2"),
      ("certificates.csv", "2020-01-01", "2025-01-01", .reportCertificateOrder, 2, nil),
      ("specimens.csv", "W1 W2", "W1 W9", .reportReference, 3, "G3"),
    ]
    for (file, old, new, code, line, cell) in cases {
      let found = try problems(file, old, new).filter { $0.code == code }
      #expect(found.map(\.file) == [file], "\(found)")
      #expect(found.map(\.line) == [line], "\(found)")
      #expect(found.map(\.cell) == [cell], "\(found)")
    }
  }

  // MARK: - Workbooks

  @Test("empty cells, formulas' neighbours and values of the wrong kind, by sheet and cell")
  func cells() throws {
    let day = try #require(Day("2024-05-06"))
    let cases: [(ReportTable, Int, String, Cell.Value, Diagnostic.Code)] = [
      (.specimens, 1, "serial", .empty, .sheetValueOpen), (.specimens, 1, "serial", .day(day), .sheetText),
      (.head, 3, "value", .text("5/6/2024"), .sheetDate),
      (.head, 3, "value", .text("24.12.2024"), .sheetDate),
      (.head, 3, "value", .number(ExactDecimal(45_000)), .sheetDate),
      (.head, 4, "value", .text("maybe"), .sheetFlag),
      (.measures, 1, "uncertainty", .day(day), .sheetNumber),
      (.measures, 1, "uncertainty", .text("1,234"), .sheetNumberComma),
      (.measures, 1, "uncertainty", .text("1 234"), .sheetNumberThousands),
      (.measures, 1, "uncertainty", .text("1234567890123456789"), .sheetNumberDigits),
      (.observations, 1, "n", .text("one"), .schemaValue), (.observations, 1, "n", .day(day), .sheetNumber),
      (.observations, 1, "record", .text("thing"), .sheetText),
      (.observations, 1, "series", .empty, .sheetValueOpen),
      (.observations, 1, "method", .empty, .sheetValueOpen),
    ]
    for (table, row, heading, value, code) in cases {
      let found = try problems(table, row, heading, value)
      let match = found.first { $0.code == code }
      #expect(match != nil, "\(table) \(heading) \(value): \(found)")
      #expect(match?.cell?.hasPrefix("\(table.rawValue)!") == true, "\(found)")
      #expect(match?.cell?.hasSuffix("\(row + 1)") == true, "\(found)")
    }
  }

  @Test("a unit in the cell is the column's, or it is refused")
  func unit() throws {
    let draft = try Documents.complete()
    let table = try #require(
      WorkbookLayout(draft: draft, definition: nil).workbook.worksheets.first { $0.name == "Observations" })
    let heading = try #require(table.rows[0].first { $0.written.hasPrefix("velocity") }).written
    let column = try #require(table.rows[0].firstIndex { $0.written == heading })
    let row = try #require(
      table.rows.indices.dropFirst().first { table.rows[$0][column].written.contains(".") })
    #expect(
      try problems(.observations, row, heading, .text("\(table.rows[row][column].written) m/s")).isEmpty)
    #expect(try problems(.observations, row, heading, .text("1400 ft/s")).map(\.code) == [.sheetUnit])
    #expect(try problems(.observations, row, heading, .text("5 %")).map(\.code) == [.sheetUnit])
  }

  @Test("formulas, errors, times, percentages, long numbers and truth values are told apart from numbers")
  func kinds() {
    var reading = CellReading()
    let place = TablePlace(file: "a.xlsx", sheet: "S", row: 2, column: 5)
    let number = Field(heading: "velocity", attribute: "velocity", kind: .number, presence: .orDash)
    let text = Field(heading: "serial", attribute: "serial", presence: .required)
    let flag = Field(heading: "fair", attribute: "fair", kind: .flag)
    func value(_ digits: String, unit: String = "", isExact: Bool = true) -> ReadCell.Value {
      .number(.init(value: (try? ExactDecimal(digits)) ?? ExactDecimal(0), unit: unit, isExact: isExact))
    }
    func code(_ value: ReadCell.Value?, _ field: Field, units: [String] = ["%"]) -> String {
      let before = reading.diagnostics.count
      switch reading.read(value, field, at: place, name: field.heading, units: units) {
      case .none: return "none"
      case .value(let text): return text
      case .failed:
        return reading.diagnostics.count == before + 1 ? "\(reading.diagnostics[before].code)" : "silent"
      }
    }
    #expect(code(.formula, number) == "sheet.formula")
    #expect(code(.formula, text) == "sheet.formula")
    #expect(code(.error("#DIV/0!"), number) == "sheet.error-value")
    #expect(code(.moment("0.5"), number) == "sheet.number")
    #expect(code(.boolean(true), number) == "sheet.number")
    #expect(code(.unreadable("1e300"), number) == "sheet.number")
    #expect(code(value("50.0", unit: "%"), number) == "50.0")
    #expect(code(value("50.0", unit: "%"), number, units: ["m/s"]) == "sheet.unit")
    #expect(code(value("50", unit: "ft/s"), number, units: ["m/s"]) == "sheet.unit")
    #expect(code(value("0.30000000000000004", isExact: false), number) == "sheet.number.digits")
    #expect(code(value("12"), text) == "12")
    #expect(code(value("1234567890123456", isExact: false), text) == "sheet.number.digits")
    #expect(code(.boolean(true), flag) == "yes")
    #expect(code(.boolean(true), text) == "sheet.text")
    #expect(code(.text("–"), number) == "none")
    #expect(code(.text("n/a"), number) == "none")
    #expect(code(nil, number) == "sheet.value.open")
    #expect(code(.text(" "), number) == "sheet.value.open")
    #expect(code(nil, flag) == "none")
    #expect(
      reading.diagnostics[0].description.hasPrefix("a.xlsx:S!F2: error: The cell holds a formula: velocity."))
  }

  @Test("formulas, merged cells, hidden rows and sheets of a workbook")
  func hidden() throws {
    let formula = try patched(observationsPart) {
      $0.replacing(#/(<c r="B2"[^>]*>)<v>/#) { "\($0.1)<f>1+1</f><v>" }
    }
    let first = found(formula).first
    #expect(first?.code == .sheetFormula)
    #expect(first?.cell == "Observations!B2")
    let merged = try patched(observationsPart) {
      $0.replacing(
        "</sheetData>", with: "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>")
    }
    #expect(found(merged).map(\.code) == [.sheetMerged])
    #expect(found(merged).first?.cell == "Observations!A2:A3")
    let rows = try patched(observationsPart) {
      $0.replacing("<row r=\"3\"", with: "<row r=\"3\" hidden=\"1\"")
    }
    #expect(found(rows).map(\.code) == [.sheetPartsHidden])
    #expect(found(rows).allSatisfy { $0.severity == .warning })
    let columns = try patched(observationsPart) {
      $0.replacing(#/<col min="2"/#) { _ in "<col hidden=\"1\" min=\"2\"" }
    }
    #expect(found(columns).map(\.code) == [.sheetPartsHidden])
    #expect(found(columns).first?.cell == "Observations!B1")
    let sheets = try patched("xl/workbook.xml") {
      $0.replacing("name=\"Observations\"", with: "name=\"Observations\" state=\"hidden\"")
    }
    #expect(found(sheets).map(\.code).contains(.sheetHidden))
    let renamed = try patched("xl/workbook.xml") {
      $0.replacing("name=\"Methods\"", with: "name=\"My notes\"")
    }
    #expect(found(renamed).map(\.code).contains(.sheetUnknown))
  }

  @Test("the definition that the tables were made with, held against the one at hand")
  func definition() throws {
    let draft = try Documents.example("dunholt-du-ii-107")
    let definition = try Documents.definition("NIJ-0101.06")
    func codes(_ sha256: String?) throws -> [Diagnostic] {
      ReportDraft.read(workbook: try draft.workbook(by: definition), file: "a.xlsx", sha256: { _ in sha256 })
        .diagnostics
    }
    #expect(try codes(definition?.sha256).isEmpty)
    for other in [nil, String(repeating: "1", count: 64)] {
      let found = try codes(other)
      #expect(found.map(\.code) == [.sheetDefinition])
      #expect(found.allSatisfy { $0.severity == .warning && $0.cell?.hasPrefix("Head!B") == true })
    }
  }

  @Test("a signature is left behind, and that is said")
  func signature() throws {
    let bytes = try #require(Documents.complete().xml(file: "").xml)
    let signed = String(decoding: bytes, as: UTF8.self)
      .replacing("</report>", with: "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></report>")
    let (draft, problems) = ReportDraft.read(xml: Array(signed.utf8), file: "signed.xml")
    #expect(problems.map(\.code) == [.sheetSignature])
    #expect(try #require(draft).xml(file: "").xml == bytes)
  }

  @Test("tables with bytes changed in them are read, or refused in words")
  func damage() throws {
    let draft = try Documents.complete()
    let workbook = try draft.workbook(by: nil)
    for index in stride(from: 0, to: workbook.count, by: 401) {
      var changed = workbook
      changed[index] ^= 0x24
      let (read, problems) = ReportDraft.read(workbook: changed, file: "a.xlsx", sha256: { _ in nil })
      #expect(read != nil || problems.hasErrors)
    }
    for (name, text) in draft.tables(by: nil) {
      for index in stride(from: 0, to: text.utf8.count, by: 61) {
        let (read, problems) = draft.throughTables(changing: [
          name: { text in
            var bytes = Array(text.utf8)
            bytes[index] = [0x00, 0x22, 0x2C, 0x0A, 0xFF][index % 5]
            return String(decoding: bytes, as: UTF8.self)
          }
        ])
        #expect(read != nil || problems.hasErrors, "\(name) \(index)")
        _ = read?.xml(file: "")
      }
    }
  }

  @Test("a report that is wrong is refused before any table is made of it")
  func document() throws {
    let bytes = try #require(Documents.complete().xml(file: "").xml)
    let wrong = String(decoding: bytes, as: UTF8.self).replacing("role=\"only\"", with: "rule=\"only\"")
    let (draft, problems) = ReportDraft.read(xml: Array(wrong.utf8), file: "wrong.xml")
    #expect(draft == nil)
    #expect(problems.contains { $0.code == .schemaAttributeUnknown })
  }
}

/// Comma-separated values to change in tests.
private struct Rows {
  var cells: [[String]]

  init(_ text: String) {
    cells = CSVCells.read(text)
  }

  func column(_ heading: String) -> Int { cells[0].firstIndex(of: heading) ?? 0 }

  var text: String {
    cells.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\r\n" }
      .joined()
  }
}
