import Quantities
import Testing
import XMLDocuments

@testable import Registry

private func day(_ text: String) -> Day {
  guard let day = Day(text) else { fatalError("\(text) is no day") }
  return day
}

@Suite("Reading an inventory")
struct InventoryTests {
  private func read(_ text: String) -> (inventory: Inventory?, diagnostics: [Diagnostic]) {
    Inventory.read(Array(text.utf8), file: "vests.csv")
  }

  @Test("columns in any order, by any of their names, and every cell kept")
  func columns() throws {
    let (inventory, diagnostics) = read(
      """
      S/N;Officer;Model #;Date of Purchase;Manufacturer (as labelled);DOM;Size;Threat Level;Date Issued
      0042;A. Example;AL-IIA-100;3/15/2021;Aldermark;2021-02;L;IIA;2021-04-01
      """)
    #expect(diagnostics == [])
    let list = try #require(inventory)
    #expect(list.columns.count == Inventory.Column.allCases.count)
    #expect(list.names[1] == "Officer")
    let line = try #require(list.lines.first)
    #expect(line.cells[1] == "A. Example")
    #expect(
      line.label
        == Label(
          company: "Aldermark", designation: "AL-IIA-100", level: "IIA", size: "L",
          made: DaySpan(year: 2021, month: 2), serial: "0042"))
    #expect(line.bought == day("2021-03-15"))
    #expect(line.issued == day("2021-04-01"))
    #expect(line.problems == [])
  }

  @Test("every name of a column means one column only")
  func names() {
    let all = Inventory.Column.allCases.flatMap(\.names)
    #expect(Set(all).count == all.count)
  }

  @Test("what refuses the list as a whole")
  func refused() {
    let cases: [(String, Diagnostic.Code)] = [
      ("", .tableEmpty), ("model,serial\n", .tableEmpty), ("serial,size\n1,L", .tableColumnMissing),
      ("model,designation\nA,B", .tableColumnDuplicate), ("PK\u{3}\u{4}", .tableFormat),
      ("model,\u{0}\nA,B", .tableLine), ("\"model,serial\nA,B", .tableLine),
    ]
    for (text, code) in cases {
      let (inventory, diagnostics) = read(text)
      #expect(inventory == nil)
      #expect(diagnostics.map(\.code) == [code], "\(text)")
    }
  }

  @Test("a line that cannot be read is reported with its line and its cure, and kept in its place")
  func unreadable() throws {
    let (inventory, diagnostics) = read("model,serial\nA,1\n\"B,2\nC,\u{0}\n,5\nD,6,7\nE,8,\nF\n\n")
    let lines = try #require(inventory).lines
    #expect(lines.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
    #expect(lines.map(\.isUnreadable) == [false, true, true, true, true, false, false])
    #expect(lines[1].cells == ["\"B", "2"])
    #expect(diagnostics.map(\.line) == [3, 4, 5, 6])
    #expect(diagnostics.allSatisfy { $0.code == .tableLine && $0.severity == .warning && $0.cure != nil })
  }

  @Test("dates that are none or could be two are reported, and the rest of the line is read")
  func dates() throws {
    let (inventory, diagnostics) = read(
      "model,made,bought\nA,3/4/21,2021-02-30\nB,2021,2021-05\nC,2021-05,5/6/2021\n")
    let lines = try #require(inventory).lines
    #expect(lines.map(\.label.designation) == ["A", "B", "C"])
    #expect(lines.map(\.problems.count) == [2, 2, 0])
    #expect(diagnostics.map(\.code) == Array(repeating: .tableDate, count: 4))
    #expect(diagnostics.first?.found == "made: 3/4/21")
    #expect(lines[2].bought == day("2021-05-06"))
  }

  @Test("one date that is day/month/year casts doubt on those of its column that could be")
  func orders() throws {
    let text =
      "model,bought,issued\nA,3/4/2021,3/4/2021\nB,25/12/2021,\nC,3/25/2021,\nD,2021-03-04,\nE,4/4/2021,\n"
    let (inventory, diagnostics) = read(text)
    let lines = try #require(inventory).lines
    #expect(lines.map(\.bought) == [nil, nil, day("2021-03-25"), day("2021-03-04"), day("2021-04-04")])
    #expect(lines[0].issued == day("2021-03-04"), "another column, another hand")
    #expect(diagnostics.map(\.line) == [2, 3])
    #expect(diagnostics[0].message.contains("could be month/day/year or day/month/year"))
  }
}

@Suite("Holding an inventory against the registry")
struct InventoryCheckTests {
  private static let today = day("2026-06-01")
  private static let record = ListingRecord(
    key: ModelKey(supplier: "harrow", designation: "HX-1"), supplierName: "Harrow Armor Works",
    standard: "TOY-1",
    level: "A", sizes: ["S"], warrantyMonths: 60,
    periods: [
      .init(.active, from: day("2020-01-01"), until: day("2022-01-01")),
      .init(.suspended, from: day("2022-01-01"), until: day("2022-07-01")),
      .init(.active, from: day("2022-07-01")),
    ], nextInspectionDue: day("2026-05-01"))

  private func check(_ text: String) throws -> InventoryCheck {
    let inventory = try #require(Inventory.read(Array(text.utf8), file: "v.csv").inventory)
    return InventoryCheck.of(inventory, on: Self.today, today: Self.today) { label in
      #expect(label.made == nil && label.serial == nil)
      let isKnown = label.designation.map { Folding.folded($0) == "hx1" } ?? false
      return LookupAnswer.ranking(
        isKnown ? [(Self.record, .init(label.designation ?? "", of: Self.record, .slips(0)))] : [],
        for: label,
        on: Self.today, today: Self.today, limit: 1)
    }
  }

  @Test("an entry for every line, in order, whatever it is")
  func all() throws {
    let check = try check("model,company,size\nHX-1,Harrow,S\nQQ-7,,\n\"x,,\nhx 1,Acme,S\nHX-1,,L\n")
    #expect(check.entries.map(\.result) == [.listed, .unknown, .unreadable, .contradicted, .contradicted])
    #expect(check.counts == [.listed: 1, .unknown: 1, .unreadable: 1, .contradicted: 2])
  }

  @Test("the status on the day of purchase, also before anything was decided")
  func bought() throws {
    let check = try check(
      "model,bought\nHX-1,2019-12-31\nHX-1,2020-01-01\nHX-1,2022-03-01\nHX-1,7/1/2022\nHX-1,\nHX-1,never\n")
    #expect(check.entries.map(\.statusWhenBought) == [.undecided, .active, .suspended, .active, nil, nil])
    #expect(check.entries.allSatisfy { $0.result == .listed })
  }

  @Test("the warranty counts from issue, else purchase, else manufacture; leap days end with February")
  func warranty() throws {
    let check = try check(
      """
      model,made,bought,issued
      HX-1,2020-02-01,2020-03-01,2021-06-01
      HX-1,2020-02-01,2021-05-31,
      HX-1,2020-02,,
      HX-1,2020-02-29,,
      HX-1,,,
      """)
    #expect(
      check.entries.map(\.warranty) == [
        .init(end: day("2026-06-01"), from: .issued, isPast: false),
        .init(end: day("2026-05-31"), from: .bought, isPast: true),
        .init(end: day("2025-02-01"), from: .made, isPast: true),
        .init(end: day("2025-02-28"), from: .made, isPast: true), nil,
      ])
  }

  @Test("the day of manufacture is held against the listing line by line")
  func made() throws {
    let check = try check("model,made\nHX-1,2021-01-01\nHX-1,2019-01-01\nHX-1,2022-02\nHX-1,2026-07-01\n")
    #expect(
      check.entries.map { $0.match?.contradictions.map(\.code) } == [
        [], ["label.made.before-listing"], ["label.made.suspended"], ["label.made.future"],
      ])
    #expect(check.entries.map(\.result) == [.listed, .contradicted, .contradicted, .contradicted])
  }

  @Test("an inspection is overdue from the day after it was due")
  func inspections() throws {
    #expect(try check("model\nHX-1\n").entries.first?.inspectionOverdueSince == day("2026-05-01"))
    #expect(try check("model\nHX-1\n").needsAttention(0))
  }
}
