import Foundation
import Testing

@Suite("inventory: an agency's list, line by line")
struct InventoryCommandTests {
  private let place: Workplace

  init() throws { place = try Workplace(hasExamples: true) }

  private func run(_ text: String, _ arguments: String...) throws -> Program.Run {
    try place.file("vests.csv", text)
    return try place.run(["inventory", "vests.csv"] + arguments)
  }

  private static let fine =
    "Model,Company,Size,Made,Bought,Issued\nAL-IIA-100,Aldermark,L,2024-01,3/15/2024,2024-04-01\n"

  @Test("all is well: 0, and nothing to look at")
  func fine() throws {
    let run = try run(Self.fine)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(run.output.hasPrefix("1 line on "))
    #expect(run.output.hasSuffix("Nothing on any line needs attention.\n"))
    #expect(run.errors == "")
  }

  @Test("the exit code: the worst of the lines, an uncertain one before none")
  func codes() throws {
    #expect(try run(Self.fine + "AL-IIA-1OO,,,,,\n").code == 2)
    #expect(try run(Self.fine + "\"never closed,,,,,\n").code == 2)
    #expect(try run(Self.fine + "AL-IIA-1OO,,,,,\nQQ-7777,,,,,\n").code == 1)
    #expect(try run(Self.fine + "AL-IIA-100,,9XL,,,\n").code == 1)
    #expect(try run(Self.fine + "FE-III-133 perforation,,,,,\n").code == 1)
    #expect(try run("Serial\n1\n").code == 3)
    #expect(try place.run("inventory", "absent.csv").code == 3)
    #expect(try place.run("inventory").code == 64)
  }

  @Test(
    "what changed since a day: only those lines, with what happened; the exit code is that of these lines")
  func changed() throws {
    let lines = "Model,Serial\nAL-IIA-100,7\nDU-IIIA-119,8\nFE-IV-135,9\nQQ-1,10\n"
    let run = try run(lines, "--changed-since", "2025-03-01")
    #expect(run.code == 1, "\(run.errors)")
    #expect(run.output.hasPrefix("2 lines changed since 2025-03-01, as of "), "\(run.output)")
    #expect(run.output.contains("serial 7 → ") && run.output.contains("  active → inactive\n"))
    #expect(run.output.contains("  active → removed\n  2025-03-15: Removed from the list"), "\(run.output)")
    let before = try self.run(lines, "--changed-since", "2025-03-01", "--as-of", "2025-03-10")
    #expect(before.code == 0 && before.output == "Nothing changed since 2025-03-01 for any line.\n")
    let file = try self.run(
      lines, "--changed-since", "2025-06-01", "--format", "csv", "--output", "changed.csv")
    #expect(file.code == 0 && file.output == "1 line written to changed.csv\n", "\(file.output)")
    #expect(try place.run("inventory", "vests.csv", "--changed-since", "June").code == 64)
  }

  @Test("as JSON: every line with its cells, result, status, warranty and certainty")
  func json() throws {
    let run = try run(
      Self.fine + "al iia 100,Acme,,,1/1/2016,2010-01-01\n", "--format", "json", "--as-of", "2026-06-01")
    let answer = try run.json()
    #expect(answer["day"] as? String == "2026-06-01")
    #expect(answer["lines"] as? Int == 2)
    let entries = try #require(answer["entries"] as? [[String: Any]])
    #expect(entries.map { $0["result"] as? String } == ["listed", "contradicted"])
    #expect(entries[0]["warranty end"] as? String == "2029-04-01")
    #expect(entries[0]["warranty past"] as? Bool == false)
    #expect(entries[1]["warranty past"] as? Bool == true)
    #expect(entries[1]["cells"] as? [String] == ["al iia 100", "Acme", "", "", "1/1/2016", "2010-01-01"])
    #expect(entries[1]["certainty"] as? String == "certain")
  }

  @Test("as CSV: the inventory's own columns first, cells that spreadsheets would run disarmed")
  func csv() throws {
    let text =
      "Note;Model\r\n=HYPERLINK(\"\"http://evil.example\"\");AL-IIA-100\r\n@SUM(A1);+1+cmd\r\n\"-2+3\";\"x;y\"\r\n"
    let run = try run(text.replacing("\"\"", with: ""), "--format", "csv")
    let lines = run.output.components(separatedBy: "\r\n")
    #expect(lines[0].hasPrefix("Note,Model,line,result,certainty,"))
    #expect(lines.count == 5)
    #expect(lines[1].hasPrefix("'=HYPERLINK(http://evil.example),AL-IIA-100,2,listed,certain,"))
    #expect(lines[2].hasPrefix("'@SUM(A1),'+1+cmd,3,"))
    #expect(lines[3].hasPrefix("'-2+3,x;y,4,"))
  }

  @Test("as one page: escaped, without anything from elsewhere, printable")
  func html() throws {
    let run = try run(
      "Model,Serial\n<script>alert(1)</script>,\"\"\"><img src=x>\"\nAL-IIA-100,7\n", "--format", "html",
      "--output",
      "vests.html")
    #expect(run.output == "2 lines written to vests.html\n")
    // A status shows a picture of the page itself.
    let page = try String(contentsOfFile: place.folder + "/vests.html", encoding: .utf8)
      .replacing("<use href=\"#", with: "")
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    for part in ["<script", "<img", "<link", "href=", "src=\"", "url("] {
      #expect(!page.contains(part), "\(part)")
    }
    #expect(page.contains("@media print"))
    #expect(page.contains("<caption>To look at: 1 line</caption>"))
    #expect(page.contains("<caption>On the list with certainty: 1 line</caption>"))
  }

  @Test("lines that cannot be read are named with line and cure, and are in the answer")
  func unreadable() throws {
    let text =
      "model,made\nAL-IIA-100,2024-01-01\nA\u{0}B,2024-01-01\nAL-IIA-100,13/4/2024\n\"AL,x\nA,b,c\n,2024-01-01\n"
    let run = try run(text, "--format", "csv")
    #expect(run.output.components(separatedBy: "\r\n").count == 8)
    for (line, code) in [
      (3, "table.line"), (4, "table.date"), (5, "table.line"), (6, "table.line"), (7, "table.line"),
    ] {
      #expect(
        run.errors.contains("vests.csv:\(line): warning: ") && run.errors.contains("[\(code)]"), "\(line)")
    }
    #expect(!run.hasTerminalCodes || !run.errors.contains("\u{0}"))
  }

  /// Lists that are bad as a whole, each with the code that is due.
  private static let hostile: [(name: String, code: String, bytes: @Sendable () -> [UInt8])] = [
    ("nothing", "table.empty", { [] }),
    ("blank lines", "table.empty", { Array("\n \r\n\t\n".utf8) }),
    ("a heading only", "table.empty", { Array("model,size".utf8) }),
    ("a workbook", "table.format", { Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 5000) }),
    ("UTF-16", "table.format", { [0xFF, 0xFE] + Array("m\u{0}o\u{0}d\u{0}e\u{0}l\u{0}".utf8) }),
    ("no column that names a model", "table.column.missing", { Array("serial,size\n1,L\n".utf8) }),
    ("two columns for one thing", "table.column.duplicate", { Array("model,Designation\nA,B\n".utf8) }),
    ("NULs", "table.line", { [UInt8](repeating: 0, count: 100_000) }),
    ("one line of 15 MB", "table.line", { [UInt8](repeating: 0x61, count: 15 << 20) }),
    (
      "one line of 15 MB of separators", "table.line",
      { [UInt8](repeating: UInt8(ascii: ","), count: 15 << 20) }
    ),
    (
      "a line of 1 GB, as far as it is read", "registry.document.size",
      { [UInt8](repeating: 0x61, count: 64 << 20) }
    ),
  ]

  @Test("each is refused with its diagnostic, in bounded time and memory", arguments: hostile.map(\.name))
  func refused(name: String) throws {
    let entry = try #require(Self.hostile.first { $0.name == name })
    try place.file("bad.csv", entry.bytes())
    let run = try place.run("inventory", "bad.csv", seconds: 60)
    #expect(run.code == 3)
    #expect(run.output == "")
    #expect(
      run.errors.contains("bad.csv") && run.errors.contains("[\(entry.code)]"), "\(run.errors.prefix(500))")
    #expect(run.errors.utf8.count < 5000)
    #expect(run.peakMemory < max(400_000_000, Program.ownPeakMemory + 1))
  }

  @Test("bad lines by the thousand, quotation marks without end: all in the answer, in bounded time")
  func manyBadLines() throws {
    let run = try run("model\n" + String(repeating: "\"x\n", count: 20_001), "--format", "csv")
    // Two lines at a time are one cell with a line end and something behind it.
    #expect(run.code == 2)
    #expect(run.output.components(separatedBy: "\r\n").count == 20_003)
    #expect(run.errors.utf8.count < 100_000)
  }
}
