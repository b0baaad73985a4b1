import Testing

@testable import Publishing

@Suite("Tables on a terminal")
struct TableTextTests {
  private func table() -> TableText {
    var table = TableText(columns: [
      .init("Model", minimum: 8), .init("Supplier", minimum: 6), .init("Months", alignment: .right),
    ])
    table.append(["HX-1", "Harrow", "60"])
    table.append(["防弾-2", "Müller", "6"])
    return table
  }

  @Test("columns are aligned by what they take on the screen")
  func alignment() {
    #expect(
      table().printed() == """
        Model   Supplier  Months
        ──────  ────────  ──────
        HX-1    Harrow        60
        防弾-2  Müller         6

        """)
  }

  @Test("a table fits the terminal: the widest columns that may be cut are cut", arguments: [20, 24, 30, 40])
  func fitting(width: Int) {
    var table = table()
    table.append([String(repeating: "long ", count: 100), String(repeating: "界", count: 60), "120"])
    for line in table.printed(width: width).split(separator: "\n") where width >= 24 {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
    #expect(table.printed(width: width).contains("…"))
    #expect(table.printed(width: width).contains("120"))
  }

  @Test(
    "the width of characters",
    arguments: [("a", 1), ("é", 1), ("e\u{301}", 1), ("界", 2), ("🛡️", 2), ("👨‍👩‍👧", 2), ("\u{200B}", 0), ("…", 1)])
  func widths(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test("names cannot steer the terminal")
  func controls() {
    var table = TableText(columns: [.init("Model")])
    table.append(["\u{1B}[31mred\u{202E}\u{9B}x\u{7}\n"])
    let text = table.printed()
    #expect(text.hasSuffix("\u{FFFD}[31mred\u{FFFD}\u{FFFD}x\u{FFFD}\u{FFFD}\n"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test("a header is bold only where asked")
  func style() {
    #expect(!table().printed().contains("\u{1B}"))
    #expect(table().printed(style: .color).hasPrefix("\u{1B}[1mModel"))
  }
}
