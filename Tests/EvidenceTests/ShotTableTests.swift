import Evidence
import Quantities
import Testing
import XMLDocuments

@Suite("A table of shots is read as a range's spreadsheet wrote it")
struct ShotTableTests {
  private func read(_ text: String) -> (table: ShotTable?, diagnostics: [Diagnostic]) {
    ShotTable.read(Array(text.utf8), file: "shots.csv")
  }

  private func shots(_ text: String) throws -> [String] {
    let (table, diagnostics) = read(text)
    #expect(diagnostics.isEmpty)
    return try #require(table).shots.map {
      "\($0.velocity) \($0.perforated ? "through" : "stop") line \($0.line)"
    }
  }

  @Test("a heading and a line for each shot")
  func plain() throws {
    #expect(
      try shots("velocity,perforated\n412.50,0\n428,1\n") == ["412.50 stop line 2", "428 through line 3"])
    #expect(read("velocity,perforated\n412.50,0\n").table?.unit == "")
  }

  @Test(
    "comma, semicolon and tab separate; a byte order mark, CRLF, CR, quotes, spaces and blank lines do not matter",
    arguments: [
      "velocity;perforated\n412.5;0\n428;1", "velocity\tperforated\n412.5\t0\n428\t1\n",
      "\u{FEFF}velocity,perforated\n412.5,0\n428,1\n", "velocity,perforated\r\n412.5,0\r\n428,1\r\n",
      "velocity,perforated\r412.5,0\r428,1", "\"velocity\",\"perforated\"\n\"412.5\",\"0\"\n\"428\",\"1\"\n",
      " velocity , perforated \n 412.5 , 0 \n 428 , 1 \n", "Velocity,PERFORATED\n412.5,0\n428,1\n",
      "velocity,perforated\n412.5,0\n428,1\n\n   \n",
    ])
  func dialects(text: String) throws {
    #expect(try shots(text) == ["412.5 stop line 2", "428 through line 3"])
  }

  @Test("blank lines count when a line is named")
  func blankLines() throws {
    #expect(try shots("\n\nvelocity,perforated\n\n412.5,0\n") == ["412.5 stop line 5"])
  }

  @Test("the columns stand in any order, among others")
  func columns() throws {
    let text = "shot,perforated,gun,velocity,note\n1,0,A,412.5,\n2,1,A,428,wide\n"
    #expect(try shots(text) == ["412.5 stop line 2", "428 through line 3"])
  }

  @Test(
    "the velocity's unit may stand in its heading",
    arguments: [
      ("velocity (m/s)", "m/s"), ("velocity [ft/s]", "ft/s"), ("Velocity m/s", "m/s"), ("velocity", ""),
    ])
  func unit(heading: String, unit: String) {
    #expect(read("\(heading),perforated\n412.5,0\n").table?.unit == unit)
  }

  @Test(
    "a velocity that is no plain positive number is named with its line",
    arguments: [
      "NaN", "INF", "-INF", "1e400", "4.1e2", "abc", "", "412.5 m/s", "1'412.5", "0", "0.000", "-412.5",
      "12345678901234567890",
    ])
  func velocities(velocity: String) throws {
    let (table, diagnostics) = read("velocity,perforated\n400,0\n\(velocity),1\n420,1\n")
    #expect(table == nil)
    #expect(diagnostics.map(\.code) == [.shotsCell])
    #expect(diagnostics.first?.line == 3)
    #expect(diagnostics.first?.found == velocity)
  }

  @Test("a decimal comma is refused, and the cure says so; behind a semicolon it cannot pass either")
  func decimalComma() throws {
    for text in ["velocity;perforated\n412,5;0\n", "velocity\tperforated\n412,5\t0\n"] {
      let (table, diagnostics) = read(text)
      #expect(table == nil)
      #expect(diagnostics.first?.found == "412,5")
      #expect(diagnostics.first?.cure?.contains("decimal comma") == true)
    }
    // Between commas it takes the place of the next column, which is then no 0 or 1 of its own.
    #expect(read("velocity,perforated\n412,5,0\n").table == nil)
  }

  @Test("perforated is 0 or 1, nothing else", arguments: ["2", "yes", "true", "", "-1", "01", "0.0", "NaN"])
  func perforated(value: String) {
    let (table, diagnostics) = read("velocity,perforated\n400,0\n410,\(value)\n")
    #expect(table == nil)
    #expect(diagnostics.map(\.code) == [.shotsCell])
    #expect(diagnostics.first?.line == 3)
    #expect(diagnostics.first?.found == value)
  }

  @Test("both cells of a line can be wrong, and both are said")
  func bothCells() {
    #expect(read("velocity,perforated\nfast,maybe\n").diagnostics.map(\.line) == [2, 2])
  }

  @Test("a line with too few columns is named, not skipped")
  func shortLine() {
    let (table, diagnostics) = read("velocity,perforated\n400,0\n410\n")
    #expect(table == nil)
    #expect(diagnostics.map(\.code) == [.shotsCell])
    #expect(diagnostics.first?.line == 3)
  }

  @Test(
    "without both columns in the first line, the line is shown and the cure given",
    arguments: [
      "v,perforated\n1,0\n", "velocity\n412\n", "412.5,0\n428,1\n", "velocity perforated\n412 0\n",
      "perforated,speed\n",
    ])
  func missingColumns(text: String) {
    let (table, diagnostics) = read(text)
    #expect(table == nil)
    #expect(diagnostics.map(\.code) == [.shotsColumns])
    #expect(diagnostics.first?.line == 1)
    #expect(diagnostics.first?.cure?.contains("velocity,perforated") == true)
  }

  @Test("an empty table is refused", arguments: ["", "\n\n", "\u{FEFF}", "   \r\n"])
  func empty(text: String) {
    let (table, diagnostics) = read(text)
    #expect(table == nil)
    #expect(diagnostics.map(\.code) == [.shotsColumns])
  }

  @Test("a heading without shots is a table without shots")
  func headingOnly() throws {
    #expect(try shots("velocity,perforated\n") == [])
  }

  @Test("bytes that are no UTF-8 are refused")
  func encoding() {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x76, 0x00], Array("velocity,perforated\n".utf8) + [0xE4]] {
      let (table, diagnostics) = ShotTable.read(bytes, file: "shots.csv")
      #expect(table == nil)
      #expect(diagnostics.map(\.code) == [.shotsEncoding])
    }
  }

  @Test("a NUL byte in a cell is refused")
  func nul() {
    #expect(read("velocity,perforated\n41\u{0}2,0\n").table == nil)
    #expect(read("velocity,perforated\n412,0\u{0}\n").table == nil)
  }

  @Test("a hundred thousand shots are read in moments")
  func large() throws {
    let lines = (0..<100_000).map { "\(400 + $0 % 50).\($0 % 10),\($0 % 2)" }
    let start = ContinuousClock.now
    let table = try #require(read("velocity,perforated\n" + lines.joined(separator: "\n")).table)
    #expect(table.shots.count == 100_000)
    #expect(table.shots.last?.line == 100_001)
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test("a hundred thousand wrong lines list a hundred and count the rest")
  func manyProblems() {
    let (table, diagnostics) = read("velocity,perforated\n" + String(repeating: "x,0\n", count: 100_000))
    #expect(table == nil)
    #expect(diagnostics.count == 101)
    #expect(diagnostics.last?.code == .xmlLimitDiagnostics)
  }
}
