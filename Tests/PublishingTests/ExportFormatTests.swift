import Conformity
import Foundation
import GRDB
import Quantities
import Registry
import Spreadsheets
import Tables
import Testing
import XMLDocuments
import ZipArchives

@testable import Publishing

/// The list in each of its formats, read back by readers that know nothing of how it was written.
@Suite("The list in all formats")
struct ExportFormatTests {
  /// Names that spreadsheets, XML and SQL could take for something else, as far as documents can hold them.
  static let names = HostileNamesTests.names.filter { name in
    !name.unicodeScalars.contains { $0.value < 0x20 }
  }

  static let origin = ExportOrigin(
    title: "Register of <Trials>", keeper: "=The Office",
    filter: [.init("status", "all"), .init("level", "IIA")],
    day: Day("2026-04-01"),
    checkpoint: Checkpoint(
      head: ChainHead(size: 137, hash: String(repeating: "7c", count: 32)),
      made: Moment(milliseconds: 1_795_000_000_123)),
    isExample: false)

  static let rows: [ListRow] = {
    var rows = ["HX-1", "HX-2"].map { row($0, supplier: "Harrow Armor Works") }
    rows[1].day = nil
    rows[1].definition = ""
    (rows[1].sizes, rows[1].laboratories) = ([], [])
    rows[1].standing = Standing()
    for name in names {
      var row = row(name, supplier: name)
      (row.sizes, row.accessories, row.supplierID) = ([name, "L"], [name], "id " + name)
      row.formerDesignations = [name, "HX-0"]
      rows.append(row)
    }
    return rows
  }()

  private static func row(_ designation: String, supplier: String) -> ListRow {
    var standing = Standing()
    standing.status = .suspended
    (standing.since, standing.listedOn) = (Day("2026-05-02"), Day("1890-04-01"))
    return ListRow(
      designation: designation, supplier: supplier, supplierID: "harrow", standard: "NIJ-0101.06",
      level: "IIA", kind: "flexible", gender: "female", opening: "side opening", sizes: ["S", "M"],
      accessories: ["A carrier, black"], warrantyMonths: 60, standing: standing, verdict: .notCompliant,
      day: Day("2026-03-20"), definition: String(repeating: "5a", count: 32), isAdopted: true,
      laboratories: ["Northfield", "Delta, Inc."], isExample: true)
  }

  private static func bytes(_ format: ListFormat, _ rows: [ListRow] = rows) throws -> [UInt8] {
    try ListExport.bytes(rows, from: origin, as: format)
  }

  // MARK: - The same in every format

  @Test("the same columns in the same order, and the same values", arguments: ListFormat.allCases)
  func same(format: ListFormat) throws {
    let table = try Self.table(format)
    #expect(table.columns == ListExport.columns)
    try #require(table.rows.count == Self.rows.count)
    for (row, cells) in zip(Self.rows, table.rows) {
      for (column, cell) in zip(ListColumn.allCases, cells) {
        // By bytes: texts that are only canonically the same are not the same name.
        #expect(Array(cell.utf8) == Array(column.value(of: row).words.utf8), "\(row.designation): \(column)")
      }
    }
  }

  @Test("the same list is the same bytes, and another one is others", arguments: ListFormat.allCases)
  func deterministic(format: ListFormat) throws {
    let bytes = try Self.bytes(format)
    #expect(try Self.bytes(format) == bytes)
    #expect(try Self.bytes(format, Array(Self.rows.dropLast())) != bytes)
  }

  @Test("each format that says what the list was made from says every value of the filter, in the same words")
  func severalValues() throws {
    var origin = Self.origin
    origin.filter = [
      .init("status", anyOf: ["active", "suspended"]), .init("level", anyOf: ["HG2", "RF1", "hg2"]),
      .init("supplier", anyOf: ["Smith or Sons", "Harrow"]), .init("size", anyOf: ["L"]),
    ]
    let wanted = [
      ["status", "active or suspended"], ["level", "HG2 or RF1"], ["supplier", "“Smith or Sons” or Harrow"],
      ["size", "L"],
    ]
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try ListExport.bytes(Self.rows, from: origin, as: .json)))
        as? [String: Any])
    let filter = try #require((json["about"] as? [String: Any])?["filter"] as? [String: String])
    #expect(filter.map { [$0.key, $0.value] }.sorted { $0[0] < $1[0] } == wanted.sorted { $0[0] < $1[0] })
    let xml = String(decoding: try ListExport.bytes(Self.rows, from: origin, as: .xml), as: UTF8.self)
    for line in wanted {
      #expect(xml.contains("<condition name=\"\(line[0])\" value=\"\(line[1])\"/>"), "\(line)")
    }
    let book = try ListExport.bytes(Self.rows, from: origin, as: .xlsx)
    let workbook = try #require(WorkbookReader.open(book, file: "list.xlsx").workbook)
    let sheet = try #require(workbook.read(workbook.sheets[1]).sheet)
    let lines = sheet.rows.map { $0.cells.map { Self.words($0.value) } }
    for line in wanted { #expect(lines.contains(line), "\(line)") }
    let told = try Self.database(try ListExport.bytes(Self.rows, from: origin, as: .sqlite)) { db in
      try Row.fetchAll(db, sql: "SELECT name, value FROM about").map {
        [$0["name"] as String, $0["value"] as String]
      }
    }
    for line in wanted { #expect(told.contains(["filter: \(line[0])", line[1]]), "\(line)") }
  }

  @Test("no two filters read the same")
  func filterWords() {
    let filters = [["a", "b"], ["a or b"], ["“a", "b”"], ["“a or b”"], ["a", "b or c"], ["a or b", "c"]]
    let words = filters.map { ExportOrigin.Condition("supplier", anyOf: $0).value }
    #expect(Set(words).count == filters.count, "\(words)")
    #expect(words[0] == "a or b" && words[1] == "“a or b”")
  }

  @Test("an empty list is a list, too", arguments: ListFormat.allCases)
  func empty(format: ListFormat) throws {
    let table = try Self.table(format, [])
    #expect(table.rows.isEmpty)
    if format != .json, format != .xml { #expect(table.columns == ListExport.columns) }
  }

  // MARK: - Each by its own rules

  @Test("JSON is valid by its schema, which says every column in order, and nothing else is")
  func schema() throws {
    try Fixture.withFolder { folder in
      let schema = Array(PackageResources.list_schema_json)
      try Data(schema).write(to: URL(fileURLWithPath: folder + "/schema.json"))
      var texts = [String(decoding: try Self.bytes(.json), as: UTF8.self)]
      texts.append(String(decoding: try Self.bytes(.json, []), as: UTF8.self))
      var nothing = Self.origin
      (nothing.checkpoint, nothing.day, nothing.keeper, nothing.filter) = (nil, nil, "", [])
      texts.append(ListExport.json(Self.rows, from: nothing))
      let wrong = [
        texts[0].replacing("\"status\": \"suspended\"", with: "\"status\": \"fine\""),
        texts[0].replacing("\"day\": null", with: "\"day\": \"\""),
        texts[0].replacing("\"gender\":", with: "\"sex\":"), texts[0].replacing("list 1", with: "list 2"),
        ListExport.json(Self.rows),
      ]
      for (index, text) in (texts + wrong).enumerated() {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/\(index).json"))
      }
      let verdicts = try Tool.run(
        "python3", "-c",
        """
        import json, jsonschema
        schema = json.load(open("schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for index in range(\(texts.count + wrong.count)):
            print(index, validator.is_valid(json.load(open(f"{index}.json"))))
        names = list(schema["properties"]["models"]["items"]["properties"])
        print("\\t".join(names))
        """, in: folder
      ).split(separator: "\n")
      for index in texts.indices { #expect(verdicts[index] == "\(index) True") }
      for index in wrong.indices {
        #expect(verdicts[texts.count + index] == "\(texts.count + index) False")
      }
      #expect(verdicts.last.map { $0.split(separator: "\t").map(String.init) } == ListExport.columns)
    }
  }

  @Test("XML is valid by the list's own schema, and what is out of order is not")
  func xsd() throws {
    let schema = try Schema(xsd: PackageResources.list_xsd, name: "list.xsd")
    func problems(_ text: String) -> Int {
      DocumentTree.read(
        .bytes(Array(text.utf8)), file: "list.xml", schema: schema, namespace: ListExport.namespace
      ).diagnostics.count
    }
    let text = String(decoding: try Self.bytes(.xml), as: UTF8.self)
    #expect(problems(text) == 0)
    #expect(problems(String(decoding: try Self.bytes(.xml, []), as: UTF8.self)) == 0)
    for (piece, other) in [
      ("<status>suspended<", "<status>fine<"), ("<gender>female</gender>", ""), ("<level>", "<levels>"),
      ("as-of=\"2026-04-01\"", "as-of=\"April\""), (String(repeating: "7c", count: 32), "7c"),
    ] {
      #expect(text.contains(piece))
      #expect(problems(text.replacing(piece, with: other)) > 0, "\(other)")
    }
  }

  @Test("characters that XML cannot hold are replaced in it, and nothing else is")
  func control() throws {
    var row = Self.rows[0]
    row.designation = "a\u{1}b\u{FFFF}c\td\ne"
    let text = String(decoding: try Self.bytes(.xml, [row]), as: UTF8.self)
    #expect(text.contains("<designation>a\u{FFFD}b\u{FFFD}c&#9;d&#10;e</designation>"))
  }

  @Test("the workbook has a frozen header, filters, real dates and numbers, and nothing that is run")
  func workbook() throws {
    let archive = try ZipArchive(bytes: try Self.bytes(.xlsx))
    let entry = try #require(archive.entry(named: "xl/worksheets/sheet1.xml"))
    let sheet = String(decoding: try archive.read(entry), as: UTF8.self)
    #expect(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""))
    #expect(sheet.contains("<autoFilter ref=\"A1:V\(Self.rows.count + 1)\"/>"))
    #expect(!sheet.contains("<f>"))
    // Nothing stands in the cell of its former designations.
    let cells = try Self.sheet(0).rows[1].cells
    #expect(cells[12].value == .day(try #require(Day("2026-05-02"))))
    // Programs disagree on days before 1900: such a one is a text.
    #expect(cells[13].value == .text("1890-04-01"))
    guard case .number(let months) = cells[10].value else {
      Issue.record("the warranty is no number")
      return
    }
    #expect(months.value == ExactDecimal(60))
  }

  @Test("the second sheet says the filter, the day, the moment, and the hashes of chain and definitions")
  func about() throws {
    let lines = try Self.sheet(1).rows.map { $0.cells.map { Self.words($0.value) } }
    for line in [
      ["keeper", "=The Office"], ["as of", "2026-04-01"], ["as known", "2026-11-18T11:06:40.123Z"],
      ["events", "137"],
      ["chain head", String(repeating: "7c", count: 32)], ["models", "\(Self.rows.count)"],
      ["status", "all"], ["level", "IIA"],
      ["NIJ-0101.06", String(repeating: "5a", count: 32), "adopted"],
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test("a file written piece by piece is the same as one made whole", arguments: ListFormat.allCases)
  func pieces(format: ListFormat) throws {
    // Several pieces in each of the texts.
    let rows = (0..<30).flatMap { round in
      Self.rows.map { row in
        var row = row
        row.designation += " \(round)"
        return row
      }
    }
    let bytes = try Self.bytes(format, rows)
    #expect(![.csv, .json, .xml].contains(format) || bytes.count > 3 * ListExport.piece)
    try Fixture.withFolder { folder in
      let path = folder + "/list"
      try ListExport.write(rows, from: Self.origin, as: format, to: path)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
      #expect(FileHash(fileAt: path) == FileHash(of: bytes))
      #expect(throws: ExportProblem.self) {
        try ListExport.write(rows, from: Self.origin, as: format, to: folder + "/missing/list")
      }
    }
  }

  @Test("a text that is longer than a cell can hold is cut and says so")
  func long() throws {
    var row = Self.rows[0]
    row.accessories = [String(repeating: "🛡️ ", count: 20_000)]
    let text = Self.words(try Self.sheet(0, [row]).rows[1].cells[9].value)
    #expect(text.utf16.count <= Worksheet.maximumText && text.utf16.count > Worksheet.maximumText - 3)
    #expect(text.hasSuffix(Texts.Exports.cut))
  }

  @Test("the database has a table for each column with several values, and says what it was made from")
  func database() throws {
    try Self.database(try Self.bytes(.sqlite)) { db in
      #expect(
        try String.fetchAll(
          db, sql: "SELECT size FROM sizes WHERE supplier_id = 'harrow' ORDER BY designation, position") == [
            "S", "M",
          ])
      #expect(
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM models JOIN laboratories USING (supplier_id, designation)
            WHERE laboratory = 'Delta, Inc.'
            """) == Self.rows.count - 1)
      let about = try Row.fetchAll(db, sql: "SELECT name, value FROM about").map {
        [$0["name"] as String, $0["value"] as String]
      }
      for line in [
        ["format", "proofmark list 1"], ["as of", "2026-04-01"], ["filter: level", "IIA"],
        ["chain head", String(repeating: "7c", count: 32)],
      ] {
        #expect(about.contains(line), "\(line)")
      }
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM definitions WHERE adopted = 1") == 1)
    }
  }

  @Test("LibreOffice converts the workbook to CSV and the CSV to a workbook without loss")
  func libreOffice() throws {
    // Designations that a spreadsheet program likes to take for numbers, days and flags.
    let rows =
      Self.rows
      + ["0012", "1E5", "3-4", "1/2", "TRUE", "12.50"].map { name in
        Self.row(name, supplier: "Harrow Armor Works")
      }
    try Fixture.withFolder { folder in
      for format in [ListFormat.csv, .xlsx] {
        try Data(try Self.bytes(format, rows)).write(to: URL(fileURLWithPath: "\(folder)/\(format.file)"))
      }
      let profile = "-env:UserInstallation=file://\(folder)/profile"
      // 44 and 34: comma and quotation mark; 76: UTF-8; the last: every sheet.
      try Tool.run(
        "soffice", profile, "--headless", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir",
        folder + "/out", folder + "/list.xlsx")
      let sheet = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/out/list-List.csv")))
      let wanted =
        [ListExport.columns] + rows.map { row in ListColumn.allCases.map { $0.value(of: row).words } }
      #expect(CSVReader(sheet).map(\.cells) == wanted)
      let about = folder + "/out/list-About this list.csv"
      let facts = CSVReader([UInt8](try Data(contentsOf: URL(fileURLWithPath: about)))).map(\.cells)
      #expect(facts.contains(["as of", "2026-04-01", ""]) && facts.contains(["level", "IIA", ""]))
      // Each column as text (2), as the program offers when it opens CSV: by itself it would make numbers of names.
      let columns = ListExport.columns.indices.map { "\($0 + 1)/2" }.joined(separator: "/")
      try Tool.run(
        "soffice", profile, "--headless", "--infilter=CSV:44,34,76,1,\(columns)", "--convert-to", "xlsx",
        "--outdir", folder + "/out", folder + "/list.csv")
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/out/list.xlsx")))
      let workbook = try #require(WorkbookReader.open(bytes, file: "list.xlsx").workbook)
      let read = try #require(workbook.read(workbook.sheets[0]).sheet)
      let lines = read.rows.map { row in
        var cells = Array(repeating: "", count: ListExport.columns.count)
        for cell in row.cells { cells[cell.column] = Self.words(cell.value) }
        return cells
      }
      #expect(lines == CSVReader(try Self.bytes(.csv, rows)).map(\.cells))
    }
  }

  // MARK: - Readers

  /// The columns, and every cell as CSV has it.
  private static func table(
    _ format: ListFormat, _ rows: [ListRow] = rows
  ) throws -> (columns: [String], rows: [[String]]) {
    let bytes = try bytes(format, rows)
    switch format {
    case .csv:
      let records = CSVReader(bytes).map { $0.cells.map(CSVText.unguarded) }
      return (records[0], Array(records.dropFirst()))
    case .xlsx:
      let lines = try sheet(0, rows).rows.map { row in
        var cells = Array(repeating: "", count: ListExport.columns.count)
        for cell in row.cells { cells[cell.column] = words(cell.value) }
        return cells
      }
      return (lines[0], Array(lines.dropFirst()))
    case .json: return try json(bytes)
    case .xml: return try xml(bytes)
    case .sqlite:
      return try database(bytes) { db in
        let columns = try db.columns(in: "models").map(\.name)
        let flags: Set = ["evidence_held", "adopted", "example"]
        let lines = try Row.fetchAll(db, sql: "SELECT * FROM models ORDER BY rowid").map { row in
          columns.map { column in
            let value: DatabaseValue = row[column]
            let text = String.fromDatabaseValue(value) ?? Int.fromDatabaseValue(value).map(String.init) ?? ""
            return flags.contains(column) ? (text == "1" ? "yes" : "no") : text
          }
        }
        return (columns.map { $0.replacing("_", with: " ") }, lines)
      }
    }
  }

  private static func json(_ bytes: [UInt8]) throws -> (columns: [String], rows: [[String]]) {
    let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let models = try #require(root["models"] as? [[String: Any]])
    let lines = try models.map { model in
      #expect(model.count == ListExport.columns.count)
      return try ListExport.columns.map { column in
        switch try #require(model[column], "\(column)") {
        case let texts as [String]: texts.joined(separator: "; ")
        case is NSNull: ""
        case let flag as Bool where ["evidence held", "adopted", "example"].contains(column):
          flag ? "yes" : "no"
        case let value: "\(value)"
        }
      }
    }
    // What stands in the text before a colon, in its order.
    let text = String(decoding: bytes, as: UTF8.self)
    let first = text.range(of: "\"models\": [\n")?.upperBound ?? text.startIndex
    let columns = text[first...].matches(of: #/\n      "([^"]*)": /#).prefix(ListExport.columns.count).map {
      String($0.output.1)
    }
    return (columns, lines)
  }

  private static func xml(_ bytes: [UInt8]) throws -> (columns: [String], rows: [[String]]) {
    let schema = try Schema(xsd: PackageResources.list_xsd, name: "list.xsd")
    let root = try #require(
      DocumentTree.read(.bytes(bytes), file: "list.xml", schema: schema, namespace: ListExport.namespace).root
    )
    let models = try #require(root.child("models")).children("model")
    let lines = models.map { model in
      ListColumn.allCases.map { column -> String in
        guard let element = model.child(column.element) else { return "" }
        return element.children.isEmpty ? element.text : element.children.map(\.text).joined(separator: "; ")
      }
    }
    return (
      models.first?.children.map { $0.name.replacing("-", with: " ") } ?? [], lines
    )
  }

  private static func sheet(_ number: Int, _ rows: [ListRow] = rows) throws -> ReadSheet {
    let (workbook, problems) = WorkbookReader.open(try bytes(.xlsx, rows), file: "list.xlsx")
    let opened = try #require(workbook, "\(problems)")
    #expect(opened.sheets.count == 2)
    let (sheet, more) = opened.read(opened.sheets[number])
    return try #require(sheet, "\(more)")
  }

  private static func words(_ value: ReadCell.Value) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): number.value.description
    case .day(let day): day.description
    default: "\(value)"
    }
  }

  private static func database<Value>(_ bytes: [UInt8], _ body: (Database) throws -> Value) throws -> Value {
    try Fixture.withFolder { folder in
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/list.sqlite"))
      return try DatabaseQueue(path: folder + "/list.sqlite").read(body)
    }
  }
}
